"""When a request must be answered: working days after the day of receipt, which begins anew with a clarification."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.calendar import INFORMATION_RIGHTS, CalendarNotKnown
from wholeplace.ground.foundation.counting import working_days_after
from wholeplace.ground.foundation.period import Period
from wholeplace.ground.law import LawNumber, number
from wholeplace.together.requests.rules.states import Regime

_ANSWER = {Regime.FOIA: "information_request_answer", Regime.EIR: "environmental_request_answer"}
_FURTHER = {Regime.FOIA: "information_request_public_interest", Regime.EIR: "environmental_request_extension"}


@dataclass(frozen=True)
class Question:
    """Something that had to be asked of the applicant, and when they answered, if they have."""

    asked_on: date
    answered_on: date | None


@dataclass(frozen=True)
class Due:
    """The last day for an answer: from which day it was counted, and the numbers of law that say so."""

    on: date
    counted_from: date
    numbers: tuple[LawNumber, ...]

    @property
    def source(self) -> str:
        """Where the law says so."""
        return "; ".join(one.source for one in self.numbers)


def receipt(*, received_on: date, asked: Iterable[Question]) -> date | None:
    """The day that counts as receipt: that of the last answer to a question, or None while one is open.

    Freedom of Information Act 2000, sections 1(3) and 10(6); Environmental Information Regulations 2004, regulation 9.
    """
    questions = tuple(asked)
    if any(one.answered_on is None for one in questions):
        return None
    return max((received_on, *(one.answered_on for one in questions if one.answered_on)))


def due(*, regime: Regime, received_on: date, asked: Iterable[Question] = (), extended: bool = False) -> Due | None:
    """When the answer is due, or None while the applicant is asked. Raises CalendarNotKnown."""
    begins = receipt(received_on=received_on, asked=asked)
    if begins is None:
        return None
    rules = (_ANSWER[regime], *((_FURTHER[regime],) if extended else ()))
    numbers = tuple(number(rule=rule, on=begins) for rule in rules)
    days = sum(one.whole for one in numbers)
    return Due(
        on=working_days_after(day=begins, days=days, calendar=INFORMATION_RIGHTS), counted_from=begins, numbers=numbers
    )


def days_left(*, due_on: date, on: date) -> int | None:
    """How many working days are left after this one; below nought how many it is late, None beyond the calendar."""
    if due_on == on:
        return 0
    first, last = (on, due_on) if on < due_on else (due_on, on)
    try:
        between = INFORMATION_RIGHTS.number_in(Period(first, last)) - INFORMATION_RIGHTS.is_working_day(first)
    except CalendarNotKnown:
        return None
    return between if on < due_on else -between
