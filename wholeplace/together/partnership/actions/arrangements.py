"""Registering arrangements between organisations, completing them, consenting to them and withdrawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.events import (
    ArrangementMoved,
    ArrangementRegistered,
    ArrangementWritten,
    Consented,
    ConsentWithdrawn,
)
from wholeplace.together.partnership.models import (
    Arrangement,
    ArrangementParty,
    ArrangementText,
    Consent,
    Membership,
    standing_on,
)
from wholeplace.together.partnership.queries import ArrangementCard
from wholeplace.together.partnership.queries import arrangement as the_arrangement
from wholeplace.together.partnership.rules.arrangements import (
    ArrangementType,
    Consenting,
    Element,
    Moving,
    Registering,
    Stage,
    Withdrawing,
    Writing,
    consenting,
    moving,
    registering,
    withdrawing,
    writing,
)
from wholeplace.together.partnership.rules.terms import Jointness


@dataclass(frozen=True)
class ArrangementTerms:
    """What an arrangement records besides its parties. Organisations are named by their public ids."""

    label: Jointness | None = None
    lead: str = ""
    host: str = ""
    pool_manager: str = ""
    scope: str = ""
    services: str = ""
    risk_share: str = ""
    budget: Money | None = None
    consultation: str = ""
    next_report_on: date | None = None
    notice_days: int = 0
    signed_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    texts: Mapping[Element, str] = field(default_factory=dict)


@action
def register_arrangement(
    *,
    title: str,
    type: ArrangementType,
    parties: Mapping[str, Money | None],
    terms: ArrangementTerms,
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    by: Actor,
    on: date,
) -> Ref:
    """Enter an arrangement in the register, being explored. `parties` gives each what it contributes, if known.

    Raises Refused when it is between fewer than two organisations, or with one that has not joined.
    """
    by.must(Permission.ARRANGEMENT_REGISTER)
    bodies = {the_organisation(public_id=one, seen_by=by): amount for one, amount in parties.items()}
    this = Arrangement(
        title=" ".join(title.split()),
        arrangement_type=type.value,
        stage=Stage.EXPLORE.value,
        **scope_for(by, sensitivity=sensitivity),
    )
    lead, host = _named(terms, by=by)
    _must_be_between(tuple(bodies), lead=lead, host=host, terms=terms, by=by, on=on)
    _write(this, terms, lead=lead, host=host)
    this.save(force_insert=True)
    ArrangementParty.objects.bulk_create(
        ArrangementParty(
            arrangement=this,
            body_id=body.number,
            contribution_pence=amount.pence if amount is not None else None,
            **scope_of(this),
        )
        for body, amount in bodies.items()
    )
    _write_texts(this, terms)
    event = ArrangementRegistered(
        title=this.title, arrangement_type=type.label, parties=tuple(body.name for body in bodies)
    )
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return this.ref


@action
def complete_arrangement(*, arrangement: str, terms: ArrangementTerms, by: Actor, on: date) -> None:
    """Write down what an arrangement must record. What is given replaces what was there.

    Raises Refused when the lead or the host is no party to it, once it is live or ended, and while another party
    consents to what is there.
    """
    this = Arrangement.objects.all().held(arrangement, permission=Permission.ARRANGEMENT_REGISTER, by=by)
    if refusals := writing.refusals(
        Writing(stage=Stage(this.stage), consenting=_others_who_consent(this, by=by, on=on))
    ):
        raise Refused(refusals)
    numbers = list(this.parties.seen_by(by).values_list("body_id", flat=True))
    parties = tuple(organisations(numbers=numbers, seen_by=by).values())
    lead, host = _named(terms, by=by)
    _must_be_between(parties, lead=lead, host=host, terms=terms, by=by, on=on)
    _write(this, terms, lead=lead, host=host)
    this.save()
    this.texts.all().delete()
    _write_texts(this, terms)
    event = ArrangementWritten(what=_what(terms))
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def move_arrangement(*, arrangement: str, to: Stage, by: Actor, on: date) -> None:
    """Take an arrangement to another stage.

    Raises Refused, with every reason, when something that its type demands is blank before it goes live, or when a
    party has not recorded its own consent.
    """
    this = Arrangement.objects.all().held(arrangement, permission=Permission.ARRANGEMENT_REGISTER, by=by)
    card = the_arrangement(reference=arrangement, seen_by=by, on=on)
    asked = Moving(
        type=card.type,
        now=card.stage,
        to=to,
        written=frozenset(card.texts),
        has=card.has,
        signed_on=card.signed_on,
        awaiting=tuple(body.name for body in card.awaiting),
        on=on,
    )
    if refusals := moving.refusals(asked):
        raise Refused(refusals)
    this.stage = to.value
    this.save(update_fields=["stage"])
    event = ArrangementMoved(was=card.stage.label, now=to.label)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def consent(
    *,
    arrangement: str,
    consented_by: str,
    accepts: str = "",
    due_on: date | None = None,
    by: Actor,
    on: date,
) -> Ref:
    """Consent to an arrangement for the organisation one acts for, with whoever gave the consent.

    `accepts` says what the organisation has accepted to do, by `due_on`. Raises Refused for anyone but a party.
    """
    card = _in_turn(arrangement, by=by, on=on)
    mine = [party for party in card.parties if party.body.number == by.organisation_id]
    asked = Consenting(
        organisation_name=by.organisation_name,
        is_a_party=bool(mine),
        consents_already=any(party.consents for party in mine),
        consented_by=consented_by,
        stage=card.stage,
    )
    if refusals := consenting.refusals(asked):
        raise Refused(refusals)
    row = Consent.objects.create(
        arrangement_id=card.number,
        consented_by=consented_by.strip(),
        accepts=accepts,
        due_on=due_on,
        begins_on=on,
        **scope_for(by, sensitivity=_no_wider(card.sensitivity)),
    )
    event = Consented(organisation=by.organisation_name, consented_by=row.consented_by)
    record(event, subject=card.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def withdraw(*, arrangement: str, last_day: date, because: str, by: Actor, on: date) -> None:
    """Withdraw the consent of the organisation one acts for, under the arrangement's exit terms.

    Raises Refused when there is none, when the notice is too short, or when no reason is given.
    """
    card = _in_turn(arrangement, by=by, on=on)
    mine = (
        Consent.objects.select_for_update(of=("self",))
        .filter(arrangement_id=card.number, organisation_id=by.organisation_id, ends_on__isnull=True)
        .first()
    )
    asked = Withdrawing(
        consents=mine is not None,
        stage=card.stage,
        earliest=on + timedelta(days=card.notice_days),
        last_day=last_day,
        because=because,
        notice_days=card.notice_days,
    )
    refusals = withdrawing.refusals(asked)
    if refusals or mine is None:
        raise Refused(refusals)
    mine.ends_on = max(last_day, mine.begins_on)
    mine.withdrawn_because = because.strip()
    mine.save(update_fields=["ends_on", "withdrawn_because"])
    event = ConsentWithdrawn(organisation=by.organisation_name, last_day=mine.ends_on, because=mine.withdrawn_because)
    record(event, subject=card.ref, scope=scope_of(mine), by=by, on=on)


def _in_turn(arrangement: str, *, by: Actor, on: date) -> ArrangementCard:
    """The arrangement, read once nobody else consents to it or withdraws for the same organisation."""
    seen = the_arrangement(reference=arrangement, seen_by=by, on=on)
    by.must(Permission.CONSENT_GIVE, organisation=by.organisation_id, partnership=seen.partnership)
    alone_on(f"consent of {by.organisation_id} to {arrangement}")
    return the_arrangement(reference=arrangement, seen_by=by, on=on)


def _others_who_consent(this: Arrangement, *, by: Actor, on: date) -> tuple[str, ...]:
    """The parties besides the one whose arrangement it is that consent to it on this day, by name."""
    given = Consent.objects.seen_by(by).filter(standing_on(on), arrangement=this)
    numbers = list(given.exclude(organisation_id=this.organisation_id).values_list("organisation_id", flat=True))
    return tuple(sorted(body.name for body in organisations(numbers=numbers, seen_by=by).values()))


def _no_wider(sensitivity: Sensitivity) -> Sensitivity:
    """A consent is seen by those who see the arrangement, but never only by the one who consents."""
    return Sensitivity.PUBLIC if sensitivity is Sensitivity.PUBLIC else Sensitivity.PARTNERSHIP


def _named(terms: ArrangementTerms, *, by: Actor) -> tuple[OrganisationCard | None, OrganisationCard | None]:
    lead = the_organisation(public_id=terms.lead, seen_by=by) if terms.lead else None
    host = the_organisation(public_id=terms.host, seen_by=by) if terms.host else None
    return lead, host


def _must_be_between(
    parties: tuple[OrganisationCard, ...],
    *,
    lead: OrganisationCard | None,
    host: OrganisationCard | None,
    terms: ArrangementTerms,
    by: Actor,
    on: date,
) -> None:
    joined = set(
        Membership.objects.filter(standing_on(on), partnership_id=by.partnership_id).values_list(
            "organisation_id", flat=True
        )
    )
    asked = Registering(
        parties=len(parties),
        outsiders=tuple(body.name for body in parties if body.number not in joined),
        lead_is_a_party=lead is None or lead in parties,
        host_is_a_party=host is None or host in parties,
        ours_takes_part=by.is_system or any(body.number == by.organisation_id for body in parties),
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
        notice_days=terms.notice_days,
    )
    if refusals := registering.refusals(asked):
        raise Refused(refusals)


_SAME = (
    "pool_manager", "scope", "services", "risk_share", "consultation", "next_report_on", "notice_days", "signed_on",
    "begins_on", "ends_on", "review_on",
)  # fmt: skip


def _write(
    row: Arrangement, terms: ArrangementTerms, *, lead: OrganisationCard | None, host: OrganisationCard | None
) -> None:
    for name in _SAME:
        setattr(row, name, getattr(terms, name))
    row.label = terms.label.value if terms.label else ""
    row.lead_id = lead.number if lead else None
    row.host_id = host.number if host else None
    row.budget_pence = terms.budget.pence if terms.budget is not None else None


def _write_texts(row: Arrangement, terms: ArrangementTerms) -> None:
    ArrangementText.objects.bulk_create(
        ArrangementText(arrangement=row, element=element.value, words=words.strip(), **scope_of(row))
        for element, words in terms.texts.items()
        if words.strip()
    )


def _what(terms: ArrangementTerms) -> tuple[str, ...]:
    """What was given, in words for the history."""
    given = [one.name.replace("_", " ").removesuffix(" on") for one in fields(terms) if one.name != "texts"]
    plain = [name for name in given if getattr(terms, name.replace(" ", "_"), None)]
    return (*plain, *(element.label.lower() for element, words in terms.texts.items() if words.strip()))
