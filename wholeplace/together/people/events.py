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
