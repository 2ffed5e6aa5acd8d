"""Showing the law, and setting a number of it by hand."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.law.forms import EndForm, OverrideForm
from wholeplace.doors.web.law.pages import law_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.ground.overrides import actions, queries
from wholeplace.together.partnership.queries import places_of


def law(request: Asked) -> HttpResponse:
    """Every number of law that the system uses, with its source; as a page or as a file."""
    kept = queries.kept(seen_by=request.actor)
    numbers = {one.within for one in kept if one.within is not None}
    page = law_page(kept, places=places_of(numbers=numbers, seen_by=request.actor), request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def set_number(request: Asked) -> HttpResponse:
    """Set a number of law by hand, from a day."""
    form = OverrideForm(request.POST or None, initial={"rule": request.GET.get("rule", "")})
    if form.is_valid():
        with form.refusals():
            actions.set_override(**form.cleaned_data, by=request.actor, on=request.today)
            return redirect("law")
    page = FormPage(
        title="Set a number of law by hand",
        submit="Set the number",
        kind="warning",
        back=Link("Numbers of law", reverse("law")),
        lead="Only the notice for voluntary-sector providers is used in checks so far.",
        what_happens=(
            "From that day the service uses your number in your partnership. This page marks it as set by hand."
        ),
        who_sees="Everyone, with your organisation and your reason. Your partnership sees your name too.",
    )
    return asking(request, page, form)


def end_number(request: Asked, override: str) -> HttpResponse:
    """End a number set by hand."""
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_override(override=override, by=request.actor, on=request.today)
            return redirect("law")
    page = FormPage(title="End a number set by hand", submit="End it", back=Link("Numbers of law", reverse("law")))
    return asking(request, page, form)
