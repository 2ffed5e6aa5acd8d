"""Draws one area over time: its line and interval, a comparator, a target, a baseline and a forecast."""

from collections.abc import Iterable, Sequence

from wholeplace.edges.exchange.charts.chart import Chart
from wholeplace.edges.exchange.charts.facts import Estimate
from wholeplace.edges.exchange.charts.layouts import WIDE, Layout
from wholeplace.edges.exchange.charts.lettering import centred, side_by_side, wrapped
from wholeplace.edges.exchange.charts.palette import (
    COMPARATOR,
    FORECAST,
    INK,
    QUIET,
    RIBBON,
    RIBBON_EDGE,
    TARGET,
    THIS_AREA,
    WHITE,
)
from wholeplace.edges.exchange.charts.svg import document, element, group, line, num, paragraph, polyline, text
from wholeplace.edges.exchange.charts.trend import (
    Interval,
    Point,
    Trend,
    described,
    estimates,
    headline,
    remarks,
    tabled,
)
from wholeplace.edges.exchange.charts.trend_frame import Frame, axes, framed, nothing, reach
from wholeplace.edges.exchange.charts.trend_names import RADIUS, key, key_lines, names_beside

BASELINE = "Baseline"
RING = RADIUS + 4  # around the point of the baseline


def trend(facts: Trend, *, id_prefix: str, layout: Layout = WIDE) -> Chart:
    """Draw one area over time."""
    title, description = facts.title, described(facts)
    lines = wrapped(headline(facts), within=layout.width - 4, size=layout.small)
    listed = [] if layout.labels_beside else key_lines(facts, layout)
    top = len(lines) * layout.leading + sum(len(words) for _, words in listed) * layout.leading + 8
    marks = _marked(facts)
    frame = framed(facts, layout, top=top + (layout.leading + 4 if marks else 6))
    starts_at = facts.fmt.tick(frame.y.low, step=frame.y.step) if frame.y.low > 0 else ""
    said = remarks(facts, starts_at=starts_at)
    below = [each for remark in said for each in wrapped(remark, within=layout.width - 4, size=layout.small)]
    floor = frame.y.start + layout.leading + 14
    svg = document(
        paragraph(lines, top=0, layout=layout),
        key(listed, top=len(lines) * layout.leading + 2, layout=layout),
        axes(facts, frame) if reach(facts) else nothing(frame),
        _band(facts, frame),
        _target(facts, frame),
        _comparator(facts, frame),
        _area(facts, frame),
        _marks(marks, frame, top=top),
        names_beside(facts, frame) if layout.labels_beside else "",
        paragraph(below, top=floor, layout=layout),
        kind="trend",
        id_prefix=id_prefix,
        layout=layout,
        height=floor + len(below) * layout.leading + 4,
        title=title,
        description=description,
    )
    return Chart(svg, tabled(facts), title, description)


# --- Lines ---------------------------------------------------------------------------------------------------


def runs(points: Iterable[Point], *, with_interval: bool = False) -> list[list[Point]]:
    """Stretches of points without a gap: of points that have a figure, or that have an interval too."""
    found: list[list[Point]] = [[]]
    for point in points:
        if isinstance(point.figure, Estimate) and (point.figure.interval or not with_interval):
            found[-1].append(point)
        else:
            found.append([])
    return [run for run in found if run]


def _stroke(points: Iterable[Point], frame: Frame, **attributes: str | float | None) -> str:
    """A line through each stretch, on a white rim that keeps it apart from what it crosses."""
    drawn = "".join(polyline(map(frame.of, run)) for run in runs(points) if len(run) > 1)
    if not drawn:
        return ""
    return element("path", d=drawn, fill="none", stroke=WHITE, stroke_width=6) + element(
        "path", d=drawn, fill="none", stroke_linejoin="round", **attributes
    )


def _area(facts: Trend, frame: Frame) -> str:
    """The line of this area: whole for what was measured, dashed and hollow for what is forecast."""
    known = facts.area.known
    dots = len(known) <= 20 or (frame.layout.labels_beside and len(known) <= 36)
    alone = {run[0] for run in runs(facts.area.points) if len(run) == 1} | set(known[-1:])
    return group(
        _stroke(facts.forecast_from, frame, stroke_width=2.5, stroke_dasharray="3 4"),
        _stroke(facts.area.points, frame, stroke_width=3),
        *(_dot(frame.of(point), fill=THIS_AREA) for point in known if dots or point in alone),
        *(_dot(frame.of(point), fill=WHITE) for point in facts.forecast if isinstance(point.figure, Estimate)),
        class_="wp-chart-area",
        stroke=THIS_AREA,
    )


def _dot(place: tuple[float, float], *, fill: str) -> str:
    return element("circle", cx=place[0], cy=place[1], r=RADIUS, fill=fill, stroke_width=1.5)


