"""Working days: every bank holiday from the Act, what the two definitions share, and where they part."""

from datetime import date, datetime, timedelta

import pytest

from tests.foundation.twins import (
    bank_holidays_by_the_act,
    works_under_provider_selection,
    works_under_the_procurement_act,
)
from wholeplace.ground.foundation.calendar import (
    BANK_HOLIDAYS,
    ENGLAND,
    PROCUREMENT_ACT,
    PROVIDER_SELECTION,
    CalendarNotKnown,
    Nation,
    WorkingDays,
    read_bank_holidays,
)
from wholeplace.ground.foundation.period import Period

EVERY_KNOWN_DAY = [date(2020, 1, 1) + timedelta(days=ahead) for ahead in range(3288)]


def test_the_file_knows_2020_to_2028() -> None:
    assert BANK_HOLIDAYS.years == range(2020, 2029)
    assert EVERY_KNOWN_DAY[-1] == date(2028, 12, 31)


def test_the_file_names_its_source_and_the_day_it_was_checked() -> None:
    assert BANK_HOLIDAYS.source == "GOV.UK, Bank holidays, https://www.gov.uk/bank-holidays"
    assert BANK_HOLIDAYS.checked_on == date(2026, 2, 25)


@pytest.mark.parametrize("year", BANK_HOLIDAYS.years)
@pytest.mark.parametrize("nation", Nation)
def test_every_bank_holiday_is_one_by_the_act_and_none_is_missing(nation: Nation, year: int) -> None:
    written = {day.on for day in BANK_HOLIDAYS.kept_in(nation) if day.on.year == year}
    assert written == bank_holidays_by_the_act(nation, year)


def test_scotland_alone_kept_the_day_of_its_world_cup() -> None:
    assert PROCUREMENT_ACT.why_not(date(2026, 6, 15)) == "Scotland in the football World Cup, Scotland"
    assert PROVIDER_SELECTION.is_working_day(date(2026, 6, 15))


def test_working_days_of_the_procurement_act_agree_with_the_twin_on_every_known_day() -> None:
    assert [day for day in EVERY_KNOWN_DAY if PROCUREMENT_ACT.is_working_day(day)] == [
        day for day in EVERY_KNOWN_DAY if works_under_the_procurement_act(day)
    ]


def test_working_days_of_provider_selection_agree_with_the_twin_on_every_known_day() -> None:
    assert [day for day in EVERY_KNOWN_DAY if PROVIDER_SELECTION.is_working_day(day)] == [
        day for day in EVERY_KNOWN_DAY if works_under_provider_selection(day)
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 1, 2), "2 January, Scotland"),
        (date(2026, 3, 17), "St Patrick’s Day, Northern Ireland"),
        (date(2026, 7, 13), "Battle of the Boyne, substitute day, Northern Ireland"),
        (date(2026, 8, 3), "Summer bank holiday, Scotland"),
        (date(2026, 11, 30), "St Andrew’s Day, Scotland"),
    ],
)
def test_days_of_scotland_and_northern_ireland_stop_one_count_and_not_the_other(day: date, why: str) -> None:
    assert PROCUREMENT_ACT.why_not(day) == why
    assert PROVIDER_SELECTION.why_not(day) is None
    assert ENGLAND.why_not(day) is None


@pytest.mark.parametrize("calendar", [PROCUREMENT_ACT, PROVIDER_SELECTION, ENGLAND])
@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day, substitute day"),
        (date(2026, 6, 6), "Saturday"),
        (date(2026, 6, 7), "Sunday"),
        (date(2026, 6, 8), None),
    ],
)
def test_all_calendars_say_what_stops_the_count(calendar: WorkingDays, day: date, why: str | None) -> None:
    assert calendar.why_not(day) == why
    assert calendar.is_working_day(day) == (why is None)


def test_the_first_monday_in_may_2020_is_closed_to_provider_selection_alone() -> None:
    assert PROVIDER_SELECTION.why_not(date(2020, 5, 4)) == "First Monday in May"
    assert ENGLAND.is_working_day(date(2020, 5, 4))
    assert PROCUREMENT_ACT.is_working_day(date(2020, 5, 4))


def test_the_holiday_for_ve_day_in_2020_is_closed_to_all() -> None:
    for calendar in (PROCUREMENT_ACT, PROVIDER_SELECTION, ENGLAND):
        assert calendar.why_not(date(2020, 5, 8)) == "Early May bank holiday, for VE Day"


def test_the_next_and_the_last_working_day_step_over_easter() -> None:
    assert ENGLAND.next_after(date(2026, 4, 2)) == date(2026, 4, 7)
    assert ENGLAND.last_before(date(2026, 4, 7)) == date(2026, 4, 2)


def test_working_days_in_a_period_are_counted_with_both_ends() -> None:
    assert ENGLAND.number_in(Period(date(2026, 4, 2), date(2026, 4, 7))) == 2


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2029, 1, 1), date(2029, 1, 6)])
def test_a_year_outside_the_file_is_not_known_and_the_mend_is_named(day: date) -> None:
    with pytest.raises(CalendarNotKnown) as unknown:
        PROCUREMENT_ACT.is_working_day(day)
    assert unknown.value.year == day.year
    assert str(unknown.value) == (
        f"Bank holidays are known for 2020 to 2028, not for {day.year}. "
        "Add them to bank_holidays.toml (GOV.UK, Bank holidays, https://www.gov.uk/bank-holidays)."
    )


def test_a_moment_is_not_taken_for_a_day() -> None:
    with pytest.raises(TypeError, match="A working day is a day, not datetime"):
        ENGLAND.is_working_day(datetime(2026, 12, 25))


def a_file(*rows: str) -> str:
    """A data file of one year with these bank holidays."""
    head = 'source = "A list"\nchecked_on = 2030-01-01\nfirst_year = 2030\nlast_year = 2030\n'
    return f"{head}bank_holidays = [{', '.join(rows)}]"


def test_a_file_of_bank_holidays_is_read() -> None:
    read = read_bank_holidays(a_file('{ on = 2030-01-01, name = "New Year", nations = ["wales"] }'))
    assert [(day.on, day.name, day.nations) for day in read.days] == [
        (date(2030, 1, 1), "New Year", frozenset({Nation.WALES}))
    ]
    assert read.kept_in(Nation.ENGLAND) == ()


def test_a_bank_holiday_outside_the_years_of_its_file_is_refused() -> None:
    with pytest.raises(ValueError, match="A bank holiday lies outside 2030 to 2030"):
        read_bank_holidays(a_file('{ on = 2031-01-01, name = "New Year", nations = ["wales"] }'))


def test_two_bank_holidays_of_a_nation_on_one_day_are_refused() -> None:
    one = '{ on = 2030-01-01, name = "New Year", nations = ["wales"] }'
    with pytest.raises(ValueError, match="A nation keeps two bank holidays on one day"):
        read_bank_holidays(a_file(one, one))


def test_a_nation_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="'cornwall' is not a valid Nation"):
        read_bank_holidays(a_file('{ on = 2030-01-01, name = "New Year", nations = ["cornwall"] }'))
