"""Areas in order: what the chart is told, the finding, the table, and the words for those who cannot see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.facts import Estimate, Figure, Missing, Polarity, has_interval, standing
from wholeplace.edges.exchange.charts.figures import Format
from wholeplace.edges.exchange.charts.findings import overlapping, place_in_order
from wholeplace.edges.exchange.charts.tables import Cell, Column, Table


@dataclass(frozen=True)
class RankedArea:
    """An area with its figure. `this` marks the one that the chart is about."""

    name: str
    code: str
    figure: Figure
    this: bool = False


@dataclass(frozen=True)
class Comparator:
    """What all the areas are held against."""

    name: str
    figure: Estimate


@dataclass(frozen=True)
class Ranking:
    """Everything that a chart of areas in order shows. Figures are those that may be published, no others.

    Bars begin at zero. Where that hides the differences (life expectancy), `from_zero=False` draws dots instead.
    """

    indicator: str
    period: str
    areas: tuple[RankedArea, ...]
    fmt: Format
    polarity: Polarity
    among: str = "areas"
    comparator: Comparator | None = None
    from_zero: bool = True
    interval_name: str = "95% confidence interval"
    finding: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not self.areas:
            raise ValueError("There is nothing to put in order.")
        if sum(area.this for area in self.areas) > 1:
            raise ValueError("A chart of areas in order is about one of them, or about none.")

    @property
    def ordered(self) -> tuple[RankedArea, ...]:
        """Highest first, equal ones by name; those without a figure last, by name, so that no place is given away."""
        return tuple(sorted(self.areas, key=_place))

    @property
    def known(self) -> tuple[tuple[RankedArea, Estimate], ...]:
        """The areas that have a figure, highest first."""
        pairs = ((area, area.figure) for area in self.ordered)
        return tuple((area, figure) for area, figure in pairs if isinstance(figure, Estimate))

    @property
    def this(self) -> RankedArea | None:
        """The area that the chart is about."""
        return next((area for area in self.areas if area.this), None)

    @property
    def has_intervals(self) -> bool:
        """Whether any figure says how sure it is."""
        return has_interval(*(figure for _, figure in self.known))

    @property
    def title(self) -> str:
        """The finding: the one given, or the one that the figures make."""
        if self.finding or self.this is None:
            return self.finding or f"{self.indicator} in {len(self.areas)} {self.among}, {self.period}"
        return place_in_order(
            indicator=self.indicator,
            place=self.this.name,
            figure=self.this.figure,
            others={area.code: area.figure for area in self.areas if not area.this},
            among=self.among,
            comparator_name=self.comparator.name if self.comparator else "",
            comparator=self.comparator.figure if self.comparator else None,
            polarity=self.polarity,
            fmt=self.fmt,
        )


def _place(area: RankedArea) -> tuple[bool, float, str]:
    if isinstance(area.figure, Missing):
        return True, 0.0, area.name
    return False, -area.figure.value, area.name


# --- In words ------------------------------------------------------------------------------------------------


def headline(facts: Ranking) -> str:
    """What is measured, when, in which order, and which way is better: the line above the picture."""
    said = [f"{facts.indicator}, {facts.period}. {facts.fmt.words}, highest first", facts.polarity.value]
    if facts.has_intervals:
        said.append(f"Thin lines: {facts.interval_name}")
    return ". ".join(said)


def remarks(facts: Ranking, *, starts_at: str = "") -> list[str]:
    """What must be said below the picture: where the axis begins, and how sure the order is."""
    said = [f"The axis starts at {starts_at}, not at zero."] if starts_at else []
    this = facts.this
    if this and isinstance(this.figure, Estimate) and facts.has_intervals:
        alike = overlapping(this.figure, [figure for area, figure in facts.known if area is not this])
        if alike:
            said.append(f"Places near {this.name} are uncertain: its interval overlaps {alike} of the others.")
    return said


def described(facts: Ranking) -> str:
    """The picture for those who cannot see it."""
    said = [f"Bar chart. {headline(facts)}."]
    ends = facts.known[:1] + facts.known[-1:] if len(facts.known) > 1 else facts.known
    words = [f"{area.name} {facts.fmt.text(figure.value)}" for area, figure in ends]
    if words:
        said.append(f"From {words[0]} to {words[-1]}." if len(words) > 1 else f"{words[0]}.")
    if facts.this and isinstance(facts.this.figure, Estimate):
        said.append(f"{facts.this.name}: {facts.fmt.text(facts.this.figure.value)}.")
    if facts.comparator:
        said.append(f"{facts.comparator.name}: {facts.fmt.text(facts.comparator.figure.value)}.")
    said += [f"{area.name}: {area.figure.value}." for area in facts.ordered if isinstance(area.figure, Missing)]
    return " ".join([*said, *remarks(facts), "The figures are in the table."])


# --- As a table ----------------------------------------------------------------------------------------------


def tabled(facts: Ranking) -> Table:
    """The figures of the picture in the same order, the comparator last."""
    ranks = _ranks(facts)
    rows = [_row(facts, ranks[area.code], area.name, area.code, area.figure) for area in facts.ordered]
    if facts.comparator:
        rows.append(_row(facts, Cell("", None), facts.comparator.name, "", facts.comparator.figure))
    return Table(
        caption=f"{facts.indicator}, {facts.period}: {facts.fmt.words.lower()}",
        columns=tuple(_columns(facts)),
        rows=tuple(rows),
        notes=tuple(_table_notes(facts)),
        source=facts.source,
    )


def _ranks(facts: Ranking) -> dict[str, Cell]:
    """The place of each area; areas whose figures read alike share one."""
    shown = [facts.fmt.text(figure.value) for _, figure in facts.known]
    ranks = {area.code: Cell("", None) for area in facts.areas}
    for (area, _), words in zip(facts.known, shown, strict=True):
        place = shown.index(words) + 1
        ranks[area.code] = Cell(f"{place}=" if shown.count(words) > 1 else str(place), place)
    return ranks


def _columns(facts: Ranking) -> Iterable[Column]:
    yield from (
        Column("Place", numeric=True),
        Column("Area"),
        Column("Code"),
        Column(facts.indicator, numeric=True),
    )
    if facts.has_intervals:
        yield Column("Lower end of interval", numeric=True)
        yield Column("Upper end of interval", numeric=True)
    if facts.comparator:
        yield Column(f"Beside {facts.comparator.name}")


def _row(facts: Ranking, rank: Cell, name: str, code: str, figure: Figure) -> tuple[Cell, ...]:
    cells = [rank, Cell.of(name), Cell.of(code), Cell.figure(figure, facts.fmt)]
    if facts.has_intervals:
        cells += Cell.ends(figure, facts.fmt)
    if facts.comparator:
        cells.append(Cell.of(_beside(figure, facts.comparator)))
    return tuple(cells)


def _beside(figure: Figure, comparator: Comparator) -> str:
    """Higher, similar or lower; nothing for the comparator itself and for what is missing."""
    if isinstance(figure, Missing) or figure is comparator.figure:
        return ""
    return standing(figure, comparator.figure).value.split()[0].capitalize()


def _table_notes(facts: Ranking) -> Iterable[str]:
    yield f"{facts.polarity.value}."
    if facts.has_intervals:
        yield f"Interval: {facts.interval_name}. Similar means that the intervals touch."
    yield from facts.notes
