"""Tying a contract to the intention it carries out, the outcome it contributes to, the line it is paid from."""

from datetime import date

from wholeplace.analyse.outcomes.queries import outcome_here
from wholeplace.do.contracts.events import ContractLinked, ContractPaidFrom
from wholeplace.do.contracts.models import Contract, ContractIntention, ContractLine, ContractOutcome
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import narrower, scope_of, scope_of_card
from wholeplace.ground.trail.action import action, record
from wholeplace.plan.funds import actions as funds
from wholeplace.plan.funds.queries import line_here
from wholeplace.plan.plans.queries import intention_here

ONCE = "A contract is linked to a record once"


@action
def link_contract(
    *,
    contract: str,
    intention: str = "",
    outcome: str = "",
    line: str = "",
    amount: Money | None = None,
    by: Actor,
    on: date,
) -> None:
    """Tie a contract to an intention, an outcome, or a line of money with how much comes from it.

    Raises Refused when it is tied to it already, the line does not hold so much, or its fund is none of the
    organisation one acts for.
    """
    this = Contract.objects.all().held(contract, permission=Permission.CONTRACT_ENTER, by=by)
    if not (intention or outcome or line):
        raise Refused([Refusal("CTR8", ONCE, "Choose an intention, an outcome or a line of money to link.")])
    if intention:
        _carries_out(this, intention, by=by, on=on)
    if outcome:
        _contributes_to(this, outcome, by=by, on=on)
    if line:
        _is_paid_from(this, line, amount=amount or Money(0), by=by, on=on)


def _carries_out(contract: Contract, reference: str, *, by: Actor, on: date) -> None:
    card = intention_here(reference=reference, seen_by=by)
    _once(contract.intentions.filter(intention_id=card.number).exists(), card.title)
    ContractIntention.objects.create(contract=contract, intention_id=card.number, **scope_of(contract))
    event, scope = ContractLinked(to_kind="intention", title=card.title), scope_of(contract)
    record(event, subject=contract.ref, scope=narrower(scope, scope_of_card(card)), by=by, on=on)


def _contributes_to(contract: Contract, reference: str, *, by: Actor, on: date) -> None:
    card = outcome_here(reference=reference, seen_by=by)
    _once(contract.outcomes.filter(outcome_id=card.number).exists(), card.title)
    ContractOutcome.objects.create(contract=contract, outcome_id=card.number, **scope_of(contract))
    event, scope = ContractLinked(to_kind="outcome", title=card.title), scope_of(contract)
    record(event, subject=contract.ref, scope=narrower(scope, scope_of_card(card)), by=by, on=on)


def _is_paid_from(contract: Contract, reference: str, *, amount: Money, by: Actor, on: date) -> None:
    card = line_here(reference=reference, seen_by=by)
    _once(contract.lines.filter(line_id=card.number).exists(), card.title)
    funds.draw(line=reference, amount=amount, by=by, on=on)
    ContractLine.objects.create(contract=contract, line_id=card.number, amount_pence=amount.pence, **scope_of(contract))
    event, scope = ContractPaidFrom(line=card.title, amount=amount), scope_of(contract)
    record(event, subject=contract.ref, scope=narrower(scope, scope_of_card(card)), by=by, on=on)


def _once(there: bool, title: str) -> None:
    if there:
        sentence = f"The contract is linked to “{title}” already. Choose another."
        raise Refused([Refusal("CTR9", ONCE, sentence)])
