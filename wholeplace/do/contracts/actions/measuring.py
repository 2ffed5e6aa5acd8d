"""Measuring the performance of a contract, and retiring measures that nobody uses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wholeplace.analyse.outcomes.queries import outcome_here
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.do.contracts.events import MeasureAdded, MeasureRetired
from wholeplace.do.contracts.models import Contract, ContractMeasure
from wholeplace.do.contracts.rules.kinds import Asks
from wholeplace.do.contracts.rules.measuring import Measuring, Retiring, measuring, retiring
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_of
from wholeplace.ground.trail.action import action, record


@dataclass(frozen=True)
class MeasureGiven:
    """A measure of performance as it is given. `outcome` is the public id of what it contributes to."""

    title: str
    asks: Asks
    unit: str
    polarity: Polarity
    target: Decimal
    tolerance: Decimal = Decimal(0)
    baseline: Decimal | None = None
    baseline_on: date | None = None
    frequency: Frequency = Frequency.QUARTERLY
    stated_use: str = ""
    outcome: str = ""


@action
def add_measure(*, contract: str, measure: MeasureGiven, by: Actor, on: date) -> str:
    """Add a measure of performance to a contract, and return its public id.

    Raises Refused, with every reason, when it asks for worse than before or is there already.
    """
    this = Contract.objects.all().held(contract, permission=Permission.CONTRACT_ENTER, by=by)
    asked = Measuring(
        title=measure.title,
        titles=frozenset(this.measures.values_list("title", flat=True)),
        unit=measure.unit,
        polarity=measure.polarity,
        baseline=measure.baseline,
        baseline_on=measure.baseline_on,
        target=measure.target,
        tolerance=measure.tolerance,
        contract_ended=this.ended_on is not None and this.ended_on < on,
        on=on,
    )
    if refusals := measuring.refusals(asked):
        raise Refused(refusals)
    added = ContractMeasure.objects.create(
        contract=this,
        asks=measure.asks.value,
        title=measure.title,
        unit=measure.unit,
        polarity=measure.polarity.value,
        baseline=measure.baseline,
        baseline_on=measure.baseline_on,
        target=measure.target,
        tolerance=measure.tolerance,
        frequency=measure.frequency.value,
        stated_use=measure.stated_use,
        outcome_id=_number(measure.outcome, by=by),
        begins_on=on,
        **scope_of(this),
    )
    event = MeasureAdded(title=measure.title, asks=measure.asks.value, target=str(measure.target))
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return added.public_id


@action
def retire_measure(*, measure: str, by: Actor, on: date) -> None:
    """Retire a measure that nobody uses. Raises Refused when it has a stated use."""
    this = ContractMeasure.objects.all().held(measure, permission=Permission.CONTRACT_ENTER, by=by)
    asked = Retiring(stated_use=this.stated_use, retired_on=this.retired_on)
    if refusals := retiring.refusals(asked):
        raise Refused(refusals)
    this.retired_on = on
    this.save(update_fields=["retired_on"])
    contract = Contract.objects.get(pk=this.contract_id)
    record(MeasureRetired(title=this.title), subject=contract.ref, scope=scope_of(this), by=by, on=on)


def _number(outcome: str, *, by: Actor) -> int | None:
    return outcome_here(reference=outcome, seen_by=by).number if outcome else None
