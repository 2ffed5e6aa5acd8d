"""What can happen to an organisation's entry in the directory."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class OrganisationRegistered(Happened):
    """An organisation was entered."""

    name: str
    official_ids: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        known_as = f" ({', '.join(self.official_ids)})" if self.official_ids else ""
        return f"Registered {self.name}{known_as}."


@dataclass(frozen=True)
class OrganisationSucceeded(Happened):
    """An organisation ended, and another took over."""

    name: str
    successor: str
    from_day: date

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"{self.name} was succeeded by {self.successor} from {self.from_day:%-d %B %Y}."


@dataclass(frozen=True)
class OrganisationsTakenIn(Happened):
    """A file of organisations was taken in."""

    source: str
    file_name: str
    rows_in: int
    rows_refused: int
    added: int
    unchanged: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Took in organisations from {self.file_name}: {self.added:,} new, {self.unchanged:,} as before;"
            f" {self.rows_refused:,} of {self.rows_in:,} rows refused."
        )
