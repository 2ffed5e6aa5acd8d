"""Asking about boards, delegations, arrangements and members: answers, scope, and a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.governance import pounds, terms
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.rules.arrangements import ArrangementType
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Level, Topic


def asked_by(actor, ask):
    """What an actor is answered, and how many queries it took."""
    with speaking_for(actor), CaptureQueriesContext(connection) as made:
        answer = ask()
        return answer, len(made)


def test_the_boards_form_a_tree_that_everyone_can_see(governed):
    within = governed.city.governance.partnership_id
    for actor in (governed.city.partner, STRANGER):
        branches, _ = asked_by(actor, lambda: queries.tree(within=within, seen_by=actor, on=TODAY))  # noqa: B023
        (top,) = branches
        assert (top.board.title, [one.board.title for one in top.below]) == (
            "Commissioning Board",
            ["Commissioning Executive"],
        )
        assert (top.board.members, top.board.voting, top.board.chairs) == (3, 3, 1)


def test_a_board_that_the_reader_does_not_see_leaves_those_below_it_at_the_top(governed):
    hidden = actions.set_up_board(
        terms_of_reference=terms(title="Private group"),
        sensitivity=Sensitivity.ORGANISATION,
        by=governed.city.governance,
        on=TODAY,
    )
    actions.set_up_board(
        terms_of_reference=terms(title="Open group", parent=hidden.public_id), by=governed.city.governance, on=TODAY
    )
    within = governed.city.governance.partnership_id

    branches, _ = asked_by(STRANGER, lambda: queries.tree(within=within, seen_by=STRANGER, on=TODAY))
    assert [branch.board.title for branch in branches] == ["Commissioning Board", "Open group"]
    with speaking_for(governed.city.partner), pytest.raises(NotThere):
        queries.board(reference=hidden.public_id, seen_by=governed.city.partner, on=TODAY)


def test_the_number_of_queries_does_not_grow_with_boards_seats_and_posts(governed):
    actor, within = governed.city.partner, governed.city.partner.partnership_id
    asks = {
        "tree": lambda: queries.tree(within=within, seen_by=actor, on=TODAY),
        "matrix": lambda: queries.matrix(within=within, seen_by=actor, on=TODAY),
        "seats": lambda: queries.seats(
            board=queries.board(reference=governed.board.public_id, seen_by=actor, on=TODAY).number,
            seen_by=actor,
            on=TODAY,
        ),
        "posts": lambda: queries.post_cards(
            rows=queries.posts(within=within, seen_by=actor, on=TODAY), seen_by=actor, on=TODAY
        ),
        "members": lambda: queries.joined(within=within, seen_by=actor, on=TODAY),
    }
    before = {name: asked_by(actor, ask)[1] for name, ask in asks.items()}

    for number in range(3):
        ref = actions.set_up_board(
            terms_of_reference=terms(title=f"Group {number}"), by=governed.city.governance, on=TODAY
        )
        actions.delegate(
            to=ref, topic=Topic.SPORT, level=Level.OPERATIONAL, limit=pounds(1), source="Scheme",
            by=governed.city.governance, on=TODAY,
        )  # fmt: skip
        actions.give_seat(
            board=governed.board.public_id, organisation=governed.body("icb"), role=SeatRole.MEMBER, voting=True,
            by=governed.city.governance, on=TODAY,
        )  # fmt: skip

    assert {name: asked_by(actor, ask)[1] for name, ask in asks.items()} == before


def who(governed, actor=None, **changes):
    """The names of those who can approve £40,000 on housing at operational level, with these changes."""
    actor = actor or governed.city.partner
    given = {"topic": Topic.HOUSING, "level": Level.OPERATIONAL, "amount": pounds(40_000)}
    within = governed.city.partner.partnership_id
    cards, _ = asked_by(
        actor,
        lambda: queries.who_can_approve(**(given | changes), within=within, seen_by=actor, on=TODAY),
    )
    return [card.decider_name for card in cards]


def test_who_can_approve_names_the_smallest_sufficient_first(governed):
    assert who(governed) == ["Director of housing", "Commissioning Executive", "Commissioning Board"]
    assert who(governed, amount=pounds(50_001)) == ["Commissioning Executive", "Commissioning Board"]
    assert who(governed, amount=pounds(500_001)) == ["Commissioning Board"]
    assert who(governed, level=Level.STRATEGIC) == ["Commissioning Board"]
    assert who(governed, topic=Topic.SPORT, amount=None) == ["Commissioning Board"]


def test_the_public_is_told_of_boards_and_not_of_posts_that_it_does_not_see(governed):
    assert who(governed, STRANGER) == ["Commissioning Executive", "Commissioning Board"]


def test_boards_are_found_by_the_words_of_their_titles_within_what_the_reader_sees(governed, county):
    actions.set_up_board(
        terms_of_reference=terms(title="Commissioning secrets"),
        sensitivity=Sensitivity.ORGANISATION,
        by=governed.city.governance,
        on=TODAY,
    )

    for actor in (county.commissioner, STRANGER):
        stops, _ = asked_by(actor, lambda: queries.found(words="COMMISSIONING", seen_by=actor))  # noqa: B023
        assert [stop.title for stop in stops] == ["Commissioning Board", "Commissioning Executive"]
    stops, _ = asked_by(
        governed.city.governance, lambda: queries.found(words="commissioning", seen_by=governed.city.governance)
    )
    assert len(stops) == 3


def test_arrangements_of_the_partnership_are_not_there_for_another(governed, county):
    ref = actions.register_arrangement(
        title="Pooled fund",
        type=ArrangementType.MEMORANDUM,
        parties={governed.body("council"): None, governed.body("icb"): None},
        terms=actions.ArrangementTerms(),
        by=governed.city.commissioner,
        on=TODAY,
    )
    within = governed.city.governance.partnership_id

    assert asked_by(
        governed.city.partner, lambda: queries.arrangements(within=within, seen_by=governed.city.partner).count()
    )[0] == 1  # fmt: skip
    for actor in (county.governance, STRANGER):
        assert asked_by(actor, lambda: queries.arrangements(within=within, seen_by=actor).count())[0] == 0  # noqa: B023
        with speaking_for(actor), pytest.raises(NotThere):
            queries.arrangement(reference=ref.public_id, seen_by=actor, on=TODAY)


def test_interests_of_another_partnership_are_not_told(governed, county):
    actions.declare_interest(
        nature=Nature.USES, words="Lives there", topic=Topic.HOUSING, by=governed.city.member, on=TODAY
    )
    within = governed.city.governance.partnership_id

    for actor, number in ((governed.city.partner, 1), (county.governance, 0), (STRANGER, 0)):
        ask = lambda: queries.interests(within=within, seen_by=actor, on=TODAY)  # noqa: B023, E731
        assert len(asked_by(actor, ask)[0]) == number


def test_who_has_joined_is_public_with_the_consent_it_gave(governed):
    within = governed.city.governance.partnership_id
    cards, _ = asked_by(STRANGER, lambda: queries.joined(within=within, seen_by=STRANGER, on=TODAY))
    assert [(card.organisation.name, card.commissions, card.consented_by) for card in cards] == [
        ("charity", False, "Chief executive"),
        ("council", True, "Chief executive"),
        ("icb", True, "Chief executive"),
    ]
