"""Entering a contract in the register, and tying it to the thread."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes import queries as outcome_queries
from wholeplace.do.contracts import actions, queries
from wholeplace.do.contracts.actions import Entry
from wholeplace.do.contracts.queries import ContractCard
from wholeplace.do.contracts.rules.kinds import ContractKind, RiskTier
from wholeplace.doors.web.contracts.forms import EntryForm, LinkForm
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking, here
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.parts import address_of
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import queries as fund_queries
from wholeplace.plan.plans import queries as plan_queries
from wholeplace.plan.plans.queries import IntentionCard
from wholeplace.together.decisions import queries as decision_queries
from wholeplace.together.directory import queries as directory
from wholeplace.together.partnership.queries import MemberCard, joined

YEARS_BACK, YEARS_AHEAD = 2, 6
NEAREST = 3
"""How many organisations are named when words for a provider stand for several."""


def enter_contract(request: Asked) -> HttpResponse:
    """Enter a contract; from an intention or a decision, with that already tied to it."""
    intention = _intention_asked_for(request)
    form = _entry_form(request, intention=intention)
    if form.is_valid() and _find_other_provider(request, form):
        with form.refusals():
            ref = _enter(request, form, intention=intention)
            return redirect("contract", reference=ref.public_id)
    carries_out = f" It is linked to the intention “{intention.title}”." if intention else ""
    page = FormPage(
        title="Enter a contract",
        area="contracts",
        lead="Any agreement to provide: a contract, a grant, a section 75 service or an in-house agreement.",
        submit="Enter the contract",
        back=Link(intention.title, address_of(intention.ref)) if intention else Link("Contracts", reverse("contracts")),
        what_happens=f"{request.actor.organisation_name} looks after the entry.{carries_out}",
    )
    return asking(request, page, form)


def link_contract(request: Asked, reference: str) -> HttpResponse:
    """Tie a contract to an intention, an outcome, or the line of money it is paid from."""
    card = queries.contract(reference=reference, seen_by=request.actor, on=request.today)
    form = LinkForm(
        request.POST or None,
        intentions=_intentions(request),
        outcomes=outcomes_here(request),
        lines=_lines(request),
    )
    if form.is_valid():
        chosen = form.cleaned_data["to"]
        far: dict[str, Any] = {chosen: form.cleaned_data[chosen]}
        if chosen == "line":
            far["amount"] = form.cleaned_data["amount"]
        with form.refusals():
            actions.link_contract(contract=reference, **far, by=request.actor, on=request.today)
            return redirect("contract", reference=reference)
    page = page_about(
        card,
        "Link to an intention, outcome or line",
        submit="Link it",
        what_happens="Everybody who reads the one can follow it to the other.",
    )
    return asking(request, page, form)


def page_about(card: ContractCard, title: str, *, submit: str, **more: Any) -> FormPage:
    """A form about a contract."""
    back = Link(card.title, address_of(card.ref))
    return FormPage(title=title, caption=card.title, area="contracts", submit=submit, back=back, **more)


def outcomes_here(request: Asked) -> Choices:
    """The outcomes of the reader's place."""
    rows = outcome_queries.outcomes(within=here(request.actor), seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in outcome_queries.cards(rows=rows, seen_by=request.actor)]


def _intentions(request: Asked) -> Choices:
    rows = plan_queries.intentions(within=here(request.actor), seen_by=request.actor)
    cards = plan_queries.intention_cards(rows=rows, seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in cards]


def _lines(request: Asked) -> Choices:
    """The lines of the funds that the reader's organisation shares in."""
    actor = request.actor
    rows = fund_queries.lines(within=here(actor), seen_by=actor, shared_in_by=actor.organisation_id)
    return [
        (card.ref.public_id, f"{card.title}, {card.year} ({card.left.brief()} left)")
        for card in fund_queries.line_cards(rows=rows, seen_by=request.actor)
    ]


# --- Entering --------------------------------------------------------------------------------------------------------


def _intention_asked_for(request: Asked) -> IntentionCard | None:
    """The intention that the contract is to carry out. Raises NotThere for one of another place."""
    if reference := request.GET.get("intention"):
        return plan_queries.intention_here(reference=reference, seen_by=request.actor)
    return None


