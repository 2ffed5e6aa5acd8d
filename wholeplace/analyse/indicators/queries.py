"""Reading indicators and figures: of an area, over time, beside others, on another map, and back to their source."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Func, Q, QuerySet, Value

from wholeplace.analyse.indicators.models import Indicator, IndicatorValue, Source
from wholeplace.analyse.indicators.rules.benchmark import Benchmark, Cost, benchmark
from wholeplace.analyse.indicators.rules.kinds import Moving, Sex, ValueType
from wholeplace.analyse.indicators.rules.moving import CannotMove, Moved, Part, moved, why_not
from wholeplace.analyse.indicators.rules.periods import Span
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.analytics import (
    COMPARISONS,
    Comparison,
    Estimate,
    Method,
    NoValue,
    Point,
    Polarity,
    Reason,
    Trend,
    TrendBasis,
    compare_columns,
    recent_trend,
)
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.places.queries import AreaCard, bridge, within
from wholeplace.together.places.rules.bridging import Bridge, Share
from wholeplace.together.places.rules.kinds import COUNCILS, SMALL_AREAS, AreaKind
from wholeplace.together.places.rules.kinds import Method as AreaMethod

PUBLISHED_CONFIDENCE = 0.95


@dataclass(frozen=True)
class SourceCard:
    """A publication."""

    code: str
    publisher: str
    title: str
    licence: str
    url: str
    retrieved_on: date | None
    caveat: str


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator, whole. `number` is what its figures know it by."""

    number: int
    code: str
    name: str
    subject: str
    definition: str
    unit: str
    value_type: ValueType
    polarity: Polarity
    multiplier: float
    decimals: int
    interval_method: str
    standard_population: str
    like_for_like: str
    counts_residents: bool
    invented: bool
    source: SourceCard


@dataclass(frozen=True)
class Group:
    """The people a figure is about, where they are not everybody."""

    sex: Sex = Sex.PERSONS
    age: str = ""
    category: str = ""


EVERYBODY = Group()


@dataclass(frozen=True)
class Figure:
    """One figure, with where it came from. `batch`, `sheet` and `row` lead to its source."""

    indicator: int
    area: int
    span: Span
    group: Group
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    trend: str
    comparison: str
    note: str
    batch: int
    sheet: str
    row: int
    loaded_on: date
    superseded_on: date | None = None


@dataclass(frozen=True)
class Line:
    """A figure of an area beside its comparator's, and how the two compare."""

    indicator: IndicatorCard
    figure: Figure
    comparator: Figure | None
    comparison: Comparison


@dataclass(frozen=True)
class OnAMap:
    """Figures of an indicator on a kind of area, worked out where they were not published for it, and how."""

    indicator: IndicatorCard
    span: Span | None
    kind: AreaKind
    published: Mapping[int, Figure]
    worked_out: Mapping[int, Moved | CannotMove]
    method: str


def indicator(*, code: str, seen_by: Actor) -> IndicatorCard:
    """The indicator of this code, or NotThere."""
    row = Indicator.objects.seen_by(seen_by).filter(code=code).select_related("source").first()
    if row is None:
        raise NotThere("indicator")
    return _card(row)


def unknown_indicators(*, codes: Iterable[str], seen_by: Actor) -> tuple[str, ...]:
    """Those of these codes that no indicator has."""
    asked = tuple(dict.fromkeys(code for code in codes if code))
    rows = Indicator.objects.seen_by(seen_by).filter(code__in=asked) if asked else ()
    known = {row.code for row in rows}
    return tuple(code for code in asked if code not in known)


def listed(*, seen_by: Actor, subject: str = "", words: str = "", area: int | None = None) -> "QuerySet[Indicator]":
    """Indicators by subject and name, for paging with `cards`; with an area, those that have a figure for it."""
    rows = Indicator.objects.seen_by(seen_by).select_related("source")
    if subject:
        rows = rows.filter(subject=subject)
    for word in words.split():
        rows = rows.filter(Q(folded_name__contains=Func(Value(word), function="folded")) | Q(code=word))
    if area is not None:
        rows = rows.filter(pk__in=_known(seen_by, None).filter(area_id=area).values("indicator"))
    return rows.order_by("subject", "folded_name", "code")


