"""Extending a contract within its clause, saying when it is reviewed next, and ending it with its notice."""

from datetime import date

from wholeplace.do.contracts.events import ContractEnded, ContractExtended, ReviewDone
from wholeplace.do.contracts.models import Contract, ContractExtension
from wholeplace.do.contracts.queries import notice_floor
from wholeplace.do.contracts.rules.running import Ending, Extending, ending, extending, notice_due
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_of
from wholeplace.ground.trail.action import action, record


@action
def extend(*, contract: str, until: date, because: str, by: Actor, on: date) -> None:
    """Extend a contract within its own extension clause.

    Raises Refused, with every reason, if the clause does not allow it.
    """
    this = Contract.objects.all().held(contract, permission=Permission.CONTRACT_ENTER, by=by)
    asked = Extending(
        ends_on=this.ends_on,
        may_extend_until=this.may_extend_until,
        ended_on=this.ended_on,
        until=until,
        because=because,
        on=on,
    )
    if refusals := extending.refusals(asked):
        raise Refused(refusals)
    ContractExtension.objects.create(
        contract=this,
        was_until=this.ends_on,
        until=until,
        because=because,
        extended_on=on,
        **scope_of(this),
    )
    event = ContractExtended(was=str(this.ends_on or ""), until=until, because=because)
    this.ends_on = until
    this.save(update_fields=["ends_on"])
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def review_done(*, contract: str, next_on: date | None = None, by: Actor, on: date) -> None:
    """Say that a contract was reviewed, and when it is reviewed next: a review that was due is due no longer.

    A review before its day leaves that day as it is, unless another is given.
    """
    this = Contract.objects.all().held(contract, permission=Permission.RESULT_RECORD, by=by)
    is_due = this.review_on is not None and this.review_on <= on
    this.review_on = next_on or (None if is_due else this.review_on)
    this.save(update_fields=["review_on"])
    record(ReviewDone(next_on=this.review_on), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def end_contract(
    *, contract: str, last_day: date, because: str, by_agreement: bool = False, by: Actor, on: date
) -> None:
    """End a contract with this day as its last, with due notice or by agreement with the provider.

    Raises Refused, with every reason, when the notice of the contract, or what guidance asks for where the
    provider is of the voluntary sector, is no longer possible.
    """
    this = Contract.objects.all().held(contract, permission=Permission.CONTRACT_ENTER, by=by)
    asked = Ending(
        starts_on=this.starts_on,
        ends_on=this.ends_on,
        ended_on=this.ended_on,
        last_day=last_day,
        notice_months=notice_due(
            notice_months=this.notice_months,
            is_vcse=this.is_vcse,
            floor_months=notice_floor(seen_by=by, on=on),
        ),
        by_agreement=by_agreement,
        because=because,
        on=on,
    )
    if refusals := ending.refusals(asked):
        raise Refused(refusals)
    this.ended_on, this.ended_because = last_day, because
    this.save(update_fields=["ended_on", "ended_because"])
    event = ContractEnded(last_day=last_day, by_agreement=by_agreement, because=because)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
