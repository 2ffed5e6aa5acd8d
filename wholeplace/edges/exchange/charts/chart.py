"""What every drawing gives back: the picture, the table behind it, and what it says in words."""

from dataclasses import dataclass

from wholeplace.edges.exchange.charts.tables import Table


@dataclass(frozen=True)
class Chart:
    """A picture as SVG, its table, the sentence above it and the description for those who cannot see it."""

    svg: str
    table: Table
    title: str
    description: str
