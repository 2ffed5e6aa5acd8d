"""Finding areas: by code, by name, within and beside one another; and moving figures from one map to another."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Func, Q, QuerySet, Value

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.places.models import Area, Boundary, LookUp, Neighbour
from wholeplace.together.places.rules.bridging import Bridge, Share, joined, same
from wholeplace.together.places.rules.kinds import COUNCILS, SMALL_AREAS, AreaKind, Method

BELONGS = (Method.NESTED.value, Method.BEST_FIT.value)
HOPS = 3


@dataclass(frozen=True)
class AreaCard:
    """An area as a list shows it. `number` is what indicators and look-ups know it by."""

    number: int
    kind: AreaKind
    code: str
    name: str
    also_known_as: str
    setting: str
    begins_on: date | None
    ends_on: date | None
    is_current: bool
    longitude: float | None
    latitude: float | None
    invented: bool
    batch: int

    @property
    def called(self) -> str:
        """Its name, with the one that people use where that is another."""
        return f"{self.name} ({self.also_known_as})" if self.also_known_as else self.name


@dataclass(frozen=True)
class Outline:
    """A boundary as it is kept: `rules.rings.rings_of` unpacks it."""

    area: int
    vintage: str
    packed: bytes
    ring_points: tuple[int, ...]
    west: float
    south: float
    east: float
    north: float
    batch: int


@dataclass(frozen=True)
class NeighbourLine:
    """An area like another, by a model."""

    area: AreaCard
    model: str
    position: int | None


@dataclass(frozen=True)
class Overlap:
    """How many of an area's small areas lie in another area."""

    area: AreaCard
    shared: int
    whole: int


@dataclass(frozen=True)
class Where:
    """An area as a record keeps it. `unknown` is the code that no area has, if it was given one."""

    code: str
    name: str
    unknown: str = ""

    def columns(self) -> dict[str, str]:
        """As it is stored."""
        return {"area_code": self.code, "area_name": self.name}


def area(*, code: str, seen_by: Actor, kind: AreaKind | None = None, on: date | None = None) -> AreaCard:
    """The area of this code, or NotThere. Where several kinds share the code, the smallest and newest one.

    With a day, only one whose boundary held on that day.
    """
    rows = Area.objects.seen_by(seen_by).filter(code=code)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if on is not None:
        rows = rows.filter(Q(begins_on__isnull=True) | Q(begins_on__lte=on))
        rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    found = sorted((_card(row) for row in rows), key=lambda one: -one.kind.height)
    if not found:
        raise NotThere("area")
    return found[0]


def where(*, area_code: str, area_name: str, seen_by: Actor) -> Where:
    """Where something is: the area of this code under its own name, or a place that is only named."""
    if not area_code:
        return Where("", area_name)
    try:
        return Where(area_code, area(code=area_code, seen_by=seen_by).name)
    except NotThere:
        return Where(area_code, area_name, unknown=area_code)


def kinds_of(*, code: str, seen_by: Actor) -> tuple[AreaKind, ...]:
    """The kinds of which an area of this code is known, newest first."""
    kinds = (AreaKind(kind) for kind in Area.objects.seen_by(seen_by).filter(code=code).values_list("kind", flat=True))
    return tuple(sorted(kinds, key=lambda kind: -kind.height))


def areas(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, AreaCard]:
    """The areas behind these numbers."""
    return {row.pk: _card(row) for row in Area.objects.seen_by(seen_by).filter(pk__in=set(numbers))}


def numbers(
    *, kinds: Collection[AreaKind], seen_by: Actor, codes: Collection[str] | None = None
) -> dict[tuple[AreaKind, str], int]:
    """The numbers of areas by kind and code, for whoever loads figures about them."""
    rows = Area.objects.seen_by(seen_by).filter(kind__in=[kind.value for kind in kinds])
    if codes is not None:
        rows = rows.filter(code__in=set(codes))
    return {(AreaKind(kind), code): number for number, kind, code in rows.values_list("pk", "kind", "code")}


def found(*, words: str, seen_by: Actor, kinds: Collection[AreaKind] = (), limit: int = 50) -> tuple[AreaCard, ...]:
    """Areas whose name or code holds these words, however accented or capitalised: large ones first, then by name."""
    rows = Area.objects.seen_by(seen_by).filter(is_current=True)
    if kinds:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    for word in words.split():
        rows = rows.filter(
            Q(folded_name__contains=Func(Value(word), function="folded"))
            | Q(code=word.upper())
            | Q(also_known_as__icontains=word)
        )
    cards = [_card(row) for row in rows.order_by("folded_name", "code")[: limit * 4]]
    return tuple(sorted(cards, key=lambda one: (one.kind.height, one.name, one.code))[:limit])


