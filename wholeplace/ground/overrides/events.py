"""What can happen to a number of law."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class LawOverridden(Happened):
    """A number was set by hand."""

    rule: str
    jurisdiction: str
    value: str
    begins_on: date
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Set {self.rule} to {self.value} in {self.jurisdiction} from {self.begins_on:%-d %B %Y}: {self.because}"


@dataclass(frozen=True)
class OverrideEnded(Happened):
    """A number set by hand ended."""

    rule: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Ended the override of {self.rule}."
