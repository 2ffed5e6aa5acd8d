"""The place of the interface's tests, and every act there, moved to another day: as if all were written for it."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.api.place import Place
from tests.factories.worlds import TODAY
from wholeplace.ground.foundation.financial_year import FinancialYear

ALREADY_THERE = ("tests.factories.", "tests.api.")
LOCALDATE = timezone.localdate
"""Kept before any test has set the day of the doors by hand."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = re.compile(r"\b20\d\d/\d\d\b")
REF = re.compile(r"([a-z_]+):([0-9a-z]{12})")
MONTHS = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]
IN_WORDS = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")
NOTICE = re.compile(
    rf"(?P<months>\d+) months' notice is due, so notice for (?P<last>{IN_WORDS.pattern})"
    rf" was due by (?P<due>{IN_WORDS.pattern})"
)


@dataclass(frozen=True)
class Moment:
    """An instant, and which day it is in Britain then, said by hand. `steps` is how far the clock is put on or back
    between what is there before and what is done."""

    name: str
    at: datetime
    day: date
    steps: timedelta = timedelta()

    @property
    def days_on(self) -> timedelta:
        """How far its day lies from the one that the acts are written for."""
        return self.day - TODAY

    def moved(self, said: Any, *, first: date | None = None) -> Any:
        """The same words about the same days and years, counted from this day; those of a contract from its first."""
        match said:
            case dict():
                begins = said.get("starts_on")
                first = date.fromisoformat(begins) if begins else first
                return {name: self.moved(one, first=first) for name, one in said.items()}
            case list() | tuple():
                return [self.moved(one, first=first) for one in said]
            case str() if DAY.fullmatch(said):
                return (date.fromisoformat(said) + self.days_on).isoformat()
            case str() if YEAR.fullmatch(said):
                on = (_year_of(first + self.days_on) - _year_of(first)) if first else _year_of(self.day) - 2026
                return FinancialYear(int(said[:4]) + on).label
        return said


@contextmanager
def moved_to(moment: Moment) -> Iterator[None]:
    """Everything that is made for tests is made for this day, and the clock says this moment."""
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(moment.at, tick=True):
        patch.setattr(timezone, "localdate", LOCALDATE)
        for name, module in list(sys.modules.items()):
            if name.startswith(ALREADY_THERE):
                _move(patch, module, moment)
        yield


def _move(patch: pytest.MonkeyPatch, module: Any, moment: Moment) -> None:
    held = vars(module)
    for name, value in list(held.items()):
        if name.isupper() and type(value) is date:
            patch.setattr(module, name, value + moment.days_on)
    if held.get("date") is date:
        patch.setattr(module, "date", lambda *given: date(*given) + moment.days_on)
    if "THIS_YEAR" in held:
        patch.setattr(module, "THIS_YEAR", FinancialYear(_year_of(moment.day)))


def _year_of(day: date) -> int:
    """The first calendar year of the financial year of a day, worked out anew: it begins on 1 April."""
    return day.year - (1 if (day.month, day.day) < (4, 1) else 0)


def as_from(day: date, told: Any, *, place: Place, year: int | None = None) -> Any:
    """What was told, with each day, year and record said as they lie from this day, its year, and at this place.

    The years of a contract are said from the first of them, and the months of its notice are counted again.
    """
    match told:
        case dict():
            if told.get("by_year"):
                year = min(int(one["year"][:4]) for one in told["by_year"])
            told = {name: as_from(day, one, place=place, year=year) for name, one in _counted(told).items()}
            return {name: one for name, one in told.items() if name != "source"}
        case list():
            return [as_from(day, one, place=place, year=year) for one in told]
        case str():
            return _said(day, told, place=place, year=_year_of(day) if year is None else year)
    return told


def _said(day: date, told: str, *, place: Place, year: int) -> str:
    known = {str(ref): name for name, ref in place.refs.items()}
    known |= {place.organisation(name): name for name in place.city.organisations}
    told = NOTICE.sub(_notice, told)
    told = DAY.sub(lambda found: _days(day, date.fromisoformat(found[0])), told)
    told = IN_WORDS.sub(lambda found: _days(day, _in_words(found[0])), told)
    told = YEAR.sub(lambda found: f"year{int(found[0][:4]) - year:+}", told)
    return REF.sub(lambda found: known.get(found[0], found[1]), told)


def _days(day: date, then: date) -> str:
    return f"day{(then - day).days:+}"


def _counted(told: dict[str, Any]) -> dict[str, Any]:
    by, ends_on = told.get("notice_by"), told.get("ends_on")
    if by and by == _months_before(date.fromisoformat(ends_on), told["notice_months"]).isoformat():
        return told | {"notice_by": "as counted"}
    return told


def _notice(found: re.Match[str]) -> str:
    right = _months_before(_in_words(found["last"]), int(found["months"])) == _in_words(found["due"])
    return found[0].replace(found["due"], "the day that was counted") if right else found[0]


def _in_words(said: str) -> date:
    day, month, year = said.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _months_before(day: date, months: int) -> date:
    """The day of the same number so many months before, or the last of that month, sought day by day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    found = date(year, month + 1, 1)
    while found.day < day.day and (found + timedelta(days=1)).month == month + 1:
        found += timedelta(days=1)
    return found
