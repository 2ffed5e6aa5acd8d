"""What can happen to the trail itself."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class HistoryRestored(Happened):
    """An older backup was restored: what was sealed between two sizes can no longer be shown."""

    kept_size: int
    lost_size: int
    lost_root: str
    because: str
    signature: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"An older backup was restored: of {self.lost_size:,} sealed entries {self.kept_size:,} were kept."
            f" {self.because}"
        )


@dataclass(frozen=True)
class WordsErased(Happened):
    """The words of events were erased, as the law asks. Names nobody."""

    events: tuple[int, ...]
    because: str

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        many = len(self.events)
        return f"Erased the words of {many} {'event' if many == 1 else 'events'}. {self.because}"
