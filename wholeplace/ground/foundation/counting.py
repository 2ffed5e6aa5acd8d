"""The four ways in which the law counts days. They differ by a day or more, so each has its own function.

How many days a rule gives is a number that Parliament can change: it is dated law, and is passed in.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from wholeplace.ground.foundation.calendar import PROCUREMENT_ACT, PROVIDER_SELECTION, WorkingDays
from wholeplace.ground.foundation.period import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standstill:
    """The days in which a contract may not be entered into, first and last included."""

    period: Period
    may_sign_from: date


def last_day_of_period_beginning_with(*, day: date, days: int) -> date:
    """The last day of "the period of so many days beginning with" a day, which is itself the first.

    In calendar days. 30 days beginning with 1 June 2026 end with 30 June. Used by the Procurement Act 2023
    for notices and payment. Raises ValueError for fewer than one day.
    """
    _at_least_one(days)
    return day + timedelta(days=days - 1)


def working_days_beginning_with(*, day: date, days: int, calendar: WorkingDays) -> date:
    """The last of "so many working days beginning with" a day, which counts if it is a working day.

    Eight working days beginning with Monday 1 June 2026 end with Wednesday 10 June. Raises ValueError for
    fewer than one day, CalendarNotKnown where the count leaves the years whose bank holidays are known.
    """
    return working_days_after(day=day - _DAY, days=days, calendar=calendar)


def working_days_after(*, day: date, days: int, calendar: WorkingDays) -> date:
    """The last of so many working days after a day, which never counts itself.

    Raises ValueError for fewer than one day, CalendarNotKnown as above.
    """
    _at_least_one(days)
    for _ in range(days):
        day = calendar.next_after(day)
    return day


def procurement_act_standstill(*, published_on: date, working_days: int) -> Standstill:
    """The standstill after a contract award notice: working days beginning with the day of its publication.

    Procurement Act 2023, section 51; working days by section 123. Raises as `working_days_beginning_with`.
    """
    last = working_days_beginning_with(day=published_on, days=working_days, calendar=PROCUREMENT_ACT)
    return Standstill(period=Period(begins_on=published_on, ends_on=last), may_sign_from=last + _DAY)


def provider_selection_standstill(*, published_on: date, working_days: int) -> Standstill:
    """The standstill after a notice of intention to award, where nobody makes representations.

    It begins on the day after publication, working day or not, and ends at midnight at the end of the given
    working day after the day on which it began. SI 2023/1348, regulation 12(2) and (9). Raises as
    `working_days_after` does.
    """
    begins_on = published_on + _DAY
    last = working_days_after(day=begins_on, days=working_days, calendar=PROVIDER_SELECTION)
    return Standstill(period=Period(begins_on=begins_on, ends_on=last), may_sign_from=last + _DAY)


def clear_days_between(*, published_on: date, event_on: date, calendar: WorkingDays | None = None) -> int:
    """How many clear days lie between a publication and an event: neither of the two days counts.

    Calendar days, or only the working days of a calendar where local practice counts those. None lie before
    an event when it is announced on the same day or later. SI 2012/2089. Raises CalendarNotKnown outside the
    years of the calendar.
    """
    if event_on - published_on <= _DAY:
        return 0
    between = Period(begins_on=published_on + _DAY, ends_on=event_on - _DAY)
    return between.days if calendar is None else calendar.number_in(between)


def latest_publication_for(*, event_on: date, clear_days: int, calendar: WorkingDays | None = None) -> date:
    """The last day on which to publish so that so many clear days lie before an event.

    It may itself be no working day: the law asks for days between, and a web site publishes on a Sunday.
    Raises ValueError for fewer than one day, CalendarNotKnown outside the years of the calendar.
    """
    _at_least_one(clear_days)
    day = event_on
    for _ in range(clear_days):
        day = day - _DAY if calendar is None else calendar.last_before(day)
    return day - _DAY


def earliest_event_after(*, published_on: date, clear_days: int, calendar: WorkingDays | None = None) -> date:
    """The first day on which an event may take place so that so many clear days lie after a publication.

    It may itself be no working day. Raises ValueError for fewer than one day, CalendarNotKnown outside the
    years of the calendar.
    """
    _at_least_one(clear_days)
    day = published_on
    for _ in range(clear_days):
        day = day + _DAY if calendar is None else calendar.next_after(day)
    return day + _DAY


def _at_least_one(days: int) -> None:
    if days < 1:
        raise ValueError(f"A count of days has at least one, not {days}.")
