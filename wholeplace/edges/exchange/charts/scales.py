"""Where a value stands between two ends, and which round figures mark the way."""

import math
from dataclasses import dataclass

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A straight map from values to coordinates, with the round values that mark it."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    step: float = 1.0

    def __call__(self, value: float) -> float:
        """The coordinate of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def axis(low: float, high: float, *, start: float, end: float, ticks: int, from_zero: bool = False) -> Scale:
    """A scale whose ends and marks are round, beginning at zero where that costs the picture little."""
    low, high = _worth_showing(low, high, from_zero=from_zero)
    step = _round_step((high - low) / max(1, ticks - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    marks = tuple(round(place * step, 10) for place in range(first, last + 1))
    return Scale(marks[0], marks[-1], start, end, marks, step)


def _worth_showing(low: float, high: float, *, from_zero: bool) -> tuple[float, float]:
    """The stretch of values to show: from zero if that leaves the differences readable."""
    if from_zero or (low >= 0 and low <= high * 0.4):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        return (low - spread if low < 0 else max(0.0, low - spread)), high + spread
    return low, high


def _round_step(rough: float) -> float:
    """The round step above a rough one, or a little below it, where the next one would leave the plot half empty."""
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * part for part in _ROUND if size * part >= rough * 0.85)
