"""The rules of boards, seats, posts, delegations, arrangements, interests and words, and the delegation matrix."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.ground.foundation.money import Money
from wholeplace.together.partnership.rules import posts
from wholeplace.together.partnership.rules.arrangements import (
    MOVES,
    NEEDS,
    ArrangementType,
    Consenting,
    Moving,
    Registering,
    Stage,
    Withdrawing,
    Writing,
    consenting,
    moving,
    registering,
    withdrawing,
    writing,
)
from wholeplace.together.partnership.rules.boards import (
    BoardKind,
    Caution,
    Changing,
    Terms,
    cautions,
    changing,
    lines_of,
    terms,
)
from wholeplace.together.partnership.rules.delegating import Delegating, delegating
from wholeplace.together.partnership.rules.ending import Ending, ending
from wholeplace.together.partnership.rules.interests import Declaring, declaring
from wholeplace.together.partnership.rules.matrix import Matter, Reach, covering, overlap, reach
from wholeplace.together.partnership.rules.posts import Establishing, Filling, are_joint, establishing, filling
from wholeplace.together.partnership.rules.seats import Seating, SeatRole, seating
from wholeplace.together.partnership.rules.terms import Jointness, Settling, Word, settling
from wholeplace.together.partnership.rules.topics import Level, Topic

BOOKS = {
    "setting_up_a_board": (terms, Terms),
    "changing_terms_of_reference": (changing, Changing),
    "giving_a_seat": (seating, Seating),
    "recording_a_delegation": (delegating, Delegating),
    "setting_up_a_post": (establishing, Establishing),
    "filling_a_post": (filling, Filling),
    "consenting_to_a_joint_post": (posts.consenting, posts.Consenting),
    "withdrawing_from_a_joint_post": (posts.withdrawing, posts.Withdrawing),
    "registering_an_arrangement": (registering, Registering),
    "writing_down_an_arrangement": (writing, Writing),
    "moving_an_arrangement_on": (moving, Moving),
    "consenting_to_an_arrangement": (consenting, Consenting),
    "withdrawing_from_an_arrangement": (withdrawing, Withdrawing),
    "declaring_an_interest": (declaring, Declaring),
    "ending_a_seat_delegation_interest_or_board": (ending, Ending),
    "settling_a_word": (settling, Settling),
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


# --- The matrix ---------------------------------------------------------------------------------------------


HALF_A_MILLION = Money(500_000_00)


@dataclass(frozen=True)
class Given:
    """A grant for tests."""

    decider_name: str = "Executive"
    topic: Topic = Topic.HOUSING
    level: Level = Level.OPERATIONAL
    limit: Money | None = HALF_A_MILLION
    begins_on: date = date(2026, 4, 1)
    ends_on: date | None = date(2027, 3, 31)


def matter(**changes) -> Matter:
    """A matter that the grant covers, with these changes."""
    return Matter(
        **(
            {
                "topic": Topic.HOUSING,
                "level": Level.OPERATIONAL,
                "amount": Money(200_000_00),
                "on": date(2026, 6, 1),
            }
            | changes
        )
    )


@pytest.mark.parametrize(
    "changes, how_far",
    [
        ({}, Reach.COVERS),
        ({"amount": Money(500_000_00)}, Reach.COVERS),
        ({"amount": Money(500_000_01)}, Reach.TOO_SMALL),
        ({"amount": None}, Reach.COVERS),
        ({"level": Level.INDIVIDUAL}, Reach.COVERS),
        ({"level": Level.STRATEGIC}, Reach.OTHER_LEVEL),
        ({"topic": Topic.SPORT}, Reach.OTHER_TOPIC),
        ({"on": date(2027, 3, 31)}, Reach.COVERS),
        ({"on": date(2027, 4, 1)}, Reach.OTHER_DAY),
        ({"on": date(2026, 3, 31)}, Reach.OTHER_DAY),
    ],
)
def test_how_far_a_grant_goes_towards_a_matter(changes, how_far):
    assert reach(Given(), matter(**changes)) is how_far


def test_the_smallest_sufficient_comes_first():
    grants = [
        Given("Board", topic=Topic.EVERYTHING, level=Level.STRATEGIC, limit=None),
        Given("Executive"),
        Given("Director", limit=Money(50_000_00)),
        Given("Other executive", limit=Money(250_000_00)),
        Given("Committee", limit=None),
    ]

    assert [one.decider_name for one in covering(grants, matter())] == [
        "Other executive",
        "Executive",
        "Committee",
        "Board",
    ]


@given(amount=st.integers(0, 10**10), limit=st.integers(1, 10**10))
def test_a_grant_covers_an_amount_just_when_it_is_not_larger_than_the_limit(amount, limit):
    covered = bool(covering([Given(limit=Money(limit))], matter(amount=Money(amount))))
    assert covered == (amount <= limit)


# --- Boards -------------------------------------------------------------------------------------------------


def test_a_board_and_all_above_it_are_found_even_in_a_ring():
    parents = {"forum": "locality", "locality": "board", "board": None}
    assert lines_of(parents, "forum") == ["forum", "locality", "board"]
    assert lines_of({"a": "b", "b": "a"}, "a") == ["a", "b"]


def test_a_board_is_cautioned_about_its_size_its_quorum_and_its_chair():
    sound = {"members": 8, "voting": 7, "chairs": 1, "set_size": 8, "quorum": 3}
    assert cautions(**sound) == ()
    assert cautions(**sound | {"members": 9}) == (Caution.ABOVE_SIZE,)
    assert cautions(**sound | {"members": 9, "set_size": None}) == ()
    assert cautions(**sound | {"voting": 2, "chairs": 0}) == (Caution.BELOW_QUORUM, Caution.NO_CHAIR)


def test_a_role_reads_as_people_say_it():
    assert [role.label for role in SeatRole] == ["Chair", "Deputy chair", "Member", "Observer"]


# --- Arrangements -------------------------------------------------------------------------------------------


def test_every_type_says_what_it_needs_and_every_stage_what_may_follow():
    assert set(NEEDS) == set(ArrangementType)
    assert set(MOVES) == set(Stage)


def test_a_pooled_fund_needs_the_seven_elements_of_the_regulations():
    assert len(NEEDS[ArrangementType.SECTION_75_POOLED].elements) == 7
    assert NEEDS[ArrangementType.SECTION_75_LEAD].elements == NEEDS[ArrangementType.SECTION_75_POOLED].elements


def test_going_live_says_everything_that_is_missing_at_once():
    bare = Moving(
        type=ArrangementType.SECTION_75_POOLED,
        now=Stage.PREPARE,
        to=Stage.LIVE,
        written=frozenset(),
        has=frozenset(),
        signed_on=None,
        awaiting=("Marlbridge Council", "Marlbridge ICB"),
        on=date(2026, 6, 1),
    )
    refusals = moving.refusals(bare)
    assert [refusal.code for refusal in refusals] == ["LIV2", "LIV3", "LIV4", "LIV5"]
    assert "Agreed aims and outcomes; What each partner contributes" in refusals[0].sentence
    assert refusals[3].sentence == "Marlbridge Council and Marlbridge ICB must record their own consent first."


# --- The rest -----------------------------------------------------------------------------------------------


def test_what_would_end_before_it_begins_shares_no_day():
    assert not overlap(date(2026, 6, 1), date(2026, 5, 1), date(2026, 1, 1), None)
    assert overlap(date(2026, 6, 1), None, date(2026, 1, 1), date(2026, 6, 1))


def test_the_commissioning_section_stands_on_the_agendas_of_boards_and_executives():
    assert [kind for kind in BoardKind if kind.has_commissioning_section] == [BoardKind.BOARD, BoardKind.EXECUTIVE]


def test_a_label_says_which_word_defines_it():
    assert {one: one.word for one in Jointness} == {Jointness.JOINT: Word.JOINT, Jointness.INTEGRATED: Word.INTEGRATED}
    assert Word.JOINT.label == "Joint commissioning"


def test_a_post_is_joint_when_several_bodies_pay():
    assert are_joint((Decimal(60), Decimal(40)))
    assert not are_joint((Decimal(100),))
