"""Slow, obvious twins: each works out again, a day or a penny at a time, what the foundation answers."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from wholeplace.ground.foundation.calendar import Nation
from wholeplace.ground.foundation.period import Period

DAY = timedelta(days=1)
HORIZON = date(2026, 4, 30)
"""The last day that twins of periods look at; the periods that are tried lie before it, or are open."""


def split_penny_by_penny(pence: int, shares: Sequence[int]) -> list[int]:
    """Give each its whole pennies, then the pennies left, one at a time, to whoever is furthest short."""
    sign = -1 if pence < 0 else 1
    due = [Fraction(abs(pence) * share, sum(shares)) for share in shares]
    given = [int(exact) for exact in due]
    while sum(given) < abs(pence):
        shortfalls = [exact - got for exact, got in zip(due, given, strict=True)]
        given[shortfalls.index(max(shortfalls))] += 1
    return [sign * got for got in given]


def days_of(period: Period) -> set[date]:
    """Every day of a period up to the horizon."""
    found, day = set(), period.begins_on
    while day <= HORIZON and (period.ends_on is None or day <= period.ends_on):
        found.add(day)
        day += DAY
    return found


def easter_sunday(year: int) -> date:
    """Easter by the tables of the Book of Common Prayer (Butcher's rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def first_monday(year: int, month: int) -> date:
    """The first Monday of a month."""
    return next(date(year, month, day) for day in range(1, 8) if date(year, month, day).weekday() == 0)


def last_monday(year: int, month: int) -> date:
    """The last Monday of a month of 31 days."""
    return next(date(year, month, day) for day in range(31, 24, -1) if date(year, month, day).weekday() == 0)


MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
ADDED = {
    date(2022, 6, 3): set(Nation),
    date(2022, 9, 19): set(Nation),
    date(2023, 5, 8): set(Nation),
    date(2026, 6, 15): {Nation.SCOTLAND},
}


@cache
def bank_holidays_by_the_act(nation: Nation, year: int) -> set[date]:
    """The Schedule to the Act of 1971, the yearly proclamations, and the ones that moved or added a day."""
    easter = easter_sunday(year)
    named = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    named += [easter - 2 * DAY, first_monday(year, 5), last_monday(year, 5)]
    if nation is Nation.SCOTLAND:
        named += [date(year, 1, 2), first_monday(year, 8), date(year, 11, 30)]
    else:
        named += [easter + DAY, last_monday(year, 8)]
    if nation is Nation.NORTHERN_IRELAND:
        named += [date(year, 3, 17), date(year, 7, 12)]
    named = [MOVED.get(day, day) for day in named]
    kept = {day for day in named if day.weekday() < 5}
    for day in sorted(day for day in named if day.weekday() >= 5):
        substitute = day
        while substitute.weekday() >= 5 or substitute in kept:
            substitute += DAY
        kept.add(substitute)
    return kept | {day for day, nations in ADDED.items() if day.year == year and nation in nations}


def works_under_the_procurement_act(day: date) -> bool:
    """No weekend, and no bank holiday anywhere in the kingdom."""
    kept = set[date]().union(*(bank_holidays_by_the_act(nation, day.year) for nation in Nation))
    return day.weekday() < 5 and day not in kept


def works_under_provider_selection(day: date) -> bool:
    """No weekend, Christmas Day, Good Friday, first Monday in May or bank holiday in England."""
    closed = {date(day.year, 12, 25), easter_sunday(day.year) - 2 * DAY, first_monday(day.year, 5)}
    return day.weekday() < 5 and day not in closed | bank_holidays_by_the_act(Nation.ENGLAND, day.year)
