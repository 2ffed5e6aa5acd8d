"""Setting a number of law by hand: which numbers, which values, and one value a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.ground.law.entry import REACHING

MOST: dict[str, int] = {
    "pence": 10_000_000_000_000,
    "calendar_days": 36_500,
    "working_days": 36_500,
    "clear_days": 36_500,
    "weeks": 5_200,
    "months": 1_200,
    "years": 100,
    "hours": 1_000_000,
    "percent": 1_000,
    "count": 1_000_000_000,
    "chi_squared": 1_000,
}
"""The largest value in each unit: a hundred thousand million pounds, a hundred years."""
IN_PARTS = frozenset({"percent", "chi_squared"})
"""The units whose values may have a fraction."""
MOST_PLACES = 4


@dataclass(frozen=True)
class Held:
    """The days for which the same number is set by hand already."""

    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Setting:
    """A number as somebody wants to set it, without end. The unit is blank where the book has no such rule."""

    rule: str
    unit: str
    jurisdiction: str
    value: Decimal
    begins_on: date
    because: str
    others: tuple[Held, ...]


setting: Rulebook[Setting] = Rulebook("Setting a number of law by hand", prefix="LAW")


@setting.rule("LAW1", source="The book of law: every number stands in it with its source")
def it_stands_in_the_book(asked: Setting) -> str | None:
    """Only a number of the book is set by hand."""
    if not asked.unit:
        return f"The book of law has no rule called {asked.rule}. Choose one from the list of numbers."
    return None


@setting.rule("LAW2", source="The book of law: every number holds in a jurisdiction")
def the_place_stands_in_the_book(asked: Setting) -> str | None:
    """A number is set for a jurisdiction of the book."""
    if asked.jurisdiction not in REACHING:
        return f"{asked.jurisdiction} is not a jurisdiction that the book knows. Choose one of {', '.join(REACHING)}."
    return None


@setting.rule("LAW3", source="The book of law: one value a day")
def one_value_a_day(asked: Setting) -> str | None:
    """A number has one value a day; a later one begins on a later day, and what ran till then ends the day before."""
    later = max((one for one in asked.others if one.begins_on >= asked.begins_on), key=_begins, default=None)
    if later is None:
        return None
    if later.ends_on is None:
        return f"It is set from {later.begins_on:%-d %B %Y} already. Choose a later day: that one ends the day before."
    return (
        f"It is set from {later.begins_on:%-d %B %Y} to {later.ends_on:%-d %B %Y} already."
        f" Choose {later.ends_on + timedelta(days=1):%-d %B %Y} or a later day."
    )


@setting.rule("LAW5", source="The book of law: every number names its source")
def it_says_why(asked: Setting) -> str | None:
    """A number set by hand says why."""
    return None if asked.because.strip() else "Say why: name the regulations or the letter that say so."


@setting.rule("LAW6", source="The book of law: a value is a number from nought upwards")
def the_value_is_a_number(asked: Setting) -> str | None:
    """A value is a number of nought or more, with up to four decimal places."""
    value = asked.value
    if not value.is_finite() or value < 0:
        return "Value: enter a number of 0 or more in figures, such as 20772000 or 12.5."
    if _places(value) > MOST_PLACES:
        return f"Value: enter up to {MOST_PLACES} decimal places."
    return None


@setting.rule("LAW7", source="The book of law: money in whole pence; days, weeks, months and years whole")
def what_is_counted_is_whole(asked: Setting) -> str | None:
    """A value in pence, or in days, weeks, months, years, hours or a count, is a whole number."""
    if not asked.unit or asked.unit in IN_PARTS or not asked.value.is_finite():
        return None
    if asked.value != asked.value.to_integral_value():
        return f"Value: enter a whole number of {_words(asked.unit)}."
    return None


@setting.rule("LAW8", source="The book of law: a hundred years, and what the columns hold")
def the_value_is_not_endless(asked: Setting) -> str | None:
    """A value is no larger than such a number can be: up to a hundred years, or £100,000,000,000."""
    most = MOST.get(asked.unit)
    if most is not None and asked.value.is_finite() and asked.value > most:
        return f"Value: enter {most:,} {_words(asked.unit)} or less."
    return None


def _begins(one: Held) -> date:
    return one.begins_on


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _words(unit: str) -> str:
    return {"count": "things", "chi_squared": "in chi-squared"}.get(unit, unit.replace("_", " "))
