"""Showing plans, writing them, and bringing them to publication."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.plans.choices import boards_here, outcomes_here, plans_here
from wholeplace.doors.web.plans.forms import PlanForm, RemarksForm, ReviseForm
from wholeplace.doors.web.plans.pages import plan_page, plans_page
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.forms import WholeplaceForm
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.actions.plans import Sections
from wholeplace.plan.plans.queries import PlanCard
from wholeplace.plan.plans.rules.writing import PlanKind


def plans(request: Asked) -> HttpResponse:
    """The plans of a place, each under the one it belongs to; as a page or as a file."""
    place = place_asked_for(request)
    branches = queries.tree(within=place.number, seen_by=request.actor)
    page = plans_page(branches, place=place, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def plan(request: Asked, reference: str) -> HttpResponse:
    """One plan: what it says, how it came about, and what belongs to it."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor)
    versions = queries.versions(plan=card.number, seen_by=request.actor)
    positions = queries.positions(plan=card.number, seen_by=request.actor)
    page = plan_page(card, versions, positions, thread=this, request=request)
    return render(request, "record.html", {"page": page})


def write(request: Asked) -> HttpResponse:
    """Write a plan's first draft."""
    form = PlanForm(
        request.POST or None,
        boards=boards_here(request),
        plans=plans_here(request),
        outcomes=outcomes_here(request),
    )
    if form.is_valid():
        with form.refusals():
            ref = actions.write_plan(**_plan(form.cleaned_data), by=request.actor, on=request.today)
            return redirect("plan", reference=ref.public_id)
    page = FormPage(
        title="Write a plan",
        area="plans",
        submit="Save the draft",
        back=Link("Plans", reverse("plans")),
        what_happens="The draft can be challenged, revised, made final and published.",
    )
    return asking(request, page, form)


def revise(request: Asked, reference: str) -> HttpResponse:
    """Write the sections of a plan again."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    now = {name: getattr(card.says, name) for name in ("objectives", "core_activity", "collective_areas")}
    form = ReviseForm(request.POST or None, initial=now)
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            actions.revise(
                plan=reference,
                sections=_sections(answers),
                remarks=answers["remarks"],
                by=request.actor,
                on=request.today,
            )
            return redirect("plan", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Revise the plan",
            submit="Save the revision",
            what_happens="It becomes the version that holds. What the plan said before stays to be read.",
        ),
        form,
    )


def challenge(request: Asked, reference: str) -> HttpResponse:
    """Record that a draft was challenged, and what was said."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    form = RemarksForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.challenge(plan=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("plan", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Record a challenge",
            submit="Record it",
            what_happens="The plan stands as challenged until it is revised or made final.",
        ),
        form,
    )


def finalise(request: Asked, reference: str) -> HttpResponse:
    """Make a challenged plan final."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    form = WholeplaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            actions.finalise(plan=reference, by=request.actor, on=request.today)
            return redirect("plan", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Make this plan final",
            submit="Make it final",
            what_happens="It can be published then. Revising it makes it a draft again.",
        ),
        form,
    )


def publish(request: Asked, reference: str) -> HttpResponse:
    """Publish a final plan."""
    card = queries.plan(reference=reference, seen_by=request.actor)
    form = WholeplaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            actions.publish(plan=reference, by=request.actor, on=request.today)
            return redirect("plan", reference=reference)
    return asking(
        request,
        _page_about(
            card,
            "Publish this plan",
            submit="Publish it",
            what_happens="Everyone can read the plan and what it said before, on the public pages too.",
        ),
        form,
    )


def _page_about(card: PlanCard, title: str, *, submit: str, what_happens: str) -> FormPage:
    back = Link(card.title, reverse("plan", kwargs={"reference": card.ref.public_id}))
    return FormPage(title=title, caption=card.title, area="plans", submit=submit, back=back, what_happens=what_happens)


def _sections(answers: dict[str, Any]) -> Sections:
    return Sections(
        objectives=answers["objectives"],
        core_activity=answers["core_activity"],
        collective_areas=answers["collective_areas"],
    )


def _plan(answers: dict[str, Any]) -> dict[str, Any]:
    """The form's answers as the action takes them."""
    same = ("title", "board", "parent", "outcomes", "begins_on", "ends_on")
    return {name: answers[name] for name in same} | {
        "kind": PlanKind(answers["kind"]),
        "sections": _sections(answers),
        "sensitivity": Sensitivity(answers["sensitivity"]),
    }
