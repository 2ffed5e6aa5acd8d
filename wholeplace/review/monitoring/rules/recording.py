"""What a result must be before it is recorded."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes.rules.measures import in_words
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.review.monitoring.rules.standing import reckoned

MEANINGFUL = "Catalogue REV-03: robust monitoring; data must be meaningful"


class Sureness(Labelled):
    """How sure those who record a result are of it."""

    CHECKED = "checked", "Checked: validated at its source"
    REPORTED = "reported", "Reported: as the provider or source gave it"
    ESTIMATED = "estimated", "Estimated: a better figure is to come"


@dataclass(frozen=True)
class Recording:
    """A result as somebody wants to record it."""

    unit: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    begins_on: date
    ends_on: date
    there_already: bool
    retired: bool
    is_a_party: bool
    answers_for_outcome: bool
    on: date


recording: Rulebook[Recording] = Rulebook("Recording a result", prefix="RES")


@recording.rule("RES1", source=MEANINGFUL)
def the_period_is_over(asked: Recording) -> str | None:
    """A result is of a period that has ended; its last day counts."""
    if asked.ends_on < asked.begins_on:
        return f"The period cannot end before it begins on {asked.begins_on:%-d %B %Y}."
    if asked.ends_on >= asked.on:
        return f"The period is not over until the end of {asked.ends_on:%-d %B %Y}. Record the result after it."
    return None


@recording.rule("RES2", source=MEANINGFUL)
def it_is_recorded_once(asked: Recording) -> str | None:
    """A measure has one result for a period."""
    if asked.there_already:
        return "There is a result for this measure and period already. Withdraw that one first, saying why."
    return None


@recording.rule("RES3", source=MEANINGFUL)
def the_parts_agree_with_the_figure(asked: Recording) -> str | None:
    """Where a numerator and a denominator are given, they agree with the figure."""
    if (asked.numerator is None) != (asked.denominator is None):
        return "Enter both the numerator and the denominator, or neither."
    if asked.numerator is None or asked.denominator is None:
        return None
    if asked.denominator <= 0:
        return "The denominator must be more than nothing."
    figure = reckoned(asked.numerator, asked.denominator, unit=asked.unit, like=asked.value)
    if figure != asked.value:
        over = f"{in_words(asked.numerator, unit='')} of {in_words(asked.denominator, unit='')}"
        given, right = in_words(asked.value, unit=asked.unit), in_words(figure, unit=asked.unit)
        return f"{over} gives {right}, not {given}. Correct one of them."
    return None


@recording.rule("RES4", source="Catalogue REV-03: a measure without a stated use can be retired")
def the_measure_is_in_use(asked: Recording) -> str | None:
    """No result is recorded against a measure that was retired."""
    return "The measure was retired. Choose one that is in use." if asked.retired else None


@recording.rule("RES5", source="Catalogue DO-01: commissioners of a contract")
def it_is_recorded_by_a_commissioner(asked: Recording) -> str | None:
    """The result of a contract is recorded by one of the organisations that commission or fund it."""
    if asked.is_a_party:
        return None
    return "Your organisation neither commissions nor funds this contract. Ask one that does to record the result."


@recording.rule("RES7", source="Catalogue GOV-03: boards answer for outcomes")
def it_is_recorded_by_those_who_answer_for_it(asked: Recording) -> str | None:
    """The result of an outcome is recorded by the organisation that set it, or by one that sits on its board."""
    if asked.answers_for_outcome:
        return None
    return "Your organisation did not set this outcome and is not on its board. Ask one of them to record the result."
