"""One area over periods: what the chart is told, the finding, the table, and the words for those who cannot see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from itertools import pairwise

from wholeplace.edges.exchange.charts.facts import Estimate, Figure, Missing, Polarity
from wholeplace.edges.exchange.charts.figures import Format
from wholeplace.edges.exchange.charts.findings import change_and_standing
from wholeplace.edges.exchange.charts.tables import Cell, Column, Table


@dataclass(frozen=True)
class Point:
    """A figure for a period: its words, and the day that places it along the axis (the middle of the period)."""

    period: str
    at: date
    figure: Figure


@dataclass(frozen=True)
class Series:
    """A name and its points, oldest first. A period that has none is a Missing point, and a gap in the line."""

    name: str
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        days = [point.at for point in self.points]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ValueError(f"The points of {self.name} must follow each other in time.")

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a figure."""
        return tuple(point for point in self.points if isinstance(point.figure, Estimate))

    def by_period(self) -> dict[str, Figure]:
        """The figures by the words of their period."""
        return {point.period: point.figure for point in self.points}


@dataclass(frozen=True)
class Target:
    """A value to reach, by a period where one was set."""

    value: float
    period: str = ""
    at: date | None = None
    name: str = "Target"


class Interval(Enum):
    """How intervals are drawn."""

    RIBBON = "shaded band"
    WHISKERS = "vertical lines"


@dataclass(frozen=True)
class Trend:
    """Everything that a chart of one area over time shows. Figures are those that may be published, no others."""

    indicator: str
    area: Series
    fmt: Format
    polarity: Polarity
    comparator: Series | None = None
    target: Target | None = None
    baseline: str = ""
    forecast: tuple[Point, ...] = ()
    interval: Interval = Interval.RIBBON
    interval_name: str = "95% confidence interval"
    finding: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if self.baseline and self.baseline not in {point.period for point in self.area.known}:
            raise ValueError(f"The baseline {self.baseline} is not a period with a figure.")
        if self.forecast and self.area.points and self.forecast[0].at <= self.area.points[-1].at:
            raise ValueError("A forecast begins after the last period of the area.")

    @property
    def whole(self) -> Series:
        """The area with its forecast."""
        return Series(self.area.name, self.area.points + self.forecast)

    @property
    def forecast_from(self) -> tuple[Point, ...]:
        """The forecast with the last point that was measured, from which its line begins; nothing without one."""
        return (*self.area.points[-1:], *self.forecast) if self.forecast else ()

    @property
    def interval_drawn(self) -> Interval:
        """How the intervals can be drawn: a band needs two points side by side."""
        held = [isinstance(p.figure, Estimate) and p.figure.interval is not None for p in self.whole.points]
        side_by_side = any(one and two for one, two in pairwise(held))
        return self.interval if side_by_side else Interval.WHISKERS

    @property
    def has_intervals(self) -> bool:
        """Whether any figure of the area says how sure it is."""
        return any(estimate.interval for estimate in estimates(self.whole.points))

    @property
    def title(self) -> str:
        """The finding: the one given, or the one that the figures make."""
        return self.finding or change_and_standing(
            indicator=self.indicator,
            place=self.area.name,
            area=self.area.by_period(),
            comparator_name=self.comparator.name if self.comparator else "",
            comparator=self.comparator.by_period() if self.comparator else None,
            polarity=self.polarity,
            fmt=self.fmt,
        )


def estimates(points: Iterable[Point]) -> list[Estimate]:
    """The figures that there are."""
    return [point.figure for point in points if isinstance(point.figure, Estimate)]


# --- In words ------------------------------------------------------------------------------------------------


def headline(facts: Trend) -> str:
    """What is measured, which way is better and what the band is: the line above the picture."""
    said = [f"{facts.indicator}. {facts.fmt.words}", facts.polarity.value]
    if facts.has_intervals:
        said.append(f"{facts.interval_drawn.value.capitalize()}: {facts.interval_name}")
    return ". ".join(said)


def remarks(facts: Trend, *, starts_at: str = "") -> list[str]:
    """What must be said below the picture: where the axis begins, and why there are gaps."""
    said = [f"The axis starts at {starts_at}, not at zero."] if starts_at else []
    for reason in Missing:
        periods = [point.period for point in facts.whole.points if point.figure is reason]
        if periods:
            said.append(f"{reason.value.capitalize()} for {joined(periods)}: a gap, not zero.")
    if len(facts.area.known) == 1:
        said.append("One period only, so this shows no trend.")
    return said


