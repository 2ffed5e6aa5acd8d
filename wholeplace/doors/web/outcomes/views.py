"""Showing outcomes, setting them, and giving them measures and targets."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.analyse.needs import queries as need_queries
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes import actions, queries
from wholeplace.analyse.outcomes.actions import MeasureGiven
from wholeplace.analyse.outcomes.queries import OutcomeCard
from wholeplace.analyse.outcomes.rules.measures import Frequency, Polarity
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.outcomes.forms import (
    CloseForm,
    LinkNeedForm,
    MeasureForm,
    OutcomeForm,
    OutcomesFilter,
    TargetForm,
)
from wholeplace.doors.web.outcomes.pages import outcome_page, outcomes_page
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.queries import boards


def outcomes(request: Asked) -> HttpResponse:
    """The outcomes of a place, priorities first; as a page or as a file."""
    place = place_asked_for(request)
    filters = OutcomesFilter(request.GET)
    group = Group(filters.answers()["group"]) if filters.answers().get("group") else None
    rows = queries.outcomes(within=place.number, seen_by=request.actor, group=group)
    if wants_csv(request):
        return csv_of(
            outcomes_page(queries.cards(rows=rows, seen_by=request.actor), place=place, request=request), of=request
        )
    shown, pages = one_page(request, rows)
    cards = queries.cards(rows=shown, seen_by=request.actor)
    page = outcomes_page(cards, place=place, request=request, filters=filters, pages=pages)
    return render(request, "list.html", {"page": page})


def outcome(request: Asked, reference: str) -> HttpResponse:
    """One outcome, with its measures and where it lies on the thread."""
    card = queries.outcome(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor)
    return render(request, "record.html", {"page": outcome_page(card, thread=this, request=request)})


def set_outcome(request: Asked) -> HttpResponse:
    """Set an outcome with its first measure; from a need, with that already chosen."""
    chosen = [request.GET["need"]] if "need" in request.GET else []
    form = OutcomeForm(request.POST or None, initial={"needs": chosen}, needs=_needs(request), boards=_boards(request))
    if form.is_valid():
        with form.refusals():
            ref = actions.set_outcome(**_outcome(form.cleaned_data), by=request.actor, on=request.today)
            return redirect("outcome", reference=ref.public_id)
    page = FormPage(
        title="Set an outcome",
        area="needs",
        lead="Say how people should live, then what shows that it comes nearer. What to do about it comes next.",
        submit="Set the outcome",
        back=Link("Outcomes", reverse("outcomes")),
        what_happens="The outcome joins those of the place, and intentions can serve it.",
    )
    return asking(request, page, form)


def add_measure(request: Asked, reference: str) -> HttpResponse:
    """Add a measure to an outcome."""
    card = queries.outcome(reference=reference, seen_by=request.actor)
    form = MeasureForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.add_measure(
                outcome=reference, measure=_measure(form.cleaned_data), by=request.actor, on=request.today
            )
            return redirect("outcome", reference=reference)
    return asking(request, _page_about(card, "Add a measure", submit="Add the measure"), form)


def set_target(request: Asked, reference: str) -> HttpResponse:
    """Give a measure a target, or another one."""
    measure = queries.measure(reference=reference, seen_by=request.actor)
    card = queries.outcome(reference=measure.outcome.public_id, seen_by=request.actor)
    form = TargetForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.set_target(measure=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("outcome", reference=card.ref.public_id)
    page = _page_about(card, f"Set a target: {measure.title}", submit="Set the target")
    return asking(request, page, form)


def link_need(request: Asked, reference: str) -> HttpResponse:
    """Say that an outcome answers one more need."""
    card = queries.outcome(reference=reference, seen_by=request.actor)
    form = LinkNeedForm(request.POST or None, needs=_needs(request))
    if form.is_valid():
        with form.refusals():
            actions.link_need(outcome=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("outcome", reference=reference)
    return asking(request, _page_about(card, "Link a need", submit="Link the need"), form)


def close(request: Asked, reference: str) -> HttpResponse:
    """Close an outcome, saying why."""
    card = queries.outcome(reference=reference, seen_by=request.actor)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_outcome(outcome=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("outcome", reference=reference)
    return asking(request, _page_about(card, "Close this outcome", submit="Close the outcome"), form)


def _page_about(card: OutcomeCard, title: str, *, submit: str) -> FormPage:
    back = Link(card.title, reverse("outcome", kwargs={"reference": card.ref.public_id}))
    return FormPage(title=title, caption=card.title, area="needs", submit=submit, back=back)


def _needs(request: Asked) -> list[tuple[str, str]]:
    rows = need_queries.needs(within=request.actor.partnership_id or 0, seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in need_queries.cards(rows=rows, seen_by=request.actor)]


def _boards(request: Asked) -> list[tuple[str, str]]:
    cards = boards(within=request.actor.partnership_id or 0, seen_by=request.actor, on=request.today)
    return [(card.ref.public_id, card.title) for card in cards]


def _outcome(answers: dict[str, Any]) -> dict[str, Any]:
    """The form's answers as the action takes them."""
    return {
        "title": answers["title"],
        "statement": answers["statement"],
        "group": Group(answers["group"]),
        "needs": answers["needs"],
        "board": answers["board"],
        "is_priority": bool(answers["is_priority"]),
        "sensitivity": Sensitivity(answers["sensitivity"]),
        "measures": [_measure(answers)],
    }


def _measure(answers: dict[str, Any]) -> MeasureGiven:
    return MeasureGiven(
        title=answers["measure"],
        unit=answers["unit"],
        polarity=Polarity(answers["polarity"]),
        baseline=answers["baseline"],
        baseline_on=answers["baseline_on"],
        target=answers["target"],
        due_on=answers["due_on"],
        source=answers["source"],
        frequency=Frequency(answers["frequency"]),
        indicator_code=answers["indicator_code"] or "",
    )
