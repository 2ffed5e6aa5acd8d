"""Areas in order: exact marks, the order, and words that keep clear of each other."""

from dataclasses import replace

import pytest

from tests.exchange.charts.chart_examples import (
    PERCENT,
    collisions,
    estimate,
    marks,
    numbers,
    outside,
    ranking,
    words,
)
from wholeplace.edges.exchange.charts import (
    NARROW,
    WIDE,
    Comparator,
    Format,
    Kind,
    Missing,
    Polarity,
    RankedArea,
    ranked_bar,
)

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(facts, layout=WIDE):
    return ranked_bar(facts, id_prefix="r", layout=layout)


def many(count=20):
    names = ("Bournemouth, Christchurch and Poole", "Northmoor", "Westmorland and Furness with the Southern Fells")
    return tuple(
        RankedArea(f"{names[index % 3]} {index}", f"E{index}", estimate(100 - index, give_or_take=7), this=index == 4)
        for index in range(count)
    )


def test_bars_stand_highest_first_and_missing_areas_last():
    assert [area.code for area in ranking().ordered] == ["E3", "E2", "E1", "E4", "E6", "E5"]


def test_the_bars_are_as_long_as_their_figures():
    bars = marks(drawn(ranking()), "rect", "wp-chart-bar")
    lengths = [float(bar.get("width") or 0) for bar in bars]
    assert len(bars) == 4
    assert lengths == pytest.approx([lengths[0] * share / 410 for share in (410, 400, 300, 200)], abs=0.1)
    assert len({bar.get("x") for bar in bars}) == 1


def test_this_area_differs_by_weight_as_well_as_by_colour():
    chart = drawn(ranking())
    (bar,) = marks(chart, "rect", "wp-chart-bar--this")
    (name,) = [each for each in marks(chart, "g") if each.get("class") == "wp-chart-name wp-chart-name--this"]
    assert bar.get("fill") == "#0d474c"
    assert name.get("font-weight") == "bold"


def test_each_interval_is_drawn_from_end_to_end():
    chart = drawn(ranking())
    (bar, *_), (_, whisker, *_) = marks(chart, "rect", "wp-chart-bar"), marks(chart, "path", "wp-chart-whiskers")
    zero, length = float(bar.get("x") or 0), float(bar.get("width") or 0)
    low, _, high, *_ = numbers(whisker.get("d", ""))
    assert low == pytest.approx(zero + length * 400 / 410, abs=0.1)
    assert len(marks(chart, "path", "wp-chart-whiskers")) == 8  # each on its white rim
    assert high > low


def test_the_comparator_is_a_named_line_at_its_figure():
    chart = drawn(ranking())
    _, line = marks(chart, "line", "wp-chart-comparator")
    bar = marks(chart, "rect", "wp-chart-bar")[0]
    expected = float(bar.get("x") or 0) + float(bar.get("width") or 0) * 310 / 410
    assert line.get("x1") == line.get("x2")
    assert float(line.get("x1") or 0) == pytest.approx(expected, abs=0.1)
    assert "England 310.0" in words(chart)


def test_missing_areas_have_words_and_no_bar():
    chart = drawn(ranking())
    assert {"no data", "hidden to protect people"} <= set(words(chart))
    assert {row[1]: row[3] for row in chart.table.raw_rows()}["Isle of Tarn"] is None


def test_negative_figures_go_the_other_way():
    facts = ranking(
        areas=(RankedArea("Up", "E1", estimate(4)), RankedArea("Down", "E2", estimate(-2))), comparator=None
    )
    up, down = marks(drawn(facts), "rect", "wp-chart-bar")
    assert float(down.get("x") or 0) + float(down.get("width") or 0) == pytest.approx(float(up.get("x") or 0), abs=0.1)


def test_dots_may_stand_on_an_axis_that_does_not_start_at_zero():
    facts = ranking(
        areas=tuple(
            RankedArea(f"Area {index}", f"E{index}", estimate(78 + index, give_or_take=0.3)) for index in range(4)
        ),
        fmt=Format(Kind.NUMBER, 1, unit="years"),
        polarity=Polarity.HIGHER_IS_BETTER,
        comparator=Comparator("England", estimate(79.4)),
        from_zero=False,
    )
    chart = drawn(facts)
    assert marks(chart, "rect", "wp-chart-bar") == []
    assert len(marks(chart, "circle")) == 4
    assert "The axis starts at 77, not at zero." in words(chart)


