"""A city that is governed: boards in a tree, seats, a director with a limit, and what each may decide."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from tests.factories.worlds import TODAY, World
from wholeplace.ground.access.actor import BOOTSTRAP, Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.decisions.actions import About, Taken
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.partnership import actions
from wholeplace.together.partnership.actions import TermsOfReference
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Level, Topic
from wholeplace.together.people.queries import people


def pounds(amount: int) -> Money:
    """So many pounds."""
    return Money(amount * 100)


def person_of(actor: Actor) -> str:
    """The public id of the person behind an actor."""
    with speaking_for(BOOTSTRAP):
        return people(numbers=frozenset({actor.person_id or 0}), seen_by=BOOTSTRAP)[actor.person_id or 0].public_id


@dataclass
class Governed:
    """The city with its boards, its director and its seats, by name."""

    city: World
    board: Ref
    executive: Ref
    director: Ref
    joint_post: Ref
    board_seats: dict[str, str]
    executive_seats: dict[str, str]

    def body(self, name: str) -> str:
        """The public id of an organisation."""
        return self.city.organisations[name].ref.public_id


def terms(**changes) -> TermsOfReference:
    """Terms of reference that stand, with these changes."""
    given = {"title": "Housing Group", "kind": BoardKind.GROUP, "quorum": 2, "set_size": 8, "paper_lead_days": 5}
    return TermsOfReference(**(given | changes))


def about(**changes) -> About:
    """A matter of £200,000 on housing at operational level, with these changes."""
    given = {
        "title": "Extend housing-related support for two years",
        "topic": Topic.HOUSING,
        "level": Level.OPERATIONAL,
        "amount": pounds(200_000),
    }
    return About(**(given | changes))


def taken(**changes) -> Taken:
    """An approval with reasons on the day, with these changes."""
    given = {
        "outcome": Outcome.APPROVED,
        "taken_on": TODAY,
        "reasons": "It keeps 140 people in their homes.",
        "options": "Stopping, and buying anew: both dearer over two years.",
    }
    return Taken(**(given | changes))


def govern(city: World) -> Governed:
    """Give a city its boards, seats and delegations, through the actions of its governance officers."""
    city.add_person("icb_governance", role=Role.GOVERNANCE, organisation="icb", title="ICB governance officer")
    city.add_person("icb_member", role=Role.MEMBER, organisation="icb", title="ICB chief officer")
    city.add_person("director", role=Role.MEMBER, organisation="council", title="Director of housing")
    council, icb, charity = (city.organisations[name].ref.public_id for name in ("council", "icb", "charity"))
    officer = city.governance
    board = actions.set_up_board(
        terms_of_reference=terms(title="Commissioning Board", kind=BoardKind.BOARD), by=officer, on=TODAY
    )
    executive = actions.set_up_board(
        terms_of_reference=terms(title="Commissioning Executive", kind=BoardKind.EXECUTIVE, parent=board.public_id),
        by=officer,
        on=TODAY,
    )
    seats = {
        name: {
            key: actions.give_seat(
                board=of.public_id,
                organisation=body,
                role=role,
                voting=voting,
                person=person_of(who),
                by=officer,
                on=TODAY,
            )
            for key, body, role, voting, who in (
                ("chair", council, SeatRole.CHAIR, True, city.member),
                ("icb", icb, SeatRole.DEPUTY, True, city.icb_member),
                ("director", council, SeatRole.MEMBER, True, city.director),
                ("charity", charity, SeatRole.OBSERVER, False, city.provider),
            )
        }
        for name, of in (("board", board), ("executive", executive))
    }
    director = _director_post(city)
    joint = actions.set_up_post(
        partnership=city.partnership,
        host=council,
        title="Joint director of integrated commissioning",
        roles=[Role.COMMISSIONER, Role.MEMBER],
        shares={council: Decimal(60), icb: Decimal(40)},
        by=BOOTSTRAP,
        on=TODAY,
    )
    for to, topic, level, limit, by in (
        (director, Topic.HOUSING, Level.OPERATIONAL, pounds(50_000), officer),
        (executive, Topic.HOUSING, Level.OPERATIONAL, pounds(500_000), officer),
        (board, Topic.EVERYTHING, Level.STRATEGIC, None, officer),
        (board, Topic.MENTAL_HEALTH, Level.STRATEGIC, pounds(2_000_000), city.icb_governance),
        (joint, Topic.MENTAL_HEALTH, Level.OPERATIONAL, pounds(100_000), officer),
        (joint, Topic.MENTAL_HEALTH, Level.OPERATIONAL, pounds(250_000), city.icb_governance),
    ):
        actions.delegate(
            to=to, topic=topic, level=level, limit=limit, source="Scheme of delegation 2026, part 3", by=by, on=TODAY
        )
    return Governed(
        city=city,
        board=board,
        executive=executive,
        director=director,
        joint_post=joint,
        board_seats=seats["board"],
        executive_seats=seats["executive"],
    )


def _director_post(city: World) -> Ref:
    """The post that the director holds."""
    from wholeplace.together.partnership.queries import posts

    with speaking_for(BOOTSTRAP):
        rows = posts(within=city.governance.partnership_id or 0, seen_by=BOOTSTRAP, on=TODAY)
        return next(row.ref for row in rows if row.title == "Director of housing")


@pytest.fixture
def governed(city) -> Governed:
    """A city with boards, seats and delegations."""
    return govern(city)


LATER = date(2026, 6, 15)
"""A day that leaves time for the papers of a meeting."""
