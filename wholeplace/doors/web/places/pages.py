"""Areas in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.analyse.indicators.queries import Figure, IndicatorCard, Line, OnAMap
from wholeplace.analyse.indicators.rules.moving import CannotMove, Moved
from wholeplace.doors.web.indicators.drawings import value_on
from wholeplace.doors.web.indicators.pages import area_href, indicator_href, row_href
from wholeplace.doors.web.indicators.writing import (
    comparison_cell,
    figure_cell,
    judgement,
    name_of,
    written,
)
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.places.forms import AreasFilter, FiguresFilter, PartsFilter
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    ChartView,
    Choice,
    Crumb,
    Fact,
    HistoryLine,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    TableView,
)
from wholeplace.ground.analytics import Comparison
from wholeplace.ground.intake.queries import BatchCard
from wholeplace.together.places.queries import AreaCard, NeighbourLine, Overlap
from wholeplace.together.places.rules.kinds import WITHIN_A_COUNCIL, AreaKind

MOST_STANDING_OUT = 10


def areas_page(
    cards: Sequence[AreaCard], *, filters: AreasFilter | None, pages: Pages | None, words: str, request: Asked
) -> ListPage:
    """Finding an area: councils at first, everything that matches once something is typed."""
    return ListPage(
        title="Areas",
        area="areas",
        lead="Population, deprivation and other published figures of an area, each with its source.",
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        downloads=(
            Link("Indicators", reverse("indicators")),
            Link("Published spend", reverse("spenders")),
            Link("Files that were taken in", reverse("batches")),
        ),
        table=TableView(
            caption="Areas that match" if words else "Councils",
            caption_hidden=True,
            headings=("Area", "What it is", "Code"),
            rows=tuple((Cell(card.called, href=area_href(card)), card.kind.label, card.code) for card in cards),
            empty="No area is called that. Try fewer words, or its code."
            if words
            else "No areas have been loaded yet. An administrator can load published data from a folder.",
        ),
    )


# --- One area -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OfAnArea:
    """Everything that the page of an area shows."""

    card: AreaCard
    kinds: tuple[AreaKind, ...]
    above: tuple[AreaCard, ...]
    overlaps: tuple[Overlap, ...]
    parts: Mapping[AreaKind, int]
    residents: tuple[tuple[IndicatorCard, Figure], ...]
    maps: tuple[ChartView, ...]
    findings: tuple[str, ...]
    lines: tuple[Line, ...]
    comparator_name: str
    councils: tuple[AreaCard, ...]
    neighbours: tuple[NeighbourLine, ...]
    batches: Mapping[int, BatchCard]


def area_page(shown: OfAnArea) -> RecordPage:
    """One area: what it is, who lives there, how deprived it is, where it stands out, and what it is made of."""
    card = shown.card
    return RecordPage(
        title=card.called,
        caption=f"{card.kind.label} · {card.code}",
        area="areas",
        invented=card.invented,
        crumbs=(Crumb("Areas", reverse("areas")), *(Crumb(one.name, area_href(one)) for one in _way_down(shown))),
        status=_status(shown),
        facts=_facts(shown),
        sections=tuple(part for part in _sections(shown) if part is not None),
        history=_taken_in(shown),
    )


def _way_down(shown: OfAnArea) -> tuple[AreaCard, ...]:
    """Region and council, for the way from the list to here."""
    wanted = {AreaKind.REGION, AreaKind.COUNTY, AreaKind.UNITARY, AreaKind.METROPOLITAN, AreaKind.DISTRICT}
    return tuple(one for one in shown.above if one.kind in wanted)


def _status(shown: OfAnArea) -> str:
    said = []
    if not shown.card.is_current:
        said.append("This area is no longer current.")
    if shown.residents:
        indicator, figure = shown.residents[0]
        said.append(f"{written(indicator, figure.value)} people live here ({figure.span.label}).")
    said += [f"{finding}." for finding in shown.findings]
    return " ".join(said) or "Nothing has been measured of this area yet."


def _facts(shown: OfAnArea) -> tuple[Fact, ...]:
    card = shown.card
    facts = [Fact("Code", card.code, hint=card.kind.label)]
    facts += [
        Fact(
            f"Population, {figure.span.label}",
            written(indicator, figure.value),
            href=indicator_href(card, indicator),
            hint=_origin(shown.batches, figure),
        )
        for indicator, figure in shown.residents
    ]
    facts += [Fact(one.kind.label, one.name, href=area_href(one)) for one in shown.above]
    facts += [_overlap_fact(overlap) for overlap in shown.overlaps]
    if card.setting:
        facts.append(Fact("Setting", card.setting))
    others = [kind for kind in shown.kinds if kind is not card.kind]
    facts += [
        Fact(
            "The same code stands for",
            kind.label,
            href=f"{reverse('area', kwargs={'reference': card.code})}?kind={kind}",
        )
        for kind in others
    ]
    return tuple(facts)


def _overlap_fact(overlap: Overlap) -> Fact:
    """Whether two maps agree here: all small areas of the area in one other, or shared out."""
    whole = overlap.shared == overlap.whole
    hint = (
        "The whole of the area lies in it."
        if whole
        else f"{overlap.shared:,} of {overlap.whole:,} small areas lie in it: the boundaries do not agree."
    )
    return Fact(overlap.area.kind.label, overlap.area.name, href=area_href(overlap.area), hint=hint)


def _origin(batches: Mapping[int, BatchCard], figure: Figure) -> str | None:
    batch = batches.get(figure.batch)
    return f"{batch.publisher}: {batch.file_name}, row {figure.row:,}" if batch else None


def _sections(shown: OfAnArea) -> Sequence[Section | None]:
    return (_deprivation(shown), _standing_out(shown), _councils(shown), _parts(shown), _neighbours(shown))


def _deprivation(shown: OfAnArea) -> Section | None:
    if not shown.maps:
        return None
    return Section(
        title="Deprivation",
        id="deprivation",
        lead="The index of 2019 is of the small areas of 2011, that of 2025 of those of 2021. The two years"
        " say how areas stand beside others, not whether they got better.",
        charts=shown.maps,
        links=tuple(
            Link(
                f"Every small area in {year}",
                f"{_parts_href(shown.card)}?{urlencode({'kind': kind, 'indicator': code})}",
            )
            for year, kind, code in (
                ("2019", AreaKind.LSOA_2011.value, "imd-2019-decile"),
                ("2025", AreaKind.LSOA_2021.value, "imd-2025-decile"),
            )
        ),
    )


def _parts_href(card: AreaCard) -> str:
    return reverse("area-parts", kwargs={"reference": card.code})


def _standing_out(shown: OfAnArea) -> Section | None:
    """Where the area is worse or better than the country; for small areas, the newest figures."""
    href = reverse("area-figures", kwargs={"reference": shown.card.code})
    if shown.card.kind.value.endswith("_2011"):
        href = f"{href}?kind={shown.card.kind}"
    every = Link(f"All {len(shown.lines):,} figures of {shown.card.name}", href)
    if not shown.lines:
        return None
    tables = tuple(
        table
        for word, comparison in (("Worse", Comparison.WORSE), ("Better", Comparison.BETTER))
        if (table := _of_judgement(shown, word, comparison)) is not None
    )
    tables = tables or (lines_table(shown.lines[:MOST_STANDING_OUT], shown=shown, caption="Newest figures"),)
    return Section(title="Where it stands out", id="figures", tables=tables, links=(every,))


def _of_judgement(shown: OfAnArea, word: str, comparison: Comparison) -> TableView | None:
    found = [line for line in shown.lines if judgement(line) is comparison]
    newest = sorted(found, key=lambda line: line.figure.span.ends_on, reverse=True)[:MOST_STANDING_OUT]
    if not newest:
        return None
    count = "" if len(found) <= MOST_STANDING_OUT else f": the newest {MOST_STANDING_OUT} of {len(found)}"
    return lines_table(newest, shown=shown, caption=f"{word} than {shown.comparator_name}{count}")


def lines_table(
    lines: Sequence[Line],
    *,
    shown: "OfAnArea | FiguresOfAnArea",
    caption: str,
    hidden: bool = False,
    empty: str = "There are no figures of this area yet.",
) -> TableView:
    """Figures of an area, each with its interval, the comparator's, and how the two compare in words."""
    return TableView(
        caption=caption,
        caption_hidden=hidden,
        headings=("Indicator", "Figure", "Period", shown.comparator_name or "Comparator", "How it compares", "Source"),
        numeric=frozenset({1, 3}),
        rows=tuple(_line_row(line, shown) for line in lines),
        empty=empty,
    )


