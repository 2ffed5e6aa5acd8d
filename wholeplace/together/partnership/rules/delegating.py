"""Delegating: what an organisation may say that a board or post decides for it."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.partnership.rules.matrix import overlap
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class Granted:
    """What the same organisation has delegated to the same board or post already."""

    topic: Topic
    level: Level
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Delegating:
    """A delegation as somebody wants to record it."""

    decider_name: str
    decider_ends_on: date | None
    may_act_for_us: bool
    topic: Topic
    level: Level
    limit: Money | None
    source: str
    begins_on: date
    ends_on: date | None
    others: tuple[Granted, ...]


delegating: Rulebook[Delegating] = Rulebook("Recording a delegation", prefix="DLG")


@delegating.rule("DLG1", source="Catalogue GOV-34: a transparent decision-making process")
def it_names_its_source(asked: Delegating) -> str | None:
    """A delegation names the scheme or minute that grants it."""
    if not asked.source.strip():
        return "Name the scheme or minute that grants this, such as: Scheme of delegation 2026, part 3."
    return None


@delegating.rule("DLG2", source="Catalogue GOV-34: value limits")
def the_limit_is_an_amount(asked: Delegating) -> str | None:
    """A limit is more than nothing; without a limit says so."""
    if asked.limit is not None and asked.limit <= Money(0):
        return "A limit must be more than £0. To grant without limit, leave it out."
    return None


@delegating.rule("DLG3", source="Catalogue GOV-34: body, value limit, conditions")
def whoever_decides_is_there(asked: Delegating) -> str | None:
    """A delegation is to a board or post that has not ended."""
    if asked.decider_ends_on is not None and asked.decider_ends_on < asked.begins_on:
        return f"{asked.decider_name} ended on {asked.decider_ends_on:%-d %B %Y}. Choose another."
    return None


@delegating.rule("DLG4", source="Catalogue GOV-34: who decides what at what level")
def it_is_said_once(asked: Delegating) -> str | None:
    """One subject at one level is delegated to the same board or post once at a time."""
    for other in asked.others:
        same = (other.topic, other.level) == (asked.topic, asked.level)
        if same and overlap(asked.begins_on, asked.ends_on, other.begins_on, other.ends_on):
            return (
                f"{asked.decider_name} holds a delegation for {asked.topic.label.lower()} at {asked.level.word}"
                f" level since {other.begins_on:%-d %B %Y}. End that one first."
            )
    return None


@delegating.rule("DLG6", source="Catalogue GOV-34: who decides what at what level")
def it_ends_after_it_begins(asked: Delegating) -> str | None:
    """A delegation ends after it begins."""
    if asked.ends_on is not None and asked.ends_on < asked.begins_on:
        return "The last day is before the first. Change one of them."
    return None


@delegating.rule("DLG5", source="Catalogue GOV-25: delegated limits per body")
def the_post_answers_to_us(asked: Delegating) -> str | None:
    """An organisation delegates to a post that answers to it, or to a board of the partnership."""
    if not asked.may_act_for_us:
        return f"{asked.decider_name} does not answer to your organisation, so it cannot decide for it."
    return None
