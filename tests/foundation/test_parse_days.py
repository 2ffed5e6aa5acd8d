"""Days are read in the ways people write them; what could be another day is refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.parse import DayForm, Unreadable

LAST_OF_MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31",
        "31/03/2026",
        "31/3/2026",
        "31 March 2026",
        "31 Mar 2026",
        "31  march  2026",
        " 31 MARCH 2026 ",
    ],
)
def test_the_plain_ways_of_writing_a_day_are_read(text: str) -> None:
    assert parse.day(text) == LAST_OF_MARCH


@pytest.mark.parametrize(
    ("month", "number"),
    [("Sept", 9), ("september", 9), ("May", 5), ("Dec", 12), ("February", 2)],
)
def test_months_are_read_by_their_names(month: str, number: int) -> None:
    assert parse.day(f"1 {month} 2026") == date(2026, number, 1)


def test_the_day_stands_before_the_month() -> None:
    assert parse.day("1/2/2025") == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-03-31 00:00:00", DayForm.ISO_MIDNIGHT),
        ("2026-03-31T00:00", DayForm.ISO_MIDNIGHT),
        ("2026-03-31T00:00:00.000Z", DayForm.ISO_MIDNIGHT),
        ("20260331", DayForm.COMPACT),
        ("31.03.2026", DayForm.DOTS),
        ("31-03-2026", DayForm.DASHES),
        ("31-Mar-2026", DayForm.DASHED_WORDS),
    ],
)
def test_other_ways_are_read_where_a_file_declares_them_and_nowhere_else(text: str, form: DayForm) -> None:
    assert parse.day(text, forms=[form]) == LAST_OF_MARCH
    with pytest.raises(Unreadable):
        parse.day(text)


def test_a_moment_of_the_day_is_not_dropped_in_silence() -> None:
    with pytest.raises(Unreadable):
        parse.day("2026-03-31 13:45:00", forms=[DayForm.ISO_MIDNIGHT])


@pytest.mark.parametrize(
    ("text", "form", "first_year", "read"),
    [
        ("20-Dec-13", DayForm.DASHED_WORDS_SHORT_YEAR, 1950, date(2013, 12, 20)),
        ("31/03/26", DayForm.SLASHES_SHORT_YEAR, 1950, LAST_OF_MARCH),
        ("31/03/50", DayForm.SLASHES_SHORT_YEAR, 1950, date(1950, 3, 31)),
        ("31/03/49", DayForm.SLASHES_SHORT_YEAR, 1950, date(2049, 3, 31)),
    ],
)
def test_a_short_year_is_the_one_year_of_the_range_that_ends_so(
    text: str, form: DayForm, first_year: int, read: date
) -> None:
    assert parse.day(text, forms=[form], first_year=first_year, last_year=first_year + 99) == read


def test_a_short_year_outside_the_range_is_refused() -> None:
    with pytest.raises(Unreadable, match="Enter a day from 2010 to 2020; '20-Dec-30' is not one of those"):
        parse.day("20-Dec-30", forms=[DayForm.DASHED_WORDS_SHORT_YEAR], first_year=2010, last_year=2020)


def test_a_short_year_needs_a_range_of_a_hundred_years_or_fewer() -> None:
    with pytest.raises(ValueError, match="needs a range of at most a hundred years"):
        parse.day("20-Dec-13", forms=[DayForm.DASHED_WORDS_SHORT_YEAR])


@pytest.mark.parametrize("text", ["1/2/25", "20-Dec-13", "31.03.26", "01-02-25"])
def test_a_short_year_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a day with the year in four figures, such as 31/3/2026"):
        parse.day(text)


@pytest.mark.parametrize(
    "text",
    ["2025-02-29", "31/04/2025", "03/31/2026", "0/1/2026", "2026-13-01", "0000-01-01", "1 Smarch 2026"],
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=f"Enter a day that exists, day before month; '{text}' does not"):
        parse.day(text)


@pytest.mark.parametrize(
    "text",
    ["", "today", "2026", "March 2026", "2026-3-31", "31st March 2026", "2026/03/31", "31 March", "1e5"],
)
def test_other_text_is_no_day(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a day such as 31 March 2026 or 31/3/2026"):
        parse.day(text)


def test_a_spreadsheets_own_number_is_recognised() -> None:
    with pytest.raises(Unreadable, match="a spreadsheet's own number: format the cell as a day"):
        parse.day("44927")


def test_both_years_of_a_range_are_allowed() -> None:
    assert parse.day("1/1/2020", first_year=2020, last_year=2020) == date(2020, 1, 1)
    assert parse.day("31/12/2020", first_year=2020, last_year=2020) == date(2020, 12, 31)
    with pytest.raises(Unreadable, match="Enter a day from 2020 to 2020"):
        parse.day("1/1/2021", first_year=2020, last_year=2020)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-10-25T01:30:00+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30:00Z", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25 01:30Z", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T01:30:15.25-03:30", datetime(2026, 10, 25, 5, 0, 15, 250_000, tzinfo=UTC)),
        ("2026-01-01T00:00:00+14:00", datetime(2025, 12, 31, 10, 0, tzinfo=UTC)),
        ("2026-01-01T00:00:00-12:00", datetime(2026, 1, 1, 12, 0, tzinfo=UTC)),
        ("2026-01-01T00:00:00+05:45", datetime(2025, 12, 31, 18, 15, tzinfo=UTC)),
    ],
)
def test_moments_are_read_into_universal_time(text: str, read: datetime) -> None:
    assert parse.moment(text) == read
    assert parse.moment(text).tzinfo is UTC


@pytest.mark.parametrize("text", ["2026-03-29 01:30", "2026-10-25 01:30", "2026-06-01T12:00:00"])
def test_a_moment_without_its_offset_is_refused_and_the_offset_asked_for(text: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse.moment(text)
    assert str(unreadable.value) == f"Say the offset of '{text}': {text}+01:00 in summer, {text}Z in winter."


@pytest.mark.parametrize("offset", ["-00:00", "+23:59", "+01:07", "+01:75", "+14:15", "-12:15"])
def test_an_offset_that_is_used_nowhere_is_refused(offset: str) -> None:
    with pytest.raises(Unreadable, match="is not in use"):
        parse.moment(f"2026-10-25T01:30:00{offset}")


@pytest.mark.parametrize("time", ["23:59:60", "24:00:00", "12:60:00"])
def test_a_time_beyond_the_clock_is_refused(time: str) -> None:
    with pytest.raises(Unreadable, match="Enter a time from 00:00 to 23:59:59"):
        parse.moment(f"2026-10-25T{time}Z")


@pytest.mark.parametrize(
    "text", ["", "now", "2026-10-25", "25/10/2026 01:30Z", "2026-10-25T1:30Z", "２026-10-25T01:30Z"]
)
def test_other_text_is_no_moment(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a day, a time and its offset"):
        parse.moment(text)


def test_a_moment_on_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Unreadable, match="Enter a day that exists"):
        parse.moment("2025-02-29T12:00:00Z")


@STEADY
@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    written = {
        DayForm.ISO: f"{day:%Y-%m-%d}",
        DayForm.SLASHES: f"{day:%d/%m/%Y}",
        DayForm.WORDS: f"{day:%-d %B %Y}",
        DayForm.ISO_MIDNIGHT: f"{day:%Y-%m-%d 00:00:00}",
        DayForm.COMPACT: f"{day:%Y%m%d}",
        DayForm.DOTS: f"{day:%d.%m.%Y}",
        DayForm.DASHES: f"{day:%d-%m-%Y}",
        DayForm.DASHED_WORDS: f"{day:%d-%b-%Y}",
        DayForm.DASHED_WORDS_SHORT_YEAR: f"{day:%d-%b-%y}",
        DayForm.SLASHES_SHORT_YEAR: f"{day:%d/%m/%y}",
    }
    assert set(written) == set(DayForm)
    for form, text in written.items():
        assert parse.day(text, forms=[form], first_year=1950, last_year=2049) == day
    assert len({parse.day(written[form]) for form in parse.PLAIN_DAYS}) == 1
