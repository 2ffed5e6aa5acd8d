"""What can happen to meetings, items, papers and decisions."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class MeetingCalled(Happened):
    """A meeting was called."""

    board: str
    held_on: date
    papers_due_on: date
    short_notice_because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        why = f" At short notice: {self.short_notice_because}" if self.short_notice_because else ""
        return f"Called a meeting of {self.board} for {_day(self.held_on)}.{why}"


@dataclass(frozen=True)
class ItemBrought(Happened):
    """An item was taken to a board."""

    board: str
    title: str
    subject: str
    amount: Money | None
    purpose: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        size = f", {self.amount.brief()}" if self.amount is not None else ""
        return f"Took “{self.title}”{size} to {self.board}, for {self.purpose}."


@dataclass(frozen=True)
class PapersIssued(Happened):
    """The papers of a meeting were issued."""

    items: int
    late_because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        why = f" Late: {self.late_because}" if self.late_because else ""
        return f"Issued the papers, with {self.items} {'item' if self.items == 1 else 'items'}.{why}"


@dataclass(frozen=True)
class MeetingHeld(Happened):
    """A meeting was held."""

    present: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Held the meeting, with {self.present} present."


@dataclass(frozen=True)
class MeetingCancelled(Happened):
    """A meeting was cancelled."""

    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Cancelled the meeting: {self.because}"


@dataclass(frozen=True)
class PaperWritten(Happened):
    """A paper was begun or revised."""

    title: str
    answered: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Wrote “{self.title}”."


@dataclass(frozen=True)
class PaperPublished(Happened):
    """A paper was published."""

    title: str
    content_hash: str
    exempt_rule: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        kept = f", exempt under {self.exempt_rule}" if self.exempt_rule else ""
        return f"Published “{self.title}”{kept}."


@dataclass(frozen=True)
class DecisionTaken(Happened):
    """A board or post decided, here or elsewhere."""

    decider: str
    outcome: str
    amount: Money | None
    authority: str
    taken_on: date
    elsewhere: bool
    flags: tuple[str, ...]
    papers: tuple[str, ...]
    content_hash: str = ""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        size = f" ({self.amount})" if self.amount is not None else ""
        where = ", recorded from elsewhere" if self.elsewhere else ""
        return f"{self.decider}: {self.outcome.lower()}{size} on {_day(self.taken_on)}{where}."


@dataclass(frozen=True)
class DecisionRatified(Happened):
    """An organisation said where it stands on a joint decision."""

    organisation: str
    position: str
    body_name: str
    taken_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.organisation}: {self.position.lower()}, by {self.body_name} on {_day(self.taken_on)}."


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
