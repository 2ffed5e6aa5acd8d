"""Periods as publishers write them, read as days. What is not known is not guessed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.period import Period

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_YEAR = re.compile(r"(?P<a>(?:19|20)[0-9]{2})")
_YEARS = re.compile(r"(?P<a>(?:19|20)[0-9]{2}) ?[-–] ?(?P<b>(?:19|20)?[0-9]{2})")
_SPLIT = re.compile(r"(?P<a>(?:19|20)[0-9]{2})[/-](?P<b>[0-9]{2})")
_SPLITS = re.compile(r"(?P<a>(?:19|20)[0-9]{2})/(?P<b>[0-9]{2}) ?[-–] ?(?:20)?(?P<c>[0-9]{2})/(?P<d>[0-9]{2})")
_MONTH = re.compile(r"(?P<m>[A-Za-z]{3,9}) (?P<a>(?:19|20)[0-9]{2})")
_MONTHS_SPAN = re.compile(
    r"(?P<m>[A-Za-z]{3,9}) (?P<a>(?:19|20)[0-9]{2}) ?[-–] ?(?P<n>[A-Za-z]{3,9}) (?P<b>(?:19|20)[0-9]{2})"
)
_ISO_MONTH = re.compile(r"(?P<a>(?:19|20)[0-9]{2})-(?P<m>0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Span:
    """A period of measurement: as the publisher writes it, and its first and last day."""

    label: str
    begins_on: date
    ends_on: date

    @property
    def period(self) -> Period:
        """The days it covers."""
        return Period(self.begins_on, self.ends_on)

    @property
    def years(self) -> int:
        """How many years it pools, at least one."""
        return max(1, round((self.ends_on - self.begins_on).days / 365.25))


class Unclear(ValueError):
    """A period that cannot be read, in a sentence."""


def span_of(text: str, *, split_year_begins_in: int = 4) -> Span:
    """Read 2018, 2016 - 18, 2018/19, 2014/15 - 18/19, May 2017, Aug 2017 - Jul 2018, or 2024-01 (a month).

    A split year such as 2018/19 begins in April (financial) unless another month is said, as 9 for a school year.
    Raises Unclear for anything else.
    """
    label = " ".join(text.split())
    for pattern, read in (
        (_MONTHS_SPAN, _from_months),
        (_MONTH, _from_month),
        (_SPLITS, _from_splits),
        (_YEAR, _from_year),
    ):
        if found := pattern.fullmatch(label):
            return _checked(label, *read(found, split_year_begins_in))
    if found := _SPLIT.fullmatch(label):
        if _follows(found["a"], found["b"]):
            return _checked(label, *_split(int(found["a"]), int(found["a"]), split_year_begins_in))
        if "/" in label:
            raise Unclear(f"{label} names two years that do not follow each other.")
    if (found := _ISO_MONTH.fullmatch(label)) and not _SPLITS.fullmatch(label):
        return _checked(label, *_month(int(found["a"]), int(found["m"])))
    if found := _YEARS.fullmatch(label):
        first = int(found["a"])
        last = int(found["b"]) if len(found["b"]) == 4 else first // 100 * 100 + int(found["b"])
        return _checked(label, date(first, 1, 1), date(last, 12, 31))
    raise Unclear(f"{label[:40] or 'Nothing'} is not a period such as 2018, 2016 - 18, 2018/19 or May 2017.")


def _checked(label: str, begins_on: date, ends_on: date) -> Span:
    if ends_on < begins_on:
        raise Unclear(f"{label} would end before it begins.")
    return Span(label, begins_on, ends_on)


def _from_year(found: re.Match[str], begins_in: int) -> tuple[date, date]:
    return date(int(found["a"]), 1, 1), date(int(found["a"]), 12, 31)


def _from_splits(found: re.Match[str], begins_in: int) -> tuple[date, date]:
    first, last = int(found["a"]), int(found["a"]) // 100 * 100 + int(found["c"])
    if not (_follows(found["a"], found["b"]) and _follows(str(last), found["d"])):
        raise Unclear(f"{found.string} names years that do not follow each other.")
    return _split(first, last, begins_in)


def _from_month(found: re.Match[str], begins_in: int) -> tuple[date, date]:
    return _month(int(found["a"]), _month_number(found["m"]))


def _from_months(found: re.Match[str], begins_in: int) -> tuple[date, date]:
    return (
        _month(int(found["a"]), _month_number(found["m"]))[0],
        _month(int(found["b"]), _month_number(found["n"]))[1],
    )


def _month_number(name: str) -> int:
    number = _MONTHS.get(name[:3].lower())
    if number is None:
        raise Unclear(f"{name} is not a month.")
    return number


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _split(first: int, last: int, begins_in: int) -> tuple[date, date]:
    end = date(last + 1, begins_in - 1, monthrange(last + 1, begins_in - 1)[1])
    return date(first, begins_in, 1), end


def _follows(year: str, short: str) -> bool:
    return (int(year) + 1) % 100 == int(short)


def one_day(day: date, *, label: str) -> Span:
    """A measurement of one day, as a census or a mid-year estimate is."""
    return Span(label, day, day)
