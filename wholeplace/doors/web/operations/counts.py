"""How many requests were answered, how, and how fast: counted by every process of the server in memory that all share.

Each process writes a row of its own, found by its number, so that none waits for another; two that share a row may lose
a count now and then, never more.
"""

import mmap
import os
import struct
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DOORS = ("pages", "interface", "files")
CLASSES = ("2xx", "3xx", "4xx", "5xx")
WITHIN = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
_ROW = len(CLASSES) + len(WITHIN) + 2  # the last two: slower than all of these, and seconds in all
_CELL = struct.Struct("d")
_PROCESSES = 64


@dataclass(frozen=True)
class Counted:
    """What one door answered since the server was started."""

    door: str
    answers: dict[str, int]
    within: dict[float, int]
    number: int
    seconds: float


class Counts:
    """The shared memory. Made before the server's processes part, so that all of them have it."""

    def __init__(self) -> None:
        """All at nought."""
        self._memory = mmap.mmap(-1, _PROCESSES * len(DOORS) * _ROW * _CELL.size)

    def counted(self, request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
        """Answer a request, and count it."""
        began = time.perf_counter()
        response = answer(request)
        self.add(_door(request), response.status_code, time.perf_counter() - began)
        return response

    def add(self, door: int, status: int, seconds: float) -> None:
        """One answer of this door."""
        self._add(door, min(max(status // 100 - 2, 0), len(CLASSES) - 1), 1)
        self._add(door, len(CLASSES) + bisect_left(WITHIN, seconds), 1)
        self._add(door, _ROW - 1, seconds)

    def all(self) -> Iterator[Counted]:
        """What all processes together answered, door by door."""
        for door, name in enumerate(DOORS):
            row = [sum(self._read(process, door, cell) for process in range(_PROCESSES)) for cell in range(_ROW)]
            fast = row[len(CLASSES) : -1]
            yield Counted(
                door=name,
                answers=dict(zip(CLASSES, map(int, row), strict=False)),
                within={limit: int(sum(fast[: place + 1])) for place, limit in enumerate(WITHIN)},
                number=int(sum(fast)),
                seconds=row[-1],
            )

    def _add(self, door: int, cell: int, more: float) -> None:
        process = os.getpid() % _PROCESSES
        _CELL.pack_into(self._memory, _place(process, door, cell), self._read(process, door, cell) + more)

    def _read(self, process: int, door: int, cell: int) -> float:
        return float(_CELL.unpack_from(self._memory, _place(process, door, cell))[0])


def _place(process: int, door: int, cell: int) -> int:
    return ((process * len(DOORS) + door) * _ROW + cell) * _CELL.size


def _door(request: HttpRequest) -> int:
    if request.path.startswith("/api/"):
        return 1
    return 2 if request.path.startswith(settings.STATIC_URL) else 0


COUNTS = Counts()
