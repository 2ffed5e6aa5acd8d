"""Turns boundaries in longitude and latitude into paths: projected, rounded to a tenth of a unit, slivers dropped."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

LonLat = Sequence[float]
Ring = Sequence[LonLat]
Place = tuple[int, int]  # in tenths of a unit of the view box

LEAST = 10  # tenths of a unit: a ring smaller than this both ways cannot be seen
FLAT = 100  # a corner that stands out by less than half a square unit cannot be seen (twice its area, in tenths)
FEW = 9  # a ring of fewer corners keeps them all


@dataclass(frozen=True)
class Projection:
    """Equirectangular, with longitude shortened by the cosine of the middle latitude: true enough for one place."""

    west: float
    north: float
    across: float
    down: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The place of a point, in units."""
        return (lon - self.west) * self.across / 10, (self.north - lat) * self.down / 10


def fitted(rings: Iterable[Ring], *, width: float, height: float, margin: float = 2) -> Projection:
    """The projection that shows all of these as large as a box allows."""
    lons: list[float] = []
    lats: list[float] = []
    for ring in rings:
        ring_lons, ring_lats, *_ = zip(*ring, strict=False)  # a third number of each would be a height
        lons += (min(ring_lons), max(ring_lons))
        lats += (min(ring_lats), max(ring_lats))
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    shorter = math.cos(math.radians((south + north) / 2))
    wide, tall = max((east - west) * shorter, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / tall)
    return Projection(
        west=west - margin / scale / shorter,
        north=north + margin / scale,
        across=scale * shorter * 10,
        down=scale * 10,
        width=wide * scale + 2 * margin,
        height=tall * scale + 2 * margin,
    )


def paths(areas: Iterable[tuple[str, Sequence[Ring]]], projection: Projection) -> dict[str, str]:
    """The `d` of each area by its code.

    Rings too small to see are dropped; an area of such rings alone becomes a square unit, so that it is not lost.
    """
    placed = {code: [_placed(ring, projection) for ring in rings] for code, rings in areas}
    meetings = Counter(chain.from_iterable(ring for rings in placed.values() for ring in rings))
    return {code: _path(rings, meetings) for code, rings in placed.items()}


def _placed(ring: Ring, projection: Projection) -> list[Place]:
    """The places of a ring, without the last one that repeats the first."""
    across, down = projection.across, projection.down
    left, top = 0.5 - projection.west * across, 0.5 + projection.north * down
    places = [(int(point[0] * across + left), int(top - point[1] * down)) for point in ring]
    return places[:-1] if places[-1] == places[0] else places


def _path(rings: Sequence[list[Place]], meetings: Mapping[Place, int]) -> str:
    drawn = "".join(_written(_thinned(ring, meetings)) for ring in rings if _visible(ring))
    if drawn:
        return drawn
    x, y = rings[0][0]
    return f"M{_TENTHS[x - 5]}{_TENTHS[y - 5]}h1v1h-1z"


def _visible(ring: Sequence[Place]) -> bool:
    """Whether a ring is as wide or as tall as can be seen."""
    xs, ys = zip(*ring, strict=True)
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    return bool(wide >= LEAST or tall >= LEAST)


def _thinned(ring: list[Place], meetings: Mapping[Place, int]) -> list[Place]:
    """A ring without the corners that are too flat to see.

    Neighbours must lose the same corners, or the map shows cracks. So a corner goes or stays by what both sides know:
    the corners next to it, how many rings meet there, and in which of two rounds its place falls.
    """
    if len(ring) < FEW:
        return ring
    for turn in (0, 2):
        kept = []
        x, y = ring[-1]
        for corner, (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            here_x, here_y = corner
            flat = (
                (here_x ^ here_y) & 2 == turn
                and -FLAT < (here_x - x) * (next_y - y) - (here_y - y) * (next_x - x) < FLAT
                and meetings[corner] < 3
            )
            if not flat:
                kept.append(corner)
            x, y = here_x, here_y
        ring = kept if len(kept) > 3 else ring
    return ring


class _Tenths(dict[int, str]):
    """Whole tenths as a path writes them, with the sign or the space that parts them from what stands before."""

    def __missing__(self, tenths: int) -> str:
        whole, part = divmod(abs(tenths), 10)
        words = (str(whole) if whole or not part else "") + (f".{part}" if part else "")
        self[tenths] = written = f"-{words}" if tenths < 0 else f" {words}"
        return written


_TENTHS = _Tenths()


def _written(ring: Sequence[Place]) -> str:
    """A closed ring: where it starts, then each step. Points that fall on the one before are left out."""
    tenths = _TENTHS
    x, y = ring[0]
    steps = [f"M{tenths[x]}{tenths[y]}l"]
    for across, down in ring[1:]:
        if across != x or down != y:
            steps.append(tenths[across - x] + tenths[down - y])
            x, y = across, down
    return "".join(steps) + "z"
