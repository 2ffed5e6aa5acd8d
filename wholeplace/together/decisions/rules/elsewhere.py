"""What was decided elsewhere names who took it and where it stands; beyond that it is flagged, never refused."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Elsewhere:
    """A decision taken outside, as somebody wants to record it."""

    taken_by: str
    source: str
    taken_on: date
    on: date


elsewhere: Rulebook[Elsewhere] = Rulebook("Recording a decision taken elsewhere", prefix="ELS")


@elsewhere.rule("ELS1", source="Catalogue GOV-07: key decisions, subject to the process in each member institution")
def it_names_who_took_it(asked: Elsewhere) -> str | None:
    """A decision taken elsewhere names the body or post that took it."""
    return None if asked.taken_by.strip() else "Say which body or post took the decision."


@elsewhere.rule("ELS2", source="Catalogue GOV-34: a transparent decision-making process")
def it_names_its_source(asked: Elsewhere) -> str | None:
    """A decision taken elsewhere names the record that shows it."""
    return None if asked.source.strip() else "Name the record that shows it: a minute, a decision notice, an address."


@elsewhere.rule("ELS3", source="Catalogue GOV-01: meeting dates")
def it_has_been_taken(asked: Elsewhere) -> str | None:
    """A decision is recorded once it has been taken."""
    if asked.taken_on > asked.on:
        return f"It cannot have been taken after today, {asked.on:%-d %B %Y}. Enter an earlier day."
    return None
