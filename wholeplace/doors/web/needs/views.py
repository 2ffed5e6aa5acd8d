"""Showing needs, and recording them."""

import contextlib
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.needs import actions, queries
from wholeplace.analyse.needs.actions import EvidenceGiven
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.needs.forms import CloseForm, NeedForm, NeedsFilter
from wholeplace.doors.web.needs.pages import need_page, needs_page
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.records.scope import Sensitivity


def needs(request: Asked) -> HttpResponse:
    """The needs of a place, by group; as a page or as a file."""
    place = place_asked_for(request)
    filters = NeedsFilter(request.GET)
    group = Group(filters.answers()["group"]) if filters.answers().get("group") else None
    rows = queries.needs(within=place.number, seen_by=request.actor, group=group)
    if wants_csv(request):
        return csv_of(
            needs_page(queries.cards(rows=rows, seen_by=request.actor), place=place, request=request), of=request
        )
    shown, pages = one_page(request, rows)
    cards = queries.cards(rows=shown, seen_by=request.actor)
    page = needs_page(cards, place=place, request=request, filters=filters, pages=pages)
    return render(request, "list.html", {"page": page})


def need(request: Asked, reference: str) -> HttpResponse:
    """One need, with what it rests on and where it leads."""
    card = queries.need(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor)
    return render(request, "record.html", {"page": need_page(card, thread=this, request=request)})


def record_need(request: Asked) -> HttpResponse:
    """Record a need; from an indicator, with its figure already filled in."""
    form = NeedForm(request.POST or None, initial=_from_an_indicator(request))
    if form.is_valid():
        with form.refusals():
            ref = actions.record_need(**_asked(form.cleaned_data), by=request.actor, on=request.today)
            return redirect("need", reference=ref.public_id)
    page = FormPage(
        title="Record a need",
        area="needs",
        lead="Say who needs what, and what that rests on. What to do about it comes later.",
        submit="Record the need",
        back=Link("Needs", reverse("needs")),
        what_happens="The need is recorded for your organisation, and can lead to outcomes and intentions.",
    )
    return asking(request, page, form)


def close_need(request: Asked, reference: str) -> HttpResponse:
    """Close a need, saying why."""
    card = queries.need(reference=reference, seen_by=request.actor)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_need(need=reference, because=form.cleaned_data["because"], by=request.actor, on=request.today)
            return redirect("need", reference=reference)
    page = FormPage(
        title="Close this need",
        caption=card.title,
        area="needs",
        submit="Close the need",
        kind="warning",
        back=Link(card.title, reverse("need", kwargs={"reference": reference})),
        what_happens="The need stays on the record with its history, and no longer counts as open.",
    )
    return asking(request, page, form)


def _from_an_indicator(request: Asked) -> dict[str, Any]:
    """What a link from an indicator's page fills in."""
    names = ("title", "indicator_code", "figure", "source", "area_code", "area_name")
    filled: dict[str, Any] = {name: request.GET[name] for name in names if name in request.GET}
    with contextlib.suppress(ValueError):
        filled["observed_on"] = date.fromisoformat(request.GET.get("observed_on", ""))
    return filled


def _asked(answers: dict[str, Any]) -> dict[str, Any]:
    """The form's answers as the action takes them."""
    evidence = EvidenceGiven(
        source=answers["source"],
        observed_on=answers["observed_on"],
        indicator_code=answers["indicator_code"],
        figure=answers["figure"],
    )
    return {
        "title": answers["title"],
        "statement": answers["statement"],
        "group": Group(answers["group"]),
        "confidence": Confidence(answers["confidence"]),
        "observed_on": answers["observed_on"],
        "area_code": answers["area_code"] or "",
        "area_name": answers["area_name"],
        "sensitivity": Sensitivity(answers["sensitivity"]),
        "evidence": [evidence],
    }