def _line_row(line: Line, shown: "OfAnArea | FiguresOfAnArea") -> tuple[Cell | str, ...]:
    batch = shown.batches.get(line.figure.batch)
    return (
        Cell(
            name_of(line), href=indicator_href(shown.card, line.indicator, line.figure.group), hint=line.indicator.unit
        ),
        figure_cell(line.indicator, line.figure),
        line.figure.span.label,
        written(line.indicator, line.comparator.value) if line.comparator else "–",
        comparison_cell(line, comparator=shown.comparator_name) if shown.comparator_name else "–",
        Cell(f"Row {line.figure.row:,}", href=row_href(batch, line.figure.row)) if batch else "–",
    )


def _councils(shown: OfAnArea) -> Section | None:
    if not shown.councils:
        return None
    return Section(
        title="Councils in it",
        id="councils",
        lead=None
        if shown.card.kind is not AreaKind.ICB
        else "As far as the small areas of councils are on the map: NHS and council boundaries are drawn apart.",
        links=tuple(Link(one.name, area_href(one), hint=one.kind.label) for one in shown.councils),
    )


def _parts(shown: OfAnArea) -> Section | None:
    links = tuple(
        Link(f"{count:,} {kind.plural}", f"{_parts_href(shown.card)}?kind={kind}")
        for kind in WITHIN_A_COUNCIL
        if (count := shown.parts.get(kind))
    )
    if not links:
        return None
    return Section(
        title="Within it",
        id="within",
        lead="Choose a figure to see it on these maps. Where it cannot be worked out, the page says why.",
        links=links,
    )


