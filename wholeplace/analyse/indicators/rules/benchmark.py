"""Where a unit cost stands among others like it: the middle, who stands out, and what the difference is worth.

Source: catalogue ANA-12. Who stands out is told by Tukey's fences: further from the middle half of all values than one
and a half times its width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FENCE = 1.5
FEWEST = 8


@dataclass(frozen=True)
class Cost:
    """One body's unit cost, and how many units it paid for, where that is known."""

    area: int
    value: float
    units: float | None = None


@dataclass(frozen=True)
class Position:
    """Where one body stands: its rank from the lowest, how far from the middle, and whether it stands out.

    `saving` is what it would have spent less, in the unit of the cost, had it paid the middle cost for as many units;
    negative where it paid less already; None where the units are not known.
    """

    area: int
    value: float
    rank: int
    of: int
    above_the_middle: float
    stands_out: bool
    saving: float | None


@dataclass(frozen=True)
class Benchmark:
    """The middle half of all costs, and each body's position, the dearest first."""

    lower_quarter: float
    middle: float
    upper_quarter: float
    positions: tuple[Position, ...]

    @property
    def outliers(self) -> tuple[Position, ...]:
        """Those that stand out, dear and cheap."""
        return tuple(position for position in self.positions if position.stands_out)


class TooFew(ValueError):
    """There are not enough bodies to say who stands out."""


def benchmark(costs: Sequence[Cost]) -> Benchmark:
    """Place each cost among the others. Raises TooFew below eight."""
    if len(costs) < FEWEST:
        raise TooFew(f"Only {len(costs)} figures can be compared; at least {FEWEST} are needed to say who stands out.")
    ranked = sorted(costs, key=lambda cost: (cost.value, cost.area))
    values = [cost.value for cost in ranked]
    lower, middle, upper = (quantile(values, share) for share in (0.25, 0.5, 0.75))
    reach = FENCE * (upper - lower)
    positions = tuple(
        Position(
            area=cost.area,
            value=cost.value,
            rank=rank,
            of=len(ranked),
            above_the_middle=cost.value - middle,
            stands_out=not lower - reach <= cost.value <= upper + reach,
            saving=None if cost.units is None else (cost.value - middle) * cost.units,
        )
        for rank, cost in enumerate(ranked, start=1)
    )
    return Benchmark(lower, middle, upper, positions[::-1])


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of the ordered values lies, between two values where need be."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
