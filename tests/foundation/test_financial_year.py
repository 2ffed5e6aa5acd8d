"""Financial years run from 1 April to 31 March."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.period import Period
from wholeplace.ground.foundation.unreadable import Unreadable

years = st.builds(FinancialYear, st.integers(1900, 2198))


def test_a_financial_year_runs_from_1_april_to_31_march() -> None:
    assert FinancialYear(2025).period == Period(date(2025, 4, 1), date(2026, 3, 31))


def test_a_financial_year_is_written_with_a_slash_and_two_figures() -> None:
    assert FinancialYear(2025).label == "2025/26"
    assert str(FinancialYear(1999)) == "1999/00"


@pytest.mark.parametrize(
    ("text", "begins_in"),
    [
        ("2025/26", 2025),
        ("2025-26", 2025),
        ("2025–26", 2025),
        ("25-26", 2025),
        ("25/26", 2025),
        ("2025/2026", 2025),
        ("1999/00", 1999),
        ("1999-2000", 1999),
        ("99-00", 1999),
        ("70-71", 1970),
        ("69-70", 2069),
        (" 2025/26 ", 2025),
    ],
)
def test_financial_years_are_read_in_the_ways_they_are_written(text: str, begins_in: int) -> None:
    assert FinancialYear.parse(text) == FinancialYear(begins_in)


@pytest.mark.parametrize("text", ["2025/27", "2025/25", "2025-2027", "25-27", "2025/1926"])
def test_a_financial_year_ends_in_the_year_after_it_begins(text: str) -> None:
    with pytest.raises(Unreadable, match="A financial year ends in the year after it begins: 2025/26, not"):
        FinancialYear.parse(text)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025/6", "2025/026", "2025 26", "FY25", "25-2026", "２０２５/26", "2025/26/27"]
)
def test_other_text_is_no_financial_year(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a financial year such as 2025/26"):
        FinancialYear.parse(text)


@pytest.mark.parametrize("text", ["0001/02", "9998/99"])
def test_years_far_off_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a financial year from 1900/01 on"):
        FinancialYear.parse(text)


@pytest.mark.parametrize(
    ("day", "begins_in"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2025),
    ],
)
def test_a_day_falls_in_the_year_that_began_last_april(day: date, begins_in: int) -> None:
    assert FinancialYear.of(day) == FinancialYear(begins_in)


def test_the_quarters_begin_in_april_july_october_and_january() -> None:
    assert FinancialYear(2025).quarters == (
        Period(date(2025, 4, 1), date(2025, 6, 30)),
        Period(date(2025, 7, 1), date(2025, 9, 30)),
        Period(date(2025, 10, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 3, 31)),
    )


def test_years_sort_and_know_their_neighbours() -> None:
    assert FinancialYear(2024) < FinancialYear(2025)
    assert FinancialYear(2025).next == FinancialYear(2026)
    assert FinancialYear(2025).previous == FinancialYear(2024)


@pytest.mark.parametrize("year", [1899, 2200])
def test_a_year_out_of_range_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="Financial years are known from 1900/01 to 2199/00"):
        FinancialYear(year)


@pytest.mark.parametrize("year", ["2025", 2025.0, True])
def test_a_year_is_a_whole_number(year: Any) -> None:
    with pytest.raises(TypeError, match="A year is a whole number"):
        FinancialYear(year)


@STEADY
@given(year=years)
def test_what_a_year_writes_is_read_back(year: FinancialYear) -> None:
    assert FinancialYear.parse(year.label) == year


@STEADY
@given(year=years)
def test_years_and_quarters_follow_each_other_without_gap(year: FinancialYear) -> None:
    first, second, third, fourth = year.quarters
    assert year.next.period.follows(year.period)
    assert second.follows(first)
    assert third.follows(second)
    assert fourth.follows(third)
    assert (first.begins_on, fourth.ends_on) == (year.period.begins_on, year.period.ends_on)


@STEADY
@given(day=st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_the_year_of_a_day_contains_it(day: date) -> None:
    assert FinancialYear.of(day).period.contains(day)
