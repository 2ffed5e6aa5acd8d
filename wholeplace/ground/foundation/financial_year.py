"""Financial years of the public sector in the United Kingdom: 1 April to 31 March."""

import re
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.period import Period
from wholeplace.ground.foundation.unreadable import Unreadable, echo

_WRITTEN = re.compile(r"([0-9]{4})[/\-–]([0-9]{2}|[0-9]{4})|([0-9]{2})[/\-–]([0-9]{2})")

_FIRST_OF_THE_CENTURY = 70
"""A year written with two digits is one of 1970 to 2069."""


@dataclass(frozen=True, order=True)
class FinancialYear:
    """The year that begins on 1 April of `begins_in` and ends on 31 March after it; written 2025/26.

    Raises TypeError unless the year is an int, and ValueError outside 1900 to 2199.
    """

    begins_in: int

    def __post_init__(self) -> None:
        """Refuse what is no calendar year of ours."""
        if type(self.begins_in) is not int:
            raise TypeError(f"A year is a whole number, not {type(self.begins_in).__name__}.")
        if not 1900 <= self.begins_in < 2200:
            raise ValueError(f"Financial years are known from 1900/01 to 2199/00, not from {self.begins_in}.")

    def __str__(self) -> str:
        return self.label

    @classmethod
    def of(cls, day: date) -> "FinancialYear":
        """The financial year that this day falls in: 31 March 2026 is in 2025/26, 1 April 2026 in 2026/27."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """Read 2025/26, 2025-26, 25-26 or 2025/2026. Raises Unreadable for anything else.

        That includes years that do not follow each other (2025/27), and one year alone: which half is meant?
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise Unreadable(f"Enter a financial year such as 2025/26; {echo(text)} is not one.")
        long, after_long, short, after_short = found.groups()
        first = int(long) if long else _in_full(int(short))
        if not 1900 <= first < 2200:
            raise Unreadable(f"Enter a financial year from 1900/01 on; {echo(text)} is too far off.")
        last = str(after_long or after_short)
        if last != str(first + 1)[-len(last) :]:
            right = f"{first}/{(first + 1) % 100:02}"
            raise Unreadable(f"A financial year ends in the year after it begins: {right}, not {echo(text)}.")
        return cls(first)

    @property
    def label(self) -> str:
        """How the year is written on screens and in files: 2025/26."""
        return f"{self.begins_in}/{(self.begins_in + 1) % 100:02}"

    @property
    def period(self) -> Period:
        """1 April to 31 March, both included."""
        return Period(begins_on=date(self.begins_in, 4, 1), ends_on=date(self.begins_in + 1, 3, 31))

    @property
    def quarters(self) -> tuple[Period, Period, Period, Period]:
        """April to June, July to September, October to December, January to March."""
        this, after = self.begins_in, self.begins_in + 1
        return (
            Period(begins_on=date(this, 4, 1), ends_on=date(this, 6, 30)),
            Period(begins_on=date(this, 7, 1), ends_on=date(this, 9, 30)),
            Period(begins_on=date(this, 10, 1), ends_on=date(this, 12, 31)),
            Period(begins_on=date(after, 1, 1), ends_on=date(after, 3, 31)),
        )

    @property
    def next(self) -> "FinancialYear":
        """The year after."""
        return FinancialYear(self.begins_in + 1)

    @property
    def previous(self) -> "FinancialYear":
        """The year before."""
        return FinancialYear(self.begins_in - 1)


def _in_full(short: int) -> int:
    return (1900 if short >= _FIRST_OF_THE_CENTURY else 2000) + short