def cards(*, rows: Iterable[Indicator], seen_by: Actor) -> tuple[IndicatorCard, ...]:
    """A page of indicators."""
    return tuple(_card(row) for row in rows)


def subjects(*, seen_by: Actor) -> tuple[str, ...]:
    """The subjects that indicators are sorted by."""
    return tuple(Indicator.objects.seen_by(seen_by).order_by("subject").values_list("subject", flat=True).distinct())


def by_number(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, IndicatorCard]:
    """The indicators behind these numbers."""
    rows = Indicator.objects.seen_by(seen_by).filter(pk__in=set(numbers)).select_related("source")
    return {row.pk: _card(row) for row in rows}


# --- Figures of an area -------------------------------------------------------------------------------------


def latest(
    *,
    area: int,
    seen_by: Actor,
    on: date | None = None,
    comparator: int | None = None,
    subject: str = "",
    words: str = "",
) -> tuple[Line, ...]:
    """The newest figure of each indicator for an area, for everybody or either sex, beside the comparator's.

    With a day, as was known on that day.
    """
    rows: Rows = (
        _known(seen_by, on)
        .filter(area_id=area, age="", category="")
        .order_by("indicator", "sex", "-ends_on", "-begins_on")
        .distinct("indicator", "sex")
    )
    if subject:
        rows = rows.filter(indicator__subject=subject)
    figures = [_figure(row) for row in rows.saying(words, field="indicator__folded_name")]
    return _lines(figures, seen_by=seen_by, on=on, comparator=comparator)


def figure(
    *,
    indicator: int,
    area: int,
    seen_by: Actor,
    group: Group = EVERYBODY,
    ends_on: date | None = None,
    on: date | None = None,
) -> Figure | None:
    """The newest figure of an indicator for an area, or that of a period by its last day; None if there is none."""
    found = series(indicator=indicator, area=area, seen_by=seen_by, group=group, on=on)
    if ends_on is not None:
        found = tuple(one for one in found if one.span.ends_on == ends_on)
    return found[-1] if found else None


def series(
    *, indicator: int, area: int, seen_by: Actor, group: Group = EVERYBODY, on: date | None = None
) -> tuple[Figure, ...]:
    """The figures of an indicator for an area and group over time, oldest first."""
    rows = _known(seen_by, on).filter(indicator_id=indicator, area_id=area, **_of(group))
    return tuple(_figure(row) for row in rows.order_by("ends_on", "begins_on"))


def groups(*, indicator: int, area: int, seen_by: Actor) -> tuple[Group, ...]:
    """The groups of people that an indicator has figures of, for an area."""
    rows = IndicatorValue.objects.seen_by(seen_by).filter(
        indicator_id=indicator, area_id=area, superseded_on__isnull=True
    )
    found = {Group(Sex(sex), age, category) for sex, age, category in rows.values_list("sex", "age", "category")}
    return tuple(sorted(found, key=lambda group: (list(Sex).index(group.sex), _by_age(group.age), group.category)))


def before_revision(*, indicator: int, area: int, seen_by: Actor, group: Group = EVERYBODY) -> tuple[Figure, ...]:
    """The figures of an indicator for an area that were superseded, newest first."""
    rows = IndicatorValue.objects.seen_by(seen_by).filter(
        indicator_id=indicator, area_id=area, superseded_on__isnull=False, **_of(group)
    )
    return tuple(_figure(row) for row in rows.order_by("-superseded_on", "-ends_on", "-pk"))


def trend(*, card: IndicatorCard, figures: Collection[Figure], seen_by: Actor) -> Trend:
    """The recent trend of a series, from numerators and denominators for proportions, else from intervals."""
    counted = card.value_type is ValueType.PROPORTION and all(
        figure.numerator is not None and figure.denominator is not None for figure in figures
    )
    points = [
        Point(year=figure.span.begins_on.year, estimate=_estimate(figure, card), covers=figure.span.years)
        for figure in figures
    ]
    return recent_trend(points=points, basis=TrendBasis.COUNTS if counted else TrendBasis.INTERVALS)


# --- Figures beside one another -----------------------------------------------------------------------------


