"""Showing intentions, raising them, and moving them on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.plans.choices import members_here, needs_here, outcomes_here, own_funds, plans_here
from wholeplace.doors.web.plans.forms import DropForm, FinishForm, FundForm, IntentionForm, IntentionsFilter
from wholeplace.doors.web.plans.intention_pages import intention_page, intentions_page
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.forms import WholeplaceForm
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.actions.intentions import Intended
from wholeplace.plan.plans.queries import IntentionCard
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState
from wholeplace.together.decisions.queries import binding, decisions_on, items_about

YEARS_AHEAD = 4


def intentions(request: Asked) -> HttpResponse:
    """The intentions of a place; as a page or as a file."""
    place = place_asked_for(request)
    filters = IntentionsFilter(request.GET)
    asked = filters.answers()
    rows = queries.intentions(
        within=place.number,
        seen_by=request.actor,
        states=(IntentionState(asked["state"]),) if "state" in asked else (),
        change=Change(asked["change"]) if "change" in asked else None,
    )
    if wants_csv(request):
        cards = queries.intention_cards(rows=rows, seen_by=request.actor)
        return csv_of(intentions_page(cards, place=place, request=request), of=request)
    shown, pages = one_page(request, rows)
    cards = queries.intention_cards(rows=shown, seen_by=request.actor)
    page = intentions_page(cards, place=place, request=request, filters=filters, pages=pages)
    return render(request, "list.html", {"page": page})


def intention(request: Asked, reference: str) -> HttpResponse:
    """One intention: what it changes, what it costs, where it has been decided, and where it leads."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    page = intention_page(
        card,
        decided=decisions_on(ref=card.ref, within=card.partnership, seen_by=request.actor),
        binds=binding(subjects=[card.ref], owner=card.organisation, within=card.partnership, seen_by=request.actor).get(
            card.ref
        ),
        brought=items_about(subject=card.ref, within=card.partnership, seen_by=request.actor),
        thread=thread(of=card.ref, seen_by=request.actor),
        request=request,
    )
    return render(request, "record.html", {"page": page})


def raise_intention(request: Asked) -> HttpResponse:
    """Raise an intention; from an outcome or a need, with those already chosen."""
    chosen = {"outcomes": request.GET.getlist("outcome"), "needs": request.GET.getlist("need")}
    form = IntentionForm(
        request.POST or None,
        initial=chosen,
        needs=needs_here(request),
        outcomes=outcomes_here(request),
        plans=plans_here(request),
        members=members_here(request),
    )
    if form.is_valid():
        with form.refusals():
            asked = _intention(form.cleaned_data, year=FinancialYear.of(request.today))
            ref = actions.raise_intention(**asked, by=request.actor, on=request.today)
            return redirect("intention", reference=ref.public_id)
    page = FormPage(
        title="Raise an intention",
        area="plans",
        lead="A key change that you plan. Partners see it from today, before anything is decided.",
        submit="Raise the intention",
        back=Link("Intentions", reverse("intentions")),
        what_happens="Next you take it to the board that can decide it.",
    )
    return asking(request, page, form)


def agree(request: Asked, reference: str) -> HttpResponse:
    """Mark an intention as agreed, once a board has approved it and every organisation it needs has agreed."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    form = WholeplaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            actions.agree(intention=reference, by=request.actor, on=request.today)
            return redirect("intention", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Mark this intention as agreed",
            submit="Mark it as agreed",
            what_happens="It stands as agreed, by the decision that approved it. Contract and money can follow.",
        ),
        form,
    )


def begin(request: Asked, reference: str) -> HttpResponse:
    """Say that an agreed intention has begun."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    form = WholeplaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            actions.begin(intention=reference, by=request.actor, on=request.today)
            return redirect("intention", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Say that it has begun",
            submit="It has begun",
            what_happens="It stands as under way from today, for everybody who can see it.",
        ),
        form,
    )


def finish(request: Asked, reference: str) -> HttpResponse:
    """Say what came of an intention."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    form = FinishForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.finish(intention=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("intention", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Finish this intention",
            submit="Finish it",
            what_happens="It is closed, with what came of it. It stays on the thread.",
        ),
        form,
    )


def drop(request: Asked, reference: str) -> HttpResponse:
    """Drop an intention, saying why."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    form = DropForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.drop(intention=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("intention", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Drop this intention",
            submit="Drop it",
            what_happens="It is closed, with your reason. It stays on the thread, and cannot be taken up again.",
        ),
        form,
    )


def fund(request: Asked, reference: str) -> HttpResponse:
    """Set money of a fund aside for an intention."""
    card = queries.intention(reference=reference, seen_by=request.actor)
    now = FinancialYear.of(request.today).begins_in
    years = [(str(year), FinancialYear(year).label) for year in range(now, now + YEARS_AHEAD)]
    form = FundForm(
        request.POST or None,
        funds=own_funds(request),
        years=years,
        initial={"title": card.title, "year": str(now)},
    )
    if form.is_valid():
        answers = form.cleaned_data | {"year": FinancialYear(int(form.cleaned_data["year"]))}
        outcomes = [
            stop.ref.public_id
            for stop in thread(of=card.ref, seen_by=request.actor).came_from
            if stop.ref.kind == "outcome"
        ]
        with form.refusals():
            ref = actions.fund_intention(
                intention=reference, outcomes=outcomes, **answers, by=request.actor, on=request.today
            )
            return redirect("line", reference=ref.public_id)
    return asking(request, _page_about(card, "Add a line of money", submit="Add the line"), form)


def _page_about(card: IntentionCard, title: str, *, submit: str, what_happens: str | None = None) -> FormPage:
    back = Link(card.title, reverse("intention", kwargs={"reference": card.ref.public_id}))
    return FormPage(title=title, caption=card.title, area="plans", submit=submit, back=back, what_happens=what_happens)


def _intention(answers: dict[str, Any], *, year: FinancialYear) -> dict[str, Any]:
    """The form's answers as the action takes them."""
    words = ("title", "summary", "fit", "service", "starts_on", "evidence", "why_no_need")
    years = {year: answers["this_year"], FinancialYear(year.begins_in + 1): answers["next_year"]}
    return {
        "intended": Intended(
            change=Change(answers["change"]),
            group=Group(answers["group"]),
            **{name: answers[name] for name in words},
        ),
        "money": {when: amount for when, amount in years.items() if amount is not None},
        "sensitivity": Sensitivity(answers["sensitivity"]),
    } | {name: answers[name] for name in ("needs", "outcomes", "plans", "affects")}
