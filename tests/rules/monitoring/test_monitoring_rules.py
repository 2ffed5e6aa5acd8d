"""The rules of results and reviews, and how a result stands."""

from decimal import Decimal

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.review.monitoring.rules.recording import Recording, recording
from wholeplace.review.monitoring.rules.reviewing import Reviewing, reviewing
from wholeplace.review.monitoring.rules.standing import Standing, multiplier_of, reckoned, standing

BOOKS = {"recording_a_result": recording, "reviewing_a_contract": reviewing}


@cases("recording_a_result", Recording)
def test_recording_a_result(asked, refused_by):
    assert codes(recording, asked) == refused_by


@cases("reviewing_a_contract", Reviewing)
def test_reviewing_a_contract(asked, refused_by):
    assert codes(reviewing, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_is_seen_to_allow_and_to_refuse(file):
    assert every_rule_is_seen(file, BOOKS[file])


@pytest.mark.parametrize(
    "value, expected, polarity, answer",
    [
        ("95", "95", Polarity.HIGHER, Standing.MET),
        ("96", "95", Polarity.HIGHER, Standing.MET),
        ("93", "95", Polarity.HIGHER, Standing.NEARLY),
        ("92.9", "95", Polarity.HIGHER, Standing.MISSED),
        ("20", "20", Polarity.LOWER, Standing.MET),
        ("19", "20", Polarity.LOWER, Standing.MET),
        ("22", "20", Polarity.LOWER, Standing.NEARLY),
        ("22.1", "20", Polarity.LOWER, Standing.MISSED),
        ("22.1", None, Polarity.LOWER, Standing.UNJUDGED),
    ],
)
def test_a_result_is_met_nearly_met_or_missed_by_direction_and_tolerance(value, expected, polarity, answer):
    wanted = Decimal(expected) if expected else None
    stands = standing(Decimal(value), expected=wanted, tolerance=Decimal(2), polarity=polarity)
    assert stands is answer


@pytest.mark.parametrize(
    "unit, times", [("%", 100), ("per 1,000", 1000), ("per 100000 people", 100_000), ("people", 1), ("", 1)]
)
def test_a_unit_says_what_a_ratio_is_multiplied_by(unit, times):
    assert multiplier_of(unit) == times


@pytest.mark.parametrize("like, figure", [("33", "33"), ("33.3", "33.3"), ("33.33", "33.33"), ("3E+1", "33")])
def test_a_ratio_is_rounded_as_the_figure_is_written(like, figure):
    assert reckoned(Decimal(1), Decimal(3), unit="%", like=Decimal(like)) == Decimal(figure)
