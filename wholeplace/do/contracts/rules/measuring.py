"""What a measure of performance must be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes.rules.measures import Polarity, in_words
from wholeplace.ground.foundation.refusal import Rulebook

PERFORMANCE = "Outcome Based Accountability: how much, how well, is anyone better off"


@dataclass(frozen=True)
class Measuring:
    """A measure of performance as somebody wants to add it."""

    unit: str
    polarity: Polarity
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal
    tolerance: Decimal
    titles: frozenset[str]
    title: str
    contract_ended: bool
    on: date


measuring: Rulebook[Measuring] = Rulebook("Measuring the performance of a contract", prefix="CME")


@measuring.rule("CME1", source=PERFORMANCE)
def the_target_is_no_worse_than_the_baseline(asked: Measuring) -> str | None:
    """A service is not asked to do worse than it did."""
    if asked.baseline is None or not asked.polarity.better(asked.baseline, than=asked.target):
        return None
    start = in_words(asked.baseline, unit=asked.unit)
    return f"{asked.polarity.label}, so the target may not be worse than the baseline of {start}."


@measuring.rule("CME2", source=PERFORMANCE)
def the_baseline_has_its_day(asked: Measuring) -> str | None:
    """A baseline comes with the day it was observed on, which has come."""
    if (asked.baseline is None) != (asked.baseline_on is None):
        return "Enter both the baseline and its day, or neither."
    if asked.baseline_on is not None and asked.baseline_on > asked.on:
        return f"The baseline cannot be of a day after today, {asked.on:%-d %B %Y}."
    return None


@measuring.rule("CME3", source=PERFORMANCE)
def the_tolerance_is_not_below_nothing(asked: Measuring) -> str | None:
    """The tolerance says how far a figure may miss the target and still count as nearly met."""
    return "Enter a tolerance of nothing or more." if asked.tolerance < 0 else None


@measuring.rule("CME4", source=PERFORMANCE)
def it_is_measured_once(asked: Measuring) -> str | None:
    """A contract has each measure once."""
    if asked.title.strip().casefold() in {title.strip().casefold() for title in asked.titles}:
        return f"The contract has the measure “{asked.title}” already."
    return None


@measuring.rule("CME5", source=PERFORMANCE)
def the_contract_still_runs(asked: Measuring) -> str | None:
    """Measures are added while a contract runs."""
    return "The contract has ended: nothing more will be measured." if asked.contract_ended else None


@dataclass(frozen=True)
class Retiring:
    """A measure as somebody wants to retire it."""

    stated_use: str
    retired_on: date | None


retiring: Rulebook[Retiring] = Rulebook("Retiring a measure", prefix="RET")


@retiring.rule("RET1", source="Catalogue REV-03: a measure without a stated use can be retired")
def nobody_uses_it(asked: Retiring) -> str | None:
    """Only a measure without a stated use is retired."""
    if asked.stated_use.strip():
        return f"The measure is used: {asked.stated_use} Measures are retired when nobody uses them."
    return None


@retiring.rule("RET2", source="Catalogue REV-03: a measure without a stated use can be retired")
def it_is_retired_once(asked: Retiring) -> str | None:
    """A measure is retired once."""
    return f"It was retired on {asked.retired_on:%-d %B %Y}." if asked.retired_on is not None else None