def across(
    *,
    indicator: int,
    areas: Collection[int],
    seen_by: Actor,
    group: Group = EVERYBODY,
    ends_on: date | None = None,
    on: date | None = None,
) -> dict[int, Figure]:
    """The figures of an indicator for several areas, in the newest period that any of them has, or a named one."""
    rows = _known(seen_by, on).filter(indicator_id=indicator, area_id__in=areas, **_of(group))
    if ends_on is None:
        ends_on = rows.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if ends_on is None:
        return {}
    return {row.area_id: _figure(row) for row in rows.filter(ends_on=ends_on).order_by("begins_on")}


def of_kinds(
    *,
    indicator: int,
    kinds: Collection[AreaKind],
    seen_by: Actor,
    group: Group = EVERYBODY,
    ends_on: date | None = None,
) -> dict[int, Figure]:
    """The figures of an indicator for every area of these kinds, in the newest period or a named one."""
    rows = _known(seen_by, None).filter(
        indicator_id=indicator, area__kind__in=[kind.value for kind in kinds], **_of(group)
    )
    if ends_on is None:
        ends_on = rows.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if ends_on is None:
        return {}
    return {row.area_id: _figure(row) for row in rows.filter(ends_on=ends_on).order_by("begins_on")}


def middle(*, figures: Iterable[Figure], seen_by: Actor) -> float | None:
    """The middle value of these figures, which stands in where the country itself has none."""
    values = [figure.value for figure in figures if figure.value is not None]
    return median(values) if values else None


def compared(*, card: IndicatorCard, figure: Figure, benchmark: float | None, seen_by: Actor) -> Comparison:
    """How a figure stands against a value, by its interval."""
    answers = compare_columns(lower=[figure.lower], upper=[figure.upper], benchmark=[benchmark], polarity=card.polarity)
    return COMPARISONS[int(answers[0])]


def costs(
    *, card: IndicatorCard, kinds: Collection[AreaKind], seen_by: Actor, ends_on: date | None = None
) -> Benchmark:
    """Where each area of these kinds stands by its unit cost. Raises TooFew where they cannot be compared."""
    found = of_kinds(indicator=card.number, kinds=kinds, seen_by=seen_by, ends_on=ends_on)
    return benchmark(
        [
            Cost(one.area, one.value, one.denominator)
            for one in found.values()
            if one.value is not None and one.value > 0
        ]
    )


# --- Figures on a map ---------------------------------------------------------------------------------------


def on_map(
    *, card: IndicatorCard, within_area: AreaCard, kind: AreaKind, seen_by: Actor, group: Group = EVERYBODY
) -> OnAMap:
    """An indicator on a kind of area within an area: as published, else worked out from smaller areas, and how."""
    areas = frozenset(one.number for one in within(area=within_area.number, kind=kind, seen_by=seen_by))
    published = across(indicator=card.number, areas=areas, seen_by=seen_by, group=group)
    if published:
        span = next(iter(published.values())).span
        return OnAMap(card, span, kind, published, {}, f"As published for {kind.plural}.")
    return _worked_out(card, within_area=within_area, kind=kind, wanted=areas, group=group, seen_by=seen_by)


def measured_within(*, area: AreaCard, seen_by: Actor) -> tuple[IndicatorCard, ...]:
    """The indicators that the small areas within an area have figures of, for everybody, by subject and name.

    Asked of one small area of each vintage, since a publisher measures all of them.
    """
    some = [
        inside[0].number for kind in SMALL_AREAS if (inside := within(area=area.number, kind=kind, seen_by=seen_by))
    ]
    numbers = (
        _known(seen_by, None)
        .filter(area_id__in=some, age="", category="")
        .values_list("indicator", flat=True)
        .distinct()
    )
    found = by_number(numbers=list(numbers), seen_by=seen_by).values()
    return tuple(sorted(found, key=lambda one: (one.subject, one.name)))


def rolled_up(*, card: IndicatorCard, area: AreaCard, seen_by: Actor, group: Group = EVERYBODY) -> OnAMap:
    """An indicator of a whole council, worked out from the small areas within it, where none was published for it."""
    if area.kind not in COUNCILS:
        return OnAMap(card, None, area.kind, {}, {}, "Only councils are known with all of their small areas.")
    return _worked_out(
        card, within_area=area, kind=area.kind, wanted=frozenset({area.number}), group=group, seen_by=seen_by
    )


