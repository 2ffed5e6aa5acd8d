"""Every chart in both layouts: well-formed, escaped, named for those who listen, without styles or scripts."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.exchange.charts.chart_examples import SVG, areas_of, estimate, falling, ranking, square
from wholeplace.edges.exchange.charts import (
    NARROW,
    WIDE,
    Chart,
    Comparator,
    Landmark,
    MapArea,
    Overlay,
    Point,
    RankedArea,
    Series,
    Target,
    choropleth,
    ranked_bar,
    sparkline,
    trend,
)

EVIL = "<script>alert('x')</script> & \"quotes\" \x00\x0b]]>"
DAY = date(2020, 1, 1)

EVIL_TREND = falling(
    indicator=EVIL,
    area=Series(EVIL, (Point(EVIL, DAY, estimate(3, give_or_take=1)), Point("later", date(2021, 1, 1), estimate(2)))),
    comparator=Series(EVIL, (Point(EVIL, DAY, estimate(3)),)),
    target=Target(1, EVIL, date(2022, 1, 1), EVIL),
    baseline=EVIL,
    interval_name=EVIL,
    notes=(EVIL,),
    source=EVIL,
)
EVIL_RANKING = ranking(
    indicator=EVIL,
    period=EVIL,
    among=EVIL,
    areas=(RankedArea(EVIL, EVIL, estimate(3), this=True), RankedArea("b", "b", estimate(1))),
    comparator=Comparator(EVIL, estimate(2)),
)
EVIL_MAP = areas_of(
    indicator=EVIL,
    place=EVIL,
    areas=(MapArea(EVIL, EVIL, [square(0, 0)], 1),),
    classes=(EVIL,),
    class_name=EVIL,
    overlay=Overlay(EVIL, [square(0, 0)]),
    landmarks=(Landmark(EVIL, 0.5, 0.5),),
)

DRAWINGS = [
    pytest.param(draw, facts, layout, id=f"{name}-{layout.name}")
    for name, draw, facts in (
        ("trend", trend, falling()),
        ("evil-trend", trend, EVIL_TREND),
        ("ranked", ranked_bar, ranking()),
        ("evil-ranked", ranked_bar, EVIL_RANKING),
        ("map", choropleth, areas_of()),
        ("evil-map", choropleth, EVIL_MAP),
    )
    for layout in (WIDE, NARROW)
]
EVERY = pytest.mark.parametrize("draw, facts, layout", DRAWINGS)


def drawn(draw, facts, layout, id_prefix="one") -> Chart:
    return draw(facts, id_prefix=id_prefix, layout=layout)


@EVERY
def test_it_is_well_formed_and_every_text_is_escaped(draw, facts, layout):
    chart = drawn(draw, facts, layout)
    root = ElementTree.fromstring(chart.svg)
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {
        *("svg", "title", "desc", "g", "path", "line", "rect", "circle", "text"),
        *("use", "defs", "pattern"),
    }
    assert "<script" not in chart.svg


@EVERY
def test_it_has_no_style_no_handler_and_no_address_outside_itself(draw, facts, layout):
    root = ElementTree.fromstring(drawn(draw, facts, layout).svg)
    for each in root.iter():
        for name, value in each.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            if name == "href":
                assert value.startswith("#")
            if "url(" in value:
                assert value.startswith("url(#")


@EVERY
def test_classes_share_one_prefix(draw, facts, layout):
    root = ElementTree.fromstring(drawn(draw, facts, layout).svg)
    names = {name for each in root.iter() for name in (each.get("class") or "").split()}
    assert all(re.fullmatch(r"wp-chart-[a-z0-9-]+", name) for name in names)
    assert f"wp-chart--{layout.name}" in (root.get("class") or "")


@EVERY
def test_it_is_named_and_described_for_those_who_listen(draw, facts, layout):
    chart = drawn(draw, facts, layout)
    root = ElementTree.fromstring(chart.svg)
    by_id = {each.get("id"): each for each in root.iter() if each.get("id")}
    assert root.get("role") == "img"
    title, description = (by_id[each] for each in (root.get("aria-labelledby") or "").split())
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert "".join(title.itertext()) == re.sub("[\x00\x0b]", "", chart.title)
    assert len(by_id) == chart.svg.count(' id="')


@EVERY
def test_it_scales_with_the_page(draw, facts, layout):
    root = ElementTree.fromstring(drawn(draw, facts, layout).svg)
    assert root.get("width") is None
    assert root.get("height") is None
    assert (root.get("viewBox") or "").startswith(f"0 0 {layout.width} ")


def test_two_layouts_and_two_charts_share_no_id():
    charts = [drawn(trend, falling(), layout, prefix) for layout in (WIDE, NARROW) for prefix in ("one", "two")]
    found = [each for chart in charts for each in re.findall(r' id="([^"]+)"', chart.svg)]
    assert len(found) == len(set(found)) == 8


@pytest.mark.parametrize("prefix", ["", "1st", "a b", 'a"b', "a<b"])
def test_a_prefix_that_cannot_begin_an_id_is_refused(prefix):
    with pytest.raises(ValueError, match="cannot begin an id"):
        drawn(trend, falling(), WIDE, prefix)


def test_the_same_facts_make_the_same_picture():
    assert drawn(trend, falling(), WIDE) == drawn(trend, falling(), WIDE)


def test_a_sparkline_is_silent_and_well_formed():
    root = ElementTree.fromstring(sparkline([1, None, 2, 3]))
    assert root.get("aria-hidden") == "true"
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("96", "24", "0 0 96 24")
    path, *dots = root
    assert path.get("d") == "M63,12L93,3"
    assert [(dot.get("cx"), dot.get("cy")) for dot in dots] == [("3", "21"), ("93", "3")]


@pytest.mark.parametrize("values, circles", [([], 0), ([None], 0), ([5], 1), ([2, 2], 1), ([1, None, 1], 2)])
def test_a_sparkline_of_few_values_is_drawn_honestly(values, circles):
    assert sparkline(values).count("<circle") == circles


def test_a_map_told_no_format_writes_no_value():
    chart = drawn(choropleth, replace(areas_of(), fmt=None), WIDE)
    assert "12.3" not in chart.svg
