"""Raising intentions, tying them to the thread, and moving them on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import narrower, scope_for, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.plans.events import IntentionAgreed, IntentionMoved, IntentionRaised, Linked
from wholeplace.plan.plans.models import (
    Intention,
    IntentionBody,
    IntentionMoney,
    IntentionNeed,
    IntentionOutcome,
    IntentionPlan,
    Plan,
)
from wholeplace.plan.plans.queries.linking import needs_here, outcomes_here
from wholeplace.plan.plans.rules.moving import Moving, moving
from wholeplace.plan.plans.rules.raising import Change, Raising, raising
from wholeplace.plan.plans.rules.states import IntentionState
from wholeplace.together.decisions.queries import approving
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.queries import members
from wholeplace.together.places.queries import where


@dataclass(frozen=True)
class Intended:
    """What an intention says. Where it answers no recorded need, it says why, and what it rests on."""

    title: str
    change: Change
    summary: str
    group: Group
    fit: str
    service: str = ""
    area_code: str = ""
    area_name: str = ""
    starts_on: date | None = None
    evidence: str = ""
    why_no_need: str = ""

    def columns(self) -> dict[str, object]:
        """As it is stored."""
        return asdict(self) | {"change": self.change.value, "group": self.group.value}


@action
def raise_intention(
    *,
    intended: Intended,
    needs: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    plans: Sequence[str] = (),
    affects: Sequence[str] = (),
    money: Mapping[FinancialYear, Money] | None = None,
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Raise an intention, for the organisation one acts for, and with that share it with the partnership.

    `money` is what it costs in each year, or saves, below nothing. Needs, outcomes, plans and affected
    organisations go by their public ids. Raises Refused, with every reason.
    """
    by.must(Permission.INTENTION_RAISE)
    answered = needs_here(references=needs, seen_by=by)
    served = outcomes_here(references=outcomes, seen_by=by)
    belongs_to = [_plan_here(one, by=by) for one in dict.fromkeys(plans)]
    bodies = [the_organisation(public_id=one, seen_by=by) for one in dict.fromkeys(affects)]
    here = {one.number for one in members(partnership=by.partnership_id or 0, seen_by=by, on=on)}
    there = where(area_code=intended.area_code, area_name=intended.area_name, seen_by=by)
    by_year = {year: amount for year, amount in sorted((money or {}).items()) if amount.pence}
    asked = Raising(
        change=intended.change,
        needs=len(answered),
        why_no_need=intended.why_no_need,
        outcomes=len(served),
        evidence=intended.evidence,
        fit=intended.fit,
        sensitivity=Sensitivity(sensitivity),
        money=by_year,
        strangers=tuple(body.name for body in bodies if body.number not in here),
        unknown_area=there.unknown,
    )
    if refusals := raising.refusals(asked):
        raise Refused(refusals)
    intention = Intention.objects.create(
        **intended.columns() | there.columns(),
        state=IntentionState.RAISED.value,
        begins_on=on,
        **scope_for(by, sensitivity=sensitivity),
    )
    scope = scope_of(intention)
    IntentionNeed.objects.bulk_create(
        IntentionNeed(intention=intention, need_id=one.number, **scope) for one in answered
    )
    IntentionOutcome.objects.bulk_create(
        IntentionOutcome(intention=intention, outcome_id=one.number, **scope) for one in served
    )
    IntentionPlan.objects.bulk_create(IntentionPlan(intention=intention, plan=one, **scope) for one in belongs_to)
    IntentionBody.objects.bulk_create(IntentionBody(intention=intention, body_id=one.number, **scope) for one in bodies)
    IntentionMoney.objects.bulk_create(
        IntentionMoney(intention=intention, year=year.begins_in, amount_pence=amount.pence, **scope)
        for year, amount in by_year.items()
    )
    event = IntentionRaised(
        title=intended.title,
        change=intended.change.value,
        money=Money.total(by_year.values()),
        affects=tuple(body.name for body in bodies),
    )
    record(event, subject=intention.ref, scope=scope, by=by, on=on)
    return intention.ref


