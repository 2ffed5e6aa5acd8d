"""What can happen to a partnership, its members and its posts."""

from dataclasses import dataclass

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
