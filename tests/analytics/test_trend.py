"""The recent trend of a place, with every reason for which it shows none."""

from dataclasses import replace

import pytest
from scipy import stats

from wholeplace.ground.analytics import (
    TREND_RESULTS,
    Estimate,
    ImpossibleFigures,
    Method,
    NoValue,
    Point,
    Reason,
    TrendBasis,
    TrendReason,
    TrendResult,
    interval_trend_columns,
    mean,
    proportion,
    proportion_trend_columns,
    recent_trend,
)
from wholeplace.ground.analytics.trend import TREND_STATISTIC


def shares(*counts: int, of: int = 1000) -> list[Point]:
    """A series of proportions that ends in 2024."""
    start = 2025 - len(counts)
    return [
        Point(year=start + place, estimate=proportion(numerator=count, denominator=of))
        for place, count in enumerate(counts)
    ]


def values(*figures: float, half: float = 1.0) -> list[Point]:
    """A series of values with intervals that ends in 2024."""
    start = 2025 - len(figures)
    return [
        Point(
            year=start + place,
            estimate=Estimate(
                value=figure,
                lower=figure - half,
                upper=figure + half,
                numerator=figure,
                denominator=1,
                confidence=0.95,
                method=Method.DOBSON,
            ),
        )
        for place, figure in enumerate(figures)
    ]


def of_shares(points):
    return recent_trend(points=points, basis=TrendBasis.COUNTS)


def of_values(points):
    return recent_trend(points=points, basis=TrendBasis.INTERVALS)


def test_the_line_is_drawn_at_the_chi_square_of_998_in_1000():
    assert pytest.approx(stats.chi2.ppf(0.998, 1), rel=1e-12) == TREND_STATISTIC


def test_a_rising_proportion_is_increasing():
    trend = of_shares(shares(100, 120, 140, 160, 180))
    assert (trend.result, trend.reason) == (TrendResult.INCREASING, None)
    assert str(trend.result) == "Increasing"
    # 5000 (5000 x 2300 - 700 x 15000)^2 / (700 x 4300 x (5000 x 55000 - 15000^2))
    assert trend.statistic == pytest.approx(5000 * 1_000_000**2 / (700 * 4300 * 50_000_000))
    assert trend.slope > 0


def test_a_falling_proportion_is_decreasing():
    assert of_shares(shares(180, 160, 140, 120, 100)).result == "Decreasing"


def test_a_level_proportion_shows_no_significant_change():
    trend = of_shares(shares(100, 101, 100, 102, 101))
    assert (trend.result, trend.reason) == ("No significant change", TrendReason.NOT_SIGNIFICANT)
    assert str(trend.reason) == "The change is not significant."


def test_a_rising_value_is_increasing():
    trend = of_values(values(10, 12, 14, 16, 18))
    # The slope is 2, its variance (2 / 3.92)^2 / 10.
    assert trend.result == "Increasing"
    assert trend.slope == pytest.approx(2)
    assert trend.statistic == pytest.approx(4 * 10 / (2 / 3.92) ** 2)


def test_a_falling_value_is_decreasing():
    assert of_values(values(18, 16, 14, 12, 10)).result == "Decreasing"


def test_a_level_value_shows_no_significant_change():
    trend = of_values(values(10, 10.1, 10, 10.2, 10.1))
    assert (trend.result, trend.reason) == (TrendResult.NO_CHANGE, TrendReason.NOT_SIGNIFICANT)


def test_an_exactly_flat_series_shows_no_significant_change():
    assert of_values(values(10, 10, 10, 10, 10)).reason == TrendReason.NOT_SIGNIFICANT


@pytest.mark.parametrize(
    "trend",
    [of_shares(shares(100, 100, 99, 98, 190)), of_values(values(10, 9.9, 9.8, 9.7, 15))],
    ids=["proportion", "value"],
)
def test_a_direction_that_rests_on_one_point_is_no_significant_change(trend):
    assert trend.statistic > TREND_STATISTIC
    assert (trend.result, trend.reason) == (TrendResult.NO_CHANGE, TrendReason.OUTLIER)