def _worked_out(
    card: IndicatorCard,
    *,
    within_area: AreaCard,
    kind: AreaKind,
    wanted: frozenset[int],
    group: Group,
    seen_by: Actor,
) -> OnAMap:
    if reason := why_not(card.value_type):
        return OnAMap(card, None, kind, {}, {}, reason)
    for start in sorted(SMALL_AREAS - {kind}, key=lambda one: -one.height):
        areas = [one.number for one in within(area=within_area.number, kind=start, seen_by=seen_by)]
        figures = across(indicator=card.number, areas=areas, seen_by=seen_by, group=group)
        way = _way(start, kind, within_area, areas, seen_by) if figures else None
        if way is None:
            continue
        people = _people(areas, seen_by) if card.value_type.moving is Moving.AVERAGE else {}
        parts = {
            area: Part(one.value, one.numerator, one.denominator, people.get(area)) for area, one in figures.items()
        }
        shares = ((share.of, share.to, share.weight) for share in way.shares if share.to in wanted)
        found = moved(parts, shares, value_type=card.value_type, multiplier=card.multiplier)
        words = f"{way.words} {card.value_type.moving.value.capitalize()}."
        return OnAMap(card, next(iter(figures.values())).span, kind, {}, found, words)
    return OnAMap(card, None, kind, {}, {}, f"No figures are known from which to work out those of {kind.plural}.")


def _way(
    start: AreaKind, kind: AreaKind, within_area: AreaCard, areas: Collection[int], seen_by: Actor
) -> Bridge | None:
    """How the small areas lead to the areas wanted; to the area itself, they all do."""
    if kind is within_area.kind:
        shares = tuple(Share(area, within_area.number, 1.0, AreaMethod.BEST_FIT) for area in areas)
        return Bridge(start, kind, (), shares, (AreaMethod.BEST_FIT,))
    return bridge(start=start, end=kind, within_area=within_area.number, seen_by=seen_by)


def _people(areas: Collection[int], seen_by: Actor) -> dict[int, float]:
    """How many people live in each area, by the newest count there is of it."""
    rows = (
        _known(seen_by, None)
        .filter(indicator__counts_residents=True, area_id__in=areas, **_of(EVERYBODY))
        .order_by("area", "-ends_on")
        .distinct("area")
    )
    return {area: value for area, value in rows.values_list("area", "value") if value is not None}


def residents(*, area: AreaCard, seen_by: Actor) -> tuple[tuple[IndicatorCard, Figure], ...]:
    """Every count of an area's residents, newest first: published of the area itself, each with its indicator."""
    rows = _known(seen_by, None).filter(indicator__counts_residents=True, area_id=area.number, **_of(EVERYBODY))
    figures = [_figure(row) for row in rows.order_by("-ends_on")]
    known = by_number(numbers={one.indicator for one in figures}, seen_by=seen_by)
    return tuple((known[one.indicator], one) for one in figures)


# --- Back to the source -------------------------------------------------------------------------------------


def of_row(*, batch: int, row: int, seen_by: Actor, limit: int = 200) -> tuple[Figure, ...]:
    """The figures that one row of one file gave."""
    rows = IndicatorValue.objects.seen_by(seen_by).filter(batch_id=batch, row=row).order_by("pk")
    return tuple(_figure(one) for one in rows[:limit])


def indicators_of(*, batch: int, seen_by: Actor) -> tuple[IndicatorCard, ...]:
    """The indicators that one file has figures of."""
    numbers = IndicatorValue.objects.seen_by(seen_by).filter(batch_id=batch).values("indicator").distinct()
    rows = Indicator.objects.seen_by(seen_by).filter(pk__in=numbers).select_related("source").order_by("folded_name")
    return tuple(_card(row) for row in rows)


# --- Rows as values -----------------------------------------------------------------------------------------


def _known(seen_by: Actor, on: date | None) -> Rows:
    """The figures that count now, or that counted on a day."""
    rows: Rows = IndicatorValue.objects.seen_by(seen_by)
    if on is None:
        return rows.filter(superseded_on__isnull=True)
    return rows.filter(loaded_on__lte=on).filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=on))


def _of(group: Group) -> dict[str, str]:
    return {"sex": group.sex.value, "age": group.age, "category": group.category}


