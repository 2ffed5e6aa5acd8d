"""What this room says of itself on the thread: its contracts, and the edges it holds."""

from functools import partial

from django.db.models import Func, QuerySet, Value

from wholeplace.do.contracts.models import Contract, ContractIntention, ContractLine, ContractMeasure, ContractOutcome
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.thread import Edge, Stop, edges, public_ids

CONTRACT = "contract"


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The contracts among these references as stops; all of the reader's partnership for None."""
    rows = _contracts(seen_by)
    if refs is None:
        return _stops(rows.filter(partnership_id=seen_by.partnership_id))
    return _stops(rows.filter(public_id__in=public_ids(refs, kind=CONTRACT)))


def links_of(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Edge, ...]:
    """What contracts carry out, contribute to, are paid from, and were decided by."""
    held = partial(edges, refs=refs, seen_by=seen_by)
    here = (CONTRACT, "contract__public_id")
    return (
        *held(
            ContractIntention,
            came_from=("intention", "intention__public_id"),
            leads_to=here,
            how="is carried out by",
        ),
        *held(
            ContractOutcome,
            came_from=("outcome", "outcome__public_id"),
            leads_to=here,
            how="is contributed to by",
        ),
        *held(
            ContractMeasure,
            came_from=("outcome", "outcome__public_id"),
            leads_to=here,
            how="is contributed to by",
        ),
        *held(ContractLine, came_from=("line", "line__public_id"), leads_to=here, how="pays"),
        *held(
            Contract,
            came_from=("decision", "decision__public_id"),
            leads_to=(CONTRACT, "public_id"),
            how="allows",
        ),
    )


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Contracts whose title holds these words."""
    rows = _contracts(seen_by)
    for word in words.split():
        rows = rows.filter(folded_title__contains=Func(Value(word), function="folded"))
    return _stops(rows[:limit])


def _contracts(seen_by: Actor) -> "QuerySet[Contract]":
    return Contract.objects.seen_by(seen_by).order_by("folded_title", "pk")


def _stops(rows: "QuerySet[Contract]") -> tuple[Stop, ...]:
    return tuple(_stop(row) for row in rows)


def _stop(row: Contract) -> Stop:
    last = row.ended_on or row.ends_on
    until = f", until {last:%-d %B %Y}" if last else ""
    return Stop(
        ref=row.ref,
        partnership=row.partnership_id,
        title=row.title,
        sentence=f"{ContractKind(row.contract_kind).label}{until}",
        on=row.starts_on,
        amount=Money(row.value_pence),
        sensitivity=row.sensitivity,
    )
