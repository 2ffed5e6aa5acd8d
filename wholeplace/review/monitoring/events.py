"""What can happen to results and reviews."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class ResultRecorded(Happened):
    """A result was recorded against a measure."""

    measure: str
    figure: str
    begins_on: date
    ends_on: date
    standing: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        period = f"{self.begins_on:%-d %B %Y} to {self.ends_on:%-d %B %Y}"
        return f"Recorded {self.figure} for “{self.measure}”, {period}: {self.standing.lower()}."


@dataclass(frozen=True)
class ResultWithdrawn(Happened):
    """A result was withdrawn, because it was wrong."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Withdrew the result: {self.because}"


@dataclass(frozen=True)
class ContractReviewed(Happened):
    """A contract was reviewed."""

    recommendation: str
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Reviewed it, and recommended to {self.recommendation} it: {self.because}"
