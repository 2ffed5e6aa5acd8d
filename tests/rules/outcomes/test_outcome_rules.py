"""The rules of outcomes, their figures in words, and the straight line from baseline to target."""

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.analyse.outcomes.rules.aiming import (
    Aim,
    Forecasting,
    Retarget,
    aiming,
    forecasting,
    retargeting,
)
from wholeplace.analyse.outcomes.rules.measures import Point, Polarity, expected_on, in_words
from wholeplace.analyse.outcomes.rules.setting import Setting, setting

START, DUE = Point(date(2025, 4, 1), Decimal(40)), Point(date(2027, 4, 1), Decimal(30))


@cases("setting_an_outcome", Setting)
def test_setting_an_outcome(asked, refused_by):
    assert codes(setting, asked) == refused_by


@cases("giving_a_measure_its_baseline_and_target", Aim)
def test_giving_a_measure_its_baseline_and_target(asked, refused_by):
    assert codes(aiming, asked) == refused_by


@cases("changing_a_target", Retarget)
def test_changing_a_target(asked, refused_by):
    assert codes(retargeting, asked) == refused_by


@cases("forecasting_a_measure", Forecasting)
def test_forecasting_a_measure(asked, refused_by):
    assert codes(forecasting, asked) == refused_by


@pytest.mark.parametrize(
    "file, book",
    [
        ("setting_an_outcome", setting),
        ("giving_a_measure_its_baseline_and_target", aiming),
        ("changing_a_target", retargeting),
        ("forecasting_a_measure", forecasting),
    ],
)
def test_every_rule_is_seen_to_allow_and_to_refuse(file, book):
    assert every_rule_is_seen(file, book)


@pytest.mark.parametrize(
    "polarity, figure, than, answer",
    [
        (Polarity.HIGHER, 5, 4, True),
        (Polarity.HIGHER, 4, 4, False),
        (Polarity.LOWER, 3, 4, True),
        (Polarity.LOWER, 5, 4, False),
    ],
)
def test_better_follows_the_good_direction(polarity, figure, than, answer):
    assert polarity.better(Decimal(figure), than=Decimal(than)) is answer


@pytest.mark.parametrize(
    "day, figure",
    [
        (date(2024, 1, 1), "40"),
        (date(2025, 4, 1), "40"),
        (date(2026, 4, 1), "35"),
        (date(2025, 4, 2), "39.9863"),
        (date(2027, 4, 1), "30"),
        (date(2030, 1, 1), "30"),
    ],
)
def test_a_measure_is_expected_on_the_straight_line_from_baseline_to_target(day, figure):
    assert expected_on(day, baseline=START, target=DUE) == Decimal(figure)


@pytest.mark.parametrize(
    "figure, unit, words",
    [
        ("34.0000", "%", "34%"),
        ("12.5000", "per 1,000", "12.5 per 1,000"),
        ("1250", "£", "£1,250"),
        ("-3.20", "£", "-£3.2"),
        ("100", "", "100"),
        ("1000", "people", "1,000 people"),
    ],
)
def test_figures_are_written_as_people_write_them(figure, unit, words):
    assert in_words(Decimal(figure), unit=unit) == words


def test_what_was_reckoned_is_rounded_half_up():
    assert in_words(Decimal("33.25"), unit="%", places=1) == "33.3%"
