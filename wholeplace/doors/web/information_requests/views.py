"""Showing requests for information, logging them, and what happens to them before they are answered."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.information_requests.forms import AskForm, CloseForm, ReplyForm, RequestForm, RequestsFilter
from wholeplace.doors.web.information_requests.pages import request_page, requests_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.together.requests import actions, queries
from wholeplace.together.requests.rules.states import Channel, Ending, Regime, RequestState


def requests(request: Asked) -> HttpResponse:
    """The requests of the reader's organisation, the first due first; as a page or as a file."""
    filters = RequestsFilter(request.GET)
    state = filters.answers().get("state")
    rows = queries.register(seen_by=request.actor, states=[RequestState(state)] if state else None)
    if wants_csv(request):
        return csv_of(requests_page(queries.lines(rows=rows, seen_by=request.actor), request=request), of=request)
    shown, pages = one_page(request, rows)
    lines = queries.lines(rows=shown, seen_by=request.actor)
    timeliness = queries.answered_in_time(seen_by=request.actor)
    page = requests_page(lines, request=request, filters=filters, pages=pages, timeliness=timeliness)
    return render(request, "list.html", {"page": page})


def request(request: Asked, reference: str) -> HttpResponse:
    """One request, with who asked and what comes next."""
    card = queries.request(reference=reference, seen_by=request.actor)
    draft = queries.draft(reference=reference, seen_by=request.actor, on=request.today)
    return render(request, "record.html", {"page": request_page(card, draft, request=request)})


def log_request(request: Asked) -> HttpResponse:
    """Log a request as it came."""
    form = RequestForm(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        given = answers | {"regime": Regime(answers["regime"]), "channel": Channel(answers["channel"])}
        with form.refusals():
            ref = actions.log_request(**given, by=request.actor, on=request.today)
            return redirect("request", reference=ref.public_id)
    page = FormPage(
        title="Log a request for information",
        submit="Log the request",
        back=Link("Requests for information", reverse("requests")),
        what_happens="The last day for an answer is counted by law, and waits under what needs you.",
        who_sees="Those of your organisation who answer requests read who asked.",
    )
    return asking(request, page, form)


def ask_applicant(request: Asked, reference: str) -> HttpResponse:
    """Note what had to be asked first."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.ask_applicant(request=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    what = "No clock runs until they reply; then the days are counted anew from that day."
    return asking(request, _page("Ask the applicant", "Note what was asked", reference, request, what=what), form)


def note_reply(request: Asked, reference: str) -> HttpResponse:
    """Note what the applicant replied."""
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.note_reply(request=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    what = "The days are counted anew from the day of the reply."
    return asking(request, _page("The applicant replied", "Note the reply", reference, request, what=what), form)


def close_request(request: Asked, reference: str) -> HttpResponse:
    """Close a request that needs no answer."""
    form = CloseForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data | {"ending": Ending(form.cleaned_data["ending"])}
        with form.refusals():
            actions.close_request(request=reference, **given, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    what = "The request stays on the register and is kept for as long as the law asks."
    page = _page("Close without an answer", "Close the request", reference, request, what=what, kind="warning")
    return asking(request, page, form)


def _page(title: str, submit: str, reference: str, request: Asked, *, what: str, kind: str = "primary") -> FormPage:
    card = queries.request(reference=reference, seen_by=request.actor)
    return FormPage(
        title=title,
        caption=card.title,
        submit=submit,
        kind="warning" if kind == "warning" else "primary",
        back=Link(card.title, reverse("request", kwargs={"reference": reference})),
        what_happens=what,
    )
