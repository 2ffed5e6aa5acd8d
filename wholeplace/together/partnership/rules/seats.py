"""Seats on a board: who may be given one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.partnership.rules.matrix import overlap


class SeatRole(StrEnum):
    """What somebody is on a board."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        """The role on the screen."""
        return "Deputy chair" if self is SeatRole.DEPUTY else self.value.capitalize()


@dataclass(frozen=True)
class Sitting:
    """A seat that there is already on the board."""

    who: str
    role: SeatRole
    filled_by: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Seating:
    """A seat as somebody wants to give it. `filled_by` is the person or post in it, if there is one."""

    organisation_name: str
    organisation_is_member: bool
    role: SeatRole
    voting: bool
    person: bool
    post: bool
    filled_by: str
    begins_on: date
    ends_on: date | None
    board_begins_on: date
    board_ends_on: date | None
    others: tuple[Sitting, ...]

    def meanwhile(self) -> tuple[Sitting, ...]:
        """The other seats that share a day with this one."""
        return tuple(one for one in self.others if overlap(self.begins_on, self.ends_on, one.begins_on, one.ends_on))


seating: Rulebook[Seating] = Rulebook("Giving a seat on a board", prefix="SEA")


@seating.rule("SEA1", source="Catalogue GOV-01: members by organisation")
def the_organisation_has_joined(asked: Seating) -> str | None:
    """A seat is for an organisation that has joined the partnership."""
    if not asked.organisation_is_member:
        return f"{asked.organisation_name} has not joined this partnership. It must join before it has a seat."
    return None


@seating.rule("SEA2", source="Catalogue GOV-01: a board has a chair")
def one_chair_at_a_time(asked: Seating) -> str | None:
    """A board has one chair at a time."""
    chairs = [one.who for one in asked.meanwhile() if one.role is SeatRole.CHAIR]
    if asked.role is SeatRole.CHAIR and chairs:
        return f"{chairs[0]} is in the chair then. End that seat first, or make this one a deputy."
    return None


@seating.rule("SEA3", source="Catalogue GOV-09: decisiveness")
def observers_do_not_vote(asked: Seating) -> str | None:
    """An observer has no vote."""
    if asked.role is SeatRole.OBSERVER and asked.voting:
        return "An observer has no vote. Take the vote away, or give a member's seat."
    return None


@seating.rule("SEA4", source="Catalogue GOV-01: members by organisation")
def a_person_or_a_post(asked: Seating) -> str | None:
    """A seat is filled by a person or by whoever holds a post, not by both."""
    if asked.person and asked.post:
        return "Choose either a person or a post for this seat, not both."
    return None


@seating.rule("SEA5", source="Catalogue GOV-01: terms of reference with dates")
def the_board_meets_then(asked: Seating) -> str | None:
    """A seat lies within the time for which the board is set up."""
    if asked.begins_on < asked.board_begins_on:
        return f"The board begins on {asked.board_begins_on:%-d %B %Y}. Choose that day or a later one."
    if asked.board_ends_on is not None and asked.begins_on > asked.board_ends_on:
        return f"The board ended on {asked.board_ends_on:%-d %B %Y}."
    return None


@seating.rule("SEA7", source="Catalogue GOV-01: terms of reference with dates")
def it_ends_after_it_begins(asked: Seating) -> str | None:
    """A seat ends after it begins."""
    if asked.ends_on is not None and asked.ends_on < asked.begins_on:
        return "The last day is before the first. Change one of them."
    return None


@seating.rule("SEA6", source="Catalogue GOV-09: size against set size")
def nobody_sits_twice(asked: Seating) -> str | None:
    """A person or post has one seat on a board at a time."""
    twice = [one for one in asked.meanwhile() if asked.filled_by and one.filled_by == asked.filled_by]
    if twice:
        return f"{twice[0].who} has a seat then already, as {twice[0].role.label.lower()}. End that one first."
    return None
