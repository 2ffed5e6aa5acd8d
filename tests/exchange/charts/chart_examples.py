"""Small, invented figures that the tests of charts share, and ways to read a picture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from wholeplace.edges.exchange.charts import (
    AreaMap,
    Chart,
    Comparator,
    Estimate,
    Figure,
    Format,
    Kind,
    MapArea,
    Missing,
    Point,
    Polarity,
    RankedArea,
    Ranking,
    Series,
    Trend,
)
from wholeplace.edges.exchange.charts.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
RATE = Format(Kind.RATE, 1)
PERCENT = Format(Kind.PERCENT, 1)


def estimate(value: float, *, give_or_take: float = 0) -> Estimate:
    """A figure with an even interval, or with none."""
    return Estimate(value, value - give_or_take, value + give_or_take) if give_or_take else Estimate(value)


def series(name: str, *figures: Figure, first_year: int = 2015) -> Series:
    """One figure a year."""
    return Series(
        name,
        tuple(
            Point(str(first_year + step), date(first_year + step, 7, 1), figure) for step, figure in enumerate(figures)
        ),
    )


def falling(**changes: object) -> Trend:
    """A rate that falls and stays above England."""
    facts: dict[str, object] = {
        "indicator": "Early deaths",
        "area": series("Northmoor", *(estimate(value, give_or_take=10) for value in (400, 380, 350, 340))),
        "fmt": RATE,
        "polarity": Polarity.LOWER_IS_BETTER,
        "comparator": series("England", *map(estimate, (330, 325, 318, 310))),
    }
    return Trend(**(facts | changes))  # type: ignore[arg-type]


def ranking(**changes: object) -> Ranking:
    """Four areas with figures, one hidden and one without data."""
    facts: dict[str, object] = {
        "indicator": "Early deaths",
        "period": "2022 to 2024",
        "areas": (
            RankedArea("Southwold Vale", "E1", estimate(300, give_or_take=10)),
            RankedArea("Northmoor", "E2", estimate(400, give_or_take=10), this=True),
            RankedArea("Eastmere", "E3", estimate(410, give_or_take=10)),
            RankedArea("Westbridge", "E4", estimate(200, give_or_take=10)),
            RankedArea("Isle of Tarn", "E5", Missing.HIDDEN),
            RankedArea("Hallow", "E6", Missing.NO_DATA),
        ),
        "fmt": RATE,
        "polarity": Polarity.LOWER_IS_BETTER,
        "among": "councils",
        "comparator": Comparator("England", estimate(310)),
    }
    return Ranking(**(facts | changes))  # type: ignore[arg-type]


def square(west: float, south: float, side: float = 1) -> list[tuple[float, float]]:
    """A closed ring around a square, in degrees."""
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def areas_of(**changes: object) -> AreaMap:
    """Four squares on the equator: two classes, one hidden, one without data."""
    facts: dict[str, object] = {
        "indicator": "Deprivation",
        "place": "Northmoor",
        "areas": (
            MapArea("A", "Alder", [square(0, 0)], 1, 12.34),
            MapArea("B", "Birch", [square(1, 0)], 2, 0.0),
            MapArea("C", "Cedar", [square(0, -1)], None),
            MapArea("D", "Damson", [square(1, -1)], None, missing=Missing.HIDDEN),
        ),
        "classes": ("most deprived half", "least deprived half"),
        "fmt": PERCENT,
        "class_name": "Half of England",
        "darkest_first": True,
    }
    return AreaMap(**(facts | changes))  # type: ignore[arg-type]


# --- Reading a picture ---------------------------------------------------------------------------------------


def marks(chart: Chart | str, name: str, style: str = "") -> list[ElementTree.Element]:
    """The elements of a name inside the groups of a style."""
    root = ElementTree.fromstring(chart if isinstance(chart, str) else chart.svg)
    parents = [each for each in root.iter() if style in (each.get("class") or "").split()] if style else [root]
    return [each for parent in parents for each in parent.iter(SVG + name)]


def words(chart: Chart) -> list[str]:
    """Everything that is written on a picture, without its name, its description and what shows on hover."""
    return [each.text or "" for each in marks(chart, "text")]


@dataclass(frozen=True)
class Box:
    """The room that written words take."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether two boxes share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def boxes(chart: Chart) -> list[Box]:
    """The room of all that is written on a picture."""
    return list(dict.fromkeys(_boxes(ElementTree.fromstring(chart.svg), 15.0, "start", 0.0, bold=False)))


def _boxes(node: ElementTree.Element, size: float, anchor: str, down: float, *, bold: bool) -> Iterator[Box]:
    size, anchor = float(node.get("font-size") or size), node.get("text-anchor") or anchor
    bold = bold or node.get("font-weight") == "bold"
    if moved := re.fullmatch(r"translate\(0 (\d+)\)", node.get("transform") or ""):
        down += float(moved[1])
    if node.tag == SVG + "text":
        wide = width_of(node.text or "", size=size, bold=bold)
        x, y = float(node.get("x") or 0), float(node.get("y") or 0) + down
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        # From the top of a capital to the baseline.
        yield Box(node.text or "", left, y - 0.72 * size, left + wide, y)
    for child in node:
        yield from _boxes(child, size, anchor, down, bold=bold)


def collisions(chart: Chart) -> list[tuple[str, str]]:
    """Words that stand on other words."""
    found = boxes(chart)
    return [(a.words, b.words) for index, a in enumerate(found) for b in found[index + 1 :] if a.touches(b)]


def outside(chart: Chart) -> list[str]:
    """Words that run over the edge of the picture."""
    root = ElementTree.fromstring(chart.svg)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    return [
        box.words
        for box in boxes(chart)
        if box.left < -0.5 or box.right > width + 0.5 or box.top < 0 or box.bottom > height
    ]


def numbers(d: str) -> list[float]:
    """The numbers of a path."""
    return [float(found) for found in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", d)]
