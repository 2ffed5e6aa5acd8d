"""What can happen to a file that was brought in."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class FileBrought(Happened):
    """A file was brought in."""

    name: str
    sha256: str
    size: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Brought in {self.name}, {self.size:,} bytes."


@dataclass(frozen=True)
class FileConfirmed(Happened):
    """A second person confirmed that a file is taken in."""

    name: str
    sha256: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Confirmed that {self.name} is taken in."


@dataclass(frozen=True)
class FileCancelled(Happened):
    """A file will not be taken in."""

    name: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Cancelled {self.name}; nothing of it was taken in."


@dataclass(frozen=True)
class FileTakenIn(Happened):
    """A file has been taken in to its end."""

    name: str
    changes: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Took in {self.name}: {self.changes:,} changes."


@dataclass(frozen=True)
class FileAskedAgain(Happened):
    """Somebody asked again for a confirmed file to be taken in."""

    name: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return f"Asked again for {self.name} to be taken in."
