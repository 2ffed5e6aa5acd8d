"""Small areas by class: what the map is told, its classes, the table, and the words for those who cannot see it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from wholeplace.edges.exchange.charts.facts import Estimate, Missing
from wholeplace.edges.exchange.charts.figures import Format, counted
from wholeplace.edges.exchange.charts.findings import share_in_class
from wholeplace.edges.exchange.charts.geometry import Ring
from wholeplace.edges.exchange.charts.tables import Cell, Column, Table


@dataclass(frozen=True)
class MapArea:
    """A small area: its rings in longitude and latitude, its class counted from one, and its value where it has one.

    An area without a class says why. It carries no value either, so that nothing hidden reaches the page.
    """

    code: str
    name: str
    rings: Sequence[Ring]
    in_class: int | None
    value: float | None = None
    missing: Missing = Missing.NO_DATA

    def __post_init__(self) -> None:
        if self.in_class is None and self.value is not None:
            raise ValueError(f"{self.code} has a value but no class; a missing area carries neither.")
        if not self.rings:
            raise ValueError(f"{self.code} has no boundary.")


@dataclass(frozen=True)
class Overlay:
    """One boundary drawn over the areas."""

    name: str
    rings: Sequence[Ring]


@dataclass(frozen=True)
class Landmark:
    """A name on the map, so that people find their way."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class AreaMap:
    """Everything that a map of small areas shows. Figures are those that may be published, no others.

    `classes` are the words of the classes in order; `darkest_first` says that class one is the darkest.
    """

    indicator: str
    place: str
    areas: tuple[MapArea, ...]
    classes: tuple[str, ...]
    fmt: Format | None = None
    class_name: str = "Class"
    areas_name: str = "small areas"
    darkest_first: bool = False
    overlay: Overlay | None = None
    landmarks: tuple[Landmark, ...] = ()
    finding: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not self.areas:
            raise ValueError("There is nothing to draw.")
        last = len(self.classes)
        strays = [area.code for area in self.areas if area.in_class is not None and not 1 <= area.in_class <= last]
        if strays:
            raise ValueError(f"{', '.join(strays[:3])}: there are only classes 1 to {last}.")

    @property
    def title(self) -> str:
        """The finding, or what the map shows."""
        return self.finding or f"{self.indicator} in the {self.areas_name} of {self.place}"

    @property
    def counts(self) -> Counter[int | Missing]:
        """How many areas each class holds, and how many are missing for each reason."""
        return Counter(area.missing if area.in_class is None else area.in_class for area in self.areas)

    @property
    def has_values(self) -> bool:
        """Whether areas have a value beside their class."""
        return self.fmt is not None and any(area.value is not None for area in self.areas)

    def words(self, area: MapArea) -> str:
        """What an area shows: its value if it has one, its class, or why it is missing."""
        if area.in_class is None:
            return area.missing.value
        if area.value is None or self.fmt is None:
            return self.classes[area.in_class - 1]
        return self.fmt.spoken(area.value)


def map_finding(facts: AreaMap, *, classes: Iterable[int], words: str) -> str:
    """A title from counts: "114 of the 482 small areas in Leeds are among the most deprived 10% in England"."""
    chosen, counts = set(classes), facts.counts
    inside = sum(counts[each] for each in chosen)
    known = sum(count for key, count in counts.items() if not isinstance(key, Missing))
    areas = facts.areas_name if known == len(facts.areas) else f"{facts.areas_name} with data"
    return share_in_class(place=facts.place, inside=inside, known=known, areas=areas, words=words)


# --- Classes -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Classes:
    """The words of each class, lowest first, and the class of each value; None stays without one."""

    words: tuple[str, ...]
    of: tuple[int | None, ...]


def quantile_classes(values: Sequence[float | None], *, classes: int, fmt: Format) -> Classes:
    """Classes that hold about as many areas each. Equal values share a class, so there may be fewer classes."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return Classes((), (None,) * len(values))
    starts = sorted({known[len(known) * place // classes] for place in range(classes)})
    of = tuple(None if value is None else bisect_right(starts, value) for value in values)
    held = groupby(known, key=partial(bisect_right, starts))
    return Classes(tuple(_range(list(members), fmt) for _, members in held), of)


def _range(values: Sequence[float], fmt: Format) -> str:
    low, high = fmt.text(values[0]), fmt.text(values[-1])
    return low if low == high else f"{low} to {high}"


# --- In words ------------------------------------------------------------------------------------------------


def headline(facts: AreaMap) -> str:
    """What the map shows: the line above the picture."""
    unit = f". {facts.fmt.words}" if facts.has_values and facts.fmt else ""
    return f"{facts.indicator} in the {len(facts.areas):,} {facts.areas_name} of {facts.place}{unit}"


def described(facts: AreaMap) -> str:
    """The picture for those who cannot see it."""
    counts = facts.counts
    said = [f"{words}: {counted(counts[place], 'area')}" for place, words in enumerate(facts.classes, start=1)]
    said += [f"{reason.value}: {counted(counts[reason], 'area')}" for reason in Missing if counts[reason]]
    return f"Map. {headline(facts)}. {facts.class_name}: {'; '.join(said)}. The figures are in the table."


# --- As a table ----------------------------------------------------------------------------------------------


def tabled(facts: AreaMap) -> Table:
    """One row an area, by name."""
    columns = [Column("Area"), Column("Code")]
    if facts.has_values:
        columns.append(Column(facts.indicator, numeric=True))
    return Table(
        caption=f"{facts.indicator}, {facts.place}",
        columns=(*columns, Column(facts.class_name)),
        rows=tuple(_row(facts, area) for area in sorted(facts.areas, key=lambda area: (area.name, area.code))),
        notes=facts.notes,
        source=facts.source,
    )


def _row(facts: AreaMap, area: MapArea) -> tuple[Cell, ...]:
    cells = [Cell.of(area.name), Cell.of(area.code)]
    if facts.has_values and facts.fmt:
        figure = area.missing if area.value is None else Estimate(area.value)
        cells.append(Cell.figure(figure, facts.fmt))
    if area.in_class is None:
        return (*cells, Cell(area.missing.value, None))
    return (*cells, Cell(facts.classes[area.in_class - 1], area.in_class))
