"""What can happen to a record at the end of its time. No event repeats what a record said."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class RecordEnded(Happened):
    """The certificate: a record, with its parts, was destroyed or anonymised, under which class, from which day."""

    what: str
    kept_as: str
    since: str
    years: int
    then: str
    parts: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"{self.then} this {self.what}: kept as “{self.kept_as}” for {years} from {self.since}."


@dataclass(frozen=True)
class HoldPlaced(Happened):
    """A record was held beyond its day."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Held beyond its day: {self.because}"


@dataclass(frozen=True)
class HoldLifted(Happened):
    """A record is no longer held."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"No longer held: {self.because}"


@dataclass(frozen=True)
class KeptByAHold(Happened):
    """A record's day came, and a hold kept it."""

    day: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Its day was {self.day}; a hold keeps it."
