"""Taking in neighbours."""

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
from wholeplace.together.places.models import Neighbour


@dataclass(frozen=True)
class NeighbourGiven:
    """An area (its number) that is like another, by a model; its place among them where the model ranks."""

    area: int
    neighbour: int
    model: str
    position: int | None = None


@action
def load_neighbours(*, file: File, rows: Iterable[Outcome[NeighbourGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of neighbours of areas that are known. Raises NothingNew when it changes nothing."""
    by.must(Permission.PLACE_SET_UP)
    with batch_of(file, by=by, on=on) as batch:
        batch.pour(
            rows,
            into=lambda chunk: _merge(chunk, batch=batch),
            key=lambda given: (given.area, given.model, given.neighbour),
        )
    left_behind("neighbours", file=file, batch=batch, by=by, on=on)
    return batch


def _merge(chunk: list[tuple[Row[NeighbourGiven], NeighbourGiven]], *, batch: OpenBatch) -> Change:
    known = {
        (one.area_id, one.model, one.neighbour_id): one
        for one in Neighbour.objects.select_for_update()
        .filter(area__in={given.area for _, given in chunk})
        .order_by("pk")
    }
    new, revised, unchanged = [], [], 0
    for _, given in chunk:
        before = known.get((given.area, given.model, given.neighbour))
        if before is None:
            new.append(
                Neighbour(
                    area_id=given.area,
                    neighbour_id=given.neighbour,
                    model=given.model,
                    position=given.position,
                    batch_id=batch.number,
                )
            )
        elif before.position == given.position:
            unchanged += 1
        else:
            before.position, before.batch_id = given.position, batch.number
            revised.append(before)
    Neighbour.objects.bulk_create(new, batch_size=5_000)
    Neighbour.objects.bulk_update(revised, ["position", "batch"], batch_size=1_000)
    return Change(added=len(new), revised=len(revised), unchanged=unchanged)
