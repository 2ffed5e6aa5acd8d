"""Draws areas in order: a bar or a dot for each, its interval, and a line for what they are held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.chart import Chart
from wholeplace.edges.exchange.charts.facts import Estimate
from wholeplace.edges.exchange.charts.layouts import WIDE, Layout
from wholeplace.edges.exchange.charts.lettering import centred, width_of, wrapped
from wholeplace.edges.exchange.charts.palette import (
    COMPARATOR,
    COMPARATOR_WORDS,
    GRID,
    INK,
    OTHER_AREA,
    QUIET,
    THIS_AREA,
    WHITE,
)
from wholeplace.edges.exchange.charts.ranked_bar import (
    RankedArea,
    Ranking,
    described,
    headline,
    remarks,
    tabled,
)
from wholeplace.edges.exchange.charts.scales import Scale, axis
from wholeplace.edges.exchange.charts.svg import (
    Attribute,
    document,
    element,
    group,
    haloed,
    line,
    num,
    paragraph,
    text,
)

NAMES = 210.0  # the most room for names beside the bars
BAR = 16.0


@dataclass(frozen=True)
class Row:
    """An area, its name in lines, and where its words and its bar stand."""

    area: RankedArea
    lines: tuple[str, ...]
    top: float
    bar: float


@dataclass(frozen=True)
class Frame:
    """Where the rows lie, and where a value lies along them."""

    layout: Layout
    x: Scale
    rows: tuple[Row, ...]
    top: float
    floor: float


def ranked_bar(facts: Ranking, *, id_prefix: str, layout: Layout = WIDE) -> Chart:
    """Draw areas in order."""
    title, description = facts.title, described(facts)
    lines = wrapped(headline(facts), within=layout.width - 4, size=layout.small)
    head = len(lines) * layout.leading
    frame = _framed(facts, layout, top=head + (layout.leading + 8 if facts.comparator else 6))
    starts_at = facts.fmt.tick(frame.x.low, step=frame.x.step) if frame.x.low > 0 else ""
    said = remarks(facts, starts_at=starts_at)
    below = [each for remark in said for each in wrapped(remark, within=layout.width - 4, size=layout.small)]
    foot = frame.floor + layout.leading + 12
    svg = document(
        paragraph(lines, top=0, layout=layout),
        _axes(facts, frame),
        *(_bar(frame, row) for row in frame.rows if facts.from_zero),
        _comparator(facts, frame, top=head + 4),
        *(_whisker(frame, row) for row in frame.rows),
        *(_dot(frame, row) for row in frame.rows if not facts.from_zero),
        *(_words(facts, frame, row) for row in frame.rows),
        paragraph(below, top=foot, layout=layout),
        kind="ranked",
        id_prefix=id_prefix,
        layout=layout,
        height=foot + len(below) * layout.leading + 4,
        title=title,
        description=description,
    )
    return Chart(svg, tabled(facts), title, description)


# --- The frame -----------------------------------------------------------------------------------------------


def _framed(facts: Ranking, layout: Layout, *, top: float) -> Frame:
    folded = {area.code: _folded(area, layout) for area in facts.areas}
    beside = layout.labels_beside
    names = max(_width(lines, layout, bold=True) for lines in folded.values())
    values = max((width_of(facts.fmt.text(f.value), size=layout.small, bold=True) for _, f in facts.known), default=0)
    left = names + 12 if beside else 4
    right = layout.width - values - 14 if beside else layout.width - 8
    rows, floor = _rows(facts, folded, layout, top=top + 4)
    low, high = _reach(facts)
    x = axis(low, high, start=left, end=right, ticks=layout.ticks, from_zero=facts.from_zero)
    return Frame(layout, x, rows, top, floor)


def _rows(
    facts: Ranking, folded: dict[str, tuple[str, ...]], layout: Layout, *, top: float
) -> tuple[tuple[Row, ...], float]:
    """Each area's row: on a page the name beside the bar, on a phone above it."""
    rows = []
    for area in facts.ordered:
        lines = folded[area.code]
        tall = len(lines) * layout.leading
        if layout.labels_beside:
            height = max(tall, BAR) + 8
            rows.append(Row(area, lines, top + (height - tall) / 2, top + height / 2))
        else:
            height = tall + BAR + 12
            rows.append(Row(area, lines, top, top + tall + 4 + BAR / 2))
        top += height
    return tuple(rows), top + 2


def _folded(area: RankedArea, layout: Layout) -> tuple[str, ...]:
    within = NAMES if layout.labels_beside else layout.width - 90
    return wrapped(area.name, within=within, size=layout.small, bold=True, lines=2)


def _width(lines: Sequence[str], layout: Layout, *, bold: bool) -> float:
    return max((width_of(words, size=layout.small, bold=bold) for words in lines), default=0)


def _reach(facts: Ranking) -> tuple[float, float]:
    found = [end for _, figure in facts.known for end in figure.reach]
    if facts.comparator:
        found.append(facts.comparator.figure.value)
    return (min(found), max(found)) if found else (0.0, 1.0)


# --- Marks ---------------------------------------------------------------------------------------------------


