"""What can happen to a request for information. No event says who asked, or in which words."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened


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
