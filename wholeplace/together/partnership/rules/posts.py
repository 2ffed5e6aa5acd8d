"""Posts: what each body pays of a joint post, and when it is vacant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Establishing:
    """A post as somebody wants to set it up."""

    shares: tuple[Decimal, ...]
    roles: int


@dataclass(frozen=True)
class Filling:
    """A person about to take up a post."""

    person: str
    holds_it_already: bool
    post_ends_on: date | None
    on: date


establishing: Rulebook[Establishing] = Rulebook("Setting up a post", prefix="POS")
filling: Rulebook[Filling] = Rulebook("Filling a post", prefix="FIL")


@establishing.rule("POS1", source="Catalogue GOV-45: register with funding split")
def the_shares_pay_for_all_of_it(asked: Establishing) -> str | None:
    """The shares of the bodies that pay for a post add up to the whole of it."""
    whole = sum(asked.shares, Decimal(0))
    if whole != Decimal(100):
        return f"The shares add up to {whole.normalize():f}%. They must add up to 100%."
    return None


@establishing.rule("POS2", source="Catalogue XCT-02: role based access")
def it_has_a_role(asked: Establishing) -> str | None:
    """A post carries at least one role."""
    if asked.roles == 0:
        return "Choose at least one role: without one, whoever holds the post can do nothing."
    return None


@filling.rule("FIL1", source="Catalogue GOV-45: joint appointments register")
def it_is_taken_up_once(asked: Filling) -> str | None:
    """A person takes up a post once at a time."""
    if asked.holds_it_already:
        return f"{asked.person} holds this post already."
    return None


@filling.rule("FIL2", source="Catalogue GOV-45: joint appointments register")
def the_post_is_there(asked: Filling) -> str | None:
    """A post that has ended is not filled."""
    if asked.post_ends_on is not None and asked.post_ends_on < asked.on:
        return f"This post ended on {asked.post_ends_on:%-d %B %Y}."
    return None


def are_joint(shares: Sequence[Decimal]) -> bool:
    """Whether a post with these shares answers to several bodies."""
    return len(shares) > 1