def listed(*, kinds: Collection[AreaKind], seen_by: Actor) -> "QuerySet[Area]":
    """The current areas of these kinds by name, for paging with `cards`."""
    rows = Area.objects.seen_by(seen_by).filter(kind__in=[kind.value for kind in kinds], is_current=True)
    return rows.order_by("folded_name", "code")


def cards(*, rows: Iterable[Area], seen_by: Actor) -> tuple[AreaCard, ...]:
    """A page of areas."""
    return tuple(_card(row) for row in rows)


# --- Within one another -------------------------------------------------------------------------------------


def within(*, area: int, kind: AreaKind, seen_by: Actor) -> tuple[AreaCard, ...]:
    """The areas of a kind that belong to an area, by code: nested in it, or given to it by best fit."""
    inside = _reached(area, upwards=False)
    rows = Area.objects.seen_by(seen_by).filter(pk__in=inside, kind=kind.value).order_by("code")
    return tuple(_card(row) for row in rows)


def counts_within(*, area: int, seen_by: Actor) -> dict[AreaKind, int]:
    """How many areas of each kind belong to an area."""
    kinds = Area.objects.seen_by(seen_by).filter(pk__in=_reached(area, upwards=False)).values_list("kind", flat=True)
    counted: dict[AreaKind, int] = defaultdict(int)
    for kind in kinds:
        counted[AreaKind(kind)] += 1
    return dict(counted)


def ancestors(*, area: AreaCard, seen_by: Actor) -> tuple[AreaCard, ...]:
    """The areas that an area belongs to, largest first."""
    rows = Area.objects.seen_by(seen_by).filter(pk__in=_reached(area.number, upwards=True), is_current=True)
    above = (_card(row) for row in rows)
    return tuple(sorted((one for one in above if one.kind.height < area.kind.height), key=lambda one: one.kind.height))


def overlaps(*, area: AreaCard, kind: AreaKind, seen_by: Actor) -> tuple[Overlap, ...]:
    """The areas of a kind that share small areas with an area, the largest share first. Shows whether maps agree."""
    small = within(area=area.number, kind=AreaKind.LSOA_2021, seen_by=seen_by)
    if not small:
        return ()
    bridge = _bridge([one.number for one in small], start=AreaKind.LSOA_2021, end=kind)
    shared: dict[int, int] = defaultdict(int)
    for share in bridge.shares if bridge else ():
        shared[share.to] += 1
    known = areas(numbers=shared, seen_by=seen_by)
    found = (Overlap(known[number], count, len(small)) for number, count in shared.items() if number in known)
    return tuple(sorted(found, key=lambda one: -one.shared))


def councils_in(*, area: AreaCard, seen_by: Actor) -> tuple[AreaCard, ...]:
    """The councils in a larger area, by name: nested in it, or with small areas that were given to it by best fit.

    A council whose small areas are not on the map is found only where it is nested.
    """
    inside = _reached(area.number, upwards=False)
    kinds = [kind.value for kind in COUNCILS]
    nested = Area.objects.seen_by(seen_by).filter(pk__in=inside, kind__in=kinds)
    holding = LookUp.objects.seen_by(seen_by).filter(
        from_area__in=inside, from_area__kind=AreaKind.LSOA_2021.value, to_area__kind__in=kinds, method__in=BELONGS
    )
    fitted = Area.objects.seen_by(seen_by).filter(pk__in=holding.values("to_area"))
    found = {row.pk: row for row in (*nested, *fitted) if row.is_current}
    return tuple(sorted((_card(row) for row in found.values()), key=lambda one: (one.name, one.code)))


def _reached(area: int, *, upwards: bool) -> list[int]:
    """Every area that can be reached from one by steps of belonging."""
    here, there = ("from_area_id", "to_area_id") if upwards else ("to_area_id", "from_area_id")
    table = LookUp._meta.db_table
    statement = (
        f"WITH RECURSIVE reached AS (SELECT {there} AS id FROM {table} WHERE {here} = %s AND method = ANY(%s)"
        f" UNION SELECT l.{there} FROM {table} l JOIN reached r ON l.{here} = r.id WHERE l.method = ANY(%s))"
        " SELECT id FROM reached"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [area, list(BELONGS), list(BELONGS)])
        return [row[0] for row in cursor.fetchall()]


