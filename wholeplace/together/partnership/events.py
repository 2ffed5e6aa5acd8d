"""What can happen to a partnership, its members, posts, boards, delegations, arrangements and words."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class PartnershipSetUp(Happened):
    """A partnership began."""

    name: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Set up {self.name}."


@dataclass(frozen=True)
class OrganisationJoined(Happened):
    """An organisation consented to be in the partnership."""

    organisation: str
    consented_by: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.organisation} joined; consent given by {self.consented_by}."


@dataclass(frozen=True)
class PostSetUp(Happened):
    """A post was set up."""

    title: str
    roles: tuple[str, ...]
    bodies: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if len(self.bodies) > 1:
            return f"Set up the joint post {self.title}, answering to {', '.join(self.bodies)}."
        return f"Set up the post {self.title}."


@dataclass(frozen=True)
class PostFilled(Happened):
    """A person took up a post."""

    title: str
    person: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.person} took up the post of {self.title}."


@dataclass(frozen=True)
class PostLeft(Happened):
    """A person left a post."""

    title: str
    person: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.person} left the post of {self.title}."


@dataclass(frozen=True)
class BoardSetUp(Happened):
    """A board was set up."""

    title: str
    kind_of_board: str
    answers_to: str
    quorum: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Set up {self.title}{f', answering to {self.answers_to}' if self.answers_to else ''}."


@dataclass(frozen=True)
class TermsOfReferenceChanged(Happened):
    """A board's terms of reference changed."""

    title: str
    changes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Changed the terms of reference: {'; '.join(self.changes)}."


@dataclass(frozen=True)
class BoardEnded(Happened):
    """A board meets no longer."""

    title: str
    last_day: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.title} ends on {_day(self.last_day)}."


@dataclass(frozen=True)
class SeatGiven(Happened):
    """A seat on a board was given. Everyone may read it, so a person is told by id and not by name."""

    organisation: str
    role: str
    post: str
    person: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        whom = f", filled by the {self.post}" if self.post else ""
        return f"Gave {self.organisation} a seat as {self.role}{whom}."


@dataclass(frozen=True)
class SeatEnded(Happened):
    """A seat on a board ended."""

    organisation: str
    role: str
    last_day: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"The seat of {self.organisation} as {self.role} ends on {_day(self.last_day)}."


@dataclass(frozen=True)
class Delegated(Happened):
    """An organisation delegated decisions to a board or post."""

    to: str
    topic: str
    level: str
    limit: Money | None
    source: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        size = f"up to {self.limit}" if self.limit is not None else "without limit"
        return f"{self.to} may decide {self.topic.lower()} at {self.level} level, {size} ({self.source})."


@dataclass(frozen=True)
class DelegationEnded(Happened):
    """A delegation ended."""

    to: str
    topic: str
    last_day: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"The delegation of {self.topic.lower()} to {self.to} ends on {_day(self.last_day)}."


@dataclass(frozen=True)
class ArrangementRegistered(Happened):
    """An arrangement was entered in the register."""

    title: str
    arrangement_type: str
    parties: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Registered the arrangement ({self.arrangement_type}) between {', '.join(self.parties)}."


@dataclass(frozen=True)
class ArrangementWritten(Happened):
    """Something of what an arrangement must record was written down."""

    what: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Wrote down: {', '.join(self.what)}."


@dataclass(frozen=True)
class ArrangementMoved(Happened):
    """An arrangement reached another stage."""

    was: str
    now: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Moved from {self.was.lower()} to {self.now.lower()}."


@dataclass(frozen=True)
class Consented(Happened):
    """An organisation consented to an arrangement."""

    organisation: str
    consented_by: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.organisation} consented; consent given by {self.consented_by}."


@dataclass(frozen=True)
class ConsentWithdrawn(Happened):
    """An organisation withdrew from an arrangement."""

    organisation: str
    last_day: date
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.organisation} withdraws; its last day is {_day(self.last_day)}. {self.because}"


@dataclass(frozen=True)
class InterestDeclared(Happened):
    """Somebody declared an interest."""

    person: str
    about: str
    nature: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.person} declared an interest in {self.about}: {self.nature.lower()}."


@dataclass(frozen=True)
class InterestEnded(Happened):
    """A declared interest ended."""

    person: str
    about: str
    last_day: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.person}'s interest in {self.about} ends on {_day(self.last_day)}."


@dataclass(frozen=True)
class TermSettled(Happened):
    """The partnership settled what it calls something."""

    word: str
    label: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Here “{self.word}” is called “{self.label}”."


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
