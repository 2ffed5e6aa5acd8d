"""The constants of the engine are the numbers that the public page of law shows."""

from datetime import date

import pytest

from wholeplace.ground.analytics import disclosure, limits, standardised, trend
from wholeplace.ground.law import number

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "rule, constant",
    [
        ("exact_limits_below", limits.EXACT_BELOW),
        ("standardised_rate_least_count", standardised.LEAST_EVENTS),
        ("trend_points", trend.TREND_POINTS),
        ("small_count_hidden_to", disclosure.HIDDEN_UP_TO),
        ("research_count_hidden_to", disclosure.HIDDEN_UP_TO),
        ("count_rounding", disclosure.ROUNDED_TO),
        ("research_count_rounding", disclosure.ROUNDED_TO),
        ("percentage_one_decimal_denominator", disclosure.ONE_DECIMAL_FROM),
    ],
)
def test_a_constant_is_the_number_of_its_rule(rule, constant):
    assert number(rule=rule, on=DAY).whole == constant


def test_the_statistic_of_a_trend_is_the_number_of_its_rule():
    assert float(number(rule="trend_statistic", on=DAY).value) == trend.TREND_STATISTIC
