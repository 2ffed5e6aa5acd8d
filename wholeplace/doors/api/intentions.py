"""Intentions in the programming interface: raised, proposed, agreed, begun, done or dropped."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import (
    Because,
    ByYear,
    Given,
    LinkOut,
    Listed,
    OrganisationOut,
    PlacePage,
    Told,
    YearAmountOut,
    by_year,
    listed,
)
from wholeplace.doors.api.values import (
    AreaCode,
    Day,
    Name,
    NeedRef,
    Note,
    OrganisationRef,
    OutcomeRef,
    PlanRef,
    PoundsTold,
    Reference,
    RefTold,
    Shared,
    Text,
    Title,
    named,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState

router = Router()


class IntentionsPage(PlacePage):
    """Which intentions."""

    state: IntentionState | None = None
    change: Change | None = None
    group: Group | None = None
    live_only: bool = False


class IntendedIn(Given):
    """What an intention says. Where it answers no recorded need, it says why, and what it rests on."""

    title: Title
    change: Change
    summary: Text
    group: Group
    fit: Note
    service: Name = ""
    area_code: AreaCode = ""
    area_name: Name = ""
    starts_on: Day | None = None
    evidence: Note = ""
    why_no_need: Note = ""


class IntentionIn(IntendedIn):
    """An intention to be raised. Money that is saved stands below nought."""

    needs: Annotated[list[NeedRef], MaxLen(50)] = []
    outcomes: Annotated[list[OutcomeRef], MaxLen(50)] = []
    plans: Annotated[list[PlanRef], MaxLen(50)] = []
    affects: Annotated[list[OrganisationRef], MaxLen(50)] = []
    money: ByYear = []
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class IntentionLinkIn(Given):
    """What an intention is tied to as well."""

    need: NeedRef | None = None
    outcome: OutcomeRef | None = None
    plan: PlanRef | None = None


class CameOfItIn(Given):
    """What came of an intention."""

    came_of_it: Note


class IntentionOut(Told):
    """An intention with its money, the plans it belongs to, and whom it affects."""

    ref: RefTold
    title: str
    change: Change
    summary: str
    service: str
    group: Group
    area_code: str
    area_name: str
    starts_on: date | None
    evidence: str
    fit: str
    why_no_need: str
    state: IntentionState
    decision: RefTold | None
    decision_title: str
    came_of_it: str
    begins_on: date
    ends_on: date | None
    money: list[YearAmountOut]
    total: PoundsTold
    plans: list[Annotated[LinkOut, named("ref", "title")]]
    affects: list[OrganisationOut]
    owner: OrganisationOut
    sensitivity: Sensitivity


@operation(router, "get", "", needs=PUBLIC, answers=Listed[IntentionOut])
def list_intentions(request: Asked, asked: Query[IntentionsPage]) -> Any:
    """The intentions of a place."""
    rows = queries.intentions(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        states=(asked.state,) if asked.state else (),
        change=asked.change,
        group=asked.group,
        live_only=asked.live_only,
    )
    return listed(request, rows, asked, cards=lambda some: queries.intention_cards(rows=some, seen_by=request.actor))


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=IntentionOut)
def read_intention(request: Asked, reference: Reference) -> Any:
    """One intention."""
    return queries.intention(reference=reference, seen_by=request.actor)


@operation(router, "post", "", needs=Permission.INTENTION_RAISE, answers=IntentionOut, status=201)
def raise_intention(request: Asked, intention: IntentionIn) -> Any:
    """Raise an intention, and with that share it with the partnership."""
    said = {name: getattr(intention, name) for name in IntendedIn.model_fields}
    ref = actions.raise_intention(
        intended=actions.Intended(**said),
        needs=intention.needs,
        outcomes=intention.outcomes,
        plans=intention.plans,
        affects=intention.affects,
        money=by_year(intention.money),
        sensitivity=intention.sensitivity,
        by=request.actor,
        on=request.today,
    )
    return read_intention(request, ref.public_id)


@operation(router, "post", "/{reference}/links", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def link_intention(request: Asked, reference: Reference, link: IntentionLinkIn) -> Any:
    """Tie an intention to one more need, outcome or plan."""
    given = {name: to or "" for name, to in link}
    actions.link_intention(intention=reference, **given, by=request.actor, on=request.today)
    return read_intention(request, reference)


@operation(router, "post", "/{reference}/propose", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def propose_intention(request: Asked, reference: Reference) -> Any:
    """Mark an intention as proposed to a board."""
    actions.propose(intention=reference, by=request.actor, on=request.today)
    return read_intention(request, reference)


@operation(router, "post", "/{reference}/agree", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def agree_intention(request: Asked, reference: Reference) -> Any:
    """Mark an intention as agreed, by the decision that approves it."""
    actions.agree(intention=reference, by=request.actor, on=request.today)
    return read_intention(request, reference)


@operation(router, "post", "/{reference}/begin", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def begin_intention(request: Asked, reference: Reference) -> Any:
    """Mark an agreed intention as under way."""
    actions.begin(intention=reference, by=request.actor, on=request.today)
    return read_intention(request, reference)


@operation(router, "post", "/{reference}/finish", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def finish_intention(request: Asked, reference: Reference, done: CameOfItIn) -> Any:
    """Close an intention as done, saying what came of it."""
    actions.finish(intention=reference, came_of_it=done.came_of_it, by=request.actor, on=request.today)
    return read_intention(request, reference)


@operation(router, "post", "/{reference}/drop", needs=Permission.INTENTION_RAISE, answers=IntentionOut)
def drop_intention(request: Asked, reference: Reference, reason: Because) -> Any:
    """Drop an intention, saying why."""
    actions.drop(intention=reference, because=reason.because, by=request.actor, on=request.today)
    return read_intention(request, reference)
