"""Areas in the programming interface: found by name or code, within one another, beside one another."""

from datetime import date
from typing import Any

from ninja import Query, Router

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.problems import Unusable
from wholeplace.doors.api.schemas import Given, Listed, Page, Told, listed
from wholeplace.doors.api.values import Code, Day, FigureTold, Sought
from wholeplace.together.places import queries
from wholeplace.together.places.rules.kinds import AreaKind

router = Router()


class AreasPage(Page):
    """Which areas: those of a kind, or those whose name or code holds these words."""

    words: Sought | None = None
    kind: AreaKind | None = None


class WhichArea(Given):
    """Which area of a code that several kinds share, and as at which day."""

    kind: AreaKind | None = None
    on: Day | None = None


class PartsPage(Page):
    """Which parts of an area."""

    kind: AreaKind
    of_kind: AreaKind | None = None


class AreaLineOut(Told):
    """An area as a list tells it."""

    code: str
    kind: AreaKind
    name: str
    also_known_as: str
    setting: str
    begins_on: date | None
    ends_on: date | None
    is_current: bool
    invented: bool


class NeighbourOut(Told):
    """An area like another, by a model; its place where the model ranks."""

    area: AreaLineOut
    model: str
    position: int | None


class AreaOut(AreaLineOut):
    """An area with what it lies in, how many areas of each kind it holds, and the areas like it."""

    longitude: FigureTold | None
    latitude: FigureTold | None
    kinds: list[AreaKind]
    within: list[AreaLineOut]
    holds: dict[AreaKind, int]
    neighbours: list[NeighbourOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[AreaLineOut])
def find_areas(request: Asked, asked: Query[AreasPage]) -> Any:
    """Areas of a kind, or those whose name or code holds these words."""
    kinds = [asked.kind] if asked.kind else []
    if asked.words is not None:
        rows: Any = queries.found(words=asked.words, seen_by=request.actor, kinds=kinds)
    elif kinds:
        rows = queries.listed(kinds=kinds, seen_by=request.actor)
    else:
        raise Unusable("words", "Say words of the name, the code, or a kind of area.")
    return listed(request, rows, asked, cards=lambda some: some)


@operation(router, "get", "/{code}", needs=PUBLIC, answers=AreaOut)
def read_area(request: Asked, code: Code, asked: Query[WhichArea]) -> Any:
    """One area, the smallest and newest of its code unless another kind or day is said."""
    card = queries.area(code=code, seen_by=request.actor, kind=asked.kind, on=asked.on)
    return vars(card) | {
        "kinds": queries.kinds_of(code=code, seen_by=request.actor),
        "within": queries.ancestors(area=card, seen_by=request.actor),
        "holds": queries.counts_within(area=card.number, seen_by=request.actor),
        "neighbours": queries.neighbours(area=card.number, seen_by=request.actor),
    }


@operation(router, "get", "/{code}/parts", needs=PUBLIC, answers=Listed[AreaLineOut])
def list_parts_of_area(request: Asked, code: Code, asked: Query[PartsPage]) -> Any:
    """The areas of a kind that belong to an area, by code."""
    card = queries.area(code=code, seen_by=request.actor, kind=asked.of_kind)
    return listed(request, queries.within(area=card.number, kind=asked.kind, seen_by=request.actor), asked)
