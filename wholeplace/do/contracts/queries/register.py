"""The register: contracts with their notice days, and the money of each provider across its commissioners."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts.models import (
    Contract,
    ContractExtension,
    ContractLine,
    ContractParty,
    ContractValue,
)
from wholeplace.do.contracts.rules.entering import Published, missing_for_publication
from wholeplace.do.contracts.rules.kinds import ContractKind, PartyRole, RiskTier
from wholeplace.do.contracts.rules.running import latest_notice_on, notice_due
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.law import number
from wholeplace.ground.overrides.queries import overrides
from wholeplace.ground.records.models import Rows
from wholeplace.ground.records.reading import COLUMNS, noted
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations


@dataclass(frozen=True)
class Notice:
    """The published notice that an entry was taken from, and the file and row it stands in."""

    ocid: str
    award: str
    notice: str
    published_at: datetime
    url: str
    note: str
    batch: Ref
    row: int


@dataclass(frozen=True)
class ContractCard:
    """An entry of the register, with its parties, its values and its latest notice day on the day asked about.

    A published notice says neither for whom a contract is nor how much depends on it: both are None then.
    """

    number: int
    ref: Ref
    title: str
    reference_number: str
    description: str
    department: str
    kind: ContractKind
    group: Group | None
    area_code: str
    area_name: str
    commissioners: tuple[OrganisationCard, ...]
    providers: tuple[OrganisationCard, ...]
    co_funders: tuple[OrganisationCard, ...]
    value: Money
    by_year: tuple[tuple[FinancialYear, Money], ...]
    irrecoverable_vat: Money
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
    decision: Ref | None
    decision_title: str
    ended_on: date | None
    ended_because: str
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    notice: Notice | None = None

    @property
    def last_day(self) -> date | None:
        """The day on which it stops: when it was ended, or when it runs out."""
        return self.ended_on or self.ends_on

    @property
    def parties(self) -> frozenset[int]:
        """The numbers of those who commission or fund it."""
        return frozenset(body.number for body in (*self.commissioners, *self.co_funders))

    @property
    def missing(self) -> tuple[str, ...]:
        """What the entry lacks of the fields that the transparency code asks for."""
        return missing_for_publication(
            Published(
                reference=self.reference_number,
                department=self.department,
                description=self.description,
                providers=len(self.providers),
                value=self.value,
                starts_on=self.starts_on,
                ends_on=self.ends_on,
                review_on=self.review_on,
                route=self.route,
            )
        )

    def has_ended(self, *, on: date) -> bool:
        """Whether its last day is past."""
        return self.last_day is not None and self.last_day < on


@dataclass(frozen=True)
class ExtensionLine:
    """One extension of a contract."""

    was_until: date | None
    until: date
    because: str
    extended_on: date


@dataclass(frozen=True)
class DrawnLine:
    """What a contract takes from a line of money."""

    contract: Ref
    title: str
    line: Ref
    line_title: str
    amount: Money


@dataclass(frozen=True)
class TurningPoint:
    """A contract about which something is to be decided: its last day for notice, or its review, when it is near."""

    ref: Ref
    title: str
    last_day: date | None
    notice_by: date | None
    review_on: date | None


_TURNS = ("notice_months", "is_vcse", "ends_on", "ended_on", "review_on")


@dataclass(frozen=True)
class ProviderLine:
    """A provider with what all its commissioners pay it, in the contracts that still run."""

    provider: OrganisationCard
    contracts: int
    commissioners: tuple[OrganisationCard, ...]
    value: Money

    @property
    def is_shared(self) -> bool:
        """Whether several organisations fund it."""
        return len(self.commissioners) > 1


def contract(*, reference: str, seen_by: Actor, on: date) -> ContractCard:
    """The contract of this public id, or NotThere."""
    rows = Contract.objects.seen_by(seen_by).filter(public_id=reference)
    cards = contract_cards(rows=rows, seen_by=seen_by, on=on)
    if not cards:
        raise NotThere("contract")
    return cards[0]


def contracts(
    *,
    within: int,
    seen_by: Actor,
    on: date,
    kind: ContractKind | None = None,
    group: Group | None = None,
    provider: int | None = None,
    ending_by: date | None = None,
    running_only: bool = True,
    words: str = "",
) -> "QuerySet[Contract]":
    """The register of a partnership, what stops soonest first, for paging with `contract_cards`."""
    rows = Contract.objects.seen_by(seen_by).filter(partnership_id=within)
    rows = _running(rows, on=on) if running_only else _stopping(rows)
    if kind is not None:
        rows = rows.filter(contract_kind=kind.value)
    if group is not None:
        rows = rows.filter(group=group.value, ocid="")
    if ending_by is not None:
        rows = rows.filter(stops_on__lte=ending_by)
    if provider is not None:
        held = ContractParty.objects.filter(body=provider, role=PartyRole.PROVIDER.value)
        rows = rows.filter(pk__in=held.values("contract"))
    rows = rows.saying(words)
    soonest: QuerySet[Contract] = rows.order_by(F("stops_on").asc(nulls_last=True), "folded_title", "pk")
    return soonest


def provided_in(*, provider: int, seen_by: Actor, on: date) -> dict[int, int]:
    """How many running contracts an organisation provides under, by the partnership that they are of."""
    held = ContractParty.objects.filter(body=provider, role=PartyRole.PROVIDER.value)
    rows = _running(Contract.objects.seen_by(seen_by), on=on).filter(pk__in=held.values("contract")).order_by()
    return dict(rows.values_list("partnership").annotate(Count("pk")))


def _stopping(rows: Rows) -> Rows:
    dated: Rows = rows.annotate(stops_on=Coalesce("ended_on", "ends_on"))
    return dated


def _running(rows: Rows, *, on: date) -> Rows:
    return _stopping(rows).filter(Q(stops_on__isnull=True) | Q(stops_on__gte=on))


def turning_points(*, held_by: int, within: int, seen_by: Actor, on: date, until: date) -> tuple[TurningPoint, ...]:
    """The running contracts of an organisation whose notice or review is due by a day, or overdue on the first."""
    rows = contracts(within=within, seen_by=seen_by, on=on).filter(organisation_id=held_by)
    floor = notice_floor(seen_by=seen_by, on=on)
    points = []
    for row in noted("contract", rows.values_list(*COLUMNS, "title", *_TURNS, named=True)):
        due = notice_due(notice_months=row.notice_months, is_vcse=row.is_vcse, floor_months=floor)
        notice_by = None if row.ended_on else latest_notice_on(ends_on=row.ends_on, notice_months=due)
        point = TurningPoint(
            ref=Ref("contract", row.public_id),
            title=row.title,
            last_day=row.ended_on or row.ends_on,
            notice_by=notice_by if notice_by is not None and notice_by <= until else None,
            review_on=row.review_on if row.review_on is not None and row.review_on <= until else None,
        )
        if point.notice_by or point.review_on:
            points.append(point)
    return tuple(points)


def contract_cards(*, rows: "QuerySet[Contract]", seen_by: Actor, on: date) -> tuple[ContractCard, ...]:
    """A page of the register as cards, with their notice days as they stand on this day."""
    found = list(
        rows.annotate(
            decision_ref=F("decision__public_id"), decision_title=F("decision__title"), batch_ref=F("batch__public_id")
        )
    )
    parties = list(ContractParty.objects.seen_by(seen_by).filter(contract__in=found).order_by("pk"))
    names = organisations(numbers={party.body_id for party in parties}, seen_by=seen_by)
    roles: dict[tuple[int, str], list[OrganisationCard]] = {}
    for party in parties:
        roles.setdefault((party.contract_id, party.role), []).append(names[party.body_id])
    floor = notice_floor(seen_by=seen_by, on=on)
    values: dict[int, list[tuple[FinancialYear, Money]]] = {}
    for one in ContractValue.objects.seen_by(seen_by).filter(contract__in=found).order_by("year"):
        values.setdefault(one.contract_id, []).append((FinancialYear(one.year), Money(one.amount_pence)))
    return tuple(
        _card(
            row,
            roles={role: tuple(roles.get((row.pk, role.value), ())) for role in PartyRole},
            by_year=tuple(values.get(row.pk, ())),
            floor=floor,
        )
        for row in found
    )


def notice_floor(*, seen_by: Actor, on: date) -> int:
    """The months of notice that guidance asks for on this day where a provider is of the voluntary sector."""
    return number(rule="voluntary_sector_notice", on=on, overrides=overrides(seen_by=seen_by)).whole


def extensions(*, contract: int, seen_by: Actor) -> tuple[ExtensionLine, ...]:
    """How a contract was extended, latest first."""
    rows = ContractExtension.objects.seen_by(seen_by).filter(contract=contract).order_by("-until")
    return tuple(ExtensionLine(row.was_until, row.until, row.because, row.extended_on) for row in rows)


def drawn_from(*, seen_by: Actor, line: int | None = None, contract: int | None = None) -> tuple[DrawnLine, ...]:
    """What contracts take from a line of money, or what one contract takes from its lines."""
    rows = ContractLine.objects.seen_by(seen_by)
    if line is not None:
        rows = rows.filter(line=line)
    if contract is not None:
        rows = rows.filter(contract=contract)
    fields = ("contract__public_id", "contract__title", "line__public_id", "line__title", "amount_pence")
    return tuple(
        DrawnLine(Ref("contract", reference), title, Ref("line", public_id), line_title, Money(pence))
        for reference, title, public_id, line_title, pence in rows.order_by("contract__folded_title", "pk").values_list(
            *fields
        )
        if public_id
    )


def by_provider(*, within: int, seen_by: Actor, on: date) -> tuple[ProviderLine, ...]:
    """The providers of a partnership with what all commissioners pay each, those funded by several first.

    A contract with several providers is shared out among them evenly, so that the lines add up to the register.
    """
    rows = contracts(within=within, seen_by=seen_by, on=on)
    worth = dict(rows.values_list("pk", "value_pence"))
    held: dict[int, dict[PartyRole, list[int]]] = {}
    parties = ContractParty.objects.seen_by(seen_by).filter(contract__in=worth.keys()).order_by("pk")
    for agreement, role, body in parties.values_list("contract_id", "role", "body_id"):
        held.setdefault(agreement, {}).setdefault(PartyRole(role), []).append(body)
    sums: dict[int, Money] = {}
    payers: dict[int, set[int]] = {}
    counts: dict[int, int] = {}
    for agreement, roles in sorted(held.items()):
        providers = roles.get(PartyRole.PROVIDER, [])
        funders = {*roles.get(PartyRole.COMMISSIONER, []), *roles.get(PartyRole.CO_FUNDER, [])}
        shares = Money(worth[agreement]).split([1] * len(providers)) if providers else ()
        for provider, share in zip(providers, shares, strict=True):
            sums[provider] = sums.get(provider, Money(0)) + share
            payers.setdefault(provider, set()).update(funders)
            counts[provider] = counts.get(provider, 0) + 1
    names = organisations(numbers={*sums, *(n for many in payers.values() for n in many)}, seen_by=seen_by)
    lines = [
        ProviderLine(
            provider=names[provider],
            contracts=counts[provider],
            commissioners=tuple(sorted((names[n] for n in payers[provider]), key=lambda card: card.name)),
            value=value,
        )
        for provider, value in sums.items()
    ]
    return tuple(sorted(lines, key=lambda one: (not one.is_shared, -one.value.pence, one.provider.name)))


def _card(
    row: Contract,
    *,
    roles: dict[PartyRole, tuple[OrganisationCard, ...]],
    by_year: tuple[tuple[FinancialYear, Money], ...],
    floor: int,
) -> ContractCard:
    due = notice_due(notice_months=row.notice_months, is_vcse=row.is_vcse, floor_months=floor)
    decided = row.decision_ref  # type: ignore[attr-defined]
    return ContractCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        reference_number=row.reference_number,
        description=row.description,
        department=row.department,
        kind=ContractKind(row.contract_kind),
        group=None if row.ocid else Group(row.group),
        area_code=row.area_code,
        area_name=row.area_name,
        commissioners=roles[PartyRole.COMMISSIONER],
        providers=roles[PartyRole.PROVIDER],
        co_funders=roles[PartyRole.CO_FUNDER],
        value=Money(row.value_pence),
        by_year=by_year,
        irrecoverable_vat=Money(row.irrecoverable_vat_pence),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        extension=row.extension,
        may_extend_until=row.may_extend_until,
        notice_months=row.notice_months,
        notice_due=due,
        notice_by=None if row.ended_on else latest_notice_on(ends_on=row.ends_on, notice_months=due),
        review_on=row.review_on,
        route=row.route,
        risk=None if row.ocid else RiskTier(row.risk),
        is_sme=row.is_sme,
        is_vcse=row.is_vcse,
        decision=Ref("decision", decided) if decided else None,
        decision_title=row.decision_title or "",  # type: ignore[attr-defined]
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        notice=_notice(row),
    )


def _notice(row: Contract) -> Notice | None:
    if row.notice_at is None or row.row is None:
        return None
    batch = Ref("batch", row.batch_ref)  # type: ignore[attr-defined]
    return Notice(row.ocid, row.award, row.notice, row.notice_at, row.notice_url, row.notice_note, batch, row.row)
