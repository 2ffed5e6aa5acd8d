"""The rules of meetings, items, papers, decisions and ratifications, and what is flagged."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.ground.foundation.money import Money
from wholeplace.together.decisions.rules.agenda import Bringing, Brought, Sitting, bringing, taken_at
from wholeplace.together.decisions.rules.deciding import Conflict, Deciding, Flag, Outcome, deciding, flags
from wholeplace.together.decisions.rules.elsewhere import Elsewhere, elsewhere
from wholeplace.together.decisions.rules.meetings import (
    MOVES,
    Calling,
    Issuing,
    MeetingState,
    Moving,
    calling,
    first_day_in_time,
    issuing,
    moving,
    papers_due,
)
from wholeplace.together.decisions.rules.papers import DEMANDED, Publishing, ReportField, publishing
from wholeplace.together.decisions.rules.ratifying import Position, Ratifying, Standing, ratifying, standing
from wholeplace.together.partnership.rules.matrix import Matter
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class GivenGrant:
    """A grant as a case writes it."""

    decider_name: str
    topic: Topic
    level: Level
    limit: Money | None
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class GivenDeciding(Deciding):
    """A decision as a case writes it."""

    grants: tuple[GivenGrant, ...]


BOOKS = {
    "calling_a_meeting": (calling, Calling),
    "issuing_papers": (issuing, Issuing),
    "holding_a_meeting": (moving, Moving),
    "taking_an_item_to_a_board": (bringing, Bringing),
    "publishing_a_paper": (publishing, Publishing),
    "recording_a_decision": (deciding, GivenDeciding),
    "recording_a_decision_taken_elsewhere": (elsewhere, Elsewhere),
    "ratifying_a_joint_decision": (ratifying, Ratifying),
}


def every_case():
    """Each case of each book, with its book."""
    return [
        pytest.param(book, *case.values, id=f"{file}: {case.id}")
        for file, (book, facts) in BOOKS.items()
        for case in cases(file, facts).args[1]
    ]


@pytest.mark.parametrize("book, asked, refused_by", every_case())
def test_a_case_is_refused_by_just_these_rules(book, asked, refused_by):
    assert codes(book, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_is_seen_to_allow_and_to_refuse(file):
    assert every_rule_is_seen(file, BOOKS[file][0])


def first_case(file, facts):
    """The facts against which nothing speaks."""
    return cases(file, facts).args[1][0].values[0]


# --- Meetings and agendas -----------------------------------------------------------------------------------


def test_papers_are_due_before_so_many_clear_days():
    assert papers_due(held_on=date(2026, 6, 8), lead_days=5) == date(2026, 6, 2)
    assert first_day_in_time(on=date(2026, 6, 2), lead_days=5) == date(2026, 6, 8)


def test_every_state_of_a_meeting_says_what_may_follow():
    assert set(MOVES) == set(MeetingState)


JUNE, JULY, AUGUST = Sitting(1, date(2026, 6, 8)), Sitting(2, date(2026, 7, 6)), Sitting(3, date(2026, 8, 3))


def brought(**changes) -> Brought:
    """An item brought on 1 June for the board's next meeting, with these changes."""
    given = {"brought_on": date(2026, 6, 1), "meeting": None, "put_off_on": None, "decided_at": None}
    return Brought(**(given | changes))


@pytest.mark.parametrize(
    "item, meetings, where",
    [
        (brought(), [], None),
        (brought(), [JULY, JUNE], 1),
        (brought(brought_on=date(2026, 6, 9)), [JUNE, JULY], 2),
        (brought(meeting=2), [JUNE, JULY], 2),
        (brought(meeting=1), [JULY], 2),
        (brought(meeting=1, put_off_on=date(2026, 6, 8)), [JUNE, JULY], 2),
        (brought(meeting=1, put_off_on=date(2026, 7, 6)), [JUNE, JULY], None),
        (brought(put_off_on=date(2026, 7, 6)), [JUNE, JULY, AUGUST], 3),
        (brought(meeting=1, decided_at=2), [JUNE, JULY], 2),
    ],
    ids=[
        "no meeting is called",
        "the next meeting",
        "after the first has gone",
        "the meeting it was brought for",
        "the next, when its own was cancelled",
        "the next, after it was put off",
        "none, when it was put off at the last",
        "the one after it was put off",
        "where it was decided",
    ],
)
def test_the_meeting_at_which_an_item_is_taken(item, meetings, where):
    assert taken_at(item, meetings) == where


# --- Papers -------------------------------------------------------------------------------------------------


def test_a_report_says_all_that_is_missing_by_name():
    bare = replace(first_case("publishing_a_paper", Publishing), answers={ReportField.PURPOSE: "To decide."})
    (refusal,) = publishing.refusals(bare)
    assert "Wards affected" in refusal.sentence
    assert "Purpose of the report" not in refusal.sentence
    assert len(DEMANDED) == 14


