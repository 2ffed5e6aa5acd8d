"""Opening funds, putting money in, setting it aside in lines, and moving it between them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet, Sum

from wholeplace.analyse.outcomes.queries import outcome_here
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import narrower, scope_for, scope_of, scope_of_card
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds.events import ContributionMade, FundOpened, LineAdded, MoneyMoved, OutcomeLinked
from wholeplace.plan.funds.models import Contribution, Fund, FundLine, LineMovement, LineOutcome
from wholeplace.plan.funds.rules.keeping import (
    Allotting,
    Contributing,
    FundKind,
    Opening,
    Transfer,
    allotting,
    contributing,
    opening,
    transferring,
)
from wholeplace.together.decisions.queries import DecisionCard
from wholeplace.together.decisions.queries import decision as the_decision
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.queries import arrangement as the_arrangement
from wholeplace.together.partnership.queries import members


@action
def open_fund(
    *,
    title: str,
    kind: FundKind,
    first_year: FinancialYear,
    last_year: FinancialYear,
    rules: str = "",
    arrangement: str = "",
    decision: str = "",
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Open a fund for these financial years, hosted by the organisation one acts for.

    Raises Refused when money that several share has no rules, it would end before it begins, or the decision that is
    to allow it is not agreed.
    """
    by.must(Permission.FUND_KEEP)
    decided = _decision(decision, by=by) if decision else None
    asked = Opening(
        kind=kind,
        rules=rules,
        first_year=first_year,
        last_year=last_year,
        decision_agreed=decided is None or decided.is_agreed,
    )
    if refusals := opening.refusals(asked):
        raise Refused(refusals)
    fund = Fund.objects.create(
        title=title,
        fund_kind=kind.value,
        first_year=first_year.begins_in,
        last_year=last_year.begins_in,
        rules=rules,
        arrangement_id=_arrangement(arrangement, by=by, on=on) if arrangement else None,
        decision_id=decided.number if decided else None,
        begins_on=on,
        **scope_for(by, sensitivity=sensitivity),
    )
    event = FundOpened(title=title, fund_kind=kind.value, first_year=first_year.label, last_year=last_year.label)
    record(event, subject=fund.ref, scope=scope_of(fund), by=by, on=on)
    return fund.ref