def _entry_form(request: Asked, *, intention: IntentionCard | None) -> EntryForm:
    members = joined(within=here(request.actor), seen_by=request.actor, on=request.today)
    commissioners = [(one.organisation.ref.public_id, one.organisation.name) for one in members if one.commissions]
    now = FinancialYear.of(request.today).begins_in
    own = [
        one.organisation.ref.public_id for one in members if one.organisation.number == request.actor.organisation_id
    ]
    return EntryForm(
        request.POST or None,
        initial={
            "title": request.GET.get("title") or (intention.service if intention else ""),
            "group": intention.group.value if intention else "",
            "decision": request.GET.get("decision") or _decided(intention),
            "commissioners": own,
        },
        commissioners=commissioners,
        providers=_providers(request, members=members),
        decisions=_decisions(request),
        years=[FinancialYear(year) for year in range(now - YEARS_BACK, now + YEARS_AHEAD)],
    )


def _decided(intention: IntentionCard | None) -> str:
    """The decision that agreed to an intention, if there is one."""
    return intention.decision.public_id if intention and intention.decision else ""


def _enter(request: Asked, form: EntryForm, *, intention: IntentionCard | None) -> Ref:
    """Enter the contract and tie it to its intention: both, or neither."""
    answers = form.cleaned_data
    ref = actions.enter_contract(
        entry=_entry(form),
        commissioners=answers["commissioners"],
        providers=answers["providers"],
        co_funders=answers["co_funders"],
        decision=answers["decision"],
        sensitivity=Sensitivity(answers["sensitivity"]),
        by=request.actor,
        on=request.today,
    )
    if intention:
        actions.link_contract(
            contract=ref.public_id, intention=intention.ref.public_id, by=request.actor, on=request.today
        )
    return ref


def _entry(form: EntryForm) -> Entry:
    answers = form.cleaned_data
    return Entry(
        title=answers["title"],
        kind=ContractKind(answers["kind"]),
        group=Group(answers["group"]),
        value=answers["value"],
        by_year=form.by_year(),
        irrecoverable_vat=answers["irrecoverable_vat"] or Money(0),
        starts_on=answers["starts_on"],
        ends_on=answers["ends_on"],
        reference_number=answers["reference_number"],
        description=answers["description"],
        department=answers["department"],
        extension=answers["extension"],
        may_extend_until=answers["may_extend_until"],
        notice_months=answers["notice_months"],
        review_on=answers["review_on"],
        route=answers["route"],
        risk=RiskTier(answers["risk"]),
        is_sme=answers["is_sme"],
        is_vcse=answers["is_vcse"],
    )


def _providers(request: Asked, *, members: Sequence[MemberCard]) -> Choices:
    """Who may be chosen as a provider at once: the partners, and those who provide something here already."""
    lines = queries.by_provider(within=here(request.actor), seen_by=request.actor, on=request.today)
    bodies = [*(one.organisation for one in members), *(line.provider for line in lines)]
    offered = {body.ref.public_id: body.name for body in bodies}
    return sorted(offered.items(), key=lambda pair: pair[1])


def _find_other_provider(request: Asked, form: EntryForm) -> bool:
    """Add the provider that was named in words to those that were ticked, if the directory knows one such."""
    words = form.cleaned_data["other_provider"]
    if not words:
        return True
    bodies = directory.found(words=words, seen_by=request.actor, limit=NEAREST + 1)
    exactly = [body for body in bodies if body.name.casefold() == words.casefold()]
    chosen = exactly or bodies
    if len(chosen) == 1:
        ticked = form.cleaned_data["providers"]
        form.cleaned_data["providers"] = (*ticked, chosen[0].ref.public_id)
        return True
    if chosen:
        names = ", ".join(body.name for body in chosen[:NEAREST])
        form.add_error("other_provider", f"Another provider: several organisations are called so, such as {names}.")
    else:
        form.add_error("other_provider", "Another provider: the directory knows no organisation of this name.")
    return False


def _decisions(request: Asked) -> Choices:
    """The approvals of the place that every organisation they need has agreed to."""
    rows = decision_queries.decisions(within=here(request.actor), seen_by=request.actor)
    return [
        (card.ref.public_id, card.title)
        for card in decision_queries.decision_cards(rows=rows, seen_by=request.actor)
        if card.is_agreed
    ]
