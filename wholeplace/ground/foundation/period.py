"""Periods: from a first day to a last day, or without an end.

The convention of the whole house, stated here and nowhere else: THE LAST DAY COUNTS. A contract that ends on
31 March 2027 runs on that day, and what follows it begins on 1 April. A period of one day
begins and ends on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `begins_on` to `ends_on`, both included; `ends_on` of None means that no end is known.

    Sorts by first day, then by last day, open ones last. Raises TypeError for moments (a datetime), and
    ValueError when it would end before it begins.
    """

    begins_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse moments, and an end before the beginning."""
        if type(self.begins_on) is not date or type(self.ends_on) not in {date, type(None)}:
            raise TypeError("A period runs from a day to a day; moments are not days.")
        if self.ends_on is not None and self.ends_on < self.begins_on:
            begins, ends = f"{self.begins_on:%-d %B %Y}", f"{self.ends_on:%-d %B %Y}"
            raise ValueError(f"A period cannot end on {ends}, before it begins on {begins}.")

    def __lt__(self, other: "Period") -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.begins_on, self.is_open, self._last) < (other.begins_on, other.is_open, other._last)

    def __str__(self) -> str:
        begins = f"{self.begins_on:%-d %B %Y}"
        return f"{begins} onwards" if self.ends_on is None else f"{begins} to {self.ends_on:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Whether no end is known."""
        return self.ends_on is None

    @property
    def days(self) -> int:
        """How many days, first and last included. Raises ValueError for an open period."""
        if self.ends_on is None:
            raise ValueError(f"The days of {self} cannot be counted: no end is known.")
        return (self.ends_on - self.begins_on).days + 1

    def contains(self, day: date) -> bool:
        """Whether this day belongs to the period; the first and the last day do."""
        return self.begins_on <= day <= self._last

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other period belongs to this one."""
        outlasts = (self.is_open, self._last) >= (other.is_open, other._last)
        return outlasts and self.begins_on <= other.begins_on

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        return self.begins_on <= other._last and other.begins_on <= self._last

    def intersection(self, other: "Period") -> "Period | None":
        """The days that both share, or None where they share none."""
        if not self.overlaps(other):
            return None
        ends = [period.ends_on for period in (self, other) if period.ends_on is not None]
        return Period(begins_on=max(self.begins_on, other.begins_on), ends_on=min(ends, default=None))

    def ended_before(self, day: date) -> bool:
        """Whether its last day is past on this day. An open period never ended."""
        return self.ends_on is not None and self.ends_on < day

    def follows(self, other: "Period") -> bool:
        """Whether it begins on the very day after the other ends: no gap and no overlap."""
        return other.ends_on is not None and self.begins_on - other.ends_on == _DAY

    @property
    def _last(self) -> date:
        return date.max if self.ends_on is None else self.ends_on


def gaps(*, in_period: Period, between: Iterable[Period]) -> tuple[Period, ...]:
    """The stretches of a period that none of the others covers, earliest first. The others may overlap."""
    found: list[Period] = []
    cursor: date | None = in_period.begins_on
    for covered in sorted(period for period in between if period.overlaps(in_period)):
        if cursor is None:
            break
        if cursor < covered.begins_on:
            found.append(Period(begins_on=cursor, ends_on=covered.begins_on - _DAY))
        cursor = _first_day_after(covered, at_least=cursor)
    if cursor is not None and in_period.contains(cursor):
        found.append(Period(begins_on=cursor, ends_on=in_period.ends_on))
    return tuple(found)


def _first_day_after(period: Period, *, at_least: date) -> date | None:
    if period.ends_on is None or period.ends_on == date.max:
        return None
    return max(at_least, period.ends_on + _DAY)
