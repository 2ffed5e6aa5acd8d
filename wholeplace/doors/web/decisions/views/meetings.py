"""Meetings: the list, one of them, calling, issuing, holding and cancelling."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.decisions.forms import BecauseForm, CallForm, HoldForm, IssueForm, section_name
from wholeplace.doors.web.decisions.pages.meetings import meeting_page, meetings_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking, here
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.queries import MeetingCard
from wholeplace.together.decisions.rules.meetings import StandingItem
from wholeplace.together.partnership import queries as partnership


def meetings(request: Asked) -> HttpResponse:
    """The meetings of a place."""
    place = place_asked_for(request)
    rows = queries.meetings(within=place.number, seen_by=request.actor)
    shown, numbers = (rows, None) if wants_csv(request) else one_page(request, rows)
    cards = queries.meeting_cards(rows=shown, seen_by=request.actor, on=request.today)
    page = meetings_page(cards, place=place, request=request, pages=numbers)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def meeting(request: Asked, reference: str) -> HttpResponse:
    """One meeting."""
    actor = request.actor
    card = queries.meeting(reference=reference, seen_by=actor, on=request.today)
    page = meeting_page(
        card,
        agenda=queries.agenda(meeting=card, seen_by=actor),
        section=queries.section(meeting=card.number, seen_by=actor),
        seats=partnership.seats(board=card.board_number, seen_by=actor, on=card.held_on),
        present=queries.attendance(meeting=card.number, seen_by=actor),
        request=request,
    )
    return render(request, "record.html", {"page": page})


def call_meeting(request: Asked) -> HttpResponse:
    """Call a meeting of a board that one's organisation hosts."""
    actor, today = request.actor, request.today
    hosted = [
        (card.ref.public_id, f"{card.title} (papers {card.paper_lead_days} clear days before)")
        for card in partnership.boards(within=here(actor), seen_by=actor, on=today)
        if card.organisation == actor.organisation_id
    ]
    initial = {"board": request.GET.get("board", "")}
    form = CallForm(request.POST or None, initial=initial, choices={"board": hosted or [("", "None")]})
    if form.is_valid():
        with form.refusals():
            ref = actions.call_meeting(**form.cleaned_data, by=actor, on=today)
            return redirect("meeting", reference=ref.public_id)
    page = FormPage(
        title="Call a meeting",
        area="decisions",
        submit="Call it",
        back=Link("Meetings", reverse("meetings")),
        what_happens="What waits for the board's next meeting is on its agenda.",
    )
    return asking(request, page, form)


def issue_papers(request: Asked, reference: str) -> HttpResponse:
    """Issue the papers of a meeting."""
    card = queries.meeting(reference=reference, seen_by=request.actor, on=request.today)
    form = IssueForm(
        request.POST or None,
        has_section=card.board is not None and card.board.kind.has_commissioning_section,
        late=request.today > card.papers_due_on,
    )
    if form.is_valid() or (request.method == "POST" and not form.fields):
        answers = form.cleaned_data
        with form.refusals():
            actions.issue_papers(
                meeting=reference,
                section={item: answers.get(section_name(item), "") for item in StandingItem},
                late_because=answers.get("late_because", ""),
                by=request.actor,
                on=request.today,
            )
            return redirect("meeting", reference=reference)
    page = FormPage(
        title="Issue the papers",
        caption=card.title,
        area="decisions",
        submit="Issue them",
        back=_back(card),
        what_happens="Members can read the agenda with its papers. It counts as issued today.",
    )
    return asking(request, page, form)


def hold_meeting(request: Asked, reference: str) -> HttpResponse:
    """Record who was at a meeting."""
    card = queries.meeting(reference=reference, seen_by=request.actor, on=request.today)
    seats = partnership.seats(board=card.board_number, seen_by=request.actor, on=card.held_on)
    choices = [(seat.public_id, f"{seat.who}, {seat.body.name}") for seat in seats]
    form = HoldForm(request.POST or None, choices={"present": choices})
    if form.is_valid():
        with form.refusals():
            actions.hold_meeting(
                meeting=reference,
                present=form.cleaned_data.get("present", ()),
                by=request.actor,
                on=request.today,
            )
            return redirect("meeting", reference=reference)
    page = FormPage(
        title="Record who was there",
        caption=card.title,
        area="decisions",
        submit="The meeting was held",
        back=_back(card),
    )
    return asking(request, page, form)


def cancel_meeting(request: Asked, reference: str) -> HttpResponse:
    """Cancel a meeting, saying why."""
    card = queries.meeting(reference=reference, seen_by=request.actor, on=request.today)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.cancel_meeting(
                meeting=reference, because=form.cleaned_data["because"], by=request.actor, on=request.today
            )
            return redirect("meeting", reference=reference)
    page = FormPage(
        title="Cancel this meeting",
        caption=card.title,
        area="decisions",
        submit="Cancel the meeting",
        kind="warning",
        back=_back(card),
        what_happens="What is on its agenda waits for the board's next meeting.",
    )
    return asking(request, page, form)


def _back(card: MeetingCard) -> Link:
    return Link(card.title, reverse("meeting", kwargs={"reference": card.ref.public_id}))
