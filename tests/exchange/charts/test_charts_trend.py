"""One area over time: exact marks, gaps, and words that keep clear of each other."""

from dataclasses import replace
from datetime import date

import pytest

from tests.exchange.charts.chart_examples import (
    PERCENT,
    collisions,
    estimate,
    falling,
    marks,
    numbers,
    outside,
    series,
    words,
)
from wholeplace.edges.exchange.charts import (
    NARROW,
    WIDE,
    Estimate,
    Format,
    Interval,
    Kind,
    Missing,
    Point,
    Polarity,
    Series,
    Target,
    Trend,
    trend,
)

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(facts, layout=WIDE):
    return trend(facts, id_prefix="t", layout=layout)


def subpaths(chart, style):
    """How many points each line of a group runs through; the rim below a line is passed over."""
    return [
        [len(numbers(part)) // 2 for part in path.get("d", "").split("M")[1:]]
        for path in marks(chart, "path", style)
        if path.get("stroke") != "#ffffff"
    ]


def full_trend():
    area = series("Northmoor", *(estimate(value, give_or_take=9) for value in (400, 390, 385, 370, 366, 350)))
    forecast = tuple(
        Point(str(2021 + step), date(2021 + step, 7, 1), Estimate(345 - step, 320, 370)) for step in range(3)
    )
    return falling(
        area=area,
        forecast=forecast,
        baseline="2019",
        target=Target(300, "2025", date(2025, 7, 1)),
        comparator=series("England", *map(estimate, (330, 325, 318, 310, 309, 308))),
    )


def test_a_line_runs_through_the_exact_places():
    facts = Trend(
        "Wait", series("N", estimate(0), estimate(50), estimate(100)), Format(Kind.NUMBER), Polarity.LOWER_IS_BETTER
    )
    (path,) = [each for each in marks(drawn(facts), "path", "wp-chart-area") if each.get("stroke") != "#ffffff"]
    assert path.get("d") == "M45.4,292L354.4,162L662.6,32"


def test_irregular_periods_stand_where_they_belong_in_time():
    days = (date(2020, 1, 1), date(2021, 1, 1), date(2024, 1, 1))
    area = Series("N", tuple(Point(str(day.year), day, estimate(5)) for day in days))
    xs = [
        float(dot.get("cx") or 0)
        for dot in marks(drawn(falling(area=area, comparator=None)), "circle", "wp-chart-area")
    ]
    assert (xs[2] - xs[1]) / (xs[1] - xs[0]) == pytest.approx(1095 / 366, rel=0.001)


def test_points_out_of_order_are_refused():
    with pytest.raises(ValueError, match="follow each other"):
        Series("N", (Point("b", date(2021, 1, 1), estimate(1)), Point("a", date(2020, 1, 1), estimate(1))))


def test_missing_values_are_gaps_and_not_zeros():
    area = series("N", *map(estimate, (10, 11)), Missing.NO_DATA, *map(estimate, (12, 13)), Missing.HIDDEN, estimate(9))
    chart = drawn(falling(area=area, comparator=None))
    assert subpaths(chart, "wp-chart-area") == [[2, 2]]
    assert len(marks(chart, "circle", "wp-chart-area")) == 5
    assert "No data for 2017: a gap, not zero." in words(chart)
    assert "Hidden to protect people for 2020: a gap, not zero." in words(chart)


def test_the_band_breaks_where_the_line_does():
    figures = [estimate(value, give_or_take=2) for value in (10, 11, 12, 13)]
    area = series("N", *figures[:2], Missing.NO_DATA, *figures[2:])
    bands = [each for each in marks(drawn(falling(area=area)), "path", "wp-chart-ribbon") if each.get("fill") != "none"]
    assert [len(numbers(each.get("d", ""))) // 2 for each in bands] == [4, 4]


def test_a_point_with_an_interval_but_no_neighbour_has_a_whisker():
    area = series("N", estimate(10, give_or_take=2), Missing.NO_DATA, *(estimate(9, give_or_take=1),) * 2)
    chart = drawn(falling(area=area))
    assert len(marks(chart, "path", "wp-chart-whiskers")) == 1
    assert len(marks(chart, "path", "wp-chart-ribbon")) == 2


def test_intervals_may_be_whiskers_and_each_point_has_one():
    chart = drawn(replace(full_trend(), interval=Interval.WHISKERS))
    assert len(marks(chart, "path", "wp-chart-whiskers")) == 9
    assert marks(chart, "path", "wp-chart-ribbon") == []
    assert "Vertical lines: 95% confidence interval" in " ".join(words(chart))


@LAYOUTS
def test_a_series_of_one_point_is_a_point(layout):
    chart = drawn(falling(area=series("N", estimate(64, give_or_take=3)), comparator=None), layout)
    assert subpaths(chart, "wp-chart-area") == []
    assert len(marks(chart, "circle", "wp-chart-area")) == 1
    assert len(marks(chart, "path", "wp-chart-whiskers")) == 1
    assert "One period only, so this shows no trend." in words(chart)
    assert "Vertical lines" in " ".join(words(chart))
    assert outside(chart) == []


@LAYOUTS
def test_no_figure_at_all_is_said_in_words(layout):
    chart = drawn(falling(area=series("N", Missing.HIDDEN, Missing.HIDDEN), comparator=None), layout)
    assert "No figures can be shown" in words(chart)
    assert marks(chart, "circle") == []
    assert chart.title == "Early deaths in N: the figures are hidden to protect people"


def test_an_area_not_yet_measured_can_be_drawn():
    chart = drawn(falling(area=Series("N", ()), comparator=None))
    assert chart.title == "Early deaths in N: no figures yet"
    assert list(chart.table.texts()) == []


def test_the_comparator_is_dashed_and_named():
    chart = drawn(falling())
    (line,) = [each for each in marks(chart, "path", "wp-chart-comparator") if each.get("stroke") != "#ffffff"]
    assert line.get("stroke-dasharray") == "9 5"
    assert [each.text for each in marks(chart, "text", "wp-chart-name--comparator")] == ["England", "310.0"]


def test_a_forecast_is_dashed_hollow_and_begins_where_the_figures_end():
    chart = drawn(full_trend())
    dashed, whole = (each for each in marks(chart, "path", "wp-chart-area") if each.get("stroke") != "#ffffff")
    assert dashed.get("stroke-dasharray")
    assert not whole.get("stroke-dasharray")
    assert numbers(dashed.get("d", ""))[:2] == numbers(whole.get("d", ""))[-2:]
    hollow = [dot for dot in marks(chart, "circle", "wp-chart-area") if dot.get("fill") == "#ffffff"]
    assert len(hollow) == 3
    assert "Forecast" in words(chart)


def test_a_forecast_does_not_bridge_a_gap():
    facts = full_trend()
    area = replace(facts.area, points=(*facts.area.points[:-1], replace(facts.area.points[-1], figure=Missing.NO_DATA)))
    chart = drawn(replace(facts, area=area))
    assert subpaths(chart, "wp-chart-area") == [[3], [5]]


def test_a_forecast_inside_the_past_is_refused():
    with pytest.raises(ValueError, match="A forecast begins after"):
        falling(forecast=(Point("2016", date(2016, 7, 1), estimate(1)),))


def test_a_baseline_without_a_figure_is_refused():
    with pytest.raises(ValueError, match="not a period with a figure"):
        falling(baseline="1999")


def test_the_baseline_is_ringed_at_its_own_point():
    chart = drawn(full_trend())
    (ring,) = marks(chart, "circle", "wp-chart-marks")
    places = [(dot.get("cx"), dot.get("cy")) for dot in marks(chart, "circle", "wp-chart-area")]
    assert (ring.get("cx"), ring.get("cy")) == places[4]


def test_the_target_ends_on_the_day_it_is_due():
    chart = drawn(full_trend())
    (target,) = marks(chart, "line", "wp-chart-target")
    assert target.get("y1") == target.get("y2")
    assert "Target 300.0 by 2025" in " ".join(words(chart))
    assert words(chart).count("2025") == 1


def test_an_axis_that_does_not_start_at_zero_says_so():
    assert "The axis starts at 300, not at zero." in words(drawn(falling()))
    low = falling(area=series("N", estimate(10), estimate(90)), comparator=None)
    assert "zero" not in " ".join(words(drawn(low)))


@LAYOUTS
@pytest.mark.parametrize(
    "facts",
    [
        falling(),
        full_trend(),
        replace(full_trend(), baseline="2020", forecast=full_trend().forecast[:1], target=None),
        falling(comparator=series("England", *map(estimate, (399, 381, 349, 340.5))), target=Target(340)),
        falling(
            area=series(
                "Northmoor, Southwold and the Isles integrated care partnership of the west",
                *map(estimate, (1, 2, 3, 2)),
            ),
            target=Target(2.1, name="The target that the partnership agreed"),
        ),
        falling(area=series("N", *map(estimate, range(100, 140)), first_year=1980), comparator=None),
        falling(area=series("N", *map(estimate, (1e6, 3.25e7))), fmt=Format(Kind.POUNDS), comparator=None),
    ],
    ids=["plain", "full", "baseline-last", "close", "long-names", "forty-years", "pounds"],
)
def test_words_keep_clear_of_each_other_and_inside_the_picture(facts, layout):
    chart = drawn(facts, layout)
    assert collisions(chart) == []
    assert outside(chart) == []


def test_the_first_and_the_last_period_are_always_written():
    area = series("N", *map(estimate, range(100, 140)), first_year=1980)
    years = [each.text for each in marks(drawn(falling(area=area, comparator=None)), "text", "wp-chart-periods")]
    assert (years[0], years[-1]) == ("1980", "2019")


def test_on_a_phone_the_lines_are_named_in_a_key_with_their_values():
    found = [each.text for each in marks(drawn(full_trend(), NARROW), "text", "wp-chart-key")]
    assert found == ["Northmoor: forecast 343.0", "England: 308.0", "Target 300.0 by 2025"]


def test_the_table_is_the_picture():
    table = drawn(full_trend()).table
    assert table.headers == (
        "Period",
        "Northmoor",
        "Lower end of interval",
        "Upper end of interval",
        "England",
        "Kind of figure",
    )
    rows = list(table.texts())
    assert rows[0] == ("2015", "400.0", "391.0", "409.0", "330.0", "Actual")
    assert rows[-1] == ("2023", "343.0", "320.0", "370.0", "no data", "Forecast")
    dots = marks(drawn(full_trend()), "circle", "wp-chart-area")
    assert len(dots) == len(rows)
    assert next(table.raw_rows()) == ("2015", 400, 391, 409, 330, "Actual")


def test_the_table_says_why_a_figure_is_missing_and_carries_no_value():
    table = drawn(falling(area=series("N", Missing.HIDDEN, estimate(5, give_or_take=1)), comparator=None)).table
    assert next(table.texts()) == ("2015", "hidden to protect people", "", "")
    assert next(table.raw_rows()) == ("2015", None, None, None)
    assert table.columns[1].numeric
    assert table.notes == ("Lower is better.", "Interval: 95% confidence interval.")


def test_the_title_is_the_finding_unless_one_is_given():
    assert drawn(falling()).title.startswith("Early deaths in Northmoor fell from 400.0 in 2015 to 340.0")
    assert drawn(falling(finding="Fewer die early")).title == "Fewer die early"


def test_the_description_says_what_is_seen():
    assert drawn(full_trend()).description == (
        "Line chart. Early deaths. Rate per 100,000. Lower is better. Shaded band: 95% confidence interval."
        " Northmoor: from 400.0 in 2015 to 350.0 in 2020; lowest 350.0 in 2020, highest 400.0 in 2015."
        " England: from 330.0 in 2015 to 308.0 in 2020; lowest 308.0 in 2020, highest 330.0 in 2015."
        " Forecast for Northmoor: from 345.0 in 2021 to 343.0 in 2023; lowest 343.0 in 2023, highest 345.0 in 2021."
        " Target 300.0 by 2025. The baseline is 2019. The figures are in the table."
    )


def test_many_missing_periods_are_counted():
    area = series("N", estimate(1), *[Missing.NO_DATA] * 6)
    assert "No data for 2016, 2017 and 4 other periods: a gap, not zero." in " ".join(
        words(drawn(falling(area=area, comparator=None)))
    )


def test_polarity_stands_in_words():
    for polarity in Polarity:
        assert polarity.value in words(drawn(falling(polarity=polarity, fmt=PERCENT)))[0]


def test_a_lonely_comparator_is_a_square():
    chart = drawn(falling(comparator=series("England", Missing.NO_DATA, estimate(330))))
    assert len(marks(chart, "rect", "wp-chart-comparator")) == 1


def test_an_element_of_each_sort_has_a_class_to_theme_it():
    groups = {each.get("class") for each in marks(drawn(full_trend()), "g")}
    assert groups >= {"wp-chart-area", "wp-chart-comparator", "wp-chart-target", "wp-chart-ribbon"}
