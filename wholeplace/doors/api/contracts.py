"""The register of contracts in the programming interface."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router
from pydantic import Field

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.do.contracts import actions, queries
from wholeplace.do.contracts.rules.kinds import Asks, ContractKind, RiskTier
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import (
    ByYear,
    Given,
    Listed,
    OrganisationOut,
    PlacePage,
    Told,
    YearAmountOut,
    by_year,
    listed,
)
from wholeplace.doors.api.values import (
    AmountFromNought,
    AreaCode,
    Day,
    DecisionRef,
    FigureIn,
    FigureTold,
    IntentionRef,
    LineRef,
    MeasureTold,
    Name,
    Note,
    OrganisationRef,
    OutcomeRef,
    PoundsTold,
    Reference,
    RefTold,
    SharedOrCommercial,
    Sought,
    Title,
    Words,
    YesNo,
    named,
)
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.directory.queries import organisation as the_organisation

router = Router()
measures = Router()
providers = Router()


class ContractsPage(PlacePage):
    """Which contracts."""

    kind: ContractKind | None = None
    group: Group | None = None
    provider: OrganisationRef | None = None
    ending_by: Day | None = None
    running_only: bool = True
    words: Sought | None = None


class EntryIn(Given):
    """What the register says of a contract."""

    title: Title
    kind: ContractKind
    group: Group
    value: AmountFromNought
    starts_on: Day
    reference_number: Annotated[str, Words(80, at_least=0)] = ""
    description: Note = ""
    department: Name = ""
    area_code: AreaCode = ""
    area_name: Name = ""
    ends_on: Day | None = None
    by_year: ByYear = []
    irrecoverable_vat: AmountFromNought = Money(0)
    extension: Note = ""
    may_extend_until: Day | None = None
    notice_months: int = Field(0, ge=0, le=120, strict=True)
    review_on: Day | None = None
    route: Annotated[str, Words(200, at_least=0)] = ""
    risk: RiskTier = RiskTier.LOW
    is_sme: YesNo = False
    is_vcse: YesNo = False


class ContractIn(EntryIn):
    """A contract to be entered, with its parties."""

    commissioners: Annotated[list[OrganisationRef], MaxLen(50)]
    providers: Annotated[list[OrganisationRef], MaxLen(50)]
    co_funders: Annotated[list[OrganisationRef], MaxLen(50)] = []
    decision: DecisionRef | None = None
    sensitivity: SharedOrCommercial = Sensitivity.PARTNERSHIP


class ContractLinkIn(Given):
    """What a contract is tied to as well; with a line, how much comes from it."""

    intention: IntentionRef | None = None
    outcome: OutcomeRef | None = None
    line: LineRef | None = None
    amount: AmountFromNought | None = None


class ContractMeasureIn(Given):
    """A measure of the performance of a contract."""

    title: Annotated[str, Words(200)]
    asks: Asks
    unit: Annotated[str, Words(40, at_least=0)]
    polarity: Polarity
    target: FigureIn
    tolerance: FigureIn = Decimal(0)
    baseline: FigureIn | None = None
    baseline_on: Day | None = None
    frequency: Frequency = Frequency.QUARTERLY
    stated_use: Note = ""
    outcome: OutcomeRef | None = None


class ExtensionIn(Given):
    """Until when a contract is extended, and why."""

    until: Day
    because: Note


class EndIn(Given):
    """The day on which a contract is to end, and why."""

    last_day: Day
    because: Note
    by_agreement: YesNo = False


class ContractLineOut(Told):
    """An entry of the register, with its parties and its latest notice day."""

    ref: RefTold
    title: str
    reference_number: str
    description: str
    department: str
    kind: ContractKind
    group: Group | None
    area_code: str
    area_name: str
    commissioners: list[OrganisationOut]
    providers: list[OrganisationOut]
    co_funders: list[OrganisationOut]
    value: PoundsTold
    by_year: list[Annotated[YearAmountOut, named("year", "amount")]]
    irrecoverable_vat: PoundsTold
    starts_on: date
    ends_on: date | None
    extension: str
    may_extend_until: date | None
    notice_months: int
    notice_due: int
    notice_by: date | None
    review_on: date | None
    route: str
    risk: RiskTier | None
    is_sme: bool
    is_vcse: bool
    decision: RefTold | None
    decision_title: str
    ended_on: date | None
    ended_because: str
    missing: list[str]
    sensitivity: Sensitivity


class ContractMeasureOut(Told):
    """A measure of the performance of a contract."""

    ref: MeasureTold = Field(validation_alias="public_id")
    title: str
    asks: Asks
    unit: str
    polarity: Polarity
    target: FigureTold
    tolerance: FigureTold
    baseline: FigureTold | None
    baseline_on: date | None
    frequency: Frequency
    stated_use: str
    outcome: RefTold | None
    outcome_title: str
    begins_on: date
    retired_on: date | None


class ProviderOut(Told):
    """A provider with what all its commissioners pay it, in the contracts that still run."""

    provider: OrganisationOut
    contracts: int
    commissioners: list[OrganisationOut]
    value: PoundsTold
    is_shared: bool


class DrawnOut(Told):
    """What a contract takes from a line of money."""

    line: RefTold
    line_title: str
    amount: PoundsTold


class ExtensionOut(Told):
    """One extension of a contract."""

    was_until: date | None
    until: date
    because: str
    extended_on: date


class ContractOut(ContractLineOut):
    """An entry of the register with its measures, the money it is paid from, and its extensions."""

    measures: list[ContractMeasureOut]
    paid_from: list[DrawnOut]
    extensions: list[ExtensionOut]


@operation(router, "get", "", needs=PUBLIC, answers=Listed[ContractLineOut])
def list_contracts(request: Asked, asked: Query[ContractsPage]) -> Any:
    """The register of a place, what stops soonest first."""
    provider = the_organisation(public_id=asked.provider, seen_by=request.actor).number if asked.provider else None
    rows = queries.contracts(
        within=place_of(request, asked.place),
        seen_by=request.actor,
        on=request.today,
        kind=asked.kind,
        group=asked.group,
        provider=provider,
        ending_by=asked.ending_by,
        running_only=asked.running_only,
        words=asked.words or "",
    )
    return listed(
        request,
        rows,
        asked,
        cards=lambda some: queries.contract_cards(rows=some, seen_by=request.actor, on=request.today),
    )


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=ContractOut)
def read_contract(request: Asked, reference: Reference) -> Any:
    """One contract with its measures and the money it is paid from."""
    card = queries.contract(reference=reference, seen_by=request.actor, on=request.today)
    return vars(card) | {
        "missing": card.missing,
        "measures": queries.measures(contract=card.number, seen_by=request.actor),
        "paid_from": queries.drawn_from(contract=card.number, seen_by=request.actor),
        "extensions": queries.extensions(contract=card.number, seen_by=request.actor),
    }


@operation(router, "post", "", needs=Permission.CONTRACT_ENTER, answers=ContractOut, status=201)
def enter_contract(request: Asked, contract: ContractIn) -> Any:
    """Enter a contract in the register, for the organisation one acts for, which must be a commissioner of it."""
    said = {name: getattr(contract, name) for name in EntryIn.model_fields}
    ref = actions.enter_contract(
        entry=actions.Entry(**said | {"by_year": by_year(contract.by_year)}),
        commissioners=contract.commissioners,
        providers=contract.providers,
        co_funders=contract.co_funders,
        decision=contract.decision or "",
        sensitivity=contract.sensitivity,
        by=request.actor,
        on=request.today,
    )
    return read_contract(request, ref.public_id)


@operation(router, "post", "/{reference}/links", needs=Permission.CONTRACT_ENTER, answers=ContractOut)
def link_contract(request: Asked, reference: Reference, link: ContractLinkIn) -> Any:
    """Tie a contract to an intention, an outcome, or a line of money with how much comes from it."""
    actions.link_contract(
        contract=reference,
        intention=link.intention or "",
        outcome=link.outcome or "",
        line=link.line or "",
        amount=link.amount,
        by=request.actor,
        on=request.today,
    )
    return read_contract(request, reference)


@operation(router, "post", "/{reference}/measures", needs=Permission.CONTRACT_ENTER, answers=ContractOut)
def add_measure_to_contract(request: Asked, reference: Reference, measure: ContractMeasureIn) -> Any:
    """Add a measure of performance to a contract."""
    given = actions.MeasureGiven(**dict(measure) | {"outcome": measure.outcome or ""})
    actions.add_measure(contract=reference, measure=given, by=request.actor, on=request.today)
    return read_contract(request, reference)


@operation(router, "post", "/{reference}/extend", needs=Permission.CONTRACT_ENTER, answers=ContractOut)
def extend_contract(request: Asked, reference: Reference, extension: ExtensionIn) -> Any:
    """Extend a contract within its own clause."""
    actions.extend(contract=reference, **dict(extension), by=request.actor, on=request.today)
    return read_contract(request, reference)


@operation(router, "post", "/{reference}/end", needs=Permission.CONTRACT_ENTER, answers=ContractOut)
def end_contract(request: Asked, reference: Reference, end: EndIn) -> Any:
    """End a contract with its notice, or by agreement."""
    actions.end_contract(contract=reference, **dict(end), by=request.actor, on=request.today)
    return read_contract(request, reference)


@operation(measures, "post", "/{reference}/retire", needs=Permission.CONTRACT_ENTER, answers=ContractMeasureOut)
def retire_measure(request: Asked, reference: Reference) -> Any:
    """Retire a measure of a contract that nobody uses."""
    actions.retire_measure(measure=reference, by=request.actor, on=request.today)
    return queries.measure(reference=reference, seen_by=request.actor)


@operation(providers, "get", "", needs=PUBLIC, answers=Listed[ProviderOut])
def list_providers(request: Asked, asked: Query[PlacePage]) -> Any:
    """The providers of a place with what all commissioners pay each, those funded by several first."""
    place = place_of(request, asked.place)
    return listed(request, queries.by_provider(within=place, seen_by=request.actor, on=request.today), asked)
