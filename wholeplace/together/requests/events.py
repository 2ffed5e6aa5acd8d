"""What can happen to a request for information. No event says who asked, or in which words."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened
from wholeplace.together.requests.rules.exemptions import exemption


@dataclass(frozen=True)
class RequestLogged(Happened):
    """A request was logged."""

    regime: str
    received_on: date
    due_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Logged a request received on {self.received_on:%-d %B %Y} under the {self.regime},"
            f" to be answered by {self.due_on:%-d %B %Y}."
        )


@dataclass(frozen=True)
class ApplicantAsked(Happened):
    """The applicant was asked what they mean."""

    asked_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Asked the applicant on {self.asked_on:%-d %B %Y}. The clock stands still."


@dataclass(frozen=True)
class ApplicantReplied(Happened):
    """The applicant said what they mean."""

    replied_on: date
    due_on: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"The applicant replied on {self.replied_on:%-d %B %Y}. Due by {self.due_on:%-d %B %Y}."


@dataclass(frozen=True)
class RequestClosed(Happened):
    """A request was closed without an answer."""

    ending: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Closed the request without an answer. {self.ending}."


@dataclass(frozen=True)
class RecordGathered(Happened):
    """A record was gathered for an answer."""

    what: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Gathered a record for the answer: {self.what}."


@dataclass(frozen=True)
class RecordLeftOut(Happened):
    """A record was left out of an answer again."""

    what: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Left a record out of the answer: {self.what}."


@dataclass(frozen=True)
class WordsTakenOut(Happened):
    """Words were taken out of an answer."""

    exemption: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Took words out of the answer, under {exemption(self.exemption).short}."


@dataclass(frozen=True)
class WordsPutBack(Happened):
    """Words that were taken out were put back."""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Put words back into the answer."


@dataclass(frozen=True)
class ExemptionExplained(Happened):
    """It was said why an exemption applies."""

    exemption: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Said why {exemption(self.exemption).short} applies."


@dataclass(frozen=True)
class AnswerProposed(Happened):
    """An answer was put to a second person."""

    content_hash: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Put the answer to a second person, with the hash {self.content_hash[:12]}…."


@dataclass(frozen=True)
class AnswerSentBack(Happened):
    """A second person sent an answer back."""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Sent the answer back."


@dataclass(frozen=True)
class AnswerReleased(Happened):
    """An answer went out."""

    outcome: str
    content_hash: str
    is_published: bool

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        where = " It stands in the disclosure log." if self.is_published else ""
        return f"{self.outcome}, with the hash {self.content_hash[:12]}….{where}"
