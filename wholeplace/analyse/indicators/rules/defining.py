"""What an indicator must say of itself before figures of it are taken in."""

from dataclasses import dataclass

from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Defining:
    """An indicator as somebody wants to define it."""

    code: str
    name: str
    definition: str
    unit: str
    value_type: ValueType
    multiplier: float
    like_for_like: str


defining: Rulebook[Defining] = Rulebook("Defining an indicator", prefix="IND")


@defining.rule("IND1", source="Catalogue ANA-01: a figure has a measure, a source and a date")
def it_says_what_it_measures(asked: Defining) -> str | None:
    """An indicator says what it measures, in a name, a definition and a unit."""
    missing = [word for word in ("code", "name", "definition", "unit") if not getattr(asked, word).strip()]
    if missing:
        return f"The indicator {asked.code or 'without a code'} has no {' and no '.join(missing)}."
    return None


@defining.rule("IND2", source="Rules 3.22: rates are events for so many people")
def a_rate_says_for_how_many(asked: Defining) -> str | None:
    """A rate or proportion says for how many people it is given."""
    rated = {ValueType.PROPORTION, ValueType.RATE, ValueType.STANDARDISED}
    if asked.value_type in rated and asked.multiplier <= 0:
        return f"{asked.name} is a {asked.value_type.label.lower()}: say for how many it is given, as 100 or 100,000."
    return None


@defining.rule("IND3", source="Catalogue ANA-12: like-for-like notes are mandatory")
def a_unit_cost_says_what_it_is_like(asked: Defining) -> str | None:
    """A unit cost carries a note of what it may be compared with."""
    if asked.value_type is ValueType.UNIT_COST and not asked.like_for_like.strip():
        return f"{asked.name} is a unit cost: say what it includes and which other figures it may be compared with."
    return None