def _axes(facts: Ranking, frame: Frame) -> str:
    size, floor = frame.layout.small, frame.floor
    # On a phone the names stand on the line from which all bars start: no need to draw it.
    zero = QUIET if frame.layout.labels_beside or frame.x.low < 0 else GRID
    rules = [
        line(frame.x(mark), frame.top, frame.x(mark), floor, stroke=GRID if mark else zero) for mark in frame.x.ticks
    ]
    words = []
    for mark in frame.x.ticks:
        written = facts.fmt.tick(mark, step=frame.x.step)
        span = centred(written, at=frame.x(mark), size=size, low=0, high=frame.layout.width)
        words.append(text(written, x=span.start, y=floor + size + 4))
    return group(*rules, class_="wp-chart-grid") + group(*words, class_="wp-chart-ticks", fill=QUIET, font_size=size)


def _bar(frame: Frame, row: Row) -> str:
    """The bar of one area, from zero."""
    if not isinstance(row.area.figure, Estimate):
        return ""
    zero, at = frame.x(0), frame.x(row.area.figure.value)
    left, wide = min(zero, at), abs(at - zero)
    return element("rect", x=left, y=row.bar - BAR / 2, width=wide, height=BAR, **_look(row.area))


def _dot(frame: Frame, row: Row) -> str:
    """The dot of one area, on its interval."""
    if not isinstance(row.area.figure, Estimate):
        return ""
    radius = BAR * (0.5 if row.area.this else 0.4)
    at = frame.x(row.area.figure.value)
    return element("circle", cx=at, cy=row.bar, r=radius, stroke=WHITE, stroke_width=1.5, **_look(row.area))


def _look(area: RankedArea) -> dict[str, str]:
    style, colour = ("wp-chart-bar wp-chart-bar--this", THIS_AREA) if area.this else ("wp-chart-bar", OTHER_AREA)
    return {"class_": style, "fill": colour}


def _whisker(frame: Frame, row: Row) -> str:
    """The interval, dark on a white rim so that it shows on the bar and beside it."""
    interval = row.area.figure.interval if isinstance(row.area.figure, Estimate) else None
    if interval is None:
        return ""
    low, high = (num(frame.x(end)) for end in interval)
    y, top, foot = (num(row.bar + step) for step in (0, -4, 4))
    d = f"M{low},{y}H{high}M{low},{top}V{foot}M{high},{top}V{foot}"
    return group(
        element("path", d=d, stroke=WHITE, stroke_width=4, stroke_linecap="square"),
        element("path", d=d, stroke=INK, stroke_width=1.5),
        class_="wp-chart-whiskers",
        fill="none",
    )


def _comparator(facts: Ranking, frame: Frame, *, top: float) -> str:
    """The dashed line of what the areas are held against, named at its head."""
    if facts.comparator is None:
        return ""
    x, layout = frame.x(facts.comparator.figure.value), frame.layout
    words = f"{facts.comparator.name} {facts.fmt.text(facts.comparator.figure.value)}"
    span = centred(words, at=x, size=layout.small, low=2, high=layout.width - 2)
    ends = (x, top + layout.leading, x, frame.floor)
    return group(
        line(*ends, stroke=WHITE, stroke_width=5),
        line(*ends, stroke=COMPARATOR, stroke_width=2.5, stroke_dasharray="9 5"),
        text(words, x=span.start, y=top + layout.small - 3, fill=COMPARATOR_WORDS, font_size=layout.small),
        class_="wp-chart-comparator",
    )


# --- Words ---------------------------------------------------------------------------------------------------


def _words(facts: Ranking, frame: Frame, row: Row) -> str:
    """The name and the value of one area, in bold for the one that the chart is about."""
    style = "wp-chart-name wp-chart-name--this" if row.area.this else "wp-chart-name"
    bold = "bold" if row.area.this else None
    layout = frame.layout
    return group(*_named(frame, row), class_=style, fill=INK, font_size=layout.small, font_weight=bold) + _valued(
        facts, frame, row, bold
    )


def _named(frame: Frame, row: Row) -> Iterable[str]:
    """The name: beside the bar, or above it and then on a white rim, for the line of the comparator runs there."""
    layout = frame.layout
    for place, words in enumerate(row.lines):
        y = row.top + layout.small + place * layout.leading
        if layout.labels_beside:
            yield text(words, x=frame.x.start - 8, y=y, text_anchor="end")
        else:
            yield haloed(words, x=2, y=y)


def _valued(facts: Ranking, frame: Frame, row: Row, bold: str | None) -> str:
    """The value at the right edge, or why there is none where the bar would begin."""
    layout, figure = frame.layout, row.area.figure
    middle = row.bar + layout.small * 0.35
    size: dict[str, Attribute] = {"font_size": layout.small, "class_": "wp-chart-value"}
    if not isinstance(figure, Estimate):
        return haloed(figure.value, x=frame.x(max(0.0, frame.x.low)) + 6, y=middle, fill=QUIET, **size)
    y = middle if layout.labels_beside else row.top + layout.small
    shown = facts.fmt.text(figure.value)
    return text(shown, x=layout.width - 4, y=y, text_anchor="end", font_weight=bold, **size)
