"""Arrangements: the register, one of them, completing it, consenting and withdrawing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.partnership.forms import (
    ArrangementForm,
    ArrangementsFilter,
    CompleteForm,
    ConsentForm,
    WithdrawForm,
    element_name,
)
from wholeplace.doors.web.partnership.pages.arrangements import arrangement_page, arrangements_page
from wholeplace.doors.web.shell.asking import asking, organisations_here
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.actions import ArrangementTerms
from wholeplace.together.partnership.queries import ArrangementCard
from wholeplace.together.partnership.rules.arrangements import ArrangementType, Element, Stage
from wholeplace.together.partnership.rules.terms import Jointness


def arrangements(request: Asked) -> HttpResponse:
    """The register of arrangements of a place."""
    place = place_asked_for(request)
    filters = ArrangementsFilter(request.GET)
    answers = filters.answers()
    rows = queries.arrangements(
        within=place.number,
        seen_by=request.actor,
        stage=Stage(answers["stage"]) if answers.get("stage") else None,
        type=ArrangementType(answers["type"]) if answers.get("type") else None,
    )
    shown, numbers = (rows, None) if wants_csv(request) else one_page(request, rows)
    cards = queries.arrangement_cards(rows=shown, seen_by=request.actor, on=request.today)
    page = arrangements_page(cards, place=place, request=request, filters=filters, pages=numbers)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def arrangement(request: Asked, reference: str) -> HttpResponse:
    """One arrangement."""
    card = queries.arrangement(reference=reference, seen_by=request.actor, on=request.today)
    return render(request, "record.html", {"page": arrangement_page(card, request=request)})


def register_arrangement(request: Asked) -> HttpResponse:
    """Enter an arrangement in the register."""
    bodies = organisations_here(request.actor, on=request.today)
    form = ArrangementForm(request.POST or None, choices={"parties": bodies, "lead": bodies})
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            ref = actions.register_arrangement(
                title=answers["title"],
                type=ArrangementType(answers["type"]),
                parties=dict.fromkeys(answers["parties"]),
                terms=ArrangementTerms(
                    label=Jointness(answers["label"]) if answers["label"] else None,
                    lead=answers["lead"],
                    scope=answers["scope"],
                ),
                sensitivity=Sensitivity(answers["sensitivity"]),
                by=request.actor,
                on=request.today,
            )
            return redirect("arrangement", reference=ref.public_id)
    page = FormPage(
        title="Register an arrangement",
        area="decisions",
        submit="Register it",
        back=Link("Arrangements", reverse("arrangements")),
        what_happens="It stands in the register as being explored. Each organisation then consents for itself.",
    )
    return asking(request, page, form)


def complete_arrangement(request: Asked, reference: str) -> HttpResponse:
    """Write down what an arrangement must record."""
    card = queries.arrangement(reference=reference, seen_by=request.actor, on=request.today)
    bodies = [(party.body.ref.public_id, party.body.name) for party in card.parties]
    form = CompleteForm(
        request.POST or None, initial=_as_typed(card), choices={"lead": bodies, "host": bodies}, type=card.type
    )
    if form.is_valid():
        with form.refusals():
            actions.complete_arrangement(
                arrangement=reference, terms=_terms(form.cleaned_data), by=request.actor, on=request.today
            )
            return redirect("arrangement", reference=reference)
    page = FormPage(
        title="Write down what it must record",
        caption=card.title,
        area="decisions",
        lead=f"{card.type.label}. {card.type.power}.",
        submit="Write it down",
        back=Link(card.title, reverse("arrangement", kwargs={"reference": reference})),
    )
    return asking(request, page, form)


def move_arrangement(request: Asked, reference: str) -> HttpResponse:
    """Take an arrangement to another stage."""
    to = request.POST.get("to", "")
    if request.method == "POST" and to in set(Stage):
        actions.move_arrangement(arrangement=reference, to=Stage(to), by=request.actor, on=request.today)
    return redirect("arrangement", reference=reference)


def consent(request: Asked, reference: str) -> HttpResponse:
    """Consent to an arrangement for one's organisation."""
    card = _of_ours(request, reference)
    form = ConsentForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.consent(arrangement=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("arrangement", reference=reference)
    page = FormPage(
        title=f"Consent for {request.actor.organisation_name}",
        caption=card.title,
        area="decisions",
        submit="Record the consent",
        back=Link(card.title, reverse("arrangement", kwargs={"reference": reference})),
        what_happens="Your organisation takes part from today. It can withdraw under the terms of the arrangement.",
    )
    return asking(request, page, form)


def withdraw(request: Asked, reference: str) -> HttpResponse:
    """Withdraw one's organisation from an arrangement."""
    card = _of_ours(request, reference)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw(arrangement=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("arrangement", reference=reference)
    page = FormPage(
        title=f"Withdraw {request.actor.organisation_name}",
        caption=card.title,
        area="decisions",
        submit="Withdraw",
        kind="warning",
        back=Link(card.title, reverse("arrangement", kwargs={"reference": reference})),
        what_happens="The other organisations read it, with your reason. Your consent lasts until the last day.",
    )
    return asking(request, page, form)


def _of_ours(request: Asked, reference: str) -> ArrangementCard:
    """The arrangement, if the reader's partnership is where it stands."""
    card = queries.arrangement(reference=reference, seen_by=request.actor, on=request.today)
    if card.partnership != request.actor.partnership_id:
        raise NotThere("arrangement")
    return card


_SAME = (
    "pool_manager", "scope", "services", "risk_share", "budget", "consultation", "next_report_on", "notice_days",
    "signed_on", "begins_on", "ends_on", "review_on",
)  # fmt: skip


def _terms(answers: dict[str, Any]) -> ArrangementTerms:
    return ArrangementTerms(
        label=Jointness(answers["label"]) if answers["label"] else None,
        lead=answers["lead"],
        host=answers["host"],
        texts={element: answers[element_name(element)] for element in Element},
        **{name: answers[name] for name in _SAME},
    )


def _as_typed(card: ArrangementCard) -> dict[str, Any]:
    """What is written down already, as somebody would have typed it."""
    return {
        "label": card.label.value if card.label else "",
        "lead": card.lead.ref.public_id if card.lead else "",
        "host": card.host.ref.public_id if card.host else "",
        **{name: getattr(card, name) for name in _SAME},
        **{element_name(element): words for element, words in card.texts.items()},
    }
