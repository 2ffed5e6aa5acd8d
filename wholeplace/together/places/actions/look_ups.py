"""Taking in look-ups between areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.intake.book import File, OpenBatch, batch_of
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Change, Row
from wholeplace.ground.trail.action import action
from wholeplace.together.places.actions._taken import left_behind
from wholeplace.together.places.models import LookUp
from wholeplace.together.places.rules.kinds import Method

A_HAIR = 1e-9


@dataclass(frozen=True)
class LookUpGiven:
    """So much of one area (its number) in another, by a method."""

    from_area: int
    to_area: int
    method: Method
    weight: float = 1.0
    change: str = ""


@action
def load_lookups(*, file: File, rows: Iterable[Outcome[LookUpGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of look-ups between areas that are known. Raises NothingNew when it changes nothing."""
    by.must(Permission.PLACE_SET_UP)
    with batch_of(file, by=by, on=on) as batch:
        batch.pour(
            rows,
            into=lambda chunk: _merge(chunk, batch=batch),
            key=lambda given: (given.from_area, given.to_area, given.method),
        )
    left_behind("look-ups", file=file, batch=batch, by=by, on=on)
    return batch


def _merge(chunk: list[tuple[Row[LookUpGiven], LookUpGiven]], *, batch: OpenBatch) -> Change:
    known = {
        (one.from_area_id, one.to_area_id, one.method): one
        for one in LookUp.objects.select_for_update()
        .filter(from_area__in={given.from_area for _, given in chunk})
        .order_by("pk")
    }
    new, revised, unchanged = [], [], 0
    for _, given in chunk:
        before = known.get((given.from_area, given.to_area, given.method.value))
        if before is None:
            new.append(
                LookUp(
                    from_area_id=given.from_area,
                    to_area_id=given.to_area,
                    method=given.method.value,
                    weight=given.weight,
                    change=given.change,
                    batch_id=batch.number,
                )
            )
        elif abs(before.weight - given.weight) <= A_HAIR and before.change == given.change:
            unchanged += 1
        else:
            before.weight, before.change, before.batch_id = given.weight, given.change, batch.number
            revised.append(before)
    LookUp.objects.bulk_create(new, batch_size=5_000)
    LookUp.objects.bulk_update(revised, ["weight", "change", "batch"], batch_size=1_000)
    return Change(added=len(new), revised=len(revised), unchanged=unchanged)
