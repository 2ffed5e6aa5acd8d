"""Intentions: one, a register of them, and what they cost year by year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.plan.plans.models import Intention, IntentionBody, IntentionMoney, IntentionPlan
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import LIVE, IntentionState
from wholeplace.together.directory.queries import OrganisationCard, organisations


@dataclass(frozen=True)
class YearMoney:
    """What an intention costs, or saves, in a year."""

    year: FinancialYear
    amount: Money


@dataclass(frozen=True)
class IntentionLine:
    """An intention as a short list shows it."""

    ref: Ref
    title: str
    state: IntentionState
    starts_on: date | None


@dataclass(frozen=True)
class IntentionCard:
    """An intention with its money, the plans it belongs to, and whom it affects."""

    number: int
    ref: Ref
    title: str
    change: Change
    summary: str
    service: str
    group: Group
    area_code: str
    area_name: str
    starts_on: date | None
    evidence: str
    fit: str
    why_no_need: str
    state: IntentionState
    decision: Ref | None
    decision_title: str
    came_of_it: str
    begins_on: date
    ends_on: date | None
    money: tuple[YearMoney, ...]
    plans: tuple[tuple[Ref, str], ...]
    affects: tuple[OrganisationCard, ...]
    owner: OrganisationCard
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def total(self) -> Money:
        """What it costs over all its years; below nothing when it saves."""
        return Money.total(line.amount for line in self.money)


def intention(*, reference: str, seen_by: Actor) -> IntentionCard:
    """The intention of this public id, or NotThere."""
    rows = Intention.objects.seen_by(seen_by).filter(public_id=reference)
    cards = intention_cards(rows=rows, seen_by=seen_by)
    if not cards:
        raise NotThere("intention")
    return cards[0]


def intention_here(*, reference: str, seen_by: Actor) -> IntentionCard:
    """The intention of this public id, if it lies in the reader's own partnership: what may be linked to."""
    card = intention(reference=reference, seen_by=seen_by)
    if card.partnership != seen_by.partnership_id:
        raise NotThere("intention")
    return card


def intentions(
    *,
    within: int,
    seen_by: Actor,
    states: Collection[IntentionState] = (),
    live_only: bool = False,
    change: Change | None = None,
    group: Group | None = None,
    plan: int | None = None,
    without_plan: bool = False,
) -> "QuerySet[Intention]":
    """The intentions of a partnership, by title, for paging with `intention_cards`."""
    rows = Intention.objects.seen_by(seen_by).filter(partnership_id=within)
    if states:
        rows = rows.filter(state__in=[one.value for one in states])
    if live_only:
        rows = rows.filter(state__in=[one.value for one in LIVE])
    if change is not None:
        rows = rows.filter(change=change.value)
    if group is not None:
        rows = rows.filter(group=group.value)
    if plan is not None:
        rows = rows.filter(pk__in=IntentionPlan.objects.filter(plan=plan).values("intention"))
    if without_plan:
        rows = rows.exclude(pk__in=IntentionPlan.objects.values("intention"))
    return rows.order_by("folded_title", "pk")


def intention_cards(*, rows: "QuerySet[Intention]", seen_by: Actor) -> tuple[IntentionCard, ...]:
    """A page of intentions as cards."""
    found = list(rows.annotate(decision_ref=F("decision__public_id"), decision_title=F("decision__title")))
    money: dict[int, list[YearMoney]] = {}
    for line in IntentionMoney.objects.seen_by(seen_by).filter(intention__in=found).order_by("year"):
        by_year = YearMoney(FinancialYear(line.year), Money(line.amount_pence))
        money.setdefault(line.intention_id, []).append(by_year)
    plans: dict[int, list[tuple[Ref, str]]] = {}
    belongs = IntentionPlan.objects.seen_by(seen_by).filter(intention__in=found).order_by("pk")
    for number, public_id, title in belongs.values_list("intention_id", "plan__public_id", "plan__title"):
        if public_id:
            plans.setdefault(number, []).append((Ref("plan", public_id), title))
    bodies = list(IntentionBody.objects.seen_by(seen_by).filter(intention__in=found).order_by("pk"))
    numbers = {body.body_id for body in bodies} | {row.organisation_id for row in found}
    names = organisations(numbers=numbers, seen_by=seen_by)
    return tuple(
        _card(
            row,
            money=tuple(money.get(row.pk, ())),
            plans=tuple(plans.get(row.pk, ())),
            affects=tuple(names[body.body_id] for body in bodies if body.intention_id == row.pk),
            owner=names[row.organisation_id],
        )
        for row in found
    )


def intention_lines(
    *, held_by: int, within: int, seen_by: Actor, states: Collection[IntentionState]
) -> tuple[IntentionLine, ...]:
    """The intentions of an organisation in these states, as a short list shows them."""
    rows = intentions(within=within, seen_by=seen_by, states=states).filter(organisation_id=held_by)
    return tuple(
        IntentionLine(Ref("intention", public_id), title, IntentionState(state), starts_on)
        for public_id, title, state, starts_on in rows.values_list("public_id", "title", "state", "starts_on")
    )


def money_by_year(*, rows: "QuerySet[Intention]", seen_by: Actor) -> tuple[YearMoney, ...]:
    """What these intentions cost together, year by year."""
    sums: dict[int, int] = {}
    lines = IntentionMoney.objects.seen_by(seen_by).filter(intention__in=rows.values("pk"))
    for year, pence in lines.values_list("year", "amount_pence"):
        sums[year] = sums.get(year, 0) + pence
    return tuple(YearMoney(FinancialYear(year), Money(pence)) for year, pence in sorted(sums.items()))


def _card(
    row: Intention,
    *,
    money: tuple[YearMoney, ...],
    plans: tuple[tuple[Ref, str], ...],
    affects: tuple[OrganisationCard, ...],
    owner: OrganisationCard,
) -> IntentionCard:
    decided = row.decision_ref  # type: ignore[attr-defined]
    return IntentionCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        change=Change(row.change),
        summary=row.summary,
        service=row.service,
        group=Group(row.group),
        area_code=row.area_code,
        area_name=row.area_name,
        starts_on=row.starts_on,
        evidence=row.evidence,
        fit=row.fit,
        why_no_need=row.why_no_need,
        state=IntentionState(row.state),
        decision=Ref("decision", decided) if decided else None,
        decision_title=row.decision_title or "",  # type: ignore[attr-defined]
        came_of_it=row.came_of_it,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        money=money,
        plans=plans,
        affects=affects,
        owner=owner,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