@action
def link_intention(*, intention: str, need: str = "", outcome: str = "", plan: str = "", by: Actor, on: date) -> None:
    """Tie an intention to one more need, outcome or plan. Raises Refused when it is tied to it already."""
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    if not (need or outcome or plan):
        sentence = "Choose a need, an outcome or a plan to link."
        raise Refused([Refusal("ITN8", "An intention is linked to a record once", sentence)])
    scope = scope_of(this)
    for one in needs_here(references=[need] if need else [], seen_by=by):
        _once(IntentionNeed.objects.filter(intention=this, need_id=one.number).exists(), one.title)
        IntentionNeed.objects.create(intention=this, need_id=one.number, **scope)
        both = narrower(scope, scope_of_card(one))
        record(Linked(to_kind="need", title=one.title), subject=this.ref, scope=both, by=by, on=on)
    for served in outcomes_here(references=[outcome] if outcome else [], seen_by=by):
        _once(IntentionOutcome.objects.filter(intention=this, outcome_id=served.number).exists(), served.title)
        IntentionOutcome.objects.create(intention=this, outcome_id=served.number, **scope)
        both = narrower(scope, scope_of_card(served))
        record(Linked(to_kind="outcome", title=served.title), subject=this.ref, scope=both, by=by, on=on)
    for wider in [_plan_here(plan, by=by)] if plan else []:
        _once(IntentionPlan.objects.filter(intention=this, plan=wider).exists(), wider.title)
        IntentionPlan.objects.create(intention=this, plan=wider, **scope)
        both = narrower(scope, scope_of(wider))
        record(Linked(to_kind="plan", title=wider.title), subject=this.ref, scope=both, by=by, on=on)


@action
def propose(*, intention: str, by: Actor, on: date) -> None:
    """Mark an intention as proposed to a board."""
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    _move(this, to=IntentionState.PROPOSED, by=by, on=on)


@action
def agree(*, intention: str, by: Actor, on: date) -> None:
    """Mark an intention as agreed, by the decision that approves it.

    Raises Refused when no decision that binds its own organisation approves it, or one that the decision needs has not
    agreed yet.
    """
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    decision = approving(subject=this.ref, owner=this.organisation_id, within=this.partnership_id, seen_by=by)
    asked = Moving(state=IntentionState(this.state), to=IntentionState.AGREED, approved=decision is not None)
    refusals = moving.refusals(asked)
    if refusals or decision is None:
        raise Refused(refusals)
    this.state, this.decision_id = IntentionState.AGREED.value, decision.number
    this.save(update_fields=["state", "decision"])
    event = IntentionAgreed(decision=decision.title)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def begin(*, intention: str, by: Actor, on: date) -> None:
    """Mark an agreed intention as under way."""
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    _move(this, to=IntentionState.UNDER_WAY, by=by, on=on)


@action
def finish(*, intention: str, came_of_it: str, by: Actor, on: date) -> None:
    """Close an intention as done, saying what came of it."""
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    _move(this, to=IntentionState.DONE, words=came_of_it, by=by, on=on)


@action
def drop(*, intention: str, because: str, by: Actor, on: date) -> None:
    """Drop an intention, saying why."""
    this = Intention.objects.all().held(intention, permission=Permission.INTENTION_RAISE, by=by)
    _move(this, to=IntentionState.DROPPED, words=because, by=by, on=on)


def _plan_here(reference: str, *, by: Actor) -> Plan:
    """A plan of the actor's own partnership."""
    plan: Plan = Plan.objects.all().the(reference, seen_by=by)
    if plan.partnership_id != by.partnership_id:
        raise NotThere("plan")
    return plan


def _once(there: bool, title: str) -> None:
    if there:
        sentence = f"The intention is linked to “{title}” already. Choose another."
        raise Refused([Refusal("ITN7", "An intention is linked to a record once", sentence)])


def _move(intention: Intention, *, to: IntentionState, words: str = "", by: Actor, on: date) -> None:
    was = IntentionState(intention.state)
    if refusals := moving.refusals(Moving(state=was, to=to, words=words)):
        raise Refused(refusals)
    intention.state = to.value
    if to in {IntentionState.DONE, IntentionState.DROPPED}:
        intention.ends_on, intention.came_of_it = on, words
    intention.save(update_fields=["state", "ends_on", "came_of_it"])
    event = IntentionMoved(was=was.value, now=to.value, words=words)
    record(event, subject=intention.ref, scope=scope_of(intention), by=by, on=on)
