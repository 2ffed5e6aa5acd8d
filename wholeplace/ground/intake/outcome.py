"""What reading a file makes of each of its rows. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Given = TypeVar("Given")

EXCERPT = 80


@dataclass(frozen=True)
class Row(Generic[Given]):
    """A row that can be taken in, with what it gives: nothing, one record, or one for each of its columns."""

    number: int
    given: tuple[Given, ...]
    sheet: str = ""


@dataclass(frozen=True)
class Summed(Row[Given]):
    """What was counted or added up from rows that were read before, under the first of them. Not a row itself."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field. The excerpt shows the field's own text, and only that."""

    field: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True)
class Rejected:
    """A row that is refused whole, with every reason; with its money where that could be read, so that it adds up."""

    number: int
    faults: tuple[Fault, ...]
    sheet: str = ""
    pence: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """A row about an area or period that was not asked for."""

    number: int
    sheet: str = ""


@dataclass
class Tally:
    """How many rows came in and what became of them, and how many records they changed."""

    rows_in: int = 0
    rows_taken: int = 0
    rows_elsewhere: int = 0
    rows_repeated: int = 0
    rows_refused: int = 0
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def changes(self) -> int:
        """How many records are new or revised."""
        return self.added + self.revised

    def add(self, other: "Tally") -> None:
        """Add what became of other rows."""
        for name, figure in vars(other).items():
            if isinstance(figure, int):
                setattr(self, name, getattr(self, name) + figure)
        self.reasons.update(other.reasons)

    def count(self, change: "Change") -> None:
        """Add what a room made of some records."""
        self.added += change.added
        self.revised += change.revised
        self.unchanged += change.unchanged


@dataclass(frozen=True)
class Change:
    """What a room made of some records."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0


@dataclass
class Sums:
    """What the money of a file comes to, in pence: all of it is taken, refused, or said again."""

    given: int = 0
    taken: int = 0
    refused: int = 0
    repeated: int = 0

    def add(self, other: "Sums") -> None:
        """Add the money of other rows."""
        for name, pence in vars(other).items():
            setattr(self, name, getattr(self, name) + pence)


def rejected(number: int, field: str, reason: str, excerpt: str = "", *, sheet: str = "") -> Rejected:
    """A row refused for one field."""
    return Rejected(number=number, faults=(Fault(field, reason, excerpt[:EXCERPT]),), sheet=sheet)


def faulty(number: int, faults: Iterable[Fault], *, sheet: str = "") -> Rejected:
    """A row refused for several fields."""
    return Rejected(number=number, faults=tuple(faults), sheet=sheet)
