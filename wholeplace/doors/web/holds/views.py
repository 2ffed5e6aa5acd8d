"""Showing what is held beyond its day, holding a record, and lifting a hold."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.holds.forms import HoldForm, LiftForm
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking, here
from wholeplace.doors.web.shell.listing import csv_link, csv_of, wants_csv
from wholeplace.doors.web.shell.pages import Cell, Fact, FormPage, Link, ListPage, Step, TableView
from wholeplace.doors.web.shell.parts import named, page_of
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.retention import actions, queries
from wholeplace.ground.retention.queries import HoldLine

WHAT_IT_STOPS = (
    "A record that is held is neither destroyed nor anonymised when its day comes, until the hold is lifted."
    " It can still be read, changed and shared as before."
)


def holds(request: Asked) -> HttpResponse:
    """What one's organisation holds beyond its day; as a page or as a file."""
    lines = queries.holds(within=here(request.actor), seen_by=request.actor)
    place = Step("Hold a record", reverse("place-hold"))
    page = ListPage(
        title="Records held beyond their day",
        caption=request.actor.organisation_name,
        lead=WHAT_IT_STOPS,
        steps=(place,),
        csv=csv_link(request),
        table=TableView(
            caption="Holds",
            caption_hidden=True,
            headings=("Record", "Why", "Held since", "Has it kept the record?", "Lift it"),
            rows=tuple(_row(line) for line in lines),
            empty="Nothing is held.",
        ),
    )
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def place(request: Asked) -> HttpResponse:
    """Hold a record of one's organisation."""
    form = HoldForm(request.POST or None, initial={"record": request.GET.get("of", "")})
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            try:
                actions.place_hold(
                    on_record=answers["record"], because=answers["because"], by=request.actor, on=request.today
                )
                return redirect("holds")
            except NotThere:
                form.add_error("record", "Which record? There is none of this reference that you can hold.")
    page = FormPage(
        title="Hold a record beyond its day",
        caption=request.actor.organisation_name,
        submit="Hold it",
        back=Link("Records held beyond their day", reverse("holds")),
        what_happens=WHAT_IT_STOPS,
        who_sees="Your organisation can see that it is held, and why. The history of the record says who held it.",
    )
    return asking(request, page, form)


def lift(request: Asked, reference: str) -> HttpResponse:
    """Lift a hold, saying why."""
    line = queries.hold(reference=reference, seen_by=request.actor)
    form = LiftForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.lift_hold(hold=reference, because=form.cleaned_data["because"], by=request.actor, on=request.today)
            return redirect("holds")
    page = FormPage(
        title="Lift this hold",
        caption=named(line.record),
        submit="Lift the hold",
        kind="warning",
        back=Link("Records held beyond their day", reverse("holds")),
        facts=(Fact("Held since", day(line.begins_on)), Fact("Why", line.because)),
        what_happens="The record then ends on its day, or at once where that has passed.",
    )
    return asking(request, page, form)


def _row(line: HoldLine) -> tuple[Cell | str, ...]:
    kept = f"Yes: its day came on {day(line.stopped_on)}" if line.stopped_on else "Not yet: its day has not come"
    return (
        Cell(named(line.record), href=page_of(line.record)),
        line.because,
        day(line.begins_on),
        kept,
        Cell("", links=(Link("Lift this hold", reverse("lift-hold", kwargs={"reference": line.public_id})),)),
    )
