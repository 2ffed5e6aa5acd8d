"""Ratifying: a joint decision is agreed in principle until every organisation it needs has agreed for itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.decisions.rules.deciding import Outcome


class Position(Labelled):
    """Where an organisation stands on a joint decision."""

    AGREED = "agreed", "Agreed"
    WITH_CONDITIONS = "with_conditions", "Agreed with conditions"
    NOT_AGREED = "not_agreed", "Not agreed"

    @property
    def agrees(self) -> bool:
        """Whether the organisation lets it go ahead."""
        return self is not Position.NOT_AGREED


class Standing(Labelled):
    """Where a decision stands with all the organisations it needs."""

    AGREED = "agreed", "Agreed"
    IN_PRINCIPLE = "in_principle", "Agreed in principle"
    BLOCKED = "blocked", "Not agreed by all"
    NOT_APPROVED = "not_approved", "Not approved"


def standing(outcome: Outcome, positions: Iterable[Position | None]) -> Standing:
    """Where a decision stands, given each organisation it needs; None is an organisation that has not answered.

    Silence is never consent.
    """
    if not outcome.approves:
        return Standing.NOT_APPROVED
    known = tuple(positions)
    if any(position is Position.NOT_AGREED for position in known):
        return Standing.BLOCKED
    return Standing.IN_PRINCIPLE if None in known else Standing.AGREED


@dataclass(frozen=True)
class Ratifying:
    """An organisation about to say where it stands on a decision."""

    organisation_name: str
    is_needed: bool
    by_delegation: bool
    stands: Position | None
    outcome: Outcome
    position: Position
    body_name: str
    conditions: str
    taken_on: date
    decided_on: date
    on: date


ratifying: Rulebook[Ratifying] = Rulebook("Ratifying a joint decision", prefix="RAT")

_SOURCE = "Catalogue GOV-07: decisions ratified by each member body"


@ratifying.rule("RAT1", source=_SOURCE)
def the_decision_needs_it(asked: Ratifying) -> str | None:
    """Only an organisation that the decision needs ratifies it."""
    if asked.by_delegation:
        return f"{asked.organisation_name} has agreed by its own delegation. Nothing more is needed of it."
    if not asked.is_needed:
        return f"This decision does not wait for {asked.organisation_name}."
    return None


@ratifying.rule("RAT2", source=_SOURCE)
def it_is_ratified_once(asked: Ratifying) -> str | None:
    """An organisation that has agreed does not agree again; one that did not may still."""
    if asked.stands is not None and asked.stands.agrees:
        return f"{asked.organisation_name} has agreed already."
    return None


@ratifying.rule("RAT3", source=_SOURCE)
def it_names_who_agreed(asked: Ratifying) -> str | None:
    """A ratification names the body or post that gave it."""
    if not asked.body_name.strip():
        return "Say which body or post of your organisation decided this, such as Cabinet or Chief officer."
    return None


@ratifying.rule("RAT4", source=_SOURCE)
def there_is_something_to_ratify(asked: Ratifying) -> str | None:
    """Only an approval is ratified."""
    if not asked.outcome.approves:
        return f"This matter was {asked.outcome.label.lower()}, so there is nothing to agree to."
    return None


@ratifying.rule("RAT5", source=_SOURCE)
def it_comes_after_the_decision(asked: Ratifying) -> str | None:
    """A ratification is given on a day that has come."""
    if asked.taken_on > asked.on:
        return f"It cannot have been given after today, {asked.on:%-d %B %Y}. Enter an earlier day."
    return None


@ratifying.rule("RAT6", source=_SOURCE)
def the_conditions_are_written(asked: Ratifying) -> str | None:
    """An organisation that agrees with conditions, or does not agree, says so in words."""
    if asked.position is not Position.AGREED and not asked.conditions.strip():
        return "Write down the conditions, or why your organisation does not agree."
    return None
