"""Reading days as people and files write them, and moments with their offset from universal time."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from wholeplace.ground.foundation.parse.given import short_text
from wholeplace.ground.foundation.unreadable import Unreadable, echo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}

_D, _M, _NAME, _Y, _YY = (
    r"(?P<day>[0-9]{1,2})",
    r"(?P<month>[0-9]{1,2})",
    r"(?P<name>[A-Za-z]{3,9})",
    r"(?P<year>[0-9]{4})",
    r"(?P<short>[0-9]{2})",
)


class DayForm(Enum):
    """A way of writing a day. The first three are read anywhere; a file must declare the others."""

    ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    """2026-03-31"""
    SLASHES = rf"{_D}/{_M}/{_Y}"
    """31/03/2026, the day first"""
    WORDS = rf"{_D} +{_NAME} +{_Y}"
    """31 March 2026, 31 Mar 2026"""
    ISO_MIDNIGHT = rf"{ISO}[ T]00:00(?::00)?(?:\.0+)?Z?"
    """2026-03-31 00:00:00, as databases write a day"""
    COMPACT = r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    """20260331"""
    DOTS = rf"{_D}\.{_M}\.{_Y}"
    """31.03.2026"""
    DASHES = rf"{_D}-{_M}-{_Y}"
    """31-03-2026"""
    DASHED_WORDS = rf"{_D}-{_NAME}-{_Y}"
    """20-Dec-2013"""
    DASHED_WORDS_SHORT_YEAR = rf"{_D}-{_NAME}-{_YY}"
    """20-Dec-13"""
    SLASHES_SHORT_YEAR = rf"{_D}/{_M}/{_YY}"
    """31/03/26"""

    @property
    def has_a_short_year(self) -> bool:
        """Whether its year has two figures, so that the years allowed must say which century is meant."""
        return "short" in re.compile(self.value).groupindex


PLAIN_DAYS = (DayForm.ISO, DayForm.SLASHES, DayForm.WORDS)
"""The ways of writing a day that cannot be taken for another day."""

_INSTEAD = "Enter a day such as 31 March 2026 or 31/3/2026."

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_WESTMOST, _EASTMOST = timedelta(hours=-12), timedelta(hours=14)


def day(
    text: str,
    *,
    first_year: int = 1900,
    last_year: int = 2100,
    forms: Sequence[DayForm] = PLAIN_DAYS,
) -> date:
    """A day such as 2026-03-31, 31/03/2026, 31 March 2026 or 31 Mar 2026; the day stands before the month.

    Both years belong to what is allowed. A year of two figures is read only in a declared form, as the one
    year allowed that ends so; raises ValueError when there are more than a hundred to choose from. Raises
    Unreadable for any other way of writing, for days that do not exist (29 February 2025) and for years
    outside the range.
    """
    if any(form.has_a_short_year for form in forms) and last_year - first_year > 99:
        raise ValueError("A form with a year of two figures needs a range of at most a hundred years.")
    given = short_text(text, instead=_INSTEAD)
    for form in forms:
        if found := re.fullmatch(form.value, given):
            return _day_of(found, given, first_year=first_year, last_year=last_year)
    raise Unreadable(_why_no_day(given))


def moment(text: str) -> datetime:
    """A moment such as 2026-10-25T01:30:00+01:00 or 2026-10-25T00:30Z, in universal time.

    The offset must be there: when the clocks change, an hour of the night comes twice or not at all. It must
    be one that is in use somewhere (-12:00 to +14:00, in quarters of an hour); -00:00 says that it is not
    known. Raises Unreadable otherwise, for 24:00 and for leap seconds.
    """
    instead = "Enter a day, a time and its offset, such as 2026-10-25T01:30:00+01:00."
    given = short_text(text, instead=instead)
    found = _MOMENT.fullmatch(given)
    if found is None:
        raise Unreadable(f"{instead} {echo(given)} is not a moment.")
    on, hour, minute, second, fraction, offset = found.groups()
    if offset is None:
        raise Unreadable(f"Say the offset of {echo(given)}: {given}+01:00 in summer, {given}Z in winter.")
    ahead = _offset(offset, given)
    whole_day = day(on, forms=[DayForm.ISO])
    microsecond = int((fraction or "").ljust(6, "0"))
    try:
        local = time(int(hour), int(minute), int(second or 0), microsecond, tzinfo=UTC)
    except ValueError:
        raise Unreadable(f"Enter a time from 00:00 to 23:59:59; {echo(given)} has none.") from None
    return datetime.combine(whole_day, local) - ahead


def _day_of(found: re.Match[str], given: str, *, first_year: int, last_year: int) -> date:
    parts = found.groupdict()
    year = int(parts["year"]) if "year" in parts else _in_full(int(parts["short"]), first_year)
    month = _MONTHS.get(parts["name"].lower(), 0) if "name" in parts else int(parts["month"])
    try:
        read = date(year, month, int(parts["day"]))
    except ValueError:
        raise Unreadable(f"Enter a day that exists, day before month; {echo(given)} does not.") from None
    if not first_year <= read.year <= last_year:
        raise Unreadable(f"Enter a day from {first_year} to {last_year}; {echo(given)} is not one of those.")
    return read


def _in_full(short: int, first_year: int) -> int:
    """The first year from `first_year` on that ends in these two figures."""
    return first_year + (short - first_year) % 100


def _why_no_day(given: str) -> str:
    if re.fullmatch(r"[0-9]{1,2}[/.-](?:[0-9]{1,2}|[A-Za-z]{3,9})[/.-][0-9]{2}", given):
        return f"Enter a day with the year in four figures, such as 31/3/2026, not {echo(given)}."
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", given):
        return f"{_INSTEAD} {echo(given)} may be a spreadsheet's own number: format the cell as a day."
    return f"{_INSTEAD} {echo(given)} is not one."


def _offset(written: str, given: str) -> timedelta:
    if written == "Z":
        return timedelta()
    size = timedelta(hours=int(written[1:3]), minutes=int(written[4:6]))
    ahead = -size if written[0] == "-" else size
    if written == "-00:00" or int(written[4:6]) % 15 or int(written[4:6]) > 59:
        raise Unreadable(f"Enter an offset such as +01:00 or Z; that of {echo(given)} is not in use.")
    if not _WESTMOST <= ahead <= _EASTMOST:
        raise Unreadable(f"Enter an offset from -12:00 to +14:00; that of {echo(given)} is not in use.")
    return ahead
