"""Entering a contract in the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts.events import ContractEntered
from wholeplace.do.contracts.models import Contract, ContractParty, ContractValue
from wholeplace.do.contracts.rules.entering import Entering, entering
from wholeplace.do.contracts.rules.kinds import ContractKind, PartyRole, RiskTier
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.decisions.queries import DecisionCard
from wholeplace.together.decisions.queries import decision as the_decision
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.queries import members
from wholeplace.together.places.queries import where

NOTHING = Money(0)
_STORED_OTHERWISE = {"kind", "value", "by_year", "irrecoverable_vat"}


@dataclass(frozen=True)
class Entry:
    """What the register says of a contract: the fields that the transparency code asks for, and a few more."""

    title: str
    kind: ContractKind
    group: Group
    value: Money
    starts_on: date
    reference_number: str = ""
    description: str = ""
    department: str = ""
    area_code: str = ""
    area_name: str = ""
    ends_on: date | None = None
    by_year: Mapping[FinancialYear, Money] = field(default_factory=dict)
    irrecoverable_vat: Money = NOTHING
    extension: str = ""
    may_extend_until: date | None = None
    notice_months: int = 0
    review_on: date | None = None
    route: str = ""
    risk: RiskTier = RiskTier.LOW
    is_sme: bool = False
    is_vcse: bool = False

    def columns(self) -> dict[str, object]:
        """As it is stored, without its values by year."""
        said = {name: value for name, value in vars(self).items() if name not in _STORED_OTHERWISE}
        return said | {
            "contract_kind": self.kind.value,
            "group": self.group.value,
            "risk": self.risk.value,
            "value_pence": self.value.pence,
            "irrecoverable_vat_pence": self.irrecoverable_vat.pence,
        }


@action
def enter_contract(
    *,
    entry: Entry,
    commissioners: Sequence[str],
    providers: Sequence[str],
    co_funders: Sequence[str] = (),
    decision: str = "",
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Enter a contract in the register, for the organisation one acts for, which must be a commissioner of it.

    Organisations and the decision go by their public ids. Raises Refused, with every reason.
    """
    by.must(Permission.CONTRACT_ENTER)
    parties = {
        PartyRole.COMMISSIONER: _bodies(commissioners, by=by),
        PartyRole.PROVIDER: _bodies(providers, by=by),
        PartyRole.CO_FUNDER: _bodies(co_funders, by=by),
    }
    decided = _decision(decision, by=by) if decision else None
    here = {one.number for one in members(partnership=by.partnership_id or 0, seen_by=by, on=on)}
    paying = (*parties[PartyRole.COMMISSIONER], *parties[PartyRole.CO_FUNDER])
    there = where(area_code=entry.area_code, area_name=entry.area_name, seen_by=by)
    asked = Entering(
        kind=entry.kind,
        by=by.organisation_id,
        commissioners=frozenset(body.number for body in parties[PartyRole.COMMISSIONER]),
        providers=frozenset(body.number for body in parties[PartyRole.PROVIDER]),
        value=entry.value,
        by_year=entry.by_year,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        may_extend_until=entry.may_extend_until,
        notice_months=entry.notice_months,
        decision_agreed=decided is None or decided.is_agreed,
        strangers=tuple(dict.fromkeys(body.name for body in paying if body.number not in here)),
        unknown_area=there.unknown,
    )
    if refusals := entering.refusals(asked):
        raise Refused(refusals)
    contract = Contract.objects.create(
        decision_id=decided.number if decided else None,
        **entry.columns() | there.columns(),
        **scope_for(by, sensitivity=sensitivity),
    )
    ContractParty.objects.bulk_create(
        ContractParty(contract=contract, body_id=body.number, role=role.value, **scope_of(contract))
        for role, bodies in parties.items()
        for body in bodies
    )
    ContractValue.objects.bulk_create(
        ContractValue(contract=contract, year=year.begins_in, amount_pence=amount.pence, **scope_of(contract))
        for year, amount in sorted(entry.by_year.items())
    )
    event = ContractEntered(
        title=entry.title,
        contract_kind=entry.kind.value,
        value=entry.value,
        commissioners=tuple(body.name for body in parties[PartyRole.COMMISSIONER]),
        providers=tuple(body.name for body in parties[PartyRole.PROVIDER]),
    )
    record(event, subject=contract.ref, scope=scope_of(contract), by=by, on=on)
    return contract.ref


def _bodies(references: Sequence[str], *, by: Actor) -> list[OrganisationCard]:
    """The organisations of these public ids, each once."""
    return [the_organisation(public_id=one, seen_by=by) for one in dict.fromkeys(references)]


def _decision(reference: str, *, by: Actor) -> DecisionCard:
    """A decision of the actor's own partnership."""
    card = the_decision(reference=reference, seen_by=by)
    if card.partnership != by.partnership_id:
        raise NotThere("decision")
    return card
