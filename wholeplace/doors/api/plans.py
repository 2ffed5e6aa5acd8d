"""Plans in the programming interface."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, Listed, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    BoardRef,
    Day,
    Note,
    OutcomeRef,
    PlanRef,
    Reference,
    RefTold,
    Shared,
    Title,
    worded,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.rules.states import PlanState
from wholeplace.plan.plans.rules.writing import PlanKind, Position

router = Router()


class PlansPage(PlacePage):
    """Which plans."""

    kind: PlanKind | None = None
    state: PlanState | None = None


class SectionsIn(Given):
    """What every plan says."""

    objectives: Note
    core_activity: Note
    collective_areas: Note


class PlanIn(Given):
    """A plan to be written."""

    title: Title
    kind: PlanKind
    sections: SectionsIn
    begins_on: Day
    ends_on: Day
    board: BoardRef | None = None
    parent: PlanRef | None = None
    replaces: PlanRef | None = None
    outcomes: Annotated[list[OutcomeRef], MaxLen(50)] = []
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class RevisionIn(Given):
    """Another version of a plan."""

    sections: SectionsIn
    remarks: Note = ""


class RemarksIn(Given):
    """What was said of a plan when it was challenged."""

    remarks: Note


class PlanOutcomeIn(Given):
    """One more outcome that a plan serves."""

    outcome: OutcomeRef


class PositionIn(Given):
    """What a locality says of a plan."""

    locality: BoardRef
    position: Annotated[Position, worded(Position)]
    because: Note = ""


class VersionOut(Told):
    """What a plan said, and from when until when."""

    number: int
    stage: PlanState
    objectives: str
    core_activity: str
    collective_areas: str
    remarks: str
    begins_on: date
    ends_on: date | None


class PlanLineOut(Told):
    """A plan with what it says now."""

    ref: RefTold
    title: str
    kind: PlanKind
    board: RefTold | None
    board_title: str
    parent: RefTold | None
    parent_title: str
    replaces: RefTold | None
    replaces_title: str
    state: PlanState
    begins_on: date
    ends_on: date
    published_on: date | None
    says: VersionOut
    sensitivity: Sensitivity


class PositionOut(Told):
    """What a locality says of a plan, and from when until when."""

    locality: RefTold
    locality_title: str
    position: Annotated[Position, worded(Position)]
    because: str
    begins_on: date
    ends_on: date | None


class PlanOut(PlanLineOut):
    """A plan with everything it ever said, the latest first, and where localities stand on it."""

    versions: Sequence[VersionOut]
    positions: Sequence[PositionOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[PlanLineOut])
def list_plans(request: Asked, asked: Query[PlansPage]) -> Any:
    """The plans of a place that were not replaced."""
    rows = queries.plans(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        kind=asked.kind,
        states=(asked.state,) if asked.state else (),
    )
    return listed(request, rows, asked, cards=lambda some: queries.plan_cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=PlanOut)
def read_plan(request: Asked, reference: Reference) -> Any:
    """One plan with its versions and what localities say of it."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    return vars(card) | {
        "versions": queries.versions(plan=card.number, seen_by=request.actor),
        "positions": queries.positions(plan=card.number, seen_by=request.actor),
    }


@operation(router, "post", "", needs=Permission.PLAN_WRITE, answers=PlanOut, status=201)
def write_plan(request: Asked, plan: PlanIn) -> Any:
    """Write the first draft of a plan."""
    given = dict(plan) | {name: getattr(plan, name) or "" for name in ("board", "parent", "replaces")}
    given["sections"] = actions.Sections(**dict(plan.sections))
    ref = actions.write_plan(**given, by=request.actor, on=request.today)
    return read_plan(request, ref.public_id)


@operation(router, "post", "/{reference}/revise", needs=Permission.PLAN_WRITE, answers=PlanOut)
def revise_plan(request: Asked, reference: Reference, revision: RevisionIn) -> Any:
    """Write another version of a plan that is not published."""
    sections = actions.Sections(**dict(revision.sections))
    actions.revise(plan=reference, sections=sections, remarks=revision.remarks, by=request.actor, on=request.today)
    return read_plan(request, reference)


@operation(router, "post", "/{reference}/challenge", needs=Permission.PLAN_WRITE, answers=PlanOut)
def challenge_plan(request: Asked, reference: Reference, challenge: RemarksIn) -> Any:
    """Say how a draft was challenged."""
    actions.challenge(plan=reference, remarks=challenge.remarks, by=request.actor, on=request.today)
    return read_plan(request, reference)


@operation(router, "post", "/{reference}/finalise", needs=Permission.PLAN_WRITE, answers=PlanOut)
def finalise_plan(request: Asked, reference: Reference) -> Any:
    """Make a challenged plan final."""
    actions.finalise(plan=reference, by=request.actor, on=request.today)
    return read_plan(request, reference)


@operation(router, "post", "/{reference}/publish", needs=Permission.PLAN_WRITE, answers=PlanOut)
def publish_plan(request: Asked, reference: Reference) -> Any:
    """Publish a final plan: everyone can read it from now on."""
    actions.publish(plan=reference, by=request.actor, on=request.today)
    return read_plan(request, reference)


@operation(router, "post", "/{reference}/outcomes", needs=Permission.PLAN_WRITE, answers=PlanOut)
def link_outcome_to_plan(request: Asked, reference: Reference, served: PlanOutcomeIn) -> Any:
    """Say that a plan serves one more outcome."""
    actions.link_outcome(plan=reference, outcome=served.outcome, by=request.actor, on=request.today)
    return read_plan(request, reference)


@operation(router, "post", "/{reference}/positions", needs=Permission.PLAN_WRITE, answers=PlanOut)
def record_position(request: Asked, reference: Reference, position: PositionIn) -> Any:
    """Record whether a locality adopts a plan, adapts it or opts out, and why."""
    actions.record_position(plan=reference, **dict(position), by=request.actor, on=request.today)
    return read_plan(request, reference)
