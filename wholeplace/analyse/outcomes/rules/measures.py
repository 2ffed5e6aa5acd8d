"""What quantifies an outcome: its good direction, its frequency, its figures in words, its straight line."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.shortened import shortened


class Polarity(Labelled):
    """Which way is better."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"

    def better(self, figure: Decimal, *, than: Decimal) -> bool:
        """Whether this figure is better than that one; equal is not better."""
        return figure > than if self is Polarity.HIGHER else figure < than


class Frequency(Labelled):
    """How often a new figure is known."""

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    YEARLY = "yearly", "Every year"
    LESS_OFTEN = "less_often", "Less often than every year"


@dataclass(frozen=True)
class Point:
    """A figure on a day."""

    on: date
    figure: Decimal


PLACES = Decimal("0.0001")
"""How exactly figures are kept."""


MOST = Decimal("99999999999999.9999")
"""The largest figure that is kept: fourteen digits before the point and four behind it."""

TITLE = 250
"""How long the title of a record may be."""


def title_of(measure: str, figure: str) -> str:
    """A measure and its figure as one title: a long name is cut, the figure never."""
    return f"{shortened(measure, to=TITLE - len(figure) - 2)}: {figure}"


def expected_on(day: date, *, baseline: Point, target: Point) -> Decimal:
    """Where a measure ought to stand on this day, on the straight line from its baseline to its target."""
    if day <= baseline.on:
        return baseline.figure
    if day >= target.on:
        return target.figure
    gone, whole = (day - baseline.on).days, (target.on - baseline.on).days
    figure = baseline.figure + (target.figure - baseline.figure) * gone / whole
    return figure.quantize(PLACES, rounding=ROUND_HALF_UP)


def in_words(figure: Decimal, *, unit: str, places: int | None = None) -> str:
    """A figure with its unit, as people write it: 34%, 12.5 per 1,000. `places` rounds what was reckoned."""
    if places is not None:
        figure = figure.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    plain = f"{figure:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if unit == "£":
        return f"-£{plain[1:]}" if plain.startswith("-") else f"£{plain}"
    return f"{plain}%" if unit == "%" else f"{plain} {unit}".strip()
