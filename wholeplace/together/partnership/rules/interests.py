"""Interests: what stands between a person and an impartial decision, and how strictly at which level."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.partnership.rules.topics import Level, Topic


class Nature(Labelled):
    """What sort of interest it is."""

    EMPLOYED = "employed", "Employed or paid by it"
    PROVIDES = "provides", "Provides the service, or manages who does"
    OWNS = "owns", "Owns or part-owns it"
    GOVERNS = "governs", "Trustee, governor or director"
    FAMILY = "family", "Through a relative or close associate"
    USES = "uses", "Uses the service, or cares for somebody who does"
    OTHER = "other", "Another interest"


@dataclass(frozen=True)
class Declaring:
    """An interest as somebody wants to declare it."""

    organisation: bool
    topic: Topic | None
    words: str
    begins_on: date
    on: date


declaring: Rulebook[Declaring] = Rulebook("Declaring an interest", prefix="INT")


@declaring.rule("INT1", source="Catalogue GOV-06: register of interests")
def it_is_in_something(asked: Declaring) -> str | None:
    """An interest is in one organisation or in one subject."""
    if asked.organisation == (asked.topic is not None):
        return "Choose the organisation that you have an interest in, or the subject: one of the two."
    return None


@declaring.rule("INT2", source="Catalogue GOV-06: register of interests")
def it_says_what_it_is(asked: Declaring) -> str | None:
    """An interest says in words what it is."""
    if not asked.words.strip():
        return "Say what the interest is, so that others can judge it."
    return None


@declaring.rule("INT3", source="Catalogue GOV-06: register of interests")
def it_has_begun(asked: Declaring) -> str | None:
    """An interest has begun on the day it is declared."""
    if asked.begins_on > asked.on:
        return f"An interest is declared once it is there. Enter a day up to today, {asked.on:%-d %B %Y}."
    return None


class Strictness(StrEnum):
    """What an interest does to a decision."""

    BARS_EVERYBODY = "nobody with an interest takes part"
    BARS_THE_CHAIR = "the chair or decider must have none; a member's is recorded and flagged"
    IS_FLAGGED = "an interest is recorded and flagged"


STRICTNESS: dict[Level, Strictness] = {
    Level.STRATEGIC: Strictness.BARS_EVERYBODY,
    Level.OPERATIONAL: Strictness.BARS_THE_CHAIR,
    Level.INDIVIDUAL: Strictness.IS_FLAGGED,
}
"""How strict each level is (GOV-06: strategic strict, individual advisory)."""
