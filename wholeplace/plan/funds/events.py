"""What can happen to a fund, its lines and its money."""

from dataclasses import dataclass

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class FundOpened(Happened):
    """A fund was opened."""

    title: str
    fund_kind: str
    first_year: str
    last_year: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Opened the fund."


@dataclass(frozen=True)
class ContributionMade(Happened):
    """An organisation put money in for a year."""

    contributor: str
    amount: Money
    year: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.contributor} put in {self.amount} for {self.year}."


@dataclass(frozen=True)
class LineAdded(Happened):
    """Money of a fund was set aside."""

    title: str
    amount: Money
    year: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Set {self.amount} aside for {self.title}, {self.year}."


@dataclass(frozen=True)
class OutcomeLinked(Happened):
    """A line was said to serve an outcome."""

    outcome: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Linked the outcome “{self.outcome}”."


@dataclass(frozen=True)
class MoneyMoved(Happened):
    """Money moved from one line of a fund to another."""

    giver: str
    taker: str
    amount: Money
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Moved {self.amount} from {self.giver} to {self.taker}: {self.because}"


@dataclass(frozen=True)
class LineDrawn(Happened):
    """Money of a line was taken for a contract."""

    organisation: str
    amount: Money

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.organisation} drew {self.amount} for a contract."


@dataclass(frozen=True)
class SpendBegun(Happened):
    """A part of a file of published payments was taken in; the rest follows."""

    source: str
    file_name: str
    buyer: str
    rows_so_far: int
    amount: Money

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Is taking in what {self.buyer} published of its spend from {self.file_name}: {self.rows_so_far:,} rows"
            f" so far, {self.amount} together."
        )


@dataclass(frozen=True)
class SpendTakenIn(Happened):
    """A file of published payments was taken in."""

    source: str
    file_name: str
    buyer: str
    rows_in: int
    rows_refused: int
    added: int
    revised: int
    unchanged: int
    amount: Money

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Took in what {self.buyer} published of its spend from {self.file_name}: {self.added:,} new payments,"
            f" {self.revised:,} revised, {self.unchanged:,} as before, {self.amount} together;"
            f" {self.rows_refused:,} of {self.rows_in:,} rows refused."
        )