def _lines(figures: Collection[Figure], *, seen_by: Actor, on: date | None, comparator: int | None) -> tuple[Line, ...]:
    known = by_number(numbers={one.indicator for one in figures}, seen_by=seen_by)
    beside = _beside(figures, seen_by=seen_by, on=on, comparator=comparator)
    against = [beside.get(_identity(figure)) for figure in figures]
    comparisons = _comparisons(figures, against, known)
    lines = (
        Line(known[figure.indicator], figure, other, comparison)
        for figure, other, comparison in zip(figures, against, comparisons, strict=True)
    )
    return tuple(sorted(lines, key=lambda line: (line.indicator.subject, line.indicator.name, line.figure.group.sex)))


def _beside(
    figures: Collection[Figure], *, seen_by: Actor, on: date | None, comparator: int | None
) -> dict[tuple[object, ...], Figure]:
    """The comparator's figures of the same indicators, periods and groups."""
    if comparator is None or not figures:
        return {}
    rows = _known(seen_by, on).filter(
        area_id=comparator, age="", category="", indicator_id__in={one.indicator for one in figures}
    )
    return {_identity(one): one for one in (_figure(row) for row in rows)}


def _identity(figure: Figure) -> tuple[object, ...]:
    return (figure.indicator, figure.span.begins_on, figure.span.ends_on, figure.group)


def _comparisons(
    figures: Collection[Figure], against: list[Figure | None], known: Mapping[int, IndicatorCard]
) -> list[Comparison]:
    """One comparison a figure, reckoned a column for each polarity."""
    answers = [Comparison.NOT_COMPARED] * len(figures)
    by_polarity: dict[Polarity, list[tuple[int, Figure, Figure]]] = defaultdict(list)
    for place, (figure, other) in enumerate(zip(figures, against, strict=True)):
        if other is not None:
            by_polarity[known[figure.indicator].polarity].append((place, figure, other))
    for polarity, found in by_polarity.items():
        column = compare_columns(
            lower=[figure.lower for _, figure, _ in found],
            upper=[figure.upper for _, figure, _ in found],
            benchmark=[other.value for _, _, other in found],
            polarity=polarity,
        )
        for (place, _, _), answer in zip(found, column, strict=True):
            answers[place] = COMPARISONS[int(answer)]
    return answers


def _estimate(figure: Figure, card: IndicatorCard) -> Estimate | NoValue:
    """A published figure as the engine knows figures. The method is the publisher's: the engine asks the limits."""
    if figure.value is None:
        return NoValue(Reason.MISSING_VALUE)
    return Estimate(
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        numerator=figure.numerator if figure.numerator is not None else float("nan"),
        denominator=figure.denominator if figure.denominator is not None else float("nan"),
        confidence=PUBLISHED_CONFIDENCE,
        method=Method.WILSON if card.value_type is ValueType.PROPORTION else Method.BYAR,
        multiplier=card.multiplier,
    )


def _by_age(age: str) -> tuple[int, str]:
    digits = "".join(character for character in age if character.isdigit())[:3]
    return (int(digits) if digits else -1, age)


def _figure(row: IndicatorValue) -> Figure:
    return Figure(
        indicator=row.indicator_id,
        area=row.area_id,
        span=Span(row.period, row.begins_on, row.ends_on),
        group=Group(Sex(row.sex), row.age, row.category),
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        numerator=row.numerator,
        denominator=row.denominator,
        trend=row.trend,
        comparison=row.comparison,
        note=row.note,
        batch=row.batch_id,
        sheet=row.sheet,
        row=row.row,
        loaded_on=row.loaded_on,
        superseded_on=row.superseded_on,
    )


def _card(row: Indicator) -> IndicatorCard:
    return IndicatorCard(
        number=row.pk,
        code=row.code,
        name=row.name,
        subject=row.subject,
        definition=row.definition,
        unit=row.unit,
        value_type=ValueType(row.value_type),
        polarity=Polarity(row.polarity),
        multiplier=row.multiplier,
        decimals=row.decimals,
        interval_method=row.interval_method,
        standard_population=row.standard_population,
        like_for_like=row.like_for_like,
        counts_residents=row.counts_residents,
        invented=row.invented,
        source=_source(row.source),
    )


def _source(row: Source) -> SourceCard:
    return SourceCard(
        code=row.code,
        publisher=row.publisher,
        title=row.title,
        licence=row.licence,
        url=row.url,
        retrieved_on=row.retrieved_on,
        caveat=row.caveat,
    )
