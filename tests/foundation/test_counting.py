"""The four ways in which the law counts days, each with its worked example, and each against a slow twin."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY, known_days
from tests.foundation.twins import DAY, works_under_provider_selection, works_under_the_procurement_act
from wholeplace.ground.foundation.calendar import (
    ENGLAND,
    PROCUREMENT_ACT,
    PROVIDER_SELECTION,
    CalendarNotKnown,
)
from wholeplace.ground.foundation.counting import (
    Standstill,
    clear_days_between,
    earliest_event_after,
    last_day_of_period_beginning_with,
    latest_publication_for,
    procurement_act_standstill,
    provider_selection_standstill,
    working_days_after,
    working_days_beginning_with,
)
from wholeplace.ground.foundation.period import Period

MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (1, date(2026, 6, 1)),
        (30, date(2026, 6, 30)),
        (90, date(2026, 8, 29)),
        (120, date(2026, 9, 28)),
        (180, date(2026, 11, 27)),
    ],
)
def test_a_period_beginning_with_a_day_counts_that_day(days: int, last: date) -> None:
    assert last_day_of_period_beginning_with(day=MONDAY, days=days) == last


def test_the_eighth_working_day_beginning_with_monday_1_june_2026_is_wednesday_10_june() -> None:
    assert working_days_beginning_with(day=MONDAY, days=8, calendar=PROCUREMENT_ACT) == date(2026, 6, 10)


def test_a_contract_under_the_procurement_act_may_be_signed_from_thursday_11_june() -> None:
    assert procurement_act_standstill(published_on=MONDAY, working_days=8) == Standstill(
        period=Period(date(2026, 6, 1), date(2026, 6, 10)), may_sign_from=date(2026, 6, 11)
    )


def test_a_contract_under_provider_selection_may_be_signed_from_saturday_13_june() -> None:
    assert provider_selection_standstill(published_on=MONDAY, working_days=8) == Standstill(
        period=Period(date(2026, 6, 2), date(2026, 6, 12)), may_sign_from=date(2026, 6, 13)
    )


def test_a_publication_on_a_saturday_does_not_count_as_a_working_day() -> None:
    assert working_days_beginning_with(day=date(2026, 6, 6), days=1, calendar=ENGLAND) == date(2026, 6, 8)


def test_a_standstill_of_provider_selection_published_on_a_friday_begins_on_the_saturday() -> None:
    standstill = provider_selection_standstill(published_on=date(2026, 6, 5), working_days=8)
    assert standstill.period == Period(date(2026, 6, 6), date(2026, 6, 17))


@pytest.mark.parametrize(
    ("published_on", "by_the_act", "by_provider_selection"),
    [
        # Over 2 January 2026: Scotland's holiday stops the Act's count for an English council as well.
        (date(2025, 12, 29), date(2026, 1, 9), date(2026, 1, 12)),
        # Over the substitute for 12 July 2026, Monday the 13th, which only Northern Ireland keeps.
        (date(2026, 7, 6), date(2026, 7, 16), date(2026, 7, 17)),
        # With no such day in it.
        (date(2026, 9, 7), date(2026, 9, 16), date(2026, 9, 18)),
    ],
)
def test_the_standstills_end_two_working_days_apart_and_only_one_over_2_january_and_12_july(
    published_on: date, by_the_act: date, by_provider_selection: date
) -> None:
    act = procurement_act_standstill(published_on=published_on, working_days=8)
    provider_selection = provider_selection_standstill(published_on=published_on, working_days=8)
    assert act.period.ends_on == by_the_act
    assert provider_selection.period.ends_on == by_provider_selection


def test_the_same_count_over_2_january_differs_by_a_day_between_the_calendars() -> None:
    monday = date(2025, 12, 29)
    assert working_days_beginning_with(day=monday, days=8, calendar=PROVIDER_SELECTION) == date(2026, 1, 8)
    assert working_days_beginning_with(day=monday, days=8, calendar=PROCUREMENT_ACT) == date(2026, 1, 9)


def test_working_days_after_a_day_do_not_count_it() -> None:
    assert working_days_after(day=MONDAY, days=5, calendar=PROVIDER_SELECTION) == date(2026, 6, 8)


def test_twenty_eight_clear_days_leave_out_both_days() -> None:
    assert latest_publication_for(event_on=date(2026, 6, 30), clear_days=28) == date(2026, 6, 1)
    assert clear_days_between(published_on=date(2026, 6, 1), event_on=date(2026, 6, 30)) == 28
    assert earliest_event_after(published_on=date(2026, 6, 1), clear_days=28) == date(2026, 6, 30)


def test_five_clear_days_count_weekends_unless_local_practice_leaves_them_out() -> None:
    wednesday = date(2026, 6, 17)
    assert latest_publication_for(event_on=wednesday, clear_days=5) == date(2026, 6, 11)
    assert latest_publication_for(event_on=wednesday, clear_days=5, calendar=ENGLAND) == date(2026, 6, 9)


def test_five_clear_working_days_after_a_tuesday_make_wednesday_week_the_first_day() -> None:
    tuesday = date(2026, 6, 9)
    assert earliest_event_after(published_on=tuesday, clear_days=5, calendar=ENGLAND) == date(2026, 6, 17)


def test_the_last_day_to_publish_may_be_a_sunday() -> None:
    tuesday, sunday = date(2026, 6, 9), date(2026, 6, 7)
    assert latest_publication_for(event_on=tuesday, clear_days=1, calendar=ENGLAND) == sunday


@pytest.mark.parametrize("event_on", [date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 2)])
def test_no_clear_day_lies_before_an_event_of_the_next_day_or_sooner(event_on: date) -> None:
    assert clear_days_between(published_on=MONDAY, event_on=event_on) == 0


@pytest.mark.parametrize(
    "count",
    [
        lambda: last_day_of_period_beginning_with(day=MONDAY, days=0),
        lambda: working_days_beginning_with(day=MONDAY, days=0, calendar=ENGLAND),
        lambda: working_days_after(day=MONDAY, days=-1, calendar=ENGLAND),
        lambda: latest_publication_for(event_on=MONDAY, clear_days=0),
        lambda: earliest_event_after(published_on=MONDAY, clear_days=0),
        lambda: procurement_act_standstill(published_on=MONDAY, working_days=0),
        lambda: provider_selection_standstill(published_on=MONDAY, working_days=0),
    ],
)
def test_a_count_of_days_has_at_least_one(count: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="A count of days has at least one, not"):
        count()


def test_a_count_that_runs_into_a_year_outside_the_file_stops() -> None:
    with pytest.raises(CalendarNotKnown, match="not for 2029"):
        procurement_act_standstill(published_on=date(2028, 12, 27), working_days=8)


def test_a_count_may_begin_on_the_first_day_of_the_file() -> None:
    assert working_days_beginning_with(day=date(2020, 1, 1), days=1, calendar=ENGLAND) == date(2020, 1, 2)


def nth_working_day_from(day: date, days: int, works: Callable[[date], bool]) -> date:
    """The twin: walk on, one day at a time, until so many working days were met; the first day counts."""
    while True:
        days -= works(day)
        if days == 0:
            return day
        day += DAY


works_by_the_act = cache(works_under_the_procurement_act)
works_by_provider_selection = cache(works_under_provider_selection)
few_days = st.integers(1, 30)


@STEADY
@given(day=known_days, days=st.integers(1, 400))
def test_calendar_days_agree_with_walking(day: date, days: int) -> None:
    walked = day
    for _ in range(days - 1):
        walked += timedelta(days=1)
    assert last_day_of_period_beginning_with(day=day, days=days) == walked
    assert Period(day, walked).days == days


@STEADY
@given(day=known_days, days=few_days)
def test_working_days_agree_with_walking(day: date, days: int) -> None:
    counted = working_days_beginning_with(day=day, days=days, calendar=PROCUREMENT_ACT)
    assert counted == nth_working_day_from(day, days, works_by_the_act)


@STEADY
@given(published_on=known_days, days=few_days)
def test_standstills_agree_with_walking(published_on: date, days: int) -> None:
    act = procurement_act_standstill(published_on=published_on, working_days=days)
    provider_selection = provider_selection_standstill(published_on=published_on, working_days=days)
    assert act.may_sign_from == nth_working_day_from(published_on, days, works_by_the_act) + DAY
    begins_on = published_on + DAY
    last = nth_working_day_from(begins_on + DAY, days, works_by_provider_selection)
    assert provider_selection == Standstill(period=Period(begins_on, last), may_sign_from=last + DAY)


@STEADY
@given(published_on=known_days, days=st.integers(0, 60))
def test_clear_days_agree_with_a_list_of_the_days_between(published_on: date, days: int) -> None:
    event_on = published_on + timedelta(days=days)
    between = [published_on + timedelta(days=ahead) for ahead in range(1, days)]
    worked = clear_days_between(published_on=published_on, event_on=event_on, calendar=PROCUREMENT_ACT)
    assert clear_days_between(published_on=published_on, event_on=event_on) == len(between)
    assert worked == len([day for day in between if works_by_the_act(day)])


@STEADY
@given(event_on=known_days, days=st.integers(1, 5), calendar=st.sampled_from([None, ENGLAND]))
def test_the_last_day_to_publish_gives_enough_clear_days_and_the_day_after_does_not(
    event_on: date, days: int, calendar: None
) -> None:
    latest = latest_publication_for(event_on=event_on, clear_days=days, calendar=calendar)
    assert clear_days_between(published_on=latest, event_on=event_on, calendar=calendar) == days
    assert clear_days_between(published_on=latest + DAY, event_on=event_on, calendar=calendar) < days


@STEADY
@given(published_on=known_days, days=st.integers(1, 5), calendar=st.sampled_from([None, ENGLAND]))
def test_the_first_day_of_an_event_gives_enough_clear_days_and_the_day_before_does_not(
    published_on: date, days: int, calendar: None
) -> None:
    first = earliest_event_after(published_on=published_on, clear_days=days, calendar=calendar)
    assert clear_days_between(published_on=published_on, event_on=first, calendar=calendar) == days
    assert clear_days_between(published_on=published_on, event_on=first - DAY, calendar=calendar) < days
