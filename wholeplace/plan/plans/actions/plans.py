"""Writing plans, challenging them, making them final, publishing them, and recording localities' positions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wholeplace.analyse.outcomes.queries import priorities
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import narrower, scope_for, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.plans.events import (
    Linked,
    PlanChallenged,
    PlanFinal,
    PlanPublished,
    PlanReplaced,
    PlanRevised,
    PlanWritten,
    PositionTaken,
)
from wholeplace.plan.plans.models import IntentionOutcome, Plan, PlanOutcome, PlanPosition, PlanVersion
from wholeplace.plan.plans.queries.linking import board_here, outcomes_here
from wholeplace.plan.plans.rules.states import PlanState
from wholeplace.plan.plans.rules.writing import (
    PlanKind,
    Position,
    Positioning,
    Settling,
    Writing,
    is_late,
    positioning,
    settling,
    writing,
)
from wholeplace.together.partnership.queries import BoardCard, seats
from wholeplace.together.partnership.rules.boards import BoardKind


@dataclass(frozen=True)
class Sections:
    """What every plan says."""

    objectives: str
    core_activity: str
    collective_areas: str

    def named(self) -> dict[str, str]:
        """The sections under the names that people know them by."""
        return {
            "Objectives": self.objectives,
            "Core activity": self.core_activity,
            "Areas for collective commissioning": self.collective_areas,
        }


@action
def write_plan(
    *,
    title: str,
    kind: PlanKind,
    sections: Sections,
    begins_on: date,
    ends_on: date,
    board: str = "",
    parent: str = "",
    replaces: str = "",
    outcomes: Sequence[str] = (),
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Write the first draft of a plan, under its parent in the tree and in place of an older one if so.

    Raises Refused, with every reason, when a section is empty, a board's plan has no board, or the organisation one
    acts for neither hosts that board nor sits on it.
    """
    by.must(Permission.PLAN_WRITE)
    owner = board_here(reference=board, seen_by=by, on=on) if board else None
    served = outcomes_here(references=outcomes, seen_by=by)
    asked = Writing(
        sections=sections.named(),
        kind=kind,
        has_board=owner is not None,
        speaks_for_board=owner is None or _speaks_for(owner, by=by, on=on),
        begins_on=begins_on,
        ends_on=ends_on,
    )
    if refusals := writing.refusals(asked):
        raise Refused(refusals)
    plan = Plan.objects.create(
        title=title,
        plan_kind=kind.value,
        board_id=owner.number if owner else None,
        parent=_plan_here(parent, by=by) if parent else None,
        replaces=_plan_here(replaces, by=by) if replaces else None,
        state=PlanState.DRAFT.value,
        begins_on=begins_on,
        ends_on=ends_on,
        **scope_for(by, sensitivity=sensitivity),
    )
    _new_version(plan, sections, stage=PlanState.DRAFT, remarks="", on=on)
    PlanOutcome.objects.bulk_create(PlanOutcome(plan=plan, outcome_id=one.number, **scope_of(plan)) for one in served)
    event = PlanWritten(title=title, plan_kind=kind.value)
    record(event, subject=plan.ref, scope=scope_of(plan), by=by, on=on)
    return plan.ref


