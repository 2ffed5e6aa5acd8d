"""A place is better, similar or worse than its benchmark where one direction is good, else lower or higher."""

import pytest

from wholeplace.ground.analytics import (
    COMPARISONS,
    Comparison,
    NoValue,
    Polarity,
    Reason,
    compare,
    compare_columns,
    compare_estimates,
    mean,
    rate,
    rate_columns,
)

HUNDRED = rate(numerator=100, denominator=1000, multiplier=1000)  # from 81.4 to 121.6


@pytest.mark.parametrize(
    "benchmark, polarity, answer",
    [
        (80, Polarity.HIGH_IS_GOOD, Comparison.BETTER),
        (80, Polarity.LOW_IS_GOOD, Comparison.WORSE),
        (80, Polarity.NO_JUDGEMENT, Comparison.HIGHER),
        (130, Polarity.HIGH_IS_GOOD, Comparison.WORSE),
        (130, Polarity.LOW_IS_GOOD, Comparison.BETTER),
        (130, Polarity.NO_JUDGEMENT, Comparison.LOWER),
        (110, Polarity.HIGH_IS_GOOD, Comparison.SIMILAR),
        (110, Polarity.LOW_IS_GOOD, Comparison.SIMILAR),
        (110, Polarity.NO_JUDGEMENT, Comparison.SIMILAR),
    ],
)
def test_an_interval_is_compared_with_the_benchmark_by_polarity(benchmark, polarity, answer):
    assert compare(estimate=HUNDRED, benchmark=benchmark, polarity=polarity) == answer


def test_an_interval_that_only_touches_the_benchmark_is_similar():
    for limit in (HUNDRED.lower, HUNDRED.upper):
        answer = compare(estimate=HUNDRED, benchmark=limit, polarity=Polarity.NO_JUDGEMENT)
        assert answer == Comparison.SIMILAR


def test_what_is_missing_is_not_compared():
    polarity = Polarity.NO_JUDGEMENT
    assert compare(estimate=HUNDRED, benchmark=None, polarity=polarity) == Comparison.NOT_COMPARED
    assert compare(estimate=mean(values=[5]), benchmark=9, polarity=polarity) == Comparison.NOT_COMPARED
    nothing = NoValue(Reason.NOBODY)
    assert compare(estimate=nothing, benchmark=9, polarity=polarity) == Comparison.NOT_COMPARED


def test_columns_are_compared_with_one_benchmark_or_one_for_each_row():
    estimates = rate_columns(numerator=[100, 100, None], denominator=1000, multiplier=1000)
    answers = compare_estimates(estimates=estimates, benchmark=80, polarity=Polarity.LOW_IS_GOOD)
    assert [COMPARISONS[answer] for answer in answers] == ["Worse", "Worse", "Not compared"]
    answers = compare_columns(lower=[1, 1], upper=[2, 2], benchmark=[0, 3], polarity=Polarity.LOW_IS_GOOD)
    assert [COMPARISONS[answer] for answer in answers] == ["Worse", "Better"]


def test_a_wider_interval_may_turn_a_difference_into_none():
    cautious = rate(numerator=100, denominator=1000, confidence=0.998, multiplier=1000)
    assert compare(estimate=cautious, benchmark=80, polarity=Polarity.NO_JUDGEMENT) == Comparison.SIMILAR
