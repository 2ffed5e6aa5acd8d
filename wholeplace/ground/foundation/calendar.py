"""Working days, by the two laws that define them differently, and by England's bank holidays alone.

Bank holidays come from `bank_holidays.toml`, which says where they come from and how far to trust them. It is
read once, when this module is imported. A year that is not in the file raises CalendarNotKnown: a wrong last
day of a standstill would be worse than none.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from wholeplace.ground.foundation.period import Period

_DAY = timedelta(days=1)


class Nation(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def label(self) -> str:
        """Its name in words."""
        return self.value.replace("_", " ").title()


class CalendarNotKnown(LookupError):
    """A working day was asked for in a year whose bank holidays are not in the data file."""

    def __init__(self, year: int) -> None:
        """Name the year and the mend."""
        self.year = year
        super().__init__(
            f"Bank holidays are known for {BANK_HOLIDAYS.first_year} to {BANK_HOLIDAYS.last_year}, not for "
            f"{year}. Add them to bank_holidays.toml ({BANK_HOLIDAYS.source})."
        )


@dataclass(frozen=True)
class BankHoliday:
    """A bank holiday, or a common-law holiday that GOV.UK lists among them, where it is kept."""

    on: date
    name: str
    nations: frozenset[Nation]

    def __str__(self) -> str:
        """Its name, with the nation where England does not keep it: "St Andrew’s Day, Scotland"."""
        where = [] if Nation.ENGLAND in self.nations else sorted(nation.label for nation in self.nations)
        return ", ".join([self.name, *where])


@dataclass(frozen=True)
class BankHolidays:
    """Every bank holiday of some years, with the source and the day on which it was last compared with it."""

    source: str
    checked_on: date
    first_year: int
    last_year: int
    days: tuple[BankHoliday, ...] = field(repr=False)

    def kept_in(self, *nations: Nation) -> tuple[BankHoliday, ...]:
        """Those kept in any of these nations, in the order of the calendar."""
        return tuple(day for day in self.days if day.nations & set(nations))

    @property
    def years(self) -> range:
        """The years that are known in full."""
        return range(self.first_year, self.last_year + 1)


def read_bank_holidays(toml: str) -> BankHolidays:
    """Read a data file of bank holidays. Raises ValueError for a day outside its years, or kept twice."""
    written: dict[str, Any] = tomllib.loads(toml)
    days = tuple(
        BankHoliday(on=row["on"], name=row["name"], nations=frozenset(map(Nation, row["nations"])))
        for row in written.pop("bank_holidays")
    )
    read = BankHolidays(days=days, **written)
    if any(day.on.year not in read.years for day in days):
        raise ValueError(f"A bank holiday lies outside {read.first_year} to {read.last_year}.")
    if any(len({day.on for day in read.kept_in(nation)}) != len(read.kept_in(nation)) for nation in Nation):
        raise ValueError("A nation keeps two bank holidays on one day.")
    return read


@dataclass(frozen=True, eq=False)
class WorkingDays:
    """A legal definition of the working day: the days from Monday to Friday that are not closed."""

    name: str
    source: str
    closed: Mapping[date, str] = field(repr=False)

    def why_not(self, day: date) -> str | None:
        """What makes this no working day, such as "Saturday" or "Good Friday"; None for a working day.

        Raises CalendarNotKnown for a year outside the data file, TypeError for a moment.
        """
        if type(day) is not date:
            raise TypeError(f"A working day is a day, not {type(day).__name__}.")
        if day.year not in BANK_HOLIDAYS.years:
            raise CalendarNotKnown(day.year)
        return f"{day:%A}" if day.weekday() >= 5 else self.closed.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether this is a working day. Raises CalendarNotKnown for a year outside the data file."""
        return self.why_not(day) is None

    def next_after(self, day: date) -> date:
        """The first working day after this one. Raises CalendarNotKnown for a year outside the data file."""
        return next(later for later in _each_day_from(day + _DAY, _DAY) if self.is_working_day(later))

    def last_before(self, day: date) -> date:
        """The last working day before this one. Raises CalendarNotKnown for a year outside the data file."""
        return next(earlier for earlier in _each_day_from(day - _DAY, -_DAY) if self.is_working_day(earlier))

    def number_in(self, period: Period) -> int:
        """How many working days a period has, first and last day included.

        Raises ValueError for an open period, CalendarNotKnown for a year outside the data file.
        """
        days = (period.begins_on + timedelta(days=ahead) for ahead in range(period.days))
        return sum(self.is_working_day(day) for day in days)


def _each_day_from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


def _kept_in(*nations: Nation) -> dict[date, str]:
    return {day.on: str(day) for day in BANK_HOLIDAYS.kept_in(*nations)}


def _first_monday_in_may(year: int) -> date:
    first = date(year, 5, 1)
    return first + timedelta(days=-first.weekday() % 7)


BANK_HOLIDAYS = read_bank_holidays(Path(__file__).with_name("bank_holidays.toml").read_text(encoding="utf-8"))

PROCUREMENT_ACT = WorkingDays(
    name="Working day under the Procurement Act 2023",
    source="Procurement Act 2023, section 123: no Saturday, Sunday or bank holiday in any part of the UK",
    closed=_kept_in(*Nation),
)

PROVIDER_SELECTION = WorkingDays(
    name="Working day under the Provider Selection Regime",
    source="SI 2023/1348, regulation 12(12): not a Saturday, a Sunday, Christmas Day, Good Friday, the first "
    "Monday in May or a bank holiday in England",
    # England's list names Good Friday. When its May holiday moves, as in 2020, the Monday stays closed too.
    closed={_first_monday_in_may(year): "First Monday in May" for year in BANK_HOLIDAYS.years}
    | {date(year, 12, 25): "Christmas Day" for year in BANK_HOLIDAYS.years}
    | _kept_in(Nation.ENGLAND),
)

ENGLAND = WorkingDays(
    name="Working day in England",
    source="Banking and Financial Dealings Act 1971: not a Saturday, a Sunday or a bank holiday in England",
    closed=_kept_in(Nation.ENGLAND),
)

INFORMATION_RIGHTS = WorkingDays(
    name="Working day under freedom of information",
    source="Freedom of Information Act 2000, section 10(6), also for environmental information (SI 2004/3391,"
    " regulation 2(1)): no Saturday, Sunday, Christmas Day, Good Friday or bank holiday in any part of the UK",
    closed=_kept_in(*Nation),
)
