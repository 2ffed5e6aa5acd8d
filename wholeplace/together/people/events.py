"""What can happen to a person's sign-in."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class PersonInvited(Happened):
    """Somebody was given a sign-in."""

    name: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Invited {self.name}."


@dataclass(frozen=True)
class TokenIssued(Happened):
    """A program was allowed to act as somebody."""

    label: str
    capacity: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Issued the token {self.label}."


@dataclass(frozen=True)
class TokenRevoked(Happened):
    """A program may no longer act as somebody."""

    label: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Revoked the token {self.label}."


@dataclass(frozen=True)
class PasswordChanged(Happened):
    """Somebody gave themselves another password, which ended their sessions and tokens."""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Changed their password."


@dataclass(frozen=True)
class SignedOutEverywhere(Happened):
    """Somebody ended all their sessions."""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return "Signed out everywhere."


@dataclass(frozen=True)
class PackPutTogether(Happened):
    """What is held about somebody was put together, to be given to them."""

    records: int
    content_hash: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Put together what is held about this person: {self.records} records."
