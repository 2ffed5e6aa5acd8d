"""What can happen to a contract in the register."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class ContractEntered(Happened):
    """A contract was entered in the register."""

    title: str
    contract_kind: str
    value: Money
    commissioners: tuple[str, ...]
    providers: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Entered in the register: {self.value} with {', '.join(self.providers)}."


@dataclass(frozen=True)
class ContractLinked(Happened):
    """A contract was tied to an intention or an outcome."""

    to_kind: str
    title: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Linked the {self.to_kind} “{self.title}”."


@dataclass(frozen=True)
class ContractPaidFrom(Happened):
    """A contract was tied to a line of money."""

    line: str
    amount: Money

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.amount} comes from the line “{self.line}”."


@dataclass(frozen=True)
class MeasureAdded(Happened):
    """A contract got a measure of performance."""

    title: str
    asks: str
    target: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Added the measure “{self.title}”."


@dataclass(frozen=True)
class MeasureRetired(Happened):
    """A measure that nobody used was retired."""

    title: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Retired the measure “{self.title}”, which had no stated use."


@dataclass(frozen=True)
class ContractExtended(Happened):
    """A contract was extended within its clause."""

    was: str
    until: date
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Extended to {self.until:%-d %B %Y}: {self.because}"


@dataclass(frozen=True)
class ContractEnded(Happened):
    """A contract was ended before, or at, its last day."""

    last_day: date
    by_agreement: bool
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        how = "by agreement, " if self.by_agreement else ""
        return f"Ended {how}with {self.last_day:%-d %B %Y} as its last day: {self.because}"


@dataclass(frozen=True)
class ReviewDone(Happened):
    """A review was done; when the next is due, if that is known."""

    next_on: date | None

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if self.next_on is None:
            return "No day is set for the next review."
        return f"The next review is due on {self.next_on:%-d %B %Y}."


@dataclass(frozen=True)
class NoticeRevised(Happened):
    """A later notice revised an entry that was taken from a notice."""

    notice: str
    published_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Revised by notice {self.notice}, published on {self.published_on:%-d %B %Y}."


@dataclass(frozen=True)
class NoticesTakenIn(Happened):
    """A file of published notices was taken in."""

    source: str
    file_name: str
    rows_in: int
    rows_elsewhere: int
    rows_refused: int
    added: int
    revised: int
    unchanged: int
    value: Money
    more_follows: bool = False

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        verb = "Is taking in" if self.more_follows else "Took in"
        return (
            f"{verb} notices from {self.file_name}: {self.added:,} new in the register, {self.revised:,} revised,"
            f" {self.unchanged:,} as before, {self.value} together; of {self.rows_in:,} notices"
            f" {self.rows_elsewhere:,} were of other places and {self.rows_refused:,} refused."
        )
