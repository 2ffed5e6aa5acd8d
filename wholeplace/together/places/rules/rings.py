"""The rings of a boundary: from GeoJSON to bytes and back. Half a metre of precision is kept, which no screen shows."""

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class NotAShape(ValueError):
    """A geometry that is no polygon on the face of the earth."""


@dataclass(frozen=True)
class Shape:
    """A boundary, packed: longitude and latitude in turn as 4-byte floats, ring after ring.

    `ring_points` is how many points each ring has, `polygon_rings` how many rings each polygon has: the first is its
    outline, the others its holes.
    """

    packed: bytes
    ring_points: tuple[int, ...]
    polygon_rings: tuple[int, ...]
    west: float
    south: float
    east: float
    north: float

    @property
    def points(self) -> int:
        """How many points it has in all."""
        return sum(self.ring_points)


def shape_of(geometry: Any) -> Shape:
    """A GeoJSON Polygon or MultiPolygon as a shape. Raises NotAShape."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise NotAShape(f"A boundary is a Polygon or a MultiPolygon, not {kind or 'nothing'}.")
    polygons = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    numbers = array("f")
    ring_points: list[int] = []
    for polygon in polygons:
        for ring in polygon:
            ring_points.append(_add_ring(ring, numbers))
    if not ring_points:
        raise NotAShape("A boundary has at least one ring.")
    across, up = numbers[0::2], numbers[1::2]
    return Shape(
        packed=_little_endian(numbers),
        ring_points=tuple(ring_points),
        polygon_rings=tuple(len(polygon) for polygon in polygons),
        west=min(across),
        south=min(up),
        east=max(across),
        north=max(up),
    )


def _add_ring(ring: Sequence[Sequence[float]], numbers: "array[float]") -> int:
    if len(ring) < 4 or list(ring[0][:2]) != list(ring[-1][:2]):
        raise NotAShape("A ring has at least four points and ends where it begins.")
    for longitude, latitude, *_ in ring:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise NotAShape("Coordinates are longitude and latitude in degrees (WGS 84).")
        numbers.append(longitude)
        numbers.append(latitude)
    return len(ring)


def _little_endian(numbers: "array[float]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def rings_of(packed: bytes, ring_points: Sequence[int]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings as pairs of longitude and latitude."""
    numbers = array("f")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    rings, at = [], 0
    for points in ring_points:
        flat = numbers[at : at + 2 * points]
        rings.append(tuple(zip(flat[0::2], flat[1::2], strict=True)))
        at += 2 * points
    return tuple(rings)
