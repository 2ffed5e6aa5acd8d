"""What a chart is told: figures with their intervals, why one is missing, and which way is better."""

import math
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Estimate:
    """A figure, with the two ends of its interval where it has one."""

    value: float
    lower: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        ends = [end for end in (self.lower, self.upper) if end is not None]
        if not all(math.isfinite(part) for part in (self.value, *ends)):
            raise ValueError("A figure must be finite; say Missing where there is none.")
        if len(ends) == 1:
            raise ValueError("An interval has two ends or none.")
        if ends and not ends[0] <= self.value <= ends[1]:
            raise ValueError(f"The interval {ends[0]} to {ends[1]} does not hold its own figure {self.value}.")

    @property
    def interval(self) -> tuple[float, float] | None:
        """The two ends, or nothing."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)

    @property
    def reach(self) -> tuple[float, float]:
        """The two ends, or the figure itself twice."""
        return self.interval or (self.value, self.value)


class Missing(Enum):
    """Why there is no figure. A missing figure carries no interval, no class and no place in an order."""

    NO_DATA = "no data"
    HIDDEN = "hidden to protect people"


Figure = Estimate | Missing


class Polarity(Enum):
    """Which way is better, in the words that stand on the chart."""

    LOWER_IS_BETTER = "Lower is better"
    HIGHER_IS_BETTER = "Higher is better"
    NEITHER = "Neither high nor low is better"


class Standing(Enum):
    """Where one figure stands beside another, as far as their intervals can tell."""

    ABOVE = "higher than"
    ALIKE = "similar to"
    BELOW = "lower than"


def standing(figure: Estimate, beside: Estimate) -> Standing:
    """Where a figure stands beside another: alike where the intervals touch."""
    low, high = figure.reach
    other_low, other_high = beside.reach
    if low > other_high:
        return Standing.ABOVE
    return Standing.BELOW if high < other_low else Standing.ALIKE


def has_interval(*figures: Estimate) -> bool:
    """Whether any of these says how sure it is."""
    return any(figure.interval for figure in figures)
