"""Taking in areas."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.codes import is_invented_gss
from wholeplace.ground.intake.book import File, OpenBatch, batch_of
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Change, Row
from wholeplace.ground.trail.action import action
from wholeplace.together.places.actions._taken import left_behind
from wholeplace.together.places.models import Area
from wholeplace.together.places.rules.kinds import AreaKind


@dataclass(frozen=True)
class AreaGiven:
    """An area as a file gives it. What is blank or None is not said. An invented one is known by its code."""

    kind: AreaKind
    code: str
    name: str
    also_known_as: str = ""
    setting: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    is_current: bool | None = None
    longitude: float | None = None
    latitude: float | None = None


_DESCRIBE = tuple(field.name for field in fields(AreaGiven) if field.name not in {"kind", "code"})


@action
def load_areas(*, file: File, rows: Iterable[Outcome[AreaGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of areas: new ones are added, known ones are described anew where the file says more.

    What the file leaves blank is not taken away. Raises NothingNew when it changes nothing.
    """
    by.must(Permission.PLACE_SET_UP)
    with batch_of(file, by=by, on=on) as batch:
        batch.pour(
            rows,
            into=lambda chunk: _merge(chunk, batch=batch),
            key=lambda given: (given.kind, given.code),
        )
    left_behind("areas", file=file, batch=batch, by=by, on=on)
    return batch


def _merge(chunk: list[tuple[Row[AreaGiven], AreaGiven]], *, batch: OpenBatch) -> Change:
    codes = {given.code for _, given in chunk}
    known = {
        (area.kind, area.code): area for area in Area.objects.select_for_update().filter(code__in=codes).order_by("pk")
    }
    new, revised, unchanged = [], [], 0
    for _, given in chunk:
        area = known.get((given.kind.value, given.code))
        if area is None:
            new.append(_new(given, batch=batch))
        elif _describe(area, given):
            area.batch_id = batch.number
            revised.append(area)
        else:
            unchanged += 1
    Area.objects.bulk_create(new, batch_size=2_000)
    Area.objects.bulk_update(revised, [*_DESCRIBE, "batch"], batch_size=500)
    return Change(added=len(new), revised=len(revised), unchanged=unchanged)


def _new(given: AreaGiven, *, batch: OpenBatch) -> Area:
    said = {name: getattr(given, name) for name in _DESCRIBE}
    return Area(
        kind=given.kind.value,
        code=given.code,
        invented=is_invented_gss(given.code),
        batch_id=batch.number,
        **said | {"is_current": given.is_current is not False},
    )


def _describe(area: Area, given: AreaGiven) -> bool:
    """Say of the area what the file says and blanks do not take away; whether that changed anything."""
    changed = False
    for name in _DESCRIBE:
        said = getattr(given, name)
        if said not in (None, "") and getattr(area, name) != said:
            setattr(area, name, said)
            changed = True
    return changed
