"""Charts and maps as SVG drawn on the server, each with its table and a title that says the finding.

Values in, a `Chart` out: no Django, no clock, no scripts, no inline styles. Every chart is drawn in two layouts, WIDE
for a page and NARROW for a phone; the caller emits both, each with an id prefix that is unique on the page. Charts
show what they are given and never decide what may be published: hand over protected figures, with Missing.HIDDEN in
place of those that may not be shown. All figures are written by `figures`.
"""

from wholeplace.edges.exchange.charts.chart import Chart
from wholeplace.edges.exchange.charts.choropleth import (
    AreaMap,
    Classes,
    Landmark,
    MapArea,
    Overlay,
    map_finding,
    quantile_classes,
)
from wholeplace.edges.exchange.charts.choropleth_picture import Outlines, choropleth, outlines
from wholeplace.edges.exchange.charts.facts import Estimate, Figure, Missing, Polarity, Standing, standing
from wholeplace.edges.exchange.charts.figures import Format, Kind
from wholeplace.edges.exchange.charts.findings import change_and_standing, place_in_order, share_in_class
from wholeplace.edges.exchange.charts.layouts import NARROW, WIDE, Layout
from wholeplace.edges.exchange.charts.ranked_bar import Comparator, RankedArea, Ranking
from wholeplace.edges.exchange.charts.ranked_bar_picture import ranked_bar
from wholeplace.edges.exchange.charts.sparkline import sparkline
from wholeplace.edges.exchange.charts.tables import Cell, Column, Table
from wholeplace.edges.exchange.charts.trend import Interval, Point, Series, Target, Trend
from wholeplace.edges.exchange.charts.trend_picture import trend

__all__ = [
    "NARROW",
    "WIDE",
    "AreaMap",
    "Cell",
    "Chart",
    "Classes",
    "Column",
    "Comparator",
    "Estimate",
    "Figure",
    "Format",
    "Interval",
    "Kind",
    "Landmark",
    "Layout",
    "MapArea",
    "Missing",
    "Outlines",
    "Overlay",
    "Point",
    "Polarity",
    "RankedArea",
    "Ranking",
    "Series",
    "Standing",
    "Table",
    "Target",
    "Trend",
    "change_and_standing",
    "choropleth",
    "map_finding",
    "outlines",
    "place_in_order",
    "quantile_classes",
    "ranked_bar",
    "share_in_class",
    "sparkline",
    "standing",
    "trend",
]
