"""The table behind a chart: what the picture shows, as text to read and as raw values to take away."""

from collections.abc import Iterator
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.facts import Estimate, Figure, Missing
from wholeplace.edges.exchange.charts.figures import Format

Raw = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A heading, and whether figures stand below it."""

    text: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What is read, and the value behind it."""

    text: str
    raw: Raw

    @classmethod
    def of(cls, words: str) -> "Cell":
        """Words, which are their own value."""
        return cls(words, words)

    @classmethod
    def figure(cls, figure: Figure, fmt: Format) -> "Cell":
        """A figure as the chart shows it, or why there is none."""
        if isinstance(figure, Missing):
            return cls(figure.value, None)
        return cls(fmt.text(figure.value), figure.value)

    @classmethod
    def ends(cls, figure: Figure, fmt: Format) -> tuple["Cell", "Cell"]:
        """The two ends of an interval, empty where there is none."""
        interval = figure.interval if isinstance(figure, Estimate) else None
        if interval is None:
            return cls("", None), cls("", None)
        low, high = interval
        return cls(fmt.text(low), low), cls(fmt.text(high), high)


@dataclass(frozen=True)
class Table:
    """A caption, headings, rows, and what must be said below them."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row of a table has one cell for each heading.")

    @property
    def headers(self) -> tuple[str, ...]:
        """The words of the headings."""
        return tuple(column.text for column in self.columns)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as they are read."""
        return (tuple(cell.text for cell in row) for row in self.rows)

    def raw_rows(self) -> Iterator[tuple[Raw, ...]]:
        """The rows as values, for CSV."""
        return (tuple(cell.raw for cell in row) for row in self.rows)
