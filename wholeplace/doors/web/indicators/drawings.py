"""Charts of indicators: over time, beside other areas, and on the map of small areas."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from wholeplace.analyse.indicators.queries import Figure, IndicatorCard, OnAMap
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.moving import Moved
from wholeplace.doors.web.indicators.writing import direction, estimate, format_of
from wholeplace.doors.web.shell.pages import Cell, ChartView, TableView
from wholeplace.edges.exchange import charts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.codes import is_gss
from wholeplace.together.places.queries import AreaCard, marks, outlines
from wholeplace.together.places.rules.rings import rings_of

CLASSES = 5
# Where nought lies far from every figure, bars from nought would all look alike.
_FAR_FROM_NOUGHT = frozenset({ValueType.YEARS, ValueType.INDEX})


def table_view(table: charts.Table, *, hidden: bool = True) -> TableView:
    """The table behind a chart, as pages draw tables."""
    return TableView(
        caption=table.caption,
        caption_hidden=hidden,
        headings=table.headers,
        numeric=frozenset(place for place, column in enumerate(table.columns) if column.numeric),
        rows=tuple(tuple(Cell(text) for text in row) for row in table.texts()),
        note=" ".join(table.notes) or None,
        narrow="scroll",
    )


def over_time(
    card: IndicatorCard,
    *,
    area: AreaCard,
    series: Sequence[Figure],
    comparator: AreaCard | None,
    beside: Sequence[Figure],
    whom: str,
) -> ChartView:
    """An area's figures over time with their intervals, and the comparator's."""
    facts = charts.Trend(
        indicator=f"{card.name}, {whom.lower()}" if whom else card.name,
        area=_series(area.name, series),
        fmt=format_of(card),
        polarity=direction(card),
        comparator=_series(comparator.name, beside) if comparator and beside else None,
        source=card.source.publisher,
    )
    wide = charts.trend(facts, id_prefix="time-wide", layout=charts.WIDE)
    narrow = charts.trend(facts, id_prefix="time-narrow", layout=charts.NARROW)
    return ChartView(wide.title, wide.svg, narrow.svg, table_view(wide.table), source=card.source.publisher)


def _series(name: str, figures: Sequence[Figure]) -> charts.Series:
    """One point a period. Of two that have the same middle, the shorter one is shown."""
    by_middle: dict[object, Figure] = {}
    for figure in figures:
        middle = figure.span.begins_on + (figure.span.ends_on - figure.span.begins_on) / 2
        known = by_middle.get(middle)
        if known is None or figure.span.begins_on > known.span.begins_on:
            by_middle[middle] = figure
    points = (
        charts.Point(figure.span.label, middle, estimate(figure))  # type: ignore[arg-type]
        for middle, figure in sorted(by_middle.items(), key=lambda pair: str(pair[0]))
    )
    return charts.Series(name, tuple(points))


def beside_others(
    card: IndicatorCard,
    *,
    area: AreaCard,
    figures: Mapping[int, Figure],
    areas: Mapping[int, AreaCard],
    among: str,
    comparator: charts.Comparator | None,
    period: str,
) -> ChartView:
    """An area in order among others, with their intervals and the comparator."""
    ranked = tuple(
        charts.RankedArea(areas[number].name, areas[number].code, estimate(figures.get(number)), number == area.number)
        for number in areas
    )
    facts = charts.Ranking(
        indicator=card.name,
        period=period,
        areas=ranked,
        fmt=format_of(card),
        polarity=direction(card),
        among=among,
        comparator=comparator,
        from_zero=card.value_type not in _FAR_FROM_NOUGHT,
        source=card.source.publisher,
    )
    wide = charts.ranked_bar(facts, id_prefix="rank-wide", layout=charts.WIDE)
    narrow = charts.ranked_bar(facts, id_prefix="rank-narrow", layout=charts.NARROW)
    return ChartView(wide.title, wide.svg, narrow.svg, table_view(wide.table), source=card.source.publisher)


# --- On the map ---------------------------------------------------------------------------------------------


def tenths_map(
    card: IndicatorCard,
    *,
    place: AreaCard,
    areas: Sequence[AreaCard],
    figures: Mapping[int, Figure],
    year: str,
    seen_by: Actor,
) -> ChartView | None:
    """Small areas by tenth of England, with how many are in the most deprived tenth as the title."""
    drawn = _drawn(areas, seen_by)
    if drawn is None:
        return None
    marked = tuple(
        charts.MapArea(
            area.code,
            area.name,
            _NO_RINGS,
            int(figure.value) if (figure := figures.get(area.number)) and figure.value is not None else None,
        )
        for area in areas
        if area.number in drawn.numbers
    )
    facts = charts.AreaMap(
        indicator=card.name,
        place=place.name,
        areas=marked,
        classes=_TENTHS,
        class_name="Tenth of England",
        areas_name="small areas",
        darkest_first=True,
        source=card.source.publisher,
    )
    first = facts.counts[1]
    title = (
        f"{first:,} of {len(figures):,} small areas {'is' if first == 1 else 'are'} in the most deprived tenth of"
        f" England ({year})"
    )
    return _view(title, facts, drawn, table=_by_tenth(card, figures), prefix=f"map-{year}")


_NO_RINGS = ((),)
_TENTHS = ("1 most deprived", *(str(tenth) for tenth in range(2, 10)), "10 least deprived")


def _by_tenth(card: IndicatorCard, figures: Mapping[int, Figure]) -> TableView:
    """How many small areas each tenth holds. Every area with its figure stands in the list of small areas."""
    values = [figure.value for figure in figures.values() if figure.value is not None]
    rows = tuple(
        (words, f"{values.count(tenth):,}", f"{values.count(tenth) / len(values):.1%}" if values else "–")
        for tenth, words in enumerate(_TENTHS, start=1)
    )
    return TableView(
        caption=card.name,
        caption_hidden=True,
        headings=("Tenth of England", "Small areas", "Share"),
        numeric=frozenset({1, 2}),
        rows=rows,
    )


def values_map(
    found: OnAMap, *, place: AreaCard, areas: Sequence[AreaCard], seen_by: Actor, title: str
) -> ChartView | None:
    """Any indicator on the areas of a kind, in five classes that hold about as many areas each."""
    drawn = _drawn(areas, seen_by)
    values = {area.number: value_on(found, area.number) for area in areas}
    if drawn is None or all(value is None for value in values.values()):
        return None
    shown = [area for area in areas if area.number in drawn.numbers]
    fmt = format_of(found.indicator)
    classes = charts.quantile_classes([values[area.number] for area in shown], classes=CLASSES, fmt=fmt)
    marked = tuple(
        charts.MapArea(area.code, area.name, _NO_RINGS, in_class, values[area.number] if in_class else None)
        for area, in_class in zip(shown, classes.of, strict=True)
    )
    facts = charts.AreaMap(
        indicator=found.indicator.name,
        place=place.name,
        areas=marked,
        classes=classes.words,
        fmt=fmt,
        areas_name=found.kind.plural,
        source=found.indicator.source.publisher,
    )
    return _view(title, facts, drawn, table=_by_class(facts), prefix="map")


def _by_class(facts: charts.AreaMap) -> TableView:
    """How many areas each class holds. The list beside the map has every area with its figure."""
    counts = facts.counts
    rows = [(words, f"{counts[place]:,}") for place, words in enumerate(facts.classes, start=1)]
    rows += [(reason.value.capitalize(), f"{counts[reason]:,}") for reason in charts.Missing if counts[reason]]
    return TableView(
        caption=facts.indicator,
        caption_hidden=True,
        headings=(facts.indicator, "Areas"),
        numeric=frozenset({1}),
        rows=tuple(rows),
    )


def value_on(found: OnAMap, area: int) -> float | None:
    """The figure of an area on a map: as published, or as worked out."""
    if area in found.published:
        return found.published[area].value
    worked_out = found.worked_out.get(area)
    return worked_out.value if isinstance(worked_out, Moved) else None


# --- Boundaries made ready ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Drawn:
    """Boundaries made ready for both layouts, and which areas they are of."""

    numbers: frozenset[int]
    wide: charts.Outlines
    narrow: charts.Outlines


# Boundaries cost the most of a map and hardly ever change, so each process keeps those it drew last. The key names the
# files they came from, so that a boundary taken in anew is drawn anew.
_KEPT: OrderedDict[Hashable, _Drawn] = OrderedDict()
_MOST_KEPT = 24


def _drawn(areas: Sequence[AreaCard], seen_by: Actor) -> _Drawn | None:
    known = marks(areas=[area.number for area in areas], seen_by=seen_by)
    if not known:
        return None
    key = tuple(sorted(known.items()))
    if key in _KEPT:
        _KEPT.move_to_end(key)
        return _KEPT[key]
    found = outlines(areas=known, seen_by=seen_by)
    codes = {area.number: area.code for area in areas}
    rings = [(codes[number], rings_of(one.packed, one.ring_points)) for number, one in found.items()]
    drawn = _Drawn(
        frozenset(found),
        charts.outlines(rings, layout=charts.WIDE),
        charts.outlines(rings, layout=charts.NARROW),
    )
    _KEPT[key] = drawn
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return drawn


def _view(title: str, facts: charts.AreaMap, drawn: _Drawn, *, table: TableView, prefix: str) -> ChartView:
    wide = charts.choropleth(facts, id_prefix=f"{prefix}-wide", layout=charts.WIDE, ready=drawn.wide)
    narrow = charts.choropleth(facts, id_prefix=f"{prefix}-narrow", layout=charts.NARROW, ready=drawn.narrow)
    note = (
        "Contains OS data © Crown copyright and database right."
        if any(is_gss(area.code) for area in facts.areas)
        else None
    )
    return ChartView(title, wide.svg, narrow.svg, table, note=note, source=facts.source)
