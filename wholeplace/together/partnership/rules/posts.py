"""Posts: what each body pays of a joint post, and when it is vacant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Establishing:
    """A post as somebody wants to set it up. `outsiders` are bodies that have not joined the partnership."""

    shares: tuple[Decimal, ...]
    roles: int
    outsiders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filling:
    """A person about to take up a post."""

    person: str
    holds_it_already: bool
    post_ends_on: date | None
    on: date


@dataclass(frozen=True)
class Consenting:
    """An organisation about to let a joint post act for it."""

    organisation_name: str
    is_the_host: bool
    it_answers_to_it: bool
    consents_already: bool
    consented_by: str
    post_ends_on: date | None
    on: date


@dataclass(frozen=True)
class Withdrawing:
    """An organisation about to let a joint post act for it no longer. Without a consent, the first day is None."""

    consents_since: date | None
    last_day: date
    because: str


establishing: Rulebook[Establishing] = Rulebook("Setting up a post", prefix="POS")
filling: Rulebook[Filling] = Rulebook("Filling a post", prefix="FIL")
consenting: Rulebook[Consenting] = Rulebook("Consenting to a joint post", prefix="PCN")
withdrawing: Rulebook[Withdrawing] = Rulebook("Withdrawing from a joint post", prefix="PWD")

_OWN = "Catalogue GOV-08: no organisation without its own consent"


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


@establishing.rule("POS3", source="Catalogue GOV-45: register with funding split")
def each_body_pays_something(asked: Establishing) -> str | None:
    """Each body that a post answers to pays a share of it above 0%."""
    if any(share <= 0 for share in asked.shares if share.is_finite()):
        return "Each organisation pays a share above 0%. Leave out those that pay nothing."
    return None


@establishing.rule("POS4", source="Catalogue GOV-08: no organisation without its own consent")
def each_body_has_joined(asked: Establishing) -> str | None:
    """Each body that a post answers to has joined the partnership."""
    if asked.outsiders:
        return f"{', '.join(asked.outsiders)} must join the partnership before a post here answers to it."
    return None


@consenting.rule("PCN1", source=_OWN)
def the_post_answers_to_it(asked: Consenting) -> str | None:
    """An organisation consents to a post that answers to it and that another employs."""
    if not asked.it_answers_to_it:
        return f"This post does not answer to {asked.organisation_name}."
    if asked.is_the_host:
        return f"{asked.organisation_name} employs this post, so it acts for it already."
    return None


@consenting.rule("PCN2", source=_OWN)
def it_consents_once(asked: Consenting) -> str | None:
    """An organisation consents to a post once, until it withdraws."""
    return f"{asked.organisation_name} has consented already." if asked.consents_already else None


@consenting.rule("PCN3", source="Catalogue GOV-08: date and named consenter")
def somebody_gave_it(asked: Consenting) -> str | None:
    """A consent to a post names who gave it for the organisation."""
    if not asked.consented_by.strip():
        return "Say who gave the consent: a post or a body, such as Cabinet or Chief executive."
    return None


@consenting.rule("PCN4", source="Catalogue GOV-45: joint appointments register")
def it_is_still_there(asked: Consenting) -> str | None:
    """Nobody consents to a post that has ended."""
    if asked.post_ends_on is not None and asked.post_ends_on < asked.on:
        return f"This post ended on {asked.post_ends_on:%-d %B %Y}."
    return None


@withdrawing.rule("PWD1", source="Catalogue GOV-08: withdrawal is possible")
def it_had_consented(asked: Withdrawing) -> str | None:
    """An organisation withdraws a consent that it gave."""
    if asked.consents_since is None:
        return "Your organisation has not consented to this post, so there is nothing to withdraw."
    return None


@withdrawing.rule("PWD2", source="Catalogue GOV-08: withdrawal is possible")
def the_consent_had_begun(asked: Withdrawing) -> str | None:
    """A consent ends no earlier than it began."""
    since = asked.consents_since
    if since is not None and asked.last_day < since:
        return f"Your organisation consents since {since:%-d %B %Y}. Choose that day or a later one."
    return None


@withdrawing.rule("PWD3", source="Catalogue GOV-08: autonomy of each institution")
def it_says_why(asked: Withdrawing) -> str | None:
    """A withdrawal from a post says why."""
    return None if asked.because.strip() else "Say why, so that the other organisations understand."


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