@action
def revise(*, plan: str, sections: Sections, remarks: str, by: Actor, on: date) -> None:
    """Write another version of a plan that is not published. Revising a final plan makes it a draft again."""
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    state = PlanState(this.state)
    to = PlanState.DRAFT if state is PlanState.FINAL else state
    asked = Writing(
        sections=sections.named(),
        kind=PlanKind(this.plan_kind),
        has_board=this.board_id is not None,
        speaks_for_board=True,
        begins_on=this.begins_on,
        ends_on=this.ends_on,
    )
    if refusals := [*settling.refusals(_settling(this, to=to, remarks=remarks)), *writing.refusals(asked)]:
        raise Refused(refusals)
    version = _new_version(this, sections, stage=to, remarks=remarks, on=on)
    _move(this, to=to)
    event = PlanRevised(version=version.number, remarks=remarks)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def challenge(*, plan: str, remarks: str, by: Actor, on: date) -> None:
    """Say how a draft was challenged. Raises Refused when it is no draft, or nothing is said."""
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    if refusals := _twice_challenged(this) or settling.refusals(
        _settling(this, to=PlanState.CHALLENGED, remarks=remarks)
    ):
        raise Refused(refusals)
    version = _same_words(this, stage=PlanState.CHALLENGED, remarks=remarks, on=on)
    _move(this, to=PlanState.CHALLENGED)
    event = PlanChallenged(version=version.number, remarks=remarks)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def finalise(*, plan: str, by: Actor, on: date) -> None:
    """Make a challenged plan final. Raises Refused when it serves no priority outcome of the place."""
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    first = priorities(within=this.partnership_id, seen_by=by)
    asked = _settling(this, to=PlanState.FINAL, served=_served(this), first=first)
    if refusals := settling.refusals(asked):
        raise Refused(refusals)
    late = is_late(state=PlanState(this.state), begins_on=this.begins_on, on=on)
    version = _same_words(this, stage=PlanState.FINAL, remarks="", on=on)
    _move(this, to=PlanState.FINAL)
    event = PlanFinal(version=version.number, late=late)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def publish(*, plan: str, by: Actor, on: date) -> None:
    """Publish a final plan: everyone can read it from now on, with its earlier versions.

    The plan that it replaces is closed. Raises Refused when the board has another current plan.
    """
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    asked = _settling(this, to=PlanState.PUBLISHED, other_current=_other_current(this))
    if refusals := settling.refusals(asked):
        raise Refused(refusals)
    replaced = _replaced_by(this, by=by, on=on)
    this.state, this.published_on = PlanState.PUBLISHED.value, on
    this.sensitivity = Sensitivity.PUBLIC.value
    this.save(update_fields=["state", "published_on", "sensitivity"])
    event = PlanPublished(replaces=replaced.title if replaced else "")
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def link_outcome(*, plan: str, outcome: str, by: Actor, on: date) -> None:
    """Say that a plan serves an outcome. Raises Refused when it does already."""
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    (served,) = outcomes_here(references=[outcome], seen_by=by)
    if PlanOutcome.objects.filter(plan=this, outcome_id=served.number).exists():
        sentence = f"The plan serves “{served.title}” already. Choose another outcome."
        raise Refused([Refusal("PLA4", "A plan is linked to an outcome once", sentence)])
    PlanOutcome.objects.create(plan=this, outcome_id=served.number, **scope_of(this))
    event, scope = Linked(to_kind="outcome", title=served.title), scope_of(this)
    record(event, subject=this.ref, scope=narrower(scope, scope_of_card(served)), by=by, on=on)


@action
def record_position(*, plan: str, locality: str, position: Position, because: str = "", by: Actor, on: date) -> None:
    """Record whether a locality adopts a plan, adapts it or opts out, and why. An earlier position ends.

    Raises Refused when the board is no locality, one does not speak for it, or it goes another way without a reason.
    """
    this = Plan.objects.all().held(plan, permission=Permission.PLAN_WRITE, by=by)
    board = board_here(reference=locality, seen_by=by, on=on)
    asked = Positioning(
        is_locality=board.kind is BoardKind.LOCALITY,
        speaks_for_it=_speaks_for(board, by=by, on=on),
        position=position,
        because=because,
    )
    if refusals := positioning.refusals(asked):
        raise Refused(refusals)
    for held in PlanPosition.objects.filter(plan=this, locality_id=board.number, ends_on__isnull=True):
        held.ends_on = _last_day(held.begins_on, on=on)
        held.save(update_fields=["ends_on"])
    PlanPosition.objects.create(
        plan=this,
        locality_id=board.number,
        position=position.value,
        because=because,
        begins_on=on,
        **scope_of(this),
    )
    event = PositionTaken(locality=board.title, position=position.value, because=because)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


def _plan_here(reference: str, *, by: Actor) -> Plan:
    """A plan of the actor's own partnership."""
    plan: Plan = Plan.objects.all().the(reference, seen_by=by)
    if plan.partnership_id != by.partnership_id:
        raise NotThere("plan")
    return plan


