"""The numbers of information rights and retention, read as a lawyer would read them."""

from datetime import date

import pytest

from wholeplace.ground.law import number
from wholeplace.ground.retention.rules import SCHEDULE, Then, day_of, later

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "rule, unit, value",
    [
        ("information_request_answer", "working_days", 20),
        ("information_request_public_interest", "working_days", 20),
        ("environmental_request_answer", "working_days", 20),
        ("environmental_request_extension", "working_days", 20),
        ("subject_access_answer", "months", 1),
        ("subject_access_extension", "months", 2),
        ("keep_contract", "years", 6),
        ("keep_money", "years", 6),
    ],
)
def test_the_time_for_an_answer_and_the_time_for_a_claim(rule, unit, value):
    found = number(rule=rule, on=TODAY)
    assert (found.unit, found.whole, found.is_confirmed) == (unit, value, True)


def test_what_only_the_house_says_is_unconfirmed():
    assert not number(rule="keep_token", on=TODAY).is_confirmed


def test_a_contract_is_kept_for_six_years_after_its_last_day():
    day = day_of(SCHEDULE["contract"], since=date(2026, 3, 31), on=TODAY)
    assert day == date(2032, 4, 1)


def test_what_still_runs_and_what_is_kept_for_good_has_no_day():
    assert day_of(SCHEDULE["contract"], since=None, on=TODAY) is None
    assert day_of(SCHEDULE["for good"], since=TODAY, on=TODAY) is None
    assert SCHEDULE["trail"].then is Then.KEPT


def test_a_leap_day_has_its_anniversary_on_the_last_of_february():
    assert later(date(2028, 2, 29), years=6) == date(2034, 2, 28)
    assert later(date(2028, 2, 29), years=4) == date(2032, 2, 29)
