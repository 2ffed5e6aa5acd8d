"""The rules of requests for information: how they are received, when they are due, how many came in time."""

from datetime import date, timedelta

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.together.requests.rules.clock import Question, days_left, due, receipt
from wholeplace.together.requests.rules.figures import timeliness
from wholeplace.together.requests.rules.receiving import Logging, Moving, logging, moving
from wholeplace.together.requests.rules.states import MOVES, OVER, Regime, RequestState

BOOKS = {
    "logging_a_request_for_information": (logging, Logging),
    "asking_the_applicant_and_closing_a_request": (moving, Moving),
}


@cases("logging_a_request_for_information", Logging)
def test_logging(asked, refused_by):
    assert codes(logging, asked) == refused_by


@cases("asking_the_applicant_and_closing_a_request", Moving)
def test_moving(asked, refused_by):
    assert codes(moving, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_refuses_something_and_every_book_allows_something(file):
    assert every_rule_is_seen(file, BOOKS[file][0])


@pytest.mark.parametrize(
    "received_on, due_on",
    [
        # The day of receipt does not count, nor 15 June 2026, a bank holiday in Scotland alone.
        (date(2026, 6, 1), date(2026, 6, 30)),
        # Received on a Saturday: the first working day after it is a Monday.
        (date(2026, 7, 18), date(2026, 8, 17)),
        # Over Christmas: Christmas Day, Boxing Day (kept on Monday 28 December), New Year, and 2 January in Scotland
        # (kept on Monday the 4th).
        (date(2026, 12, 14), date(2027, 1, 15)),
    ],
)
def test_an_answer_is_due_on_the_twentieth_working_day_after_receipt(received_on, due_on):
    for regime in Regime:
        last = due(regime=regime, received_on=received_on)
        assert last is not None
        assert last.on == due_on
        assert last.counted_from == received_on


def test_it_says_which_law_it_was_counted_by():
    assert "section 10(1)" in due(regime=Regime.FOIA, received_on=date(2026, 6, 1)).source
    assert "regulation 5(2)" in due(regime=Regime.EIR, received_on=date(2026, 6, 1)).source


def test_further_time_is_twenty_working_days_more():
    plain = due(regime=Regime.FOIA, received_on=date(2026, 7, 1))
    longer = due(regime=Regime.FOIA, received_on=date(2026, 7, 1), extended=True)
    assert days_left(due_on=longer.on, on=plain.on) == 20
    assert "section 10(3)" in longer.source


def test_while_something_is_asked_no_clock_runs_and_with_the_reply_it_begins_anew():
    asked = Question(date(2026, 6, 3), None)
    assert due(regime=Regime.FOIA, received_on=date(2026, 6, 1), asked=[asked]) is None
    replied = [Question(date(2026, 6, 3), date(2026, 6, 9))]
    last = due(regime=Regime.FOIA, received_on=date(2026, 6, 1), asked=replied)
    assert last.counted_from == date(2026, 6, 9)
    assert last == due(regime=Regime.FOIA, received_on=date(2026, 6, 9))
    assert receipt(received_on=date(2026, 6, 1), asked=[*replied, asked]) is None


def test_the_days_that_are_left_and_the_days_that_it_is_late():
    monday = date(2026, 6, 8)
    assert [days_left(due_on=monday, on=monday + timedelta(days=days)) for days in (-3, -2, -1, 0, 1, 4, 5, 6)] == [
        1, 1, 1, 0, -1, -4, -4, -4,
    ]  # fmt: skip
    assert days_left(due_on=date(2028, 12, 29), on=date(2029, 1, 2)) is None


def test_every_state_has_its_moves_and_what_is_over_has_none():
    assert set(MOVES) == set(RequestState)
    assert {state for state, to in MOVES.items() if not to} == OVER


def test_answers_in_time_are_counted_as_a_slow_twin_counts_them():
    last = date(2026, 6, 10)
    given = [last, last - timedelta(days=4), last + timedelta(days=1)]
    found = timeliness((day, last) for day in given)
    assert (found.answered, found.in_time, found.percent) == (3, 2, 67)
    assert timeliness([]).percent is None
