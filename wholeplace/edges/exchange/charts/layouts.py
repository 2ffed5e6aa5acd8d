"""The two sizes every picture is drawn in: one for a page, one for a phone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """How wide the view box is, how large its words are, and how much stands on it."""

    name: str
    width: float
    text: float
    small: float
    plot_height: float
    ticks: int
    labels_beside: bool

    @property
    def leading(self) -> float:
        """From one line of small words to the next."""
        return round(self.small * 1.3)


WIDE = Layout("wide", 720, 15, 14, 260, 5, labels_beside=True)
NARROW = Layout("narrow", 360, 16, 15, 230, 4, labels_beside=False)
