"""What can happen to shares and openings."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class RecordShared(Happened):
    """A record was shared with another organisation."""

    organisation: str
    purpose: str
    basis: str
    begins_on: date
    ends_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Shared with {self.organisation} from {self.begins_on:%-d %B %Y} until {self.ends_on:%-d %B %Y},"
            f" for: {self.purpose}. {self.basis}."
        )


@dataclass(frozen=True)
class ShareEnded(Happened):
    """A share was ended before its last day."""

    organisation: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"No longer shared with {self.organisation}."


@dataclass(frozen=True)
class OpeningAsked(Happened):
    """Somebody asked to open a record in an emergency."""

    reason: str
    because: str
    minutes: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Asked to open a record for {self.minutes} minutes. {self.reason}: {self.because}"


@dataclass(frozen=True)
class OpeningAgreed(Happened):
    """A second person agreed to open a record."""

    asked_by: str
    minutes: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Agreed that {self.asked_by} reads the record for {self.minutes} minutes."


@dataclass(frozen=True)
class RecordOpened(Happened):
    """A record was opened to somebody of another organisation in an emergency. Told to its owner."""

    asked_by: str
    organisation: str
    agreed_by: str
    reason: str
    minutes: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Opened in an emergency to {self.asked_by} of {self.organisation} for {self.minutes} minutes;"
            f" {self.agreed_by} agreed. {self.reason}."
        )


@dataclass(frozen=True)
class OpeningClosed(Happened):
    """What was opened or asked for was closed before its time."""

    asked_by: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Closed what {self.asked_by} had asked for."
