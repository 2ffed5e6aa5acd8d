"""What this room says of itself on the thread: its contracts, and the edges it holds."""

from typing import Any

from wholeplace.do.contracts.models import Contract, ContractIntention, ContractLine, ContractMeasure, ContractOutcome
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.thread import EdgeTable, End, Stop, stop_rows

CONTRACT = "contract"
EDGES = (
    EdgeTable(ContractIntention, End("intention", "intention"), End(CONTRACT, "contract"), "is carried out by"),
    EdgeTable(ContractOutcome, End("outcome", "outcome"), End(CONTRACT, "contract"), "is contributed to by"),
    EdgeTable(ContractMeasure, End("outcome", "outcome"), End(CONTRACT, "contract"), "is contributed to by"),
    EdgeTable(ContractLine, End("line", "line"), End(CONTRACT, "contract"), "pays"),
    EdgeTable(Contract, End("decision", "decision"), End(CONTRACT), "allows"),
)
"""What contracts carry out, contribute to, are paid from, and were decided by."""


def stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The contracts among these references as stops; all of the reader's partnership for None."""
    return _stops(_contracts(seen_by).among(refs, kind=CONTRACT, seen_by=seen_by))


def found(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Contracts whose title holds these words."""
    return _stops(_contracts(seen_by).saying(words)[:limit])


def _contracts(seen_by: Actor) -> Rows:
    return Contract.objects.seen_by(seen_by).order_by("folded_title", "pk")


def _stops(rows: Rows) -> tuple[Stop, ...]:
    read = stop_rows(rows, "contract_kind", "starts_on", "ends_on", "ended_on", "value_pence")
    return tuple(_stop(row) for row in read)


def _stop(row: Any) -> Stop:
    last = row.ended_on or row.ends_on
    until = f", until {last:%-d %B %Y}" if last else ""
    return Stop(
        ref=Ref(CONTRACT, row.public_id),
        partnership=row.partnership_id,
        title=row.title,
        sentence=f"{ContractKind(row.contract_kind).label}{until}",
        on=row.starts_on,
        amount=Money(row.value_pence),
        sensitivity=row.sensitivity,
    )
