"""What a measure's baseline and target must be, what a changed target says, what a forecast rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes.rules.measures import Point, Polarity, in_words
from wholeplace.ground.foundation.refusal import Rulebook

TURNING = "Outcome Based Accountability: turning the curve from a baseline with its forecast"


@dataclass(frozen=True)
class Aim:
    """Where a measure starts, and where it should stand by when."""

    title: str
    unit: str
    polarity: Polarity
    baseline: Decimal
    baseline_on: date
    target: Decimal | None
    due_on: date | None
    on: date
    unknown_indicator: str = ""


aiming: Rulebook[Aim] = Rulebook("Giving a measure its baseline and target", prefix="AIM")


@aiming.rule("AIM1", source=TURNING)
def the_baseline_was_seen_already(asked: Aim) -> str | None:
    """A baseline was observed on a day that has come."""
    if asked.baseline_on > asked.on:
        return f"{asked.title}: the baseline cannot be of a day after today, {asked.on:%-d %B %Y}."
    return None


@aiming.rule("AIM2", source=TURNING)
def the_target_is_better_than_the_baseline(asked: Aim) -> str | None:
    """A target lies in the good direction from the baseline."""
    if asked.target is None or asked.polarity.better(asked.target, than=asked.baseline):
        return None
    start = in_words(asked.baseline, unit=asked.unit)
    which = "higher" if asked.polarity is Polarity.HIGHER else "lower"
    return f"{asked.title}: {which} is better, so the target must be {which} than the baseline of {start}."


@aiming.rule("AIM3", source=TURNING)
def the_target_has_a_day_after_the_baseline(asked: Aim) -> str | None:
    """A target comes with the day by which it should be reached, after the baseline."""
    if asked.target is not None and asked.due_on is None:
        return f"{asked.title}: say by which day the target should be reached."
    if asked.due_on is not None and asked.target is None:
        return f"{asked.title}: say which target should be reached by {asked.due_on:%-d %B %Y}."
    if asked.due_on is not None and asked.due_on <= asked.baseline_on:
        return f"{asked.title}: the target's day must be after the baseline's, {asked.baseline_on:%-d %B %Y}."
    return None


@aiming.rule("AIM4", source="Catalogue PLN-08: outcome, indicator, baseline, target; one indicator at least")
def its_indicator_is_known(asked: Aim) -> str | None:
    """The indicator that a measure takes its figures from is known here."""
    if not asked.unknown_indicator:
        return None
    return f"{asked.title}: no indicator has the code {asked.unknown_indicator}. Choose one from its page, or none."


@dataclass(frozen=True)
class Retarget:
    """A changed target, beside the one that holds now."""

    now: Point | None
    target: Decimal
    due_on: date
    because: str
    on: date


retargeting: Rulebook[Retarget] = Rulebook("Changing a target", prefix="TGT")


@retargeting.rule("TGT1", source="Catalogue PLN-08: targets are dated, and an old one stays on the record")
def it_differs_from_the_one_that_holds(asked: Retarget) -> str | None:
    """A changed target differs from the one that holds now."""
    if asked.now == Point(asked.due_on, asked.target):
        return "This is the target already. Change the figure or the day."
    return None


@retargeting.rule("TGT2", source="Catalogue PLN-08: targets are dated, and an old one stays on the record")
def it_says_why(asked: Retarget) -> str | None:
    """Whoever changes a target says why."""
    if asked.now is not None and not asked.because.strip():
        return "Say why the target changes. The old one stays on the record with your reason."
    return None


@retargeting.rule("TGT3", source="Catalogue PLN-08: targets are dated, and an old one stays on the record")
def there_is_still_time(asked: Retarget) -> str | None:
    """A target is set for a day that is still to come."""
    if asked.due_on <= asked.on:
        return f"The target's day must be after today, {asked.on:%-d %B %Y}."
    return None


@dataclass(frozen=True)
class Forecasting:
    """A forecast of a measure if nothing is done, as somebody wants to add it."""

    baseline_on: date
    points: Sequence[Point]
    basis: str


forecasting: Rulebook[Forecasting] = Rulebook("Forecasting a measure if nothing is done", prefix="FOR")


@forecasting.rule("FOR1", source=TURNING)
def it_has_a_point(asked: Forecasting) -> str | None:
    """A forecast says a figure for at least one day."""
    if not asked.points:
        return "Enter at least one figure with its day."
    return None


@forecasting.rule("FOR2", source=TURNING)
def it_begins_after_the_baseline(asked: Forecasting) -> str | None:
    """A forecast is of days after the baseline."""
    if any(point.on <= asked.baseline_on for point in asked.points):
        return f"Every day of the forecast must be after the baseline's, {asked.baseline_on:%-d %B %Y}."
    return None


@forecasting.rule("FOR3", source=TURNING)
def it_says_one_figure_a_day(asked: Forecasting) -> str | None:
    """A forecast says one figure for a day."""
    days = [point.on for point in asked.points]
    if len(days) != len(set(days)):
        return "Two figures of the forecast are for the same day. Leave one of them out."
    return None


@forecasting.rule("FOR4", source=TURNING)
def it_says_what_it_rests_on(asked: Forecasting) -> str | None:
    """A forecast says what it rests on."""
    if not asked.basis.strip():
        return "Say what the forecast rests on: a trend, a projection, a judgement."
    return None
