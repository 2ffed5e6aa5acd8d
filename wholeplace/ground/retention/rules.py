"""The schedule: how long each class of record is kept, and what then happens to it. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wholeplace.ground.law import LawNumber, number


class Then(StrEnum):
    """What happens to a record that is no longer kept."""

    KEPT = "kept for good"
    DESTROYED = "destroyed"
    CLEARED = "cleared away by the clock within days"
    ANONYMISED = "anonymised: what names somebody is taken away"


@dataclass(frozen=True)
class Line:
    """One class of the schedule. `rule` names the number of years in the book of law."""

    then: Then
    because: str
    rule: str = ""


SCHEDULE: dict[str, Line] = {
    "for good": Line(Then.KEPT, "How the place was governed, why, and what was published: part of its archive."),
    "trail": Line(Then.KEPT, "What happened is proved by it. What it says of a person can be made unreadable."),
    "contract": Line(Then.DESTROYED, "A claim can be brought until then.", "keep_contract"),
    "result": Line(Then.DESTROYED, "It shows what was done under a contract or for an outcome.", "keep_contract"),
    "money": Line(Then.DESTROYED, "Its accounts may be looked into until then.", "keep_money"),
    "holder": Line(Then.DESTROYED, "Who decided may be asked as long as a claim can be brought.", "keep_holder"),
    "interest": Line(Then.DESTROYED, "Whether it was declared may be asked until then.", "keep_interest"),
    "sign-in": Line(Then.ANONYMISED, "Nothing that they did is asked for any more.", "keep_sign_in"),
    "token": Line(Then.DESTROYED, "Which program did what may be asked for a while.", "keep_token"),
    "refused row": Line(Then.DESTROYED, "The publisher has had time to mend the file.", "keep_refused_row"),
    "passing": Line(Then.CLEARED, "It serves only until what was sent is known to have been done."),
    "request": Line(Then.DESTROYED, "Its time for complaints and reviews is over.", "keep_request"),
}
"""Every class of the schedule by its name."""


def years_of(line: Line, *, on: date) -> LawNumber | None:
    """How many years a class is kept, as the law stands on a day; None where it is kept for good."""
    return number(rule=line.rule, on=on) if line.rule else None


def day_of(line: Line, *, since: date | None, on: date) -> date | None:
    """The first day on which a record is no longer kept; None while it runs, or for good."""
    years = years_of(line, on=on)
    if years is None or since is None:
        return None
    return later(since, years=years.whole) + timedelta(days=1)


def later(day: date, *, years: int) -> date:
    """The same day so many years later; the last of February where there is no twenty-ninth."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