# --- From one map to another --------------------------------------------------------------------------------


def bridge(*, start: AreaKind, end: AreaKind, within_area: int, seen_by: Actor) -> Bridge | None:
    """How the areas of one kind within an area are shared out among areas of another kind; None without look-ups."""
    areas_of_start = [one.number for one in within(area=within_area, kind=start, seen_by=seen_by)]
    if start is end:
        return same(start, areas_of_start)
    return _bridge(areas_of_start, start=start, end=end)


def _bridge(areas_of_start: list[int], *, start: AreaKind, end: AreaKind) -> Bridge | None:
    """The shortest way over the look-ups, one question a step."""
    ways = [same(start, areas_of_start)]
    for hop in range(HOPS):
        onward: dict[AreaKind, Bridge] = {}
        for way in ways:
            for kind, step in _steps(way).items():
                if kind not in onward and kind is not start:
                    onward[kind] = step if hop == 0 else joined(way, step)
        if end in onward:
            return onward[end]
        ways = [way for kind, way in onward.items() if kind in _PASSABLE]
    return None


# Kinds that other kinds are made of: a bridge may lead through these.
_PASSABLE = SMALL_AREAS | {
    AreaKind.SUB_ICB,
    AreaKind.WARD,
    AreaKind.DISTRICT,
    AreaKind.UNITARY,
    AreaKind.METROPOLITAN,
    AreaKind.SAFETY_PARTNERSHIP,
}


def _steps(way: Bridge) -> dict[AreaKind, Bridge]:
    """One step on from where a bridge ends, by the kind it leads to."""
    here = {share.to for share in way.shares}
    found: dict[AreaKind, list[Share]] = defaultdict(list)
    rows = LookUp.objects.filter(from_area__in=here).values_list(
        "from_area", "to_area", "weight", "method", "to_area__kind"
    )
    for of, to, weight, method, kind in rows:
        found[AreaKind(kind)].append(Share(of, to, weight, Method(method)))
    return {
        kind: Bridge(way.end, kind, (), tuple(shares), tuple(dict.fromkeys(share.method for share in shares)))
        for kind, shares in found.items()
    }


# --- Beside one another, and drawn --------------------------------------------------------------------------


def neighbours(*, area: int, seen_by: Actor, model: str | None = None) -> tuple[NeighbourLine, ...]:
    """The areas like this one, by each model or by one: in its order where it ranks, else by name."""
    rows = Neighbour.objects.seen_by(seen_by).filter(area_id=area)
    if model is not None:
        rows = rows.filter(model=model)
    lines = [NeighbourLine(_card(row.neighbour), row.model, row.position) for row in rows.select_related("neighbour")]
    return tuple(sorted(lines, key=lambda line: (line.model, line.position or 0, line.area.name)))


def marks(*, areas: Collection[int], seen_by: Actor) -> dict[int, tuple[str, int]]:
    """The vintage of the newest boundary of each area, and its file: when these change, so does the map."""
    rows = Boundary.objects.seen_by(seen_by).filter(area__in=areas).order_by("area", "vintage")
    return {area: (vintage, batch) for area, vintage, batch in rows.values_list("area", "vintage", "batch")}


def outlines(*, areas: Collection[int], seen_by: Actor) -> dict[int, Outline]:
    """The boundaries of these areas, each in its newest vintage."""
    rows = Boundary.objects.seen_by(seen_by).filter(area__in=areas).order_by("area", "vintage")
    return {row.area_id: _outline(row) for row in rows}


def _outline(row: Boundary) -> Outline:
    return Outline(
        area=row.area_id,
        vintage=row.vintage,
        packed=bytes(row.packed),
        ring_points=tuple(row.ring_points),
        west=row.west,
        south=row.south,
        east=row.east,
        north=row.north,
        batch=row.batch_id,
    )


def _card(row: Area) -> AreaCard:
    """An area's row as a card."""
    return AreaCard(
        number=row.pk,
        kind=AreaKind(row.kind),
        code=row.code,
        name=row.name,
        also_known_as=row.also_known_as,
        setting=row.setting,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        is_current=row.is_current,
        longitude=row.longitude,
        latitude=row.latitude,
        invented=row.invented,
        batch=row.batch_id,
    )
