"""What an outcome must be before it is set."""

import re
from dataclasses import dataclass

from wholeplace.ground.foundation.refusal import Rulebook

DATA = re.compile(r"\d(?:[\d.,]*\d)?%?|%|\bper ?cent(age)?\b", re.IGNORECASE)
MEANS = re.compile(r"\b(services?|programmes?|projects?|contracts?|helplines?|clinics?)\b", re.IGNORECASE)
OBA = "Outcome Based Accountability: an outcome is a condition of wellbeing, without data or the name of a service"


@dataclass(frozen=True)
class Setting:
    """An outcome as somebody wants to set it."""

    title: str
    statement: str
    measures: int
    unknown_area: str = ""


setting: Rulebook[Setting] = Rulebook("Setting an outcome", prefix="OUT")


@setting.rule("OUT1", source=OBA)
def it_holds_no_figures(asked: Setting) -> str | None:
    """An outcome is said without figures: those belong in its measures."""
    if found := DATA.search(f"{asked.title}\n{asked.statement}"):
        return f"Say the outcome without figures (“{found.group()}”). Put them in its measure, baseline and target."
    return None


@setting.rule("OUT2", source=OBA)
def it_names_no_service(asked: Setting) -> str | None:
    """An outcome is the condition of people, not a service that might bring it about."""
    if found := MEANS.search(asked.statement):
        return f"Say how people would live, not what is provided (“{found.group()}”). Services come with intentions."
    return None


@setting.rule("OUT3", source="Catalogue PLN-08: outcome, indicator, baseline, target; one indicator at least")
def it_has_a_measure(asked: Setting) -> str | None:
    """An outcome has at least one measure with a baseline."""
    if asked.measures == 0:
        return "Add a measure with its baseline, so that it can be seen whether the outcome comes nearer."
    return None


@setting.rule("OUT6", source="Identity: areas carry official codes, never a name in a text box")
def its_area_is_known(asked: Setting) -> str | None:
    """The area of an outcome, where it is given by its code, is known here."""
    if not asked.unknown_area:
        return None
    return f"No area has the code {asked.unknown_area}. Choose an area that is known here, or only name the place."
