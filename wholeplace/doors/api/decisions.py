"""Decisions in the programming interface: taken here or elsewhere, and agreed to by each organisation they need."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.items import AboutIn
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    BoardRef,
    Day,
    DeciderRef,
    ItemRef,
    MeetingRef,
    Note,
    OrganisationRef,
    PoundsTold,
    Reference,
    RefTold,
    SeatRef,
    Shared,
    Words,
    worded,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.deciding import Flag, Outcome
from wholeplace.together.decisions.rules.ratifying import Position, Standing
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.partnership.rules.topics import Level, Topic

router = Router()

Decided = Annotated[Outcome, worded(Outcome)]
Seats = Annotated[tuple[SeatRef, ...], MaxLen(200)]


class DecisionsPage(PlacePage):
    """Which decisions."""

    outcome: Decided | None = None
    topic: Topic | None = None
    board: BoardRef | None = None
    elsewhere: bool | None = None


class TakenIn(Given):
    """What was decided, and why."""

    outcome: Decided
    taken_on: Day
    reasons: Note = ""
    options: Note = ""
    conditions: Note = ""


class MatterDecided(Given):
    """What every record of a decision says."""

    about: AboutIn
    taken: TakenIn
    item: ItemRef | None = None
    present: Seats = ()
    left: Seats = ()
    sensitivity: Shared = Sensitivity.PARTNERSHIP

    def said(self, request: Asked) -> dict[str, Any]:
        """As actions take it: what is left out is an empty word."""
        given = {name: "" if value is None else value for name, value in self}
        return given | {"about": self.about.said(request, item=self.item), "taken": actions.Taken(**dict(self.taken))}


class DecisionIn(MatterDecided):
    """A decision of a board at a meeting, or of a post on a day."""

    decider: DeciderRef
    meeting: MeetingRef | None = None
    authority_of: OrganisationRef | None = None


class DecisionElsewhereIn(MatterDecided):
    """A decision that was taken elsewhere."""

    taken_by: Annotated[str, Words(250, at_least=0)] = ""
    source: Annotated[str, Words(250, at_least=0)]
    decider: DeciderRef | None = None


class RatificationIn(Given):
    """Where an organisation stands on a joint decision."""

    position: Annotated[Position, worded(Position)]
    body_name: Annotated[str, Words(200, at_least=0)]
    taken_on: Day
    conditions: Note = ""
    source: Annotated[str, Words(250, at_least=0)] = ""


class NeededOut(Told):
    """An organisation that a decision needs, and where it stands. Silence is null."""

    body: OrganisationOut
    by_delegation: bool
    position: Annotated[Position, worded(Position)] | None
    body_name: str
    conditions: str
    source: str
    taken_on: date | None


class SeenPaperOut(Told):
    """A paper that was before those who decided, under the hash of what it said then."""

    ref: RefTold
    title: str
    content_hash: str


class DecisionLineOut(Told):
    """A decision, and where it stands with every organisation it needs."""

    ref: RefTold
    title: str
    decider: RefTold | None
    taken_by: str
    meeting: RefTold | None
    meeting_title: str
    item: RefTold | None
    subject: RefTold | None
    amount: PoundsTold | None
    topic: Topic
    level: Level
    outcome: Decided
    standing: Annotated[Standing, worded(Standing)]
    authority: str
    conditions: str
    reasons: str
    options: str
    taken_on: date
    taken_elsewhere: bool
    source: str
    flags: list[Flag]
    needed: list[NeededOut]
    concerned: list[OrganisationOut]
    papers: list[SeenPaperOut]
    sensitivity: Sensitivity


class TookPartOut(Told):
    """Somebody who was there. The public is told no names."""

    person: str
    left: bool
    presided: bool
    had_interest: bool


class DecisionOut(DecisionLineOut):
    """A decision with those who took part."""

    took_part: list[TookPartOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[DecisionLineOut])
def list_decisions(request: Asked, asked: Query[DecisionsPage]) -> Any:
    """The decisions of a place, the latest first."""
    board = the_board(reference=asked.board, seen_by=request.actor, on=request.today).number if asked.board else None
    rows = queries.decisions(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        outcome=asked.outcome,
        topic=asked.topic,
        board=board,
        elsewhere=asked.elsewhere,
    )
    return listed(request, rows, asked, cards=lambda some: queries.decision_cards(rows=some, seen_by=request.actor))


@operation(router, "post", "/elsewhere", needs=Permission.DECISION_TAKE, answers=DecisionOut, status=201)
def record_decision_elsewhere(request: Asked, decision: DecisionElsewhereIn) -> Any:
    """Record a decision that was taken elsewhere. It is flagged, never refused, for lying beyond a delegation."""
    given = decision.said(request) | {"decider": decision.decider}
    ref = actions.record_elsewhere(**given, by=request.actor, on=request.today)
    return read_decision(request, ref.public_id)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=DecisionOut)
def read_decision(request: Asked, reference: Reference) -> Any:
    """One decision with who took part and what they had read."""
    card = queries.decision(reference=reference, seen_by=request.actor)
    took_part = queries.who_took_part(decision=card.number, seen_by=request.actor)
    return vars(card) | {"standing": card.standing, "took_part": took_part}


@operation(router, "post", "", needs=Permission.DECISION_TAKE, answers=DecisionOut, status=201)
def record_decision(request: Asked, decision: DecisionIn) -> Any:
    """Record what a board or post decided, under the smallest delegation that covers it."""
    ref = actions.record_decision(**decision.said(request), by=request.actor, on=request.today)
    return read_decision(request, ref.public_id)


@operation(router, "post", "/{reference}/ratify", needs=Permission.DECISION_RATIFY, answers=DecisionOut)
def ratify_decision(request: Asked, reference: Reference, ratification: RatificationIn) -> Any:
    """Say, for the organisation one acts for, whether it agrees to a joint decision."""
    actions.ratify(decision=reference, **dict(ratification), by=request.actor, on=request.today)
    return read_decision(request, reference)