def test_only_the_last_five_points_count_in_whatever_order_they_come():
    points = shares(900, 800, 100, 120, 140, 160, 180)
    assert of_shares(points[::-1]) == of_shares(points[2:])


def test_four_points_are_too_few():
    for points in ([], shares(100, 120, 140, 160)):
        trend = of_shares(points)
        assert (trend.result, trend.reason) == ("Cannot be calculated", TrendReason.TOO_FEW_POINTS)
        assert trend.statistic is trend.slope is None


def spoiled(place: int, **changes) -> list[Point]:
    points = values(10, 12, 14, 16, 18)
    points[place] = replace(points[place], **changes)
    return points


def spoiled_estimate(**changes) -> list[Point]:
    return spoiled(2, estimate=replace(values(14)[0].estimate, **changes))


@pytest.mark.parametrize(
    "points, reason",
    [
        (spoiled(2, covers=3), TrendReason.NOT_YEARLY),
        (spoiled(0, year=2019), TrendReason.GAP),
        (spoiled(0, year=2021), TrendReason.GAP),
        (spoiled(3, breaks=True), TrendReason.BREAK),
        (spoiled(1, estimate=NoValue(Reason.MISSING_COUNT)), TrendReason.MISSING),
        (spoiled(1, estimate=mean(values=[5])), TrendReason.NO_INTERVAL),
        (spoiled_estimate(lower=None), TrendReason.NO_INTERVAL),
        (spoiled_estimate(upper=None), TrendReason.NO_INTERVAL),
        (spoiled_estimate(confidence=0.998), TrendReason.NO_INTERVAL),
        (spoiled_estimate(lower=14, upper=14), TrendReason.NO_WIDTH),
    ],
)
def test_a_trend_that_cannot_be_calculated_says_why(points, reason):
    trend = of_values(points)
    assert (trend.result, trend.reason) == (TrendResult.CANNOT, reason)
    assert reason.value.endswith(".")


def test_a_break_before_the_first_of_the_five_does_not_matter():
    assert of_values(spoiled(0, breaks=True)).result == "Increasing"


@pytest.mark.parametrize("counts", [(0, 120, 140, 160, 180), (100, 120, 140, 160, 1000)])
def test_none_or_all_in_one_year_has_no_trend_in_proportions(counts):
    trend = of_shares(shares(*counts))
    assert (trend.result, trend.reason) == (TrendResult.CANNOT, TrendReason.NONE_OR_ALL)


def test_rows_that_cannot_be_calculated_do_not_spoil_the_others():
    columns = proportion_trend_columns(
        numerator=[[100, 120, 140, 160, 180], [0, 1, 2, 3, 4], [1, 2, None, 4, 5]],
        denominator=[[1000] * 5] * 3,
    )
    results = [TREND_RESULTS[result] for result in columns.result]
    assert results == [TrendResult.INCREASING, TrendResult.CANNOT, TrendResult.CANNOT]
    assert list(columns.steady) == [True, False, False]
    columns = interval_trend_columns(
        value=[[10, 12, 14, 16, 18], [1, 2, 3, 4, 5], [1, 2, 3, 4, float("inf")]],
        lower=[[9, 11, 13, 15, 17], [1, 2, 3, 4, 5], [0, 1, 2, 3, float("inf")]],
        upper=[[11, 13, 15, 17, 19], [1, 2, 3, 4, 5], [2, 3, 4, 5, float("inf")]],
    )
    results = [TREND_RESULTS[result] for result in columns.result]
    assert results == [TrendResult.INCREASING, TrendResult.CANNOT, TrendResult.CANNOT]


def test_columns_need_five_years_of_possible_figures():
    with pytest.raises(ValueError, match="rows of 5 points"):
        proportion_trend_columns(numerator=[[1, 2, 3, 4]], denominator=[[5, 5, 5, 5]])
    with pytest.raises(ValueError, match="rows of 5 points"):
        interval_trend_columns(value=[1, 2, 3, 4, 5], lower=[[0] * 5], upper=[[9] * 5])
    with pytest.raises(ImpossibleFigures, match="above its denominator"):
        proportion_trend_columns(numerator=[[1, 2, 3, 4, 9]], denominator=[[5] * 5])