def _neighbours(shown: OfAnArea) -> Section | None:
    if not shown.neighbours:
        return None
    models = dict.fromkeys(line.model for line in shown.neighbours)
    facts = tuple(
        Fact(model, ", ".join(line.area.name for line in shown.neighbours if line.model == model)) for model in models
    )
    return Section(title="Areas like it", id="neighbours", facts=facts)


def _taken_in(shown: OfAnArea) -> tuple[HistoryLine, ...]:
    newest = sorted(shown.batches.values(), key=lambda batch: -batch.number)[:10]
    return tuple(
        HistoryLine(
            when=batch.taken_on,
            who=batch.publisher,
            sentence=f"Took in {batch.title}.",
            href=reverse("batch", kwargs={"reference": batch.ref.public_id}),
        )
        for batch in newest
    )


# --- Every figure of an area --------------------------------------------------------------------------------


@dataclass(frozen=True)
class FiguresOfAnArea:
    """The figures of an area."""

    card: AreaCard
    comparator_name: str
    batches: Mapping[int, BatchCard]


def figures_page(
    lines: Sequence[Line],
    *,
    shown: FiguresOfAnArea,
    filters: FiguresFilter | None,
    pages: Pages | None,
    request: Asked,
) -> ListPage:
    """Every newest figure of an area."""
    return ListPage(
        title=f"Figures of {shown.card.name}",
        caption=f"{shown.card.kind.label} · {shown.card.code}",
        area="areas",
        invented=shown.card.invented,
        crumbs=(Crumb("Areas", reverse("areas")), Crumb(shown.card.name, area_href(shown.card))),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=lines_table(
            lines,
            shown=shown,
            caption="Figures",
            hidden=True,
            empty="No figure matches. Try fewer words, or every subject.",
        ),
    )


# --- The areas within an area -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PartsPage(ListPage):
    """The areas of a kind within an area, with an indicator on them as a map."""

    chart: ChartView | None = None


@dataclass(frozen=True)
class PartsOfAnArea:
    """The areas of a kind within an area, and an indicator on them."""

    card: AreaCard
    kind: AreaKind
    kinds: tuple[tuple[AreaKind, int], ...]
    areas: tuple[AreaCard, ...]
    found: OnAMap | None
    batches: Mapping[int, BatchCard]
    chart: ChartView | None = None


def parts_page(shown: PartsOfAnArea, *, filters: PartsFilter | None, pages: Pages | None, request: Asked) -> PartsPage:
    """The areas of a kind within an area, highest figure first, with the method."""
    return PartsPage(
        title=f"{shown.kind.plural[:1].upper()}{shown.kind.plural[1:]} in {shown.card.name}",
        caption=f"{shown.card.kind.label} · {shown.card.code}",
        area="areas",
        invented=shown.card.invented,
        crumbs=(Crumb("Areas", reverse("areas")), Crumb(shown.card.name, area_href(shown.card))),
        lead=shown.found.method if shown.found else "Choose an indicator to see it on these areas.",
        choices=_kind_choices(shown),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        chart=shown.chart,
        table=_parts_table(shown),
    )


def _kind_choices(shown: PartsOfAnArea) -> tuple[Choice, ...]:
    asked = {"indicator": shown.found.indicator.code} if shown.found else {}
    return tuple(
        Choice(
            kind.plural[:1].upper() + kind.plural[1:],
            f"{_parts_href(shown.card)}?{urlencode({'kind': kind.value} | asked)}",
            current=kind is shown.kind,
            count=f"{count:,}",
        )
        for kind, count in shown.kinds
    )


def _parts_table(shown: PartsOfAnArea) -> TableView:
    figure = shown.found.indicator.name if shown.found else None
    heads = ("Area", "Code", *((figure, "Period", "Source") if figure else ("Setting",)))
    return TableView(
        caption=figure or shown.kind.plural,
        caption_hidden=True,
        headings=heads,
        numeric=frozenset({2}) if figure else frozenset(),
        rows=tuple(_part_row(area, shown) for area in shown.areas),
        empty=f"No {shown.kind.plural} are known within {shown.card.name}.",
    )


def _part_row(area: AreaCard, shown: PartsOfAnArea) -> tuple[Cell | str, ...]:
    name = Cell(area.called, href=area_href(area))
    found = shown.found
    if found is None:
        return (name, area.code, area.setting or "–")
    figure = found.published.get(area.number)
    batch = shown.batches.get(figure.batch) if figure else None
    source = Cell(f"Row {figure.row:,}", href=row_href(batch, figure.row)) if figure and batch else Cell("Worked out")
    value = Cell(written(found.indicator, value_on(found, area.number)), hint=_doubt(found.worked_out.get(area.number)))
    return (name, area.code, value, found.span.label if found.span else "–", source)


def _doubt(worked_out: Moved | CannotMove | None) -> str | None:
    """What must be said of a figure that was worked out: why there is none, or that parts of it are missing."""
    if isinstance(worked_out, CannotMove):
        return worked_out.reason
    if worked_out is not None and worked_out.covered < 0.995:
        return f"From {worked_out.covered:.0%} of its parts; the others have no figure."
    return None