def _speaks_for(board: BoardCard, *, by: Actor, on: date) -> bool:
    """Whether the organisation one acts for hosts a board or sits on it."""
    sitting = {seat.body.number for seat in seats(board=board.number, seen_by=by, on=on)}
    return by.organisation_id in {board.organisation, *sitting}


def _settling(
    plan: Plan,
    *,
    to: PlanState,
    remarks: str = "",
    other_current: str = "",
    served: frozenset[int] = frozenset(),
    first: frozenset[int] = frozenset(),
) -> Settling:
    return Settling(
        state=PlanState(plan.state),
        to=to,
        outcomes=len(served),
        priority_outcomes=len(served & first),
        place_has_priorities=bool(first),
        other_current=other_current,
        remarks=remarks,
    )


def _other_current(plan: Plan) -> str:
    """The title of another plan that is the current one of the same board; nobody else publishes one meanwhile."""
    if plan.board_id is None or plan.plan_kind != PlanKind.BOARD.value:
        return ""
    alone_on(f"current plan of board {plan.board_id}")
    others = Plan.objects.filter(board_id=plan.board_id, plan_kind=plan.plan_kind, state=PlanState.PUBLISHED.value)
    other = others.exclude(pk=plan.replaces_id).first()
    return other.title if other else ""


def _served(plan: Plan) -> frozenset[int]:
    """The numbers of the outcomes that a plan serves, itself or through its intentions."""
    own = PlanOutcome.objects.filter(plan=plan).values_list("outcome_id", flat=True)
    through = IntentionOutcome.objects.filter(intention__plans__plan=plan).values_list("outcome_id", flat=True)
    return frozenset(own) | frozenset(through)


def _twice_challenged(plan: Plan) -> list[Refusal]:
    """A plan may be revised while it is challenged, but it is challenged once."""
    if plan.state != PlanState.CHALLENGED.value:
        return []
    sentence = "The plan was challenged already. Revise it, or make it final."
    return [Refusal("PLB5", "Catalogue PLN-05: versions are draft, challenged and final", sentence)]


def _replaced_by(plan: Plan, *, by: Actor, on: date) -> Plan | None:
    """The published plan that this one takes the place of, closed; None when there is none."""
    if plan.replaces_id is None:
        return None
    older: Plan = Plan.objects.get(pk=plan.replaces_id)
    if older.state != PlanState.PUBLISHED.value:
        return older
    by.must(Permission.PLAN_WRITE, organisation=older.organisation_id, partnership=older.partnership_id)
    older = Plan.objects.select_for_update(of=("self",)).get(pk=older.pk)
    older.state = PlanState.REPLACED.value
    older.save(update_fields=["state"])
    record(PlanReplaced(by_plan=plan.title), subject=older.ref, scope=scope_of(older), by=by, on=on)
    return older


def _move(plan: Plan, *, to: PlanState) -> None:
    plan.state = to.value
    plan.save(update_fields=["state"])


def _same_words(plan: Plan, *, stage: PlanState, remarks: str, on: date) -> PlanVersion:
    """Another version that says the same at another stage."""
    held = PlanVersion.objects.get(plan=plan, ends_on__isnull=True)
    words = Sections(held.objectives, held.core_activity, held.collective_areas)
    return _new_version(plan, words, stage=stage, remarks=remarks, on=on)


def _new_version(plan: Plan, sections: Sections, *, stage: PlanState, remarks: str, on: date) -> PlanVersion:
    held = PlanVersion.objects.select_for_update().filter(plan=plan, ends_on__isnull=True).first()
    if held is not None:
        held.ends_on = _last_day(held.begins_on, on=on)
        held.save(update_fields=["ends_on"])
    return PlanVersion.objects.create(
        plan=plan,
        number=held.number + 1 if held else 1,
        stage=stage.value,
        objectives=sections.objectives,
        core_activity=sections.core_activity,
        collective_areas=sections.collective_areas,
        remarks=remarks,
        begins_on=on,
        **scope_of(plan),
    )


def _last_day(began_on: date, *, on: date) -> date:
    """The day before something took its place; the same day where both began on one."""
    return max(began_on, on - timedelta(days=1))
