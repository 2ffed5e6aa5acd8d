"""What a need must say before it is recorded."""

from dataclasses import dataclass
from datetime import date

from wholeplace.analyse.needs.rules.groups import Confidence
from wholeplace.ground.foundation.refusal import Rulebook


@dataclass(frozen=True)
class Recording:
    """A need as somebody wants to record it."""

    statement: str
    confidence: Confidence
    indicators: int
    sources: int
    observed_on: date
    on: date
    unknown_indicators: tuple[str, ...] = ()
    unknown_area: str = ""


recording: Rulebook[Recording] = Rulebook("Recording a need", prefix="NED")


@recording.rule("NED1", source="Catalogue ANA-01: needs are made from a detailed evidence base")
def it_rests_on_something(asked: Recording) -> str | None:
    """A need rests on at least one indicator or one named source."""
    if asked.indicators + asked.sources == 0:
        return "Choose an indicator, or name the source that this need rests on."
    return None


@recording.rule("NED2", source="Catalogue ANA-01: a need has a measure, a trend, a date and a confidence")
def high_confidence_is_measured(asked: Recording) -> str | None:
    """A need recorded with high confidence is measured by an indicator."""
    if asked.confidence is Confidence.HIGH and asked.indicators == 0:
        return "High confidence needs an indicator. Choose one, or record the need with less confidence."
    return None


@recording.rule("NED3", source="Catalogue ANA-01: a need has a date")
def it_was_seen_already(asked: Recording) -> str | None:
    """A need is observed on a day that has come."""
    if asked.observed_on > asked.on:
        return f"The need cannot have been seen after today, {asked.on:%-d %B %Y}. Enter an earlier day."
    return None


@recording.rule("NED5", source="Catalogue ANA-01: a need has a measure, a trend, a date and a confidence")
def its_indicators_are_known(asked: Recording) -> str | None:
    """The indicators that a need rests on are known here."""
    if not asked.unknown_indicators:
        return None
    codes = ", ".join(asked.unknown_indicators)
    return f"No indicator has the code {codes}. Choose one from its page, or name only the source."


@recording.rule("NED6", source="Identity: areas carry official codes, never a name in a text box")
def its_area_is_known(asked: Recording) -> str | None:
    """The area of a need, where it is given by its code, is known here."""
    if not asked.unknown_area:
        return None
    return f"No area has the code {asked.unknown_area}. Choose an area that is known here, or only name the place."
