"""The register of arrangements between organisations, with who has consented to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import the_one
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.records.thread import Stop
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import (
    Arrangement,
    ArrangementParty,
    ArrangementText,
    Consent,
    standing_on,
)
from wholeplace.together.partnership.rules.arrangements import ArrangementType, Element, Requirement, Stage
from wholeplace.together.partnership.rules.terms import Jointness


@dataclass(frozen=True)
class PartyCard:
    """An organisation in an arrangement: what it contributes, and whether it consents on the day asked about."""

    body: OrganisationCard
    contribution: Money | None
    consented_by: str
    consented_on: date | None
    last_day: date | None
    accepts: str
    due_on: date | None

    @property
    def consents(self) -> bool:
        """Whether its own consent is recorded."""
        return self.consented_on is not None


@dataclass(frozen=True)
class ArrangementCard:
    """An arrangement, whole."""

    number: int
    ref: Ref
    title: str
    type: ArrangementType
    stage: Stage
    label: Jointness | None
    lead: OrganisationCard | None
    host: OrganisationCard | None
    pool_manager: str
    scope: str
    services: str
    risk_share: str
    budget: Money | None
    consultation: str
    next_report_on: date | None
    notice_days: int
    signed_on: date | None
    begins_on: date | None
    ends_on: date | None
    review_on: date | None
    parties: tuple[PartyCard, ...]
    texts: Mapping[Element, str]
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def awaiting(self) -> tuple[OrganisationCard, ...]:
        """The parties whose own consent is not recorded."""
        return tuple(party.body for party in self.parties if not party.consents)

    @property
    def has(self) -> frozenset[Requirement]:
        """What it records besides words."""
        found = (
            (self.host is not None, Requirement.HOST),
            (self.lead is not None, Requirement.LEAD),
            (bool(self.pool_manager), Requirement.POOL_MANAGER),
            (bool(self.consultation), Requirement.CONSULTATION),
            (self.next_report_on is not None, Requirement.NEXT_REPORT),
            (self.budget is not None, Requirement.BUDGET),
        )
        return frozenset(requirement for there, requirement in found if there)


@dataclass(frozen=True)
class AcceptedLine:
    """What an organisation has consented to, and what it accepted to do by when."""

    arrangement: Ref
    title: str
    organisation: int
    begins_on: date
    ends_on: date | None
    consented_by: str
    accepts: str
    due_on: date | None


def arrangement(*, reference: str, seen_by: Actor, on: date) -> ArrangementCard:
    """The arrangement of this public id, or NotThere."""
    rows = Arrangement.objects.seen_by(seen_by).filter(public_id=reference)
    return the_one(arrangement_cards(rows=rows, seen_by=seen_by, on=on), of=Arrangement)


def arrangements(
    *, within: int, seen_by: Actor, stage: Stage | None = None, type: ArrangementType | None = None
) -> "QuerySet[Arrangement]":
    """The arrangements of a partnership, by title, for paging with `arrangement_cards`."""
    rows = Arrangement.objects.seen_by(seen_by).filter(partnership_id=within)
    if stage is not None:
        rows = rows.filter(stage=stage.value)
    if type is not None:
        rows = rows.filter(arrangement_type=type.value)
    return rows.order_by("folded_title", "pk")


def arrangement_cards(*, rows: "QuerySet[Arrangement]", seen_by: Actor, on: date) -> tuple[ArrangementCard, ...]:
    """A page of arrangements as cards."""
    found = list(rows)
    numbers = [row.pk for row in found]
    parties = list(ArrangementParty.objects.seen_by(seen_by).filter(arrangement__in=numbers).order_by("pk"))
    texts = list(ArrangementText.objects.seen_by(seen_by).filter(arrangement__in=numbers))
    consents = {
        (one.arrangement_id, one.organisation_id): one
        for one in Consent.objects.seen_by(seen_by).filter(standing_on(on), arrangement__in=numbers)
    }
    wanted = {party.body_id for party in parties} | {n for r in found for n in (r.lead_id, r.host_id) if n}
    names = organisations(numbers=wanted, seen_by=seen_by)
    return tuple(
        _card(
            row,
            names=names,
            parties=tuple(
                _party(party, names[party.body_id], consents.get((row.pk, party.body_id)))
                for party in parties
                if party.arrangement_id == row.pk
            ),
            texts={Element(text.element): text.words for text in texts if text.arrangement_id == row.pk},
        )
        for row in found
    )


def accepted(*, within: int, seen_by: Actor, on: date) -> tuple[AcceptedLine, ...]:
    """What the organisations of a partnership have consented to and not withdrawn from, by title."""
    rows = Consent.objects.seen_by(seen_by).filter(standing_on(on), partnership_id=within, arrangement__isnull=False)
    return tuple(
        AcceptedLine(
            arrangement=row.arrangement.ref,
            title=row.arrangement.title,
            organisation=row.organisation_id,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            consented_by=row.consented_by,
            accepts=row.accepts,
            due_on=row.due_on,
        )
        for row in rows.select_related("arrangement").order_by("arrangement__folded_title", "pk")
        if row.arrangement is not None
    )


def arrangement_stops(*, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
    """The arrangements among these references as stops; all of the reader's partnership for None."""
    rows = Arrangement.objects.seen_by(seen_by).among(refs, kind="arrangement", seen_by=seen_by)
    return tuple(
        Stop(
            ref=row.ref,
            partnership=row.partnership_id,
            title=row.title,
            sentence=f"{ArrangementType(row.arrangement_type).label}. {Stage(row.stage).label}",
            on=row.begins_on,
            amount=_money(row.budget_pence),
            sensitivity=row.sensitivity,
        )
        for row in rows.order_by("folded_title", "pk")
    )


def _party(row: ArrangementParty, body: OrganisationCard, consent: Consent | None) -> PartyCard:
    return PartyCard(
        body=body,
        contribution=_money(row.contribution_pence),
        consented_by=consent.consented_by if consent else "",
        consented_on=consent.begins_on if consent else None,
        last_day=consent.ends_on if consent else None,
        accepts=consent.accepts if consent else "",
        due_on=consent.due_on if consent else None,
    )


def _card(
    row: Arrangement,
    *,
    names: dict[int, OrganisationCard],
    parties: tuple[PartyCard, ...],
    texts: dict[Element, str],
) -> ArrangementCard:
    return ArrangementCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        type=ArrangementType(row.arrangement_type),
        stage=Stage(row.stage),
        label=Jointness(row.label) if row.label else None,
        lead=names[row.lead_id] if row.lead_id else None,
        host=names[row.host_id] if row.host_id else None,
        pool_manager=row.pool_manager,
        scope=row.scope,
        services=row.services,
        risk_share=row.risk_share,
        budget=_money(row.budget_pence),
        consultation=row.consultation,
        next_report_on=row.next_report_on,
        notice_days=row.notice_days,
        signed_on=row.signed_on,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        parties=parties,
        texts=MappingProxyType({element: texts[element] for element in Element if element in texts}),
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )


def _money(pence: int | None) -> Money | None:
    return Money(pence) if pence is not None else None
