"""The frame of a chart over time: where it lies on the page, its axes, and the lines that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wholeplace.edges.exchange.charts.facts import Estimate
from wholeplace.edges.exchange.charts.layouts import Layout
from wholeplace.edges.exchange.charts.lettering import Span, centred, width_of, wrapped
from wholeplace.edges.exchange.charts.palette import GRID, QUIET
from wholeplace.edges.exchange.charts.scales import Scale, axis
from wholeplace.edges.exchange.charts.svg import element, group, line, text
from wholeplace.edges.exchange.charts.trend import Point, Series, Trend, estimates, target_words

BESIDE = 150.0  # the most room for names beside the lines


@dataclass(frozen=True)
class Frame:
    """Where the plot lies, and where a day and a value lie on it."""

    layout: Layout
    x: Scale
    y: Scale

    def at(self, day: date, value: float) -> tuple[float, float]:
        """The place of a value on a day."""
        return self.x(day.toordinal()), self.y(value)

    def of(self, point: Point) -> tuple[float, float]:
        """The place of a point that has a figure."""
        assert isinstance(point.figure, Estimate)
        return self.at(point.at, point.figure.value)


def framed(facts: Trend, layout: Layout, *, top: float) -> Frame:
    bottom = top + layout.plot_height
    low, high = reach(facts) or (0.0, 1.0)
    y = axis(low, high, start=bottom, end=top, ticks=layout.ticks)
    left = max(width_of(facts.fmt.tick(mark, step=y.step), size=layout.small) for mark in y.ticks) + 10
    right = layout.width - (_room_beside(facts, layout) if layout.labels_beside else 12)
    days = [point.at.toordinal() for point in _points(facts)] or [0]
    if facts.target and facts.target.at:
        days.append(facts.target.at.toordinal())
    return Frame(layout, Scale(min(days), max(days), left + 12, right - 4), y)


def _points(facts: Trend) -> list[Point]:
    beside = facts.comparator.points if facts.comparator else ()
    return [*facts.whole.points, *beside]


def reach(facts: Trend) -> tuple[float, float] | None:
    """The lowest and the highest value that the plot must hold, or nothing where there is no figure at all."""
    found = [end for estimate in estimates(facts.whole.points) for end in estimate.reach]
    if facts.comparator:
        found += [estimate.value for estimate in estimates(facts.comparator.points)]
    if facts.target:
        found.append(facts.target.value)
    return (min(found), max(found)) if found else None


def _room_beside(facts: Trend, layout: Layout) -> float:
    lines = [words for each in named(facts) for words in each.folded(layout)]
    return 30 + max((width_of(words, size=layout.small, bold=True) for words in lines), default=0)


def nothing(frame: Frame) -> str:
    """Words in place of a plot that has nothing to show."""
    width, top, bottom = frame.layout.width, frame.y.end, frame.y.start
    box = element("rect", x=1, y=top, width=width - 2, height=bottom - top, fill="none", stroke=GRID)
    middle = (top + bottom) / 2
    return box + text("No figures can be shown", x=width / 2, y=middle, text_anchor="middle", fill=QUIET)


# --- Axes ----------------------------------------------------------------------------------------------------


def axes(facts: Trend, frame: Frame) -> str:
    left, right = frame.x.start - 12, frame.x.end + 4
    rules = [
        line(left, frame.y(mark), right, frame.y(mark), stroke=QUIET if mark == frame.y.low else GRID)
        for mark in frame.y.ticks
    ]
    size = frame.layout.small
    values = [
        text(facts.fmt.tick(mark, step=frame.y.step), x=left - 6, y=frame.y(mark) + size * 0.35)
        for mark in frame.y.ticks
    ]
    return (
        group(*rules, class_="wp-chart-grid", stroke_width=1)
        + group(*values, class_="wp-chart-ticks", fill=QUIET, font_size=size, text_anchor="end")
        + _periods(facts, frame)
    )


def _periods(facts: Trend, frame: Frame) -> str:
    """A mark for each period, and words for as many as fit."""
    days = {point.at: point.period for point in _points(facts)}
    if facts.target and facts.target.at and facts.target.period:
        days.setdefault(facts.target.at, facts.target.period)
    periods = sorted(days.items())
    floor, size = frame.y.start, frame.layout.small
    strokes = [line(frame.x(day.toordinal()), floor, frame.x(day.toordinal()), floor + 5) for day, _ in periods]
    spans = [
        centred(words, at=frame.x(day.toordinal()), size=size, low=0, high=frame.layout.width) for day, words in periods
    ]
    words = [
        text(periods[index][1], x=spans[index].start, y=floor + 6 + size) for index in legible(spans, gap=size * 0.7)
    ]
    return group(*strokes, class_="wp-chart-ticks", stroke=QUIET) + group(
        *words, class_="wp-chart-periods", fill=QUIET, font_size=size
    )


def legible(spans: Sequence[Span], *, gap: float) -> list[int]:
    """Which labels along an axis to write: the first and the last, and from the last on each so many before it."""
    for stride in range(1, len(spans) + 1):
        chosen = list(range(len(spans) - 1, -1, -stride))[::-1]
        if all(spans[a].end + gap <= spans[b].start for a, b in pairwise(chosen)):
            later = [index for index in chosen if spans[0].end + gap <= spans[index].start]
            return [0, *later] if later else chosen[-1:]
    return []


# --- What is named -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """A line of the picture by name: which sort it is, its name, and its last value in words."""

    kind: str
    name: str
    value: str = ""

    def folded(self, layout: Layout) -> tuple[str, ...]:
        """The name in at most two lines, and the value below."""
        lines = wrapped(self.name, within=BESIDE, size=layout.small, bold=self.kind == "area", lines=2)
        return (*lines, self.value) if self.value else lines


def named(facts: Trend) -> list[Named]:
    """The lines of the picture."""
    found = []
    if facts.whole.known:
        forecast = facts.forecast and facts.whole.known[-1] in facts.forecast
        found.append(Named("area", facts.area.name, _last(facts.whole, facts, "forecast " if forecast else "")))
    if facts.comparator and facts.comparator.known:
        found.append(Named("comparator", facts.comparator.name, _last(facts.comparator, facts, "")))
    if facts.target:
        found.append(Named("target", target_words(facts)))
    return found


def _last(series: Series, facts: Trend, word: str) -> str:
    return word + facts.fmt.text(estimates(series.known[-1:])[0].value)
