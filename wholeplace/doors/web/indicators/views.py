"""Showing indicators: in an area, everywhere, and where their figures came from."""

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.queries import Figure, Group, IndicatorCard, Line
from wholeplace.analyse.indicators.rules.benchmark import Benchmark, TooFew
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.doors.web.indicators.drawings import beside_others, over_time
from wholeplace.doors.web.indicators.forms import IndicatorsFilter
from wholeplace.doors.web.indicators.pages import (
    Everywhere,
    InAnArea,
    OfARow,
    batch_page,
    batches_page,
    indicator_page,
    indicators_page,
    measure_page,
)
from wholeplace.doors.web.indicators.writing import estimate, group_words
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import ChartView, Choice
from wholeplace.doors.web.shell.parts import history_of
from wholeplace.edges.exchange.charts import Comparator, Estimate
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.analytics import Comparison
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.places import queries as places
from wholeplace.together.places.queries import AreaCard
from wholeplace.together.places.rules.kinds import LOWER_TIER, UPPER_TIER, AreaKind

ERRORS_SHOWN = 200
MOST_NEIGHBOURS = 20


def comparator_of(area: AreaCard, *, seen_by: Actor) -> AreaCard | None:
    """What an area is compared with: the country it lies in."""
    above = places.ancestors(area=area, seen_by=seen_by)
    return next((one for one in above if one.kind is AreaKind.COUNTRY), None)


def kind_asked_for(request: Asked) -> AreaKind | None:
    """The kind of area named in the address, where one is and it is known."""
    asked = request.GET.get("kind", "")
    return AreaKind(asked) if asked in set(AreaKind) else None


# --- In an area ---------------------------------------------------------------------------------------------


def indicator(request: Asked, area: str, code: str) -> HttpResponse:
    """One indicator in one area, with trend, comparison and source."""
    actor = request.actor
    this = places.area(code=area, kind=kind_asked_for(request), seen_by=actor)
    card = queries.indicator(code=code, seen_by=actor)
    groups = queries.groups(indicator=card.number, area=this.number, seen_by=actor)
    group = _group(request, groups)
    series = queries.series(indicator=card.number, area=this.number, seen_by=actor, group=group)
    if not series:
        raise NotThere("indicator")
    country = comparator_of(this, seen_by=actor)
    beside = queries.series(indicator=card.number, area=country.number, seen_by=actor, group=group) if country else ()
    revisions = queries.before_revision(indicator=card.number, area=this.number, seen_by=actor, group=group)
    line = _line(card, series[-1], beside, actor)
    shown = InAnArea(
        area=this,
        line=line,
        comparator_name=country.name if country else "",
        series=series,
        groups=groups,
        trend=queries.trend(card=card, figures=series, seen_by=actor),
        revisions=revisions,
        batches=intake.batches_of(numbers={one.batch for one in (*series, *revisions)}, seen_by=actor),
        charts=_charts(line, area=this, country=country, series=series, beside=beside, actor=actor),
    )
    return render(request, "record.html", {"page": indicator_page(shown, request=request)})


def _group(request: Asked, groups: Collection[Group]) -> Group:
    """The group asked for where the area has it, else the first one."""
    sex = request.GET.get("sex", Sex.PERSONS.value)
    asked = Group(
        Sex(sex) if sex in set(Sex) else Sex.PERSONS,
        request.GET.get("age", "")[:40],
        request.GET.get("category", "")[:120],
    )
    return asked if asked in groups else next(iter(groups), asked)


def _line(card: IndicatorCard, figure: Figure, beside: Collection[Figure], actor: Actor) -> Line:
    other = next((one for one in beside if one.span.ends_on == figure.span.ends_on and one.span == figure.span), None)
    against = other.value if other else None
    comparison = (
        queries.compared(card=card, figure=figure, benchmark=against, seen_by=actor)
        if against is not None
        else Comparison.NOT_COMPARED
    )
    return Line(card, figure, other, comparison)


def _charts(
    line: Line,
    *,
    area: AreaCard,
    country: AreaCard | None,
    series: tuple[Figure, ...],
    beside: tuple[Figure, ...],
    actor: Actor,
) -> tuple[ChartView, ...]:
    whom = group_words(line.figure.group)
    drawn = over_time(line.indicator, area=area, series=series, comparator=country, beside=beside, whom=whom)
    ranked = _ranked(line.indicator, area, country, line, actor)
    return (drawn, ranked) if ranked else (drawn,)


def _ranked(
    card: IndicatorCard, area: AreaCard, country: AreaCard | None, line: Line, actor: Actor
) -> ChartView | None:
    """The area among its neighbours; where no model names any, nothing is drawn."""
    lines = places.neighbours(area=area.number, seen_by=actor)
    model = lines[0].model if lines else ""
    others = [one.area for one in lines if one.model == model][:MOST_NEIGHBOURS]
    if not others:
        return None
    areas = {one.number: one for one in (area, *others)}
    figures = queries.across(
        indicator=card.number,
        areas=areas,
        seen_by=actor,
        group=line.figure.group,
        ends_on=line.figure.span.ends_on,
    )
    known = {number: one for number, one in areas.items() if number in figures}
    if len(known) < 2 or area.number not in known:
        return None
    beside = estimate(line.comparator)
    comparator = Comparator(country.name, beside) if country and isinstance(beside, Estimate) else None
    return beside_others(
        card,
        area=area,
        figures=figures,
        areas=known,
        among=f"councils ({model})" if model else "areas",
        comparator=comparator,
        period=line.figure.span.label,
    )


