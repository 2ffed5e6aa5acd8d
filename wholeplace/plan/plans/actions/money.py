"""Tying lines of money to the intentions they pay for."""

from collections.abc import Sequence
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import narrower, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds import actions as funds
from wholeplace.plan.funds.queries import LineCard
from wholeplace.plan.funds.queries import line as the_line
from wholeplace.plan.plans.events import IntentionPaidFor
from wholeplace.plan.plans.models import Intention, LineIntention


@action
def fund_intention(
    *,
    intention: str,
    fund: str,
    title: str,
    amount: Money,
    year: FinancialYear,
    topic: str = "",
    purpose: str = "",
    outcomes: Sequence[str] = (),
    by: Actor,
    on: date,
) -> Ref:
    """Set money of a fund aside in a new line for an intention.

    Raises Refused when the year's lines would come to more than was put in for it.
    """
    by.must(Permission.FUND_KEEP)
    this = _intention_here(intention, by=by)
    ref = funds.add_line(
        fund=fund,
        title=title,
        amount=amount,
        year=year,
        topic=topic,
        purpose=purpose,
        outcomes=outcomes,
        by=by,
        on=on,
    )
    _tie(the_line(reference=ref.public_id, seen_by=by), this, by=by, on=on)
    return ref


@action
def link_line(*, line: str, intention: str, by: Actor, on: date) -> None:
    """Say that a line of money is for an intention. Raises Refused when it is already."""
    card = the_line(reference=line, seen_by=by)
    by.must(Permission.FUND_KEEP, organisation=card.organisation, partnership=card.partnership)
    this = _intention_here(intention, by=by)
    alone_on(f"line {card.number} for an intention")
    if LineIntention.objects.filter(line_id=card.number, intention=this).exists():
        sentence = f"The line is for “{this.title}” already. Choose another intention."
        raise Refused([Refusal("LNE5", "A line is linked to an intention once", sentence)])
    _tie(card, this, by=by, on=on)


def _intention_here(reference: str, *, by: Actor) -> Intention:
    """An intention of the actor's own partnership."""
    intention: Intention = Intention.objects.all().the(reference, seen_by=by)
    if intention.partnership_id != by.partnership_id:
        raise NotThere("intention")
    return intention


def _tie(line: LineCard, intention: Intention, *, by: Actor, on: date) -> None:
    scope = scope_of_card(line)
    LineIntention.objects.create(line_id=line.number, intention=intention, **scope)
    event = IntentionPaidFor(line=line.title, amount=line.amount, intention=intention.title)
    both = narrower(scope, scope_of(intention))
    record(event, subject=line.ref, scope=both, by=by, on=on)
    record(event, subject=intention.ref, scope=both, by=by, on=on)
