"""What can happen to a need."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class NeedRecorded(Happened):
    """A need was recorded."""

    title: str
    group: str
    confidence: str
    indicators: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Recorded the need."


@dataclass(frozen=True)
class EvidenceAdded(Happened):
    """A need got more evidence."""

    source: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Added evidence: {self.source}."


@dataclass(frozen=True)
class NeedClosed(Happened):
    """A need is no longer held to be one."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Closed the need: {self.because}"
