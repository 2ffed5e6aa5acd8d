"""Ending a seat, a delegation, an interest or a board: the last day counts, and what was done meanwhile stands."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Ending:
    """A dated record that somebody wants to end. `below` are its organisation's boards that answer to a board."""

    what: str
    begins_on: date
    ends_on: date | None
    last_day: date
    on: date
    below: tuple[str, ...] = ()
    is_ones_own: bool = True


ending: Rulebook[Ending] = Rulebook("Ending a seat, delegation, interest or board", prefix="LST")

_SOURCE = "Catalogue GOV-01, GOV-34: dated seats and delegations"


@ending.rule("LST1", source=_SOURCE)
def it_ends_once(asked: Ending) -> str | None:
    """What has ended is not ended again."""
    if asked.ends_on is not None and asked.ends_on < asked.on:
        return f"This {asked.what} ended on {asked.ends_on:%-d %B %Y}. Record a new one if it has come back."
    return None


@ending.rule("LST2", source=_SOURCE)
def it_ends_after_it_begins(asked: Ending) -> str | None:
    """Nothing ends before it begins."""
    if asked.last_day < asked.begins_on:
        verb = "begins" if asked.begins_on > asked.on else "began"
        return f"This {asked.what} {verb} on {asked.begins_on:%-d %B %Y}. Choose that day or a later one."
    return None


@ending.rule("LST3", source="Catalogue GOV-01: boards form a tree")
def nothing_answers_to_it(asked: Ending) -> str | None:
    """A board ends once no board of its own organisation answers to it any more."""
    if asked.below:
        return f"These still answer to it: {', '.join(asked.below)}. End them first, or place them elsewhere."
    return None


@ending.rule("LST4", source="Catalogue GOV-06: register of interests")
def an_interest_is_ones_own(asked: Ending) -> str | None:
    """An interest is ended by the person who declared it."""
    if not asked.is_ones_own:
        return "Only the person who declared an interest can end it."
    return None
