"""Taking in boundaries."""

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
from wholeplace.together.places.models import Boundary
from wholeplace.together.places.rules.rings import Shape


@dataclass(frozen=True)
class BoundaryGiven:
    """A boundary as a file gives it: of an area (its number), in a vintage."""

    area: int
    vintage: str
    shape: Shape


@action
def load_boundaries(*, file: File, rows: Iterable[Outcome[BoundaryGiven]], by: Actor, on: date) -> OpenBatch:
    """Take in a file of boundaries of areas that are known. Raises NothingNew when it changes nothing."""
    by.must(Permission.PLACE_SET_UP)
    with batch_of(file, by=by, on=on) as batch:
        batch.pour(
            rows,
            into=lambda chunk: _merge(chunk, batch=batch),
            key=lambda given: (given.area, given.vintage),
            chunk=500,
        )
    left_behind("boundaries", file=file, batch=batch, by=by, on=on)
    return batch


def _merge(chunk: list[tuple[Row[BoundaryGiven], BoundaryGiven]], *, batch: OpenBatch) -> Change:
    known = {
        (one.area_id, one.vintage): one
        for one in Boundary.objects.select_for_update()
        .filter(area__in={given.area for _, given in chunk})
        .order_by("pk")
    }
    new, revised, unchanged = [], [], 0
    for _, given in chunk:
        drawn = Boundary(area_id=given.area, vintage=given.vintage, batch_id=batch.number, **_columns(given.shape))
        before = known.get((given.area, given.vintage))
        if before is None:
            new.append(drawn)
        elif bytes(before.packed) == given.shape.packed and before.ring_points == list(given.shape.ring_points):
            unchanged += 1
        else:
            drawn.pk = before.pk
            revised.append(drawn)
    Boundary.objects.bulk_create(new, batch_size=500)
    Boundary.objects.bulk_update(revised, [*_COLUMNS, "batch"], batch_size=200)
    return Change(added=len(new), revised=len(revised), unchanged=unchanged)


_COLUMNS = ("packed", "ring_points", "polygon_rings", "west", "south", "east", "north")


def _columns(shape: Shape) -> dict[str, object]:
    return {
        **{name: getattr(shape, name) for name in _COLUMNS},
        "ring_points": list(shape.ring_points),
        "polygon_rings": list(shape.polygon_rings),
    }