@LAYOUTS
@pytest.mark.parametrize(
    "facts",
    [
        ranking(),
        ranking(areas=many()),
        ranking(areas=many(3), comparator=Comparator("Yorkshire and the Humber", estimate(106))),
        ranking(areas=many(3), comparator=Comparator("Yorkshire and the Humber", estimate(1))),
        ranking(areas=(RankedArea("Only", "E1", Missing.HIDDEN, this=True),), comparator=None),
    ],
    ids=["plain", "twenty", "comparator-right", "comparator-left", "nothing"],
)
def test_words_keep_clear_of_each_other_and_inside_the_picture(facts, layout):
    chart = drawn(facts, layout)
    assert collisions(chart) == []
    assert outside(chart) == []


def test_a_long_name_is_shortened_in_the_picture_and_whole_in_the_table():
    name = "The Integrated Care Partnership of Northmoor, Southwold Vale, Eastmere, Westbridge and the Isles of Tarn"
    chart = drawn(ranking(areas=(RankedArea(name, "E1", estimate(3)),)))
    (shown,) = [each for each in marks(chart, "g") if each.get("class") == "wp-chart-name"]
    lines = [each.text or "" for each in shown]
    assert lines == ["The Integrated Care", "Partnership of Northmoor…"]
    assert next(chart.table.texts())[1] == name


def test_the_order_is_called_uncertain_where_intervals_overlap():
    remark = "Places near Northmoor are uncertain: its interval overlaps 1 of the others."
    assert remark in words(drawn(ranking()))
    apart = tuple(replace(area, figure=estimate(value)) for area, value in zip(ranking().areas, range(6), strict=True))
    assert "uncertain" not in " ".join(words(drawn(ranking(areas=apart))))


def test_the_table_is_the_picture_in_the_same_order():
    table = drawn(ranking()).table
    assert table.headers == (
        "Place",
        "Area",
        "Code",
        "Early deaths",
        "Lower end of interval",
        "Upper end of interval",
        "Beside England",
    )
    assert list(table.texts()) == [
        ("1", "Eastmere", "E3", "410.0", "400.0", "420.0", "Higher"),
        ("2", "Northmoor", "E2", "400.0", "390.0", "410.0", "Higher"),
        ("3", "Southwold Vale", "E1", "300.0", "290.0", "310.0", "Similar"),
        ("4", "Westbridge", "E4", "200.0", "190.0", "210.0", "Lower"),
        ("", "Hallow", "E6", "no data", "", "", ""),
        ("", "Isle of Tarn", "E5", "hidden to protect people", "", "", ""),
        ("", "England", "", "310.0", "", "", ""),
    ]


def test_figures_that_read_alike_share_a_place():
    facts = ranking(
        areas=tuple(
            RankedArea(name, name, estimate(value)) for name, value in (("a", 3.01), ("b", 3.04), ("c", 2), ("d", 1))
        ),
        fmt=PERCENT,
        comparator=None,
    )
    assert [row[0] for row in drawn(facts).table.texts()] == ["1=", "1=", "3", "4"]


def test_the_title_is_the_finding():
    assert drawn(ranking()).title == (
        "Northmoor is the 2nd highest of 4 councils with figures for early deaths,"
        " though it cannot be told apart from 1 of them; it is worse than England"
    )
    nobody = tuple(replace(area, this=False) for area in ranking().areas)
    assert drawn(ranking(areas=nobody)).title == "Early deaths in 6 councils, 2022 to 2024"
    assert drawn(ranking(finding="Ours is high")).title == "Ours is high"


def test_the_description_says_what_is_seen():
    assert drawn(ranking()).description == (
        "Bar chart. Early deaths, 2022 to 2024. Rate per 100,000, highest first. Lower is better."
        " Thin lines: 95% confidence interval. From Eastmere 410.0 to Westbridge 200.0. Northmoor: 400.0."
        " England: 310.0. Hallow: no data. Isle of Tarn: hidden to protect people."
        " Places near Northmoor are uncertain: its interval overlaps 1 of the others. The figures are in the table."
    )


def test_a_chart_is_about_one_area_at_most_and_has_some():
    with pytest.raises(ValueError, match="about one"):
        ranking(areas=(RankedArea("a", "a", estimate(1), this=True), RankedArea("b", "b", estimate(1), this=True)))
    with pytest.raises(ValueError, match="nothing"):
        ranking(areas=())