@action
def contribute(*, fund: str, organisation: str, amount: Money, year: FinancialYear, by: Actor, on: date) -> None:
    """Write down what an organisation puts into a fund for a financial year.

    Raises Refused when it is nothing, for a year outside the fund, from a stranger to a single fund, or from an
    organisation that has not joined the partnership.
    """
    this = Fund.objects.all().held(fund, permission=Permission.FUND_KEEP, by=by)
    body = the_organisation(public_id=organisation, seen_by=by)
    asked = Contributing(
        kind=FundKind(this.fund_kind),
        is_host=body.number == this.organisation_id,
        is_member=body in members(partnership=this.partnership_id, seen_by=by, on=on),
        amount=amount,
        year=year,
        years=_years(this),
    )
    if refusals := contributing.refusals(asked):
        raise Refused(refusals)
    Contribution.objects.create(
        fund=this,
        contributor_id=body.number,
        year=year.begins_in,
        amount_pence=amount.pence,
        contributed_on=on,
        **scope_of(this),
    )
    event = ContributionMade(contributor=body.name, amount=amount, year=year.label)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def add_line(
    *,
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
    """Set money of a fund aside in a line for a financial year, and say which outcomes it serves.

    Raises Refused when the year's lines would come to more than was put in for it.
    """
    this = Fund.objects.all().held(fund, permission=Permission.FUND_KEEP, by=by)
    served = [outcome_here(reference=reference, seen_by=by) for reference in dict.fromkeys(outcomes)]
    asked = Allotting(
        amount=amount,
        year=year,
        years=_years(this),
        put_in=_sum(this.contributions.filter(year=year.begins_in)),
        set_aside=_sum(this.lines.filter(year=year.begins_in)),
    )
    if refusals := allotting.refusals(asked):
        raise Refused(refusals)
    line = FundLine.objects.create(
        fund=this,
        title=title,
        year=year.begins_in,
        first_amount_pence=amount.pence,
        amount_pence=amount.pence,
        topic=topic,
        purpose=purpose,
        begins_on=on,
        **scope_of(this),
    )
    LineOutcome.objects.bulk_create(LineOutcome(line=line, outcome_id=one.number, **scope_of(line)) for one in served)
    event = LineAdded(title=title, amount=amount, year=year.label)
    record(event, subject=line.ref, scope=scope_of(line), by=by, on=on)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return line.ref


@action
def link_line_to_outcome(*, line: str, outcome: str, by: Actor, on: date) -> None:
    """Say that a line serves an outcome. Raises Refused when it does already."""
    this = FundLine.objects.all().held(line, permission=Permission.FUND_KEEP, by=by)
    served = outcome_here(reference=outcome, seen_by=by)
    if LineOutcome.objects.filter(line=this, outcome_id=served.number).exists():
        sentence = f"The line serves “{served.title}” already. Choose another outcome."
        raise Refused([Refusal("LNE4", "A line is linked to an outcome once", sentence)])
    LineOutcome.objects.create(line=this, outcome_id=served.number, **scope_of(this))
    scope = narrower(scope_of(this), scope_of_card(served))
    record(OutcomeLinked(outcome=served.title), subject=this.ref, scope=scope, by=by, on=on)


@action
def move_between_lines(*, giver: str, taker: str, amount: Money, because: str, by: Actor, on: date) -> None:
    """Move money from one line of a fund to another: what one loses the other gains, in one movement.

    Raises Refused when the line does not hold it, or they are of another fund or year.
    """
    seen = FundLine.objects.all().the(giver, seen_by=by)
    fund = Fund.objects.all().held(seen.fund.public_id, permission=Permission.FUND_KEEP, by=by)
    other = FundLine.objects.all().the(taker, seen_by=by)
    held = FundLine.objects.select_for_update().order_by("pk").in_bulk([seen.pk, other.pk])
    source, target = held[seen.pk], held.get(other.pk, other)
    asked = Transfer(
        same_fund=source.fund_id == target.fund_id,
        same_year=source.year == target.year,
        same_line=source.pk == target.pk,
        amount=amount,
        there=Money(source.amount_pence),
        drawn=Money(source.drawn_pence),
        because=because,
    )
    if refusals := transferring.refusals(asked):
        raise Refused(refusals)
    FundLine.objects.filter(pk=source.pk).update(amount_pence=F("amount_pence") - amount.pence)
    FundLine.objects.filter(pk=target.pk).update(amount_pence=F("amount_pence") + amount.pence)
    LineMovement.objects.create(
        fund=fund,
        giver=source,
        taker=target,
        amount_pence=amount.pence,
        because=because,
        moved_on=on,
        **scope_of(fund),
    )
    event = MoneyMoved(giver=source.title, taker=target.title, amount=amount, because=because)
    for subject in (fund, source, target):
        record(event, subject=subject.ref, scope=scope_of(subject), by=by, on=on)


def _years(fund: Fund) -> tuple[FinancialYear, FinancialYear]:
    return FinancialYear(fund.first_year), FinancialYear(fund.last_year)


def _sum(rows: "QuerySet[Contribution] | QuerySet[FundLine]") -> Money:
    """What the amounts of these rows come to."""
    return Money(rows.aggregate(sum=Sum("amount_pence"))["sum"] or 0)


def _arrangement(reference: str, *, by: Actor, on: date) -> int:
    """The number of an arrangement of the actor's own partnership."""
    card = the_arrangement(reference=reference, seen_by=by, on=on)
    if card.partnership != by.partnership_id:
        raise NotThere("arrangement")
    return card.number


def _decision(reference: str, *, by: Actor) -> DecisionCard:
    """A decision of the actor's own partnership."""
    card = the_decision(reference=reference, seen_by=by)
    if card.partnership != by.partnership_id:
        raise NotThere("decision")
    return card
