"""Showing the law, and setting a number of it by hand."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.law.forms import EndForm, OverrideForm
from wholeplace.doors.web.law.pages import law_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.ground.overrides import actions, queries


def law(request: Asked) -> HttpResponse:
    """Every number of law that the system uses, with its source; as a page or as a file."""
    page = law_page(queries.kept(seen_by=request.actor), request=request)
    return csv_of(page) if wants_csv(request) else render(request, "list.html", {"page": page})


def set_number(request: Asked) -> HttpResponse:
    """Set a number of law by hand, from a day."""
    form = OverrideForm(request.POST or None, initial={"rule": request.GET.get("rule", "")})
    if form.is_valid():
        answers: dict[str, Any] = dict(form.cleaned_data)
        try:
            answers["value"] = Decimal(answers["value"])
        except InvalidOperation:
            form.add_error("value", "Enter a number in figures, such as 20772000 or 12.5.")
        else:
            with form.refusals():
                actions.set_override(**answers, by=request.actor, on=request.today)
                return redirect("law")
    page = FormPage(
        title="Set a number of law by hand",
        submit="Set the number",
        kind="warning",
        back=Link("Numbers of law", reverse("law")),
        what_happens="From that day every rule reads your number, and every page that shows it says it is unconfirmed.",
        who_sees="Everyone, with your name, your organisation and your reason.",
    )
    return render(request, "form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def end_number(request: Asked, override: str) -> HttpResponse:
    """End a number set by hand."""
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_override(override=override, by=request.actor, on=request.today)
            return redirect("law")
    page = FormPage(title="End a number set by hand", submit="End it", back=Link("Numbers of law", reverse("law")))
    return render(request, "form.html", {"page": page, "form": form}, status=422 if form.errors else 200)
