"""Names the lines of a chart over time: beside their ends on a page, in a key above the plot on a phone."""

from collections.abc import Sequence

from wholeplace.edges.exchange.charts.layouts import Layout
from wholeplace.edges.exchange.charts.lettering import stacked, wrapped
from wholeplace.edges.exchange.charts.palette import COMPARATOR, COMPARATOR_WORDS, QUIET, TARGET, THIS_AREA
from wholeplace.edges.exchange.charts.svg import element, group, line, paragraph, polyline
from wholeplace.edges.exchange.charts.trend import Trend
from wholeplace.edges.exchange.charts.trend_frame import Frame, named

RADIUS = 4.0


_COLOURS = {"area": THIS_AREA, "comparator": COMPARATOR_WORDS, "target": TARGET}


def names_beside(facts: Trend, frame: Frame) -> str:
    """Each line named at its end, kept apart; a thin rule leads to a name that had to move."""
    ends = _ends(facts, frame)
    entries = named(facts)
    folded = [entry.folded(frame.layout) for entry in entries]
    heights = [len(lines) * frame.layout.leading + 4 for lines in folded]
    wanted = [ends[entry.kind][1] for entry in entries]
    middles = stacked(wanted, heights, low=frame.y.end - frame.layout.leading, high=frame.y.start + 4)
    left = frame.x.end + 26
    return "".join(
        _lead(ends[entry.kind], (left - 4, middle))
        + _name(entry.kind, lines, left=left, top=middle - len(lines) * frame.layout.leading / 2, layout=frame.layout)
        for entry, lines, middle in zip(entries, folded, middles, strict=True)
    )


def _name(kind: str, lines: Sequence[str], *, left: float, top: float, layout: Layout) -> str:
    """The name of a line in the colour of the line, this area's in bold."""
    bold = "bold" if kind == "area" else None
    style = f"wp-chart-name wp-chart-name--{kind}"
    return paragraph(lines, top=top, left=left, layout=layout, fill=_COLOURS[kind], font_weight=bold, class_=style)


def _ends(facts: Trend, frame: Frame) -> dict[str, tuple[float, float]]:
    """Where each line ends."""
    ends = {}
    if facts.whole.known:
        ends["area"] = frame.of(facts.whole.known[-1])
    if facts.comparator and facts.comparator.known:
        ends["comparator"] = frame.of(facts.comparator.known[-1])
    if facts.target:
        right = frame.x(facts.target.at.toordinal()) if facts.target.at else frame.x.end
        ends["target"] = right, frame.y(facts.target.value)
    return ends


def _lead(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A thin dotted rule from the end of a line to a name that does not stand beside it."""
    (x, y), (right, middle) = start, end
    if right - x < 40 and abs(middle - y) < 8:
        return ""
    turn = max(x + 7, right - 14)
    return element(
        "path",
        class_="wp-chart-lead",
        d=polyline([(x + 7, y), (turn, y), (right, middle)]),
        fill="none",
        stroke=QUIET,
        stroke_dasharray="1 3",
    )


def key_lines(facts: Trend, layout: Layout) -> list[tuple[str, tuple[str, ...]]]:
    """The names of the lines for a key, each in as many lines as its words need."""
    said = [(each.kind, f"{each.name}: {each.value}" if each.value else each.name) for each in named(facts)]
    room = layout.width - 46
    return [(kind, wrapped(words, within=room, size=layout.small, bold=True)) for kind, words in said]


def key(entries: list[tuple[str, tuple[str, ...]]], *, top: float, layout: Layout) -> str:
    """The names of the lines above the plot, each behind a piece of its line."""
    rows = []
    for kind, lines in entries:
        rows.append(_piece(kind, top + layout.small * 0.65))
        rows.append(_name(kind, lines, left=42, top=top, layout=layout))
        top += len(lines) * layout.leading
    return group(*rows, class_="wp-chart-key")


def _piece(kind: str, y: float) -> str:
    if kind == "area":
        return line(2, y, 34, y, stroke=THIS_AREA, stroke_width=3) + element(
            "circle", cx=18, cy=y, r=RADIUS, fill=THIS_AREA
        )
    if kind == "comparator":
        return line(2, y, 34, y, stroke=COMPARATOR, stroke_width=2.5, stroke_dasharray="9 5")
    return line(3, y, 34, y, stroke=TARGET, stroke_width=2.5, stroke_dasharray="0.1 6", stroke_linecap="round")
