"""What can happen to the map."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class MapTakenIn(Happened):
    """A file of areas, boundaries, look-ups or neighbours was taken in."""

    what: str
    source: str
    file_name: str
    rows_in: int
    rows_refused: int
    added: int
    revised: int
    unchanged: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Took in {self.what} from {self.file_name}: {self.added:,} new, {self.revised:,} revised,"
            f" {self.unchanged:,} as before; {self.rows_refused:,} of {self.rows_in:,} rows refused."
        )