def target_words(facts: Trend) -> str:
    """The target with its value and its period."""
    if facts.target is None:
        return ""
    by = f" by {facts.target.period}" if facts.target.period else ""
    return f"{facts.target.name} {facts.fmt.text(facts.target.value)}{by}"


def described(facts: Trend) -> str:
    """The picture for those who cannot see it."""
    said = [f"Line chart. {headline(facts)}.", _course(facts.area, facts.fmt)]
    if facts.comparator:
        said.append(_course(facts.comparator, facts.fmt))
    if facts.forecast:
        said.append(_course(Series(f"Forecast for {facts.area.name}", facts.forecast), facts.fmt))
    if facts.target:
        said.append(f"{target_words(facts)}.")
    if facts.baseline:
        said.append(f"The baseline is {facts.baseline}.")
    return " ".join([*said, *remarks(facts), "The figures are in the table."])


def joined(words: list[str]) -> str:
    """Words as a list in a sentence; many are counted."""
    if len(words) > 4:
        return f"{words[0]}, {words[1]} and {len(words) - 2} other periods"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _course(series: Series, fmt: Format) -> str:
    """Where a series begins and ends, and how low and high it goes on the way."""
    known = [(point.period, point.figure) for point in series.points if isinstance(point.figure, Estimate)]
    if not known:
        return f"{series.name}: no figures."
    if len(known) == 1:
        return f"{series.name}: {fmt.text(known[0][1].value)} in {known[0][0]}."
    lowest, highest = (pick(known, key=lambda pair: pair[1].value) for pick in (min, max))
    ends = " to ".join(f"{fmt.text(figure.value)} in {period}" for period, figure in (known[0], known[-1]))
    between = f"lowest {fmt.text(lowest[1].value)} in {lowest[0]}, highest {fmt.text(highest[1].value)} in {highest[0]}"
    return f"{series.name}: from {ends}; {between}."


# --- As a table ----------------------------------------------------------------------------------------------


def tabled(facts: Trend) -> Table:
    """The figures of the picture, one row a period."""
    days = {point.period: point.at for series in (facts.comparator, facts.whole) if series for point in series.points}
    row = partial(_row, facts, facts.whole.by_period(), facts.comparator.by_period() if facts.comparator else {})
    return Table(
        caption=f"{facts.indicator}, {facts.area.name}: {facts.fmt.words.lower()}",
        columns=tuple(_columns(facts)),
        rows=tuple(row(period) for period in sorted(days, key=lambda period: days[period])),
        notes=tuple(_table_notes(facts)),
        source=facts.source,
    )


def _columns(facts: Trend) -> Iterable[Column]:
    yield Column("Period")
    yield Column(facts.area.name, numeric=True)
    if facts.has_intervals:
        yield Column("Lower end of interval", numeric=True)
        yield Column("Upper end of interval", numeric=True)
    if facts.comparator:
        yield Column(facts.comparator.name, numeric=True)
    if facts.forecast:
        yield Column("Kind of figure")


def _row(facts: Trend, area: dict[str, Figure], beside: dict[str, Figure], period: str) -> tuple[Cell, ...]:
    figure = area.get(period, Missing.NO_DATA)
    cells = [Cell.of(period), Cell.figure(figure, facts.fmt)]
    if facts.has_intervals:
        cells += Cell.ends(figure, facts.fmt)
    if facts.comparator:
        cells.append(Cell.figure(beside.get(period, Missing.NO_DATA), facts.fmt))
    if facts.forecast:
        forecast = period in {point.period for point in facts.forecast}
        cells.append(Cell.of("Forecast" if forecast else "Actual"))
    return tuple(cells)


def _table_notes(facts: Trend) -> Iterable[str]:
    yield f"{facts.polarity.value}."
    if facts.has_intervals:
        yield f"Interval: {facts.interval_name}."
    if facts.target:
        yield f"{target_words(facts)}."
    if facts.baseline:
        yield f"Baseline: {facts.baseline}."
    yield from facts.notes
