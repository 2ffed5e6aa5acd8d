"""What can happen to an outcome."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes.rules.measures import in_words
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class OutcomeSet(Happened):
    """An outcome was set."""

    title: str
    group: str
    measures: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Set the outcome, measured by {', '.join(self.measures)}."


@dataclass(frozen=True)
class NeedLinked(Happened):
    """An outcome was said to answer another need."""

    need: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Linked the need “{self.need}”."


@dataclass(frozen=True)
class MeasureAdded(Happened):
    """An outcome got another measure."""

    title: str
    unit: str
    baseline: str
    baseline_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Added the measure “{self.title}”."


@dataclass(frozen=True)
class TargetSet(Happened):
    """A measure of an outcome got a target, or another one."""

    measure: str
    unit: str
    was: str
    now: str
    due_on: date
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        now = in_words(Decimal(self.now), unit=self.unit)
        by = f"{now} by {self.due_on:%-d %B %Y}"
        if not self.was:
            return f"Set the target for “{self.measure}” to {by}."
        was = in_words(Decimal(self.was), unit=self.unit)
        return f"Changed the target for “{self.measure}” from {was} to {by}: {self.because}"


@dataclass(frozen=True)
class ForecastAdded(Happened):
    """It was said where a measure would stand if nothing were done."""

    measure: str
    points: int
    basis: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Added the forecast of “{self.measure}” if nothing is done: {self.basis}"


@dataclass(frozen=True)
class OutcomeClosed(Happened):
    """An outcome is no longer pursued."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Closed the outcome: {self.because}"
