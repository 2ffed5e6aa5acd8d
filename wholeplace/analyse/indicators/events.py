"""What can happen to indicators and their figures."""

from dataclasses import dataclass

from wholeplace.ground.trail.event import Happened


@dataclass(frozen=True)
class FiguresTakenIn(Happened):
    """A file of figures was taken in."""

    source: str
    file_name: str
    indicators: tuple[str, ...]
    rows_in: int
    rows_refused: int
    added: int
    revised: int
    unchanged: int

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return (
            f"Took in {len(self.indicators):,} {'indicator' if len(self.indicators) == 1 else 'indicators'} from"
            f" {self.file_name}: {self.added:,} new figures, {self.revised:,} revised, {self.unchanged:,} as before;"
            f" {self.rows_refused:,} of {self.rows_in:,} rows refused."
        )
