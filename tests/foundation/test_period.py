"""Periods: the last day counts."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY, near_days, periods
from tests.foundation.twins import days_of
from wholeplace.ground.foundation.period import Period, gaps

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
OPEN = Period(date(2026, 4, 1))


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    assert YEAR.contains(date(2026, 4, 1))
    assert YEAR.contains(date(2027, 3, 31))
    assert not YEAR.contains(date(2026, 3, 31))
    assert not YEAR.contains(date(2027, 4, 1))


def test_a_year_has_365_days_and_one_day_has_one() -> None:
    assert YEAR.days == 365
    assert Period(date(2026, 4, 1), date(2026, 4, 1)).days == 1


def test_an_open_period_contains_every_later_day_and_has_no_number_of_days() -> None:
    assert OPEN.is_open
    assert OPEN.contains(date.max)
    with pytest.raises(ValueError, match="1 April 2026 onwards cannot be counted: no end is known"):
        _ = OPEN.days


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end on 31 March 2026, before it begins on 1 April 2026"):
        Period(date(2026, 4, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("begins_on", "ends_on"),
    [
        (datetime(2026, 4, 1), None),
        (date(2026, 4, 1), datetime(2026, 4, 2)),
        ("2026-04-01", None),
        (None, None),
    ],
)
def test_a_period_takes_days_and_not_moments(begins_on: Any, ends_on: Any) -> None:
    with pytest.raises(TypeError, match="moments are not days"):
        Period(begins_on, ends_on)


def test_periods_write_themselves_in_words() -> None:
    assert str(YEAR) == "1 April 2026 to 31 March 2027"
    assert str(OPEN) == "1 April 2026 onwards"


def test_a_period_follows_another_when_it_begins_on_the_day_after() -> None:
    assert Period(date(2027, 4, 1)).follows(YEAR)
    assert not Period(date(2027, 3, 31)).follows(YEAR)
    assert not Period(date(2027, 4, 2)).follows(YEAR)
    assert not Period(date(2027, 4, 1)).follows(OPEN)


def test_a_period_has_ended_on_the_day_after_its_last() -> None:
    assert YEAR.ended_before(date(2027, 4, 1))
    assert not YEAR.ended_before(date(2027, 3, 31))
    assert not OPEN.ended_before(date.max)


def test_periods_sort_by_first_day_then_last_with_open_ones_last() -> None:
    short = Period(date(2026, 4, 1), date(2026, 4, 30))
    early = Period(date(2026, 1, 1))
    for_ever = Period(date(2026, 4, 1), date.max)
    assert sorted([OPEN, for_ever, YEAR, short, early]) == [early, short, YEAR, for_ever, OPEN]


def test_periods_do_not_sort_among_other_things() -> None:
    with pytest.raises(TypeError):
        assert YEAR < 3  # type: ignore[operator]


def test_the_whole_is_one_gap_where_nothing_covers_it() -> None:
    assert gaps(in_period=YEAR, between=[]) == (YEAR,)


def test_gaps_lie_before_between_and_after() -> None:
    covering = [
        Period(date(2026, 12, 1), date(2026, 12, 31)),
        Period(date(2026, 5, 1), date(2026, 5, 31)),
        Period(date(2026, 5, 10), date(2026, 5, 20)),
        Period(date(2025, 1, 1), date(2025, 12, 31)),
    ]
    assert gaps(in_period=YEAR, between=covering) == (
        Period(date(2026, 4, 1), date(2026, 4, 30)),
        Period(date(2026, 6, 1), date(2026, 11, 30)),
        Period(date(2027, 1, 1), date(2027, 3, 31)),
    )


def test_an_open_period_leaves_no_gap_behind_it() -> None:
    covering = [Period(date(2026, 5, 1)), Period(date(2026, 6, 1), date(2026, 6, 30))]
    assert gaps(in_period=OPEN, between=covering) == (Period(date(2026, 4, 1), date(2026, 4, 30)),)


def test_the_end_of_time_leaves_no_gap_behind_it() -> None:
    assert gaps(in_period=OPEN, between=[Period(date(2026, 4, 1), date.max)]) == ()


def test_what_sticks_out_at_both_ends_leaves_no_gap() -> None:
    assert gaps(in_period=YEAR, between=[Period(date(2026, 1, 1), date(2027, 12, 31))]) == ()


@STEADY
@given(period=periods(), day=near_days)
def test_containing_agrees_with_a_list_of_days(period: Period, day: date) -> None:
    assert period.contains(day) == (day in days_of(period))


@STEADY
@given(one=periods(), other=periods())
def test_overlap_intersection_and_cover_agree_with_lists_of_days(one: Period, other: Period) -> None:
    both = days_of(one) & days_of(other)
    shared = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(both)
    assert (days_of(shared) if shared else set()) == both
    assert one.covers(other) == (days_of(other) <= days_of(one))


@STEADY
@given(one=periods(), other=periods())
def test_the_intersection_lies_within_both_and_is_the_same_from_either(one: Period, other: Period) -> None:
    shared = one.intersection(other)
    assert shared == other.intersection(one)
    assert shared is None or (one.covers(shared) and other.covers(shared))


@STEADY
@given(whole=periods(), parts=st.lists(periods(), max_size=5))
def test_gaps_are_exactly_the_days_that_nothing_covers(whole: Period, parts: list[Period]) -> None:
    covered = set[date]().union(*map(days_of, parts))
    found = gaps(in_period=whole, between=parts)
    assert set[date]().union(*map(days_of, found)) == days_of(whole) - covered
    assert all(not later.follows(earlier) for earlier, later in pairwise(found))
