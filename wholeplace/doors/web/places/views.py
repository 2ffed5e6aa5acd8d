"""Finding areas, and showing what is known of them."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.analyse.indicators import queries as indicators
from wholeplace.analyse.indicators.queries import Figure, Line, OnAMap
from wholeplace.doors.web.indicators.drawings import tenths_map, value_on, values_map
from wholeplace.doors.web.indicators.keeping import Keeper
from wholeplace.doors.web.indicators.views import comparator_of, kind_asked_for
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.places.forms import AreasFilter, FiguresFilter, PartsFilter
from wholeplace.doors.web.places.pages import (
    FiguresOfAnArea,
    OfAnArea,
    PartsOfAnArea,
    area_page,
    areas_page,
    figures_page,
    parts_page,
)
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import ChartView
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.places import queries as places
from wholeplace.together.places.queries import AreaCard
from wholeplace.together.places.rules.kinds import COUNCILS, WITHIN_A_COUNCIL, AreaKind

DEPRIVATION = (("imd-2019-decile", AreaKind.LSOA_2011, "2019"), ("imd-2025-decile", AreaKind.LSOA_2021, "2025"))
MADE_OF_COUNCILS = frozenset(
    {
        AreaKind.REGION,
        AreaKind.COMBINED_AUTHORITY,
        AreaKind.POLICE_FORCE,
        AreaKind.ICB,
        AreaKind.SUB_ICB,
        AreaKind.COUNTY,
    }
)
MOST_FOUND = 200


class _Paged(list):  # type: ignore[type-arg]
    """Rows in memory that can be paged as those of the database are."""

    def count(self, *given: object) -> int:
        """How many there are."""
        return len(self)


def areas(request: Asked) -> HttpResponse:
    """Find an area by name or code; before anything is typed, the councils."""
    filters = AreasFilter(request.GET)
    words = filters.answers().get("words", "")
    if words:
        cards = places.found(words=words, seen_by=request.actor, limit=MOST_FOUND)
        page = areas_page(cards, filters=filters, pages=None, words=words, request=request)
    else:
        rows = places.listed(kinds=COUNCILS, seen_by=request.actor)
        shown, pages = (rows, None) if wants_csv(request) else one_page(request, rows)
        cards = places.cards(rows=shown, seen_by=request.actor)
        page = areas_page(cards, filters=filters, pages=pages, words="", request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def area(request: Asked, reference: str) -> HttpResponse:
    """One area: population, deprivation, where it stands out, and what it is made of."""
    actor = request.actor
    card = places.area(code=reference, kind=kind_asked_for(request), seen_by=actor)
    keeper = Keeper(seen_by=actor)
    shown = keeper.kept("area", card.number, make=lambda: _of_an_area(card, actor))
    return render(request, "record.html", {"page": area_page(shown)})


def _of_an_area(card: AreaCard, actor: Actor) -> OfAnArea:
    """All of it is published fact, the same for everyone."""
    country = comparator_of(card, seen_by=actor)
    lines = indicators.latest(area=card.number, seen_by=actor, comparator=country.number if country else None)
    residents = indicators.residents(area=card, seen_by=actor)
    is_council = card.kind in COUNCILS
    drawn = _deprivation(card, actor) if is_council else ()
    batches = {card.batch, *(line.figure.batch for line in lines), *(figure.batch for _, figure in residents)}
    return OfAnArea(
        card=card,
        kinds=places.kinds_of(code=card.code, seen_by=actor),
        above=places.ancestors(area=card, seen_by=actor),
        overlaps=places.overlaps(area=card, kind=AreaKind.ICB, seen_by=actor) if is_council else (),
        parts=places.counts_within(area=card.number, seen_by=actor) if is_council else {},
        residents=residents,
        maps=drawn,
        findings=tuple(chart.title for chart in drawn),
        lines=lines,
        comparator_name=country.name if country else "",
        councils=places.councils_in(area=card, seen_by=actor) if card.kind in MADE_OF_COUNCILS else (),
        neighbours=places.neighbours(area=card.number, seen_by=actor),
        batches=intake.batches_of(numbers=batches, seen_by=actor),
    )


def _deprivation(card: AreaCard, actor: Actor) -> tuple[ChartView, ...]:
    """The maps of both indices, each of the small areas of its own vintage."""
    drawn = []
    for code, kind, year in DEPRIVATION:
        try:
            indicator = indicators.indicator(code=code, seen_by=actor)
        except NotThere:
            continue
        small = places.within(area=card.number, kind=kind, seen_by=actor)
        figures = indicators.across(indicator=indicator.number, areas=[one.number for one in small], seen_by=actor)
        chart = (
            tenths_map(indicator, place=card, areas=small, figures=figures, year=year, seen_by=actor)
            if figures
            else None
        )
        if chart is not None:
            drawn.append(chart)
    return tuple(drawn)


# --- Every figure -------------------------------------------------------------------------------------------


def area_figures(request: Asked, reference: str) -> HttpResponse:
    """Every newest figure of an area, by subject and name."""
    actor = request.actor
    card = places.area(code=reference, kind=kind_asked_for(request), seen_by=actor)
    filters = FiguresFilter(request.GET, subjects=indicators.subjects(seen_by=actor))
    asked = filters.answers()
    keeper = Keeper(seen_by=actor)
    country, every = keeper.kept("lines", card.number, make=lambda: _every_line(card, actor))
    lines = [line for line in every if _is_asked_for(line, asked)]
    shown, pages = (lines, None) if wants_csv(request) else one_page(request, _Paged(lines))
    page = figures_page(
        shown,
        shown=FiguresOfAnArea(
            card=card,
            comparator_name=country.name if country else "",
            batches=intake.batches_of(numbers={line.figure.batch for line in shown}, seen_by=actor),
        ),
        filters=filters,
        pages=pages,
        request=request,
    )
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def _every_line(card: AreaCard, actor: Actor) -> tuple[AreaCard | None, tuple[Line, ...]]:
    country = comparator_of(card, seen_by=actor)
    return country, indicators.latest(area=card.number, seen_by=actor, comparator=country.number if country else None)


def _is_asked_for(line: Line, asked: Mapping[str, str]) -> bool:
    name = line.indicator.name.casefold()
    subject = asked.get("subject", "")
    return subject in {"", line.indicator.subject} and all(
        word in name for word in asked.get("words", "").casefold().split()
    )


# --- The areas within ---------------------------------------------------------------------------------------


def area_parts(request: Asked, reference: str) -> HttpResponse:
    """The areas of a kind within an area, with any indicator on them, and how it got there."""
    actor = request.actor
    card = places.area(code=reference, seen_by=actor)
    keeper = Keeper(seen_by=actor)
    counts = keeper.kept("counts", card.number, make=lambda: places.counts_within(area=card.number, seen_by=actor))
    kinds = tuple((kind, counts[kind]) for kind in WITHIN_A_COUNCIL if counts.get(kind))
    if not kinds:
        raise NotThere("area")
    asked_for = kind_asked_for(request)
    kind = asked_for if asked_for in dict(kinds) else kinds[0][0]
    offered = keeper.kept("offered", card.number, make=lambda: indicators.measured_within(area=card, seen_by=actor))
    filters = PartsFilter(request.GET, indicators=tuple((one.code, one.name) for one in offered))
    code = filters.answers().get("indicator", "")
    inside, found, chart = keeper.kept("parts", card.number, kind, code, make=lambda: _parts(card, kind, code, actor))
    ordered = _ordered(inside, found)
    shown, pages = (ordered, None) if wants_csv(request) else one_page(request, _Paged(ordered))
    page = parts_page(
        PartsOfAnArea(
            card=card,
            kind=kind,
            kinds=kinds,
            areas=tuple(shown),
            found=found,
            batches=_batches(found, actor),
            chart=chart,
        ),
        filters=filters,
        pages=pages,
        request=request,
    )
    return csv_of(page, of=request) if wants_csv(request) else render(request, "parts.html", {"page": page})


def _parts(
    card: AreaCard, kind: AreaKind, code: str, actor: Actor
) -> tuple[tuple[AreaCard, ...], OnAMap | None, ChartView | None]:
    inside = places.within(area=card.number, kind=kind, seen_by=actor)
    found = _on_map(code, card, kind, actor)
    return inside, found, _parts_map(found, card, kind, inside, actor)


def _on_map(code: str, card: AreaCard, kind: AreaKind, actor: Actor) -> OnAMap | None:
    if not code:
        return None
    indicator = indicators.indicator(code=code, seen_by=actor)
    return indicators.on_map(card=indicator, within_area=card, kind=kind, seen_by=actor)


def _ordered(inside: Sequence[AreaCard], found: OnAMap | None) -> list[AreaCard]:
    """Highest figure first, those without one last; without an indicator, by name."""
    if found is None:
        return sorted(inside, key=lambda area: (area.name, area.code))
    values = {area.number: value_on(found, area.number) for area in inside}

    def place(area: AreaCard) -> tuple[bool, float, str]:
        value = values[area.number]
        return (value is None, -(value or 0.0), area.name)

    return sorted(inside, key=place)


def _batches(found: OnAMap | None, actor: Actor) -> dict[int, intake.BatchCard]:
    figures: Sequence[Figure] = tuple(found.published.values()) if found else ()
    return intake.batches_of(numbers={one.batch for one in figures}, seen_by=actor)


def _parts_map(
    found: OnAMap | None, card: AreaCard, kind: AreaKind, inside: Sequence[AreaCard], actor: Actor
) -> ChartView | None:
    if found is None:
        return None
    period = f", {found.span.label}" if found.span else ""
    title = f"{found.indicator.name} in {card.name}{period}"
    for code, of_kind, year in DEPRIVATION:
        if found.indicator.code == code and kind is of_kind:
            return tenths_map(
                found.indicator, place=card, areas=inside, figures=found.published, year=year, seen_by=actor
            )
    return values_map(found, place=card, areas=inside, seen_by=actor, title=title)
