"""A tiny line for a table or a card, to stand beside the words that say the same."""

from collections.abc import Sequence
from itertools import groupby

from wholeplace.edges.exchange.charts.palette import THIS_AREA
from wholeplace.edges.exchange.charts.scales import Scale
from wholeplace.edges.exchange.charts.svg import element, polyline

MARGIN = 3.0


def sparkline(values: Sequence[float | None], *, width: float = 96, height: float = 24) -> str:
    """Draw evenly spaced values, gaps where there are none, and a dot at the last one that there is.

    It is hidden from those who listen: the caller writes what it shows beside it.
    """
    known = [value for value in values if value is not None]
    x = Scale(0, max(1, len(values) - 1), MARGIN, width - MARGIN)
    y = Scale(min(known, default=0), max(known, default=0), height - MARGIN, MARGIN)
    places = [None if value is None else (x(index), y(value)) for index, value in enumerate(values)]
    stretches = [list(members) for there, members in groupby(places, key=bool) if there]
    runs = [[place for place in stretch if place] for stretch in stretches]
    drawn = "".join(polyline(run) for run in runs if len(run) > 1)
    dots = {run[0] for run in runs if len(run) == 1} | {run[-1] for run in runs[-1:]}
    return element(
        "svg",
        element("path", d=drawn, fill="none", stroke_width=2, stroke_linejoin="round") if drawn else "",
        *(element("circle", cx=cx, cy=cy, r=2.5, stroke="none") for cx, cy in sorted(dots)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        class_="wp-chart-sparkline",
        aria_hidden="true",
        focusable="false",
        stroke=THIS_AREA,
        fill=THIS_AREA,
    )
