"""The rules of plans and intentions, their tables of moves, and the stage of the cycle."""

from datetime import date

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.plan.plans.rules.cycle import Progress, Stage, standing
from wholeplace.plan.plans.rules.moving import Moving, moving
from wholeplace.plan.plans.rules.raising import Raising, raising
from wholeplace.plan.plans.rules.states import INTENTION_MOVES, PLAN_MOVES, IntentionState, PlanState
from wholeplace.plan.plans.rules.writing import (
    Positioning,
    Settling,
    Writing,
    is_late,
    positioning,
    settling,
    writing,
)

BOOKS = {
    "writing_a_plan": writing,
    "settling_a_plan": settling,
    "recording_a_localitys_position": positioning,
    "raising_an_intention": raising,
    "moving_an_intention_on": moving,
}


@cases("writing_a_plan", Writing)
def test_writing_a_plan(asked, refused_by):
    assert codes(writing, asked) == refused_by


@cases("settling_a_plan", Settling)
def test_settling_a_plan(asked, refused_by):
    assert codes(settling, asked) == refused_by


@cases("recording_a_localitys_position", Positioning)
def test_recording_a_position(asked, refused_by):
    assert codes(positioning, asked) == refused_by


@cases("raising_an_intention", Raising)
def test_raising_an_intention(asked, refused_by):
    assert codes(raising, asked) == refused_by


@cases("moving_an_intention_on", Moving)
def test_moving_an_intention_on(asked, refused_by):
    assert codes(moving, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_is_seen_to_allow_and_to_refuse(file):
    assert every_rule_is_seen(file, BOOKS[file])


@pytest.mark.parametrize("states, moves", [(PlanState, PLAN_MOVES), (IntentionState, INTENTION_MOVES)])
def test_every_state_has_its_moves_and_can_be_reached(states, moves):
    first = next(iter(states))
    reached, frontier = {first}, {first}
    while frontier:
        frontier = {to for state in frontier for to in moves[state]} - reached
        reached |= frontier
    assert set(moves) == set(states) == reached


@pytest.mark.parametrize(
    "state, day, late",
    [
        (PlanState.DRAFT, date(2026, 3, 31), False),
        (PlanState.DRAFT, date(2026, 4, 1), True),
        (PlanState.CHALLENGED, date(2026, 4, 1), True),
        (PlanState.FINAL, date(2026, 4, 1), False),
    ],
)
def test_a_plan_is_late_when_it_begins_before_it_is_final(state, day, late):
    assert is_late(state=state, begins_on=date(2026, 4, 1), on=day) is late


def progress(**changes):
    """An intention that was raised with a need and an outcome."""
    there = {
        "state": IntentionState.RAISED,
        "needs": 1,
        "says_why_no_need": False,
        "outcomes": 1,
        "contracts": 0,
        "lines": 0,
        "results": 0,
    }
    return Progress(**there | changes)


@pytest.mark.parametrize(
    "changes, stage, still_open",
    [
        ({"needs": 0}, Stage.ANALYSE, ("a need, or why there is none",)),
        ({}, Stage.PLAN, ("a decision that approves it",)),
        ({"needs": 0, "says_why_no_need": True}, Stage.PLAN, ("a decision that approves it",)),
        (
            {"state": IntentionState.AGREED},
            Stage.DO,
            ("a contract or a line of money", "that it has begun"),
        ),
        (
            {"state": IntentionState.UNDER_WAY, "contracts": 1},
            Stage.REVIEW,
            ("a result", "what came of it"),
        ),
    ],
)
def test_an_intention_stands_in_the_first_stage_with_something_open(changes, stage, still_open):
    answer = standing(progress(**changes))
    assert (answer.stage, answer.open_items[stage]) == (stage, still_open)


def test_an_intention_with_everything_done_stands_in_no_stage():
    answer = standing(progress(state=IntentionState.DONE, lines=1, results=1))
    assert answer.stage is None
    assert set(answer.open_items.values()) == {()}