def _comparator(facts: Trend, frame: Frame) -> str:
    """A dashed line with squares where it stands alone."""
    if facts.comparator is None:
        return ""
    alone = [run[0] for run in runs(facts.comparator.points) if len(run) == 1]
    squares = (
        element("rect", x=x - 4, y=y - 4, width=8, height=8, fill=COMPARATOR, stroke=WHITE)
        for x, y in map(frame.of, alone)
    )
    return group(
        _stroke(facts.comparator.points, frame, stroke_width=2.5, stroke_dasharray="9 5"),
        *squares,
        class_="wp-chart-comparator",
        stroke=COMPARATOR,
    )


def _target(facts: Trend, frame: Frame) -> str:
    """A dotted line at the target, with a diamond on the day by which it is to be reached."""
    if facts.target is None:
        return ""
    y = frame.y(facts.target.value)
    right = frame.x(facts.target.at.toordinal()) if facts.target.at else frame.x.end + 4
    left = frame.x.start - 12
    dotted = line(left, y, right, y, stroke_width=2.5, stroke_dasharray="0.1 6", stroke_linecap="round")
    diamond = element("path", d=polyline(_diamond(right, y)) + "Z", fill=TARGET, stroke=WHITE)
    return group(dotted, diamond if facts.target.at else "", class_="wp-chart-target", stroke=TARGET)


def _diamond(x: float, y: float, size: float = 6) -> tuple[tuple[float, float], ...]:
    return (x, y - size), (x + size, y), (x, y + size), (x - size, y)


# --- Intervals -----------------------------------------------------------------------------------------------


def _band(facts: Trend, frame: Frame) -> str:
    """The intervals: a band behind a line of several points, vertical lines elsewhere."""
    stretches: list[tuple[list[Point], str, str | None]] = [
        (run, RIBBON, None) for run in runs(facts.area.points, with_interval=True)
    ]
    stretches += [(run, FORECAST, "3 3") for run in runs(facts.forecast_from, with_interval=True)]
    banded = [each for each in stretches if facts.interval is Interval.RIBBON and len(each[0]) > 1]
    covered = {point.period for run, *_ in banded for point in run}
    alone = [point for run in runs(facts.whole.points, with_interval=True) for point in run]
    return group(
        *(_ribbon(run, frame, fill=fill, dashes=dashes) for run, fill, dashes in reversed(banded)),
        class_="wp-chart-ribbon",
    ) + group(
        *(_whisker(point, frame) for point in alone if point.period not in covered),
        class_="wp-chart-whiskers",
        stroke=THIS_AREA,
        stroke_width=1.5,
    )


def _ribbon(run: Sequence[Point], frame: Frame, *, fill: str, dashes: str | None) -> str:
    """A pale band whose edges are drawn, so that it is seen on any screen and on paper."""
    reaches = [(point.at, estimate.reach) for point, estimate in zip(run, estimates(run), strict=True)]
    upper = [frame.at(day, high) for day, (_, high) in reaches]
    lower = [frame.at(day, low) for day, (low, _) in reaches]
    edges = polyline(upper) + polyline(lower)
    return element("path", d=polyline([*upper, *reversed(lower)]) + "Z", fill=fill) + element(
        "path", d=edges, fill="none", stroke=RIBBON_EDGE, stroke_width=1, stroke_dasharray=dashes
    )


def _whisker(point: Point, frame: Frame) -> str:
    (low,) = estimates([point])
    x = frame.x(point.at.toordinal())
    bottom, top = (frame.y(end) for end in low.reach)
    caps = "".join(f"M{num(x - 4)},{num(y)}H{num(x + 4)}" for y in (bottom, top))
    return element("path", d=f"M{num(x)},{num(bottom)}V{num(top)}{caps}", fill="none")


# --- Marks above the plot ------------------------------------------------------------------------------------


def _marked(facts: Trend) -> list[tuple[str, Point]]:
    """What is named above the plot: the baseline, and where the forecast begins."""
    marks = [(BASELINE, point) for point in facts.area.known if point.period == facts.baseline]
    return marks + [("Forecast", point) for point in facts.forecast[:1]]


def _marks(marks: list[tuple[str, Point]], frame: Frame, *, top: float) -> str:
    """The names above the plot, each with a thin line down to its point, and a ring around the baseline."""
    size, right = frame.layout.small, frame.layout.width
    xs = [frame.x(point.at.toordinal()) for _, point in marks]
    spans = [centred(words, at=x, size=size, low=2, high=right) for (words, _), x in zip(marks, xs, strict=True)]
    head = top + size + 4
    drawn = []
    for (words, point), x, span in zip(marks, xs, side_by_side(spans, gap=8, high=right), strict=True):
        foot = frame.of(point)[1] - RING if isinstance(point.figure, Estimate) else frame.y.start
        drawn.append(line(x, head, x, max(foot, head), stroke_dasharray="2 3"))
        drawn.append(text(words, x=span.start, y=top + size, stroke="none", fill=QUIET))
        if words == BASELINE:
            drawn.append(element("circle", cx=x, cy=foot + RING, r=RING, fill="none", stroke=INK, stroke_width=1.5))
    return group(*drawn, class_="wp-chart-marks", stroke=QUIET, font_size=size)
