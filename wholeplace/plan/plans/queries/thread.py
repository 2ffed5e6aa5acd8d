"""What this room says of itself on the thread: its plans and intentions, and the edges it holds."""

from django.db.models import Sum

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.thread import EdgeTable, End, Stop, stop_rows
from wholeplace.plan.plans.models import (
    Intention,
    IntentionNeed,
    IntentionOutcome,
    IntentionPlan,
    LineIntention,
    Plan,
    PlanOutcome,
)
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState, PlanState
from wholeplace.plan.plans.rules.writing import PlanKind

PLAN, INTENTION = "plan", "intention"
EDGES = (
    EdgeTable(PlanOutcome, End("outcome", "outcome"), End(PLAN, "plan"), "is pursued by"),
    EdgeTable(IntentionNeed, End("need", "need"), End(INTENTION, "intention"), "is addressed by"),
    EdgeTable(IntentionOutcome, End("outcome", "outcome"), End(INTENTION, "intention"), "is served by"),
    EdgeTable(IntentionPlan, End(PLAN, "plan"), End(INTENTION, "intention"), "holds"),
    EdgeTable(LineIntention, End(INTENTION, "intention"), End("line", "line"), "is paid for by"),
)
"""What plans and intentions came from, which intentions a plan holds, and which lines pay for them."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The plans and intentions among these references; all of the reader's partnership for None."""
    plans = _plans(seen_by).among(refs, kind=PLAN, seen_by=seen_by)
    intentions = _intentions(seen_by).among(refs, kind=INTENTION, seen_by=seen_by)
    return (*_plan_stops(plans), *_intention_stops(intentions))


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Plans and intentions whose title holds these words."""
    plans, intentions = _plans(seen_by).saying(words), _intentions(seen_by).saying(words)
    return (*_plan_stops(plans[:limit]), *_intention_stops(intentions[:limit]))[:limit]


def _plans(seen_by: Actor) -> Rows:
    return Plan.objects.seen_by(seen_by).order_by("folded_title", "pk")


def _intentions(seen_by: Actor) -> Rows:
    rows: Rows = Intention.objects.seen_by(seen_by).annotate(pence=Sum("money__amount_pence"))
    return rows.order_by("folded_title", "pk")


def _plan_stops(rows: Rows) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=Ref(PLAN, row.public_id),
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"{PlanKind(row.plan_kind).label}, {PlanState(row.state).label.lower()}",
            on=row.begins_on,
            sensitivity=row.sensitivity,
        )
        for row in stop_rows(rows, "plan_kind", "state", "begins_on")
    )


def _intention_stops(rows: Rows) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            ref=Ref(INTENTION, row.public_id),
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"{Change(row.change).label}: {IntentionState(row.state).label.lower()}",
            on=row.starts_on or row.begins_on,
            amount=Money(row.pence) if row.pence is not None else None,
            sensitivity=row.sensitivity,
        )
        for row in stop_rows(rows, "change", "state", "starts_on", "begins_on", "pence")
    )