# --- Decisions ----------------------------------------------------------------------------------------------


def asked(**changes) -> GivenDeciding:
    """A decision that stands, with these changes."""
    return replace(first_case("recording_a_decision", GivenDeciding), **changes)


def matter(**changes) -> Matter:
    """The matter of that decision, with these changes."""
    return replace(asked().matter, **changes)


def test_beyond_the_amount_names_the_limit_the_amount_and_who_can():
    (refusal,) = deciding.refusals(asked(matter=matter(amount=Money(1_200_000_00))))
    assert refusal.sentence == (
        "Commissioning Executive may decide housing and homelessness up to £500,000.00, and this is £1,200,000.00."
        " Commissioning Board can take it."
    )


def test_several_who_can_are_named_smallest_first_and_once():
    beyond = asked(matter=matter(topic=Topic.SPORT), able=("Sport Group", "Executive", "Sport Group", "Board"))
    (refusal,) = deciding.refusals(beyond)
    assert refusal.sentence.endswith("Sport Group, Executive or Board can take it.")


def test_where_nobody_here_can_it_goes_to_the_member_organisations():
    (refusal,) = deciding.refusals(asked(matter=matter(topic=Topic.SPORT), able=()))
    assert refusal.sentence.endswith("it goes to the member organisations themselves.")


def test_every_reason_is_given_at_once():
    wrong = asked(matter=matter(amount=Money(1_200_000_00)), voting=0, reasons="", options="", recorder_may=False)
    assert codes(deciding, wrong) == ["DEC3", "DEC4", "DEC8", "DEC9", "DEC12"]


def test_a_member_with_an_interest_is_told_to_leave_and_a_chair_to_hand_over():
    member = Conflict(person="A member", about="Homes Trust", presides=False)
    strategic = asked(
        matter=matter(level=Level.STRATEGIC, amount=None),
        grants=(replace(asked().grants[0], level=Level.STRATEGIC),),
    )
    (refusal,) = deciding.refusals(replace(strategic, conflicts=(member,)))
    assert refusal.sentence.endswith("Record that they left for this item, or take them off those who took part.")
    (refusal,) = deciding.refusals(replace(strategic, conflicts=(replace(member, presides=True),)))
    assert refusal.sentence.endswith("Let somebody else take the chair, and record who left for this item.")


@pytest.mark.parametrize(
    "changes, given, flagged",
    [
        ({}, {}, ()),
        ({}, {"elsewhere": True}, (Flag.ELSEWHERE,)),
        ({"matter": matter(amount=Money(1_200_000_00))}, {"elsewhere": True}, (Flag.ELSEWHERE, Flag.BEYOND)),
        ({"grants": ()}, {"elsewhere": True}, (Flag.ELSEWHERE, Flag.BEYOND)),
        ({"voting": 1}, {}, (Flag.NO_QUORUM,)),
        ({"quorum": None, "voting": 0}, {}, ()),
        ({"conflicts": (Conflict("A member", "Homes Trust", presides=False),)}, {}, (Flag.INTEREST,)),
        ({}, {"papers": 0}, (Flag.NO_PAPER,)),
        ({"outcome": Outcome.NOTED}, {"papers": 0}, ()),
        ({}, {"in_time": False}, (Flag.LATE_PAPERS,)),
        ({}, {"papers": 0, "in_time": False}, (Flag.NO_PAPER,)),
    ],
)
def test_what_is_flagged(changes, given, flagged):
    assert flags(asked(**changes), **({"elsewhere": False, "papers": 1, "in_time": True} | given)) == flagged


def test_only_what_is_deferred_comes_back():
    assert [outcome for outcome in Outcome if not outcome.settles] == [Outcome.DEFERRED]
    assert [outcome for outcome in Outcome if outcome.approves] == [Outcome.APPROVED, Outcome.WITH_CONDITIONS]


# --- Agreeing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome, positions, where",
    [
        (Outcome.APPROVED, (), Standing.AGREED),
        (Outcome.APPROVED, (Position.AGREED, Position.WITH_CONDITIONS), Standing.AGREED),
        (Outcome.APPROVED, (Position.AGREED, None), Standing.IN_PRINCIPLE),
        (Outcome.WITH_CONDITIONS, (None,), Standing.IN_PRINCIPLE),
        (Outcome.APPROVED, (None, Position.NOT_AGREED), Standing.BLOCKED),
        (Outcome.REFUSED, (Position.AGREED,), Standing.NOT_APPROVED),
    ],
)
def test_a_joint_decision_is_agreed_in_principle_until_everyone_has_agreed(outcome, positions, where):
    assert standing(outcome, positions) is where
