"""When somebody who asks what is held about them must have their answer. Pure."""

from calendar import monthrange
from datetime import date

from wholeplace.ground.foundation.calendar import ENGLAND
from wholeplace.ground.law import number


def answer_due_on(*, received_on: date, extended: bool = False) -> date:
    """The same day of the next month, or its last day; where that is no working day, the next one.

    Where the request is complex or much, two further months. Raises CalendarNotKnown outside the years of the calendar.
    """
    months = number(rule="subject_access_answer", on=received_on).whole
    if extended:
        months += number(rule="subject_access_extension", on=received_on).whole
    ahead = received_on.month - 1 + months
    year, month = received_on.year + ahead // 12, ahead % 12 + 1
    day = date(year, month, min(received_on.day, monthrange(year, month)[1]))
    return day if ENGLAND.is_working_day(day) else ENGLAND.next_after(day)
