"""Measures of performance, as monitoring and the pages read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity, in_words
from wholeplace.do.contracts.models import ContractMeasure, ContractParty
from wholeplace.do.contracts.rules.kinds import Asks, PartyRole
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity


@dataclass(frozen=True)
class MeasureCard:
    """A measure of the performance of a contract. `parties` commission or fund it, by their numbers."""

    number: int
    public_id: str
    contract: Ref
    contract_title: str
    title: str
    asks: Asks
    unit: str
    polarity: Polarity
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal
    tolerance: Decimal
    frequency: Frequency
    stated_use: str
    outcome: Ref | None
    outcome_title: str
    begins_on: date
    retired_on: date | None
    parties: frozenset[int]
    organisation: int
    partnership: int
    sensitivity: Sensitivity

    def said(self, figure: Decimal) -> str:
        """A figure of this measure in words."""
        return in_words(figure, unit=self.unit)


def measure(*, reference: str, seen_by: Actor) -> MeasureCard:
    """The measure of this public id, or NotThere."""
    found = _cards(ContractMeasure.objects.filter(public_id=reference), seen_by=seen_by)
    if not found:
        raise NotThere("measure")
    return found[0]


def measures(
    *,
    seen_by: Actor,
    within: int | None = None,
    contract: int | None = None,
    in_use_only: bool = False,
) -> tuple[MeasureCard, ...]:
    """The measures of a contract, or of all contracts of a partnership that the reader may see."""
    rows = ContractMeasure.objects.all()
    if within is not None:
        rows = rows.filter(partnership_id=within)
    if contract is not None:
        rows = rows.filter(contract=contract)
    return _cards(rows.filter(retired_on__isnull=True) if in_use_only else rows, seen_by=seen_by)


def measures_by_number(*, numbers: Iterable[int], seen_by: Actor, in_use_only: bool = False) -> dict[int, MeasureCard]:
    """The measures behind these numbers."""
    rows = ContractMeasure.objects.filter(pk__in=set(numbers))
    found = _cards(rows.filter(retired_on__isnull=True) if in_use_only else rows, seen_by=seen_by)
    return {card.number: card for card in found}


def _cards(rows: "QuerySet[ContractMeasure]", *, seen_by: Actor) -> tuple[MeasureCard, ...]:
    found = list(
        rows.seen_by(seen_by)  # type: ignore[attr-defined]
        .select_related("contract")
        .annotate(outcome_ref=F("outcome__public_id"), outcome_title=F("outcome__title"))
        .order_by("contract__folded_title", "pk")
    )
    parties: dict[int, set[int]] = {}
    paying = ContractParty.objects.seen_by(seen_by).filter(
        contract__in={row.contract_id for row in found},
        role__in=[PartyRole.COMMISSIONER.value, PartyRole.CO_FUNDER.value],
    )
    for number, body in paying.values_list("contract_id", "body_id"):
        parties.setdefault(number, set()).add(body)
    return tuple(_card(row, parties=frozenset(parties.get(row.contract_id, ()))) for row in found)


def _card(row: ContractMeasure, *, parties: frozenset[int]) -> MeasureCard:
    serves = row.outcome_ref  # type: ignore[attr-defined]
    return MeasureCard(
        number=row.pk,
        public_id=row.public_id,
        contract=row.contract.ref,
        contract_title=row.contract.title,
        title=row.title,
        asks=Asks(row.asks),
        unit=row.unit,
        polarity=Polarity(row.polarity),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        tolerance=row.tolerance,
        frequency=Frequency(row.frequency),
        stated_use=row.stated_use,
        outcome=Ref("outcome", serves) if serves else None,
        outcome_title=row.outcome_title or "",  # type: ignore[attr-defined]
        begins_on=row.begins_on,
        retired_on=row.retired_on,
        parties=parties,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
    )
