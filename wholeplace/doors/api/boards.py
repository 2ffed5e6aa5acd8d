"""Boards and posts in the programming interface, and what each may decide."""

from datetime import date
from typing import Any

from ninja import Query, Router
from pydantic import Field

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    AmountFromNought,
    FigureTold,
    PoundsTold,
    Reference,
    RefTold,
    SeatTold,
    Slug,
    Subject,
)
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership import queries
from wholeplace.together.partnership.rules.boards import BoardKind, Caution
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Level, Topic

router = Router()
posts = Router()
delegations = Router()


class MatrixPage(PlacePage):
    """Which delegations."""

    topic: Topic | None = None
    level: Level | None = None


class Matter(Given):
    """A matter that somebody must decide."""

    topic: Subject
    level: Level
    amount: AmountFromNought | None = None
    place: Slug | None = None


class DelegationOut(Told):
    """What an organisation lets a board or post decide. Without a limit, the limit is null."""

    ref: RefTold
    decider: RefTold
    decider_name: str
    by: OrganisationOut
    topic: Topic
    level: Level
    limit: PoundsTold | None
    conditions: str
    source: str
    begins_on: date
    ends_on: date | None
    words: str


class BoardLineOut(Told):
    """A board with its terms and how many sit on it."""

    ref: RefTold
    title: str
    kind: BoardKind
    parent: RefTold | None
    theme: Topic | None
    area_code: str
    terms_of_reference: str
    lead: str
    quorum: int
    set_size: int | None
    paper_lead_days: int
    begins_on: date
    ends_on: date | None
    members: int
    voting: int
    cautions: list[Caution]
    sensitivity: Sensitivity


class SeatOut(Told):
    """A seat on a board. The public is told no names."""

    ref: SeatTold = Field(validation_alias="public_id")
    organisation: OrganisationOut = Field(validation_alias="body")
    role: SeatRole
    voting: bool
    who: str
    begins_on: date
    ends_on: date | None


class BoardOut(BoardLineOut):
    """A board with its seats, its standing lines of work, and what it may decide."""

    remit: list[str]
    seats: list[SeatOut]
    delegations: list[DelegationOut]


class ShareOut(Told):
    """A body that a post answers to, with the share in per cent that it pays, and whether the post acts for it."""

    organisation: OrganisationOut = Field(validation_alias="body")
    percent: FigureTold
    acts_for_it: bool


class HolderOut(Told):
    """Somebody who holds a post."""

    name: str


class PostOut(Told):
    """A post with its bodies and whoever holds it. The public is told no names."""

    ref: RefTold
    title: str
    is_joint: bool
    host: OrganisationOut
    shares: list[ShareOut]
    held: bool
    holders: list[HolderOut]
    begins_on: date
    ends_on: date | None


@operation(router, "get", "", needs=PUBLIC, answers=Listed[BoardLineOut])
def list_boards(request: Asked, asked: Query[PlacePage]) -> Any:
    """The boards and committees of a place that meet."""
    place = place_of(request, asked.place)
    return listed(request, queries.boards(within=place, seen_by=request.actor, on=request.today), asked)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=BoardOut)
def read_board(request: Asked, reference: Reference) -> Any:
    """One board with its seats and what it may decide."""
    card = queries.board(reference=reference, seen_by=request.actor, on=request.today)
    return vars(card) | {
        "cautions": card.cautions,
        "remit": queries.remit(board=card.number, seen_by=request.actor),
        "seats": queries.seats(board=card.number, seen_by=request.actor, on=request.today),
        "delegations": queries.delegations_of(decider=card.ref, seen_by=request.actor, on=request.today),
    }


@operation(posts, "get", "", needs=PUBLIC, answers=Listed[PostOut])
def list_posts(request: Asked, asked: Query[PlacePage]) -> Any:
    """The posts of a place that have not ended."""
    rows = queries.posts(within=place_of(request, asked.place), seen_by=request.actor, on=request.today)
    return listed(
        request, rows, asked, cards=lambda some: queries.post_cards(rows=some, seen_by=request.actor, on=request.today)
    )


@operation(posts, "get", "/{reference}", needs=PUBLIC, answers=PostOut)
def read_post(request: Asked, reference: Reference) -> Any:
    """One post."""
    return queries.post(reference=reference, seen_by=request.actor, on=request.today)


@operation(delegations, "get", "", needs=PUBLIC, answers=Listed[DelegationOut])
def list_delegations(request: Asked, asked: Query[MatrixPage]) -> Any:
    """What the organisations of a place let boards and posts decide."""
    rows = queries.matrix(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        on=request.today,
        topic=asked.topic,
        level=asked.level,
    )
    return listed(request, rows, asked)


@operation(delegations, "get", "/who-can-approve", needs=PUBLIC, answers=list[DelegationOut])
def find_who_can_approve(request: Asked, matter: Query[Matter]) -> Any:
    """Under which delegations a matter can be approved today, the smallest sufficient first."""
    return queries.who_can_approve(
        topic=matter.topic,
        level=matter.level,
        amount=matter.amount,
        within=place_of(request, matter.place),
        seen_by=request.actor,
        on=request.today,
    )


@operation(delegations, "get", "/{reference}", needs=PUBLIC, answers=DelegationOut)
def read_delegation(request: Asked, reference: Reference) -> Any:
    """One delegation."""
    return queries.delegation(reference=reference, seen_by=request.actor)