# --- Everywhere ---------------------------------------------------------------------------------------------


def indicators(request: Asked) -> HttpResponse:
    """The register of indicators."""
    filters = IndicatorsFilter(request.GET, subjects=queries.subjects(seen_by=request.actor))
    asked = filters.answers()
    rows = queries.listed(seen_by=request.actor, subject=asked.get("subject", ""), words=asked.get("words", ""))
    if wants_csv(request):
        cards = queries.cards(rows=rows, seen_by=request.actor)
        return csv_of(indicators_page(cards, filters=None, pages=None, request=request), of=request)
    shown, pages = one_page(request, rows)
    cards = queries.cards(rows=shown, seen_by=request.actor)
    page = indicators_page(cards, filters=filters, pages=pages, request=request)
    return render(request, "list.html", {"page": page})


TIERS = {"upper": ("Upper-tier councils", UPPER_TIER), "lower": ("Districts and unitary authorities", LOWER_TIER)}


def measure(request: Asked, code: str) -> HttpResponse:
    """One indicator for every council of a tier, highest first."""
    card = queries.indicator(code=code, seen_by=request.actor)
    tier = request.GET.get("tier", "")
    tier = tier if tier in TIERS else "upper"
    page = measure_page(_everywhere(card, tier, request), request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def _everywhere(card: IndicatorCard, tier: str, request: Asked) -> Everywhere:
    actor, kinds = request.actor, TIERS[tier][1]
    figures = queries.of_kinds(indicator=card.number, kinds=kinds, seen_by=actor)
    areas = places.areas(numbers=figures, seen_by=actor)
    ordered = sorted(
        ((areas[number], figure) for number, figure in figures.items() if number in areas),
        key=lambda pair: (pair[1].value is None, -(pair[1].value or 0.0), pair[0].name),
    )
    first = ordered[0][1] if ordered else None
    country = comparator_of(ordered[0][0], seen_by=actor) if ordered else None
    comparator = (
        queries.figure(indicator=card.number, area=country.number, seen_by=actor, ends_on=first.span.ends_on)
        if country and first
        else None
    )
    found, why = _benchmark(card, tier, actor)
    return Everywhere(
        card=card,
        figures=tuple(ordered),
        comparator=comparator,
        comparator_name=country.name if country else "",
        middle=queries.middle(figures=figures.values(), seen_by=actor),
        tiers=tuple(
            Choice(words, f"{reverse('measure', kwargs={'code': card.code})}?tier={name}", current=name == tier)
            for name, (words, _) in TIERS.items()
        ),
        benchmark=found,
        why_no_benchmark=why,
        period=first.span.label if first else "",
    )


def _benchmark(card: IndicatorCard, tier: str, actor: Actor) -> tuple[Benchmark | None, str]:
    if card.value_type is not ValueType.UNIT_COST:
        return None, ""
    try:
        return queries.costs(card=card, kinds=TIERS[tier][1], seen_by=actor), ""
    except TooFew as reason:
        return None, str(reason)


# --- Where figures came from --------------------------------------------------------------------------------


def batches(request: Asked) -> HttpResponse:
    """Every file that was taken in."""
    rows = intake.batches(seen_by=request.actor)
    if wants_csv(request):
        return csv_of(
            batches_page(intake.cards(rows=rows, seen_by=request.actor), pages=None, request=request), of=request
        )
    shown, pages = one_page(request, rows)
    page = batches_page(intake.cards(rows=shown, seen_by=request.actor), pages=pages, request=request)
    return render(request, "list.html", {"page": page})


def batch(request: Asked, reference: str) -> HttpResponse:
    """One file with what came of its rows; with a row, the figures it gave."""
    actor = request.actor
    card = intake.batch(reference=reference, seen_by=actor)
    errors = intake.errors(batch=card.number, seen_by=actor)[:ERRORS_SHOWN]
    page = batch_page(
        card,
        errors=intake.error_lines(rows=errors, seen_by=actor),
        totals=intake.totals(batch=card.number, seen_by=actor)[:20],
        of_row=_of_row(request, card.number),
        history=history_of(card.ref, seen_by=actor),
    )
    return render(request, "record.html", {"page": page})


def _of_row(request: Asked, batch: int) -> OfARow | None:
    asked = request.GET.get("row", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 9):
        return None
    figures = queries.of_row(batch=batch, row=int(asked), seen_by=request.actor)
    return OfARow(
        row=int(asked),
        figures=figures,
        indicators=queries.by_number(numbers={one.indicator for one in figures}, seen_by=request.actor),
        areas=places.areas(numbers={one.area for one in figures}, seen_by=request.actor),
    )
