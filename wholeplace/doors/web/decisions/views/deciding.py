"""Decisions: the register, one of them, recording what was decided here or elsewhere, and agreeing to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.walk import thread
from wholeplace.doors.web.decisions.forms import (
    ChooseForm,
    DecisionForm,
    DecisionsFilter,
    ElsewhereForm,
    RatifyForm,
)
from wholeplace.doors.web.decisions.pages import decisions as pages
from wholeplace.doors.web.decisions.pages.decisions import RefusalView
from wholeplace.doors.web.decisions.views.items import about_of, initially, read_ref, stop_of
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import (
    asking,
    boards_here,
    here,
    organisations_here,
    posts_here,
)
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import Fact, FormPage, Link, Reason
from wholeplace.doors.web.shell.parts import address_of
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.edges.exchange.proof.pack import decision_pack
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.actions import About, Taken
from wholeplace.together.decisions.queries import ItemCard
from wholeplace.together.decisions.rules.agenda import Concern
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.ratifying import Position
from wholeplace.together.partnership import queries as partnership
from wholeplace.together.partnership.rules.topics import Topic

BEYOND = {"DEC1", "DEC2", "DEC3"}
"""The reasons against which another board or post may help."""


def decisions(request: Asked) -> HttpResponse:
    """The decisions of a place."""
    place = place_asked_for(request)
    actor = request.actor
    filters = DecisionsFilter(request.GET)
    answers = filters.answers()
    rows = queries.decisions(
        within=place.number,
        seen_by=actor,
        topic=Topic(answers["topic"]) if answers.get("topic") else None,
        outcome=Outcome(answers["outcome"]) if answers.get("outcome") else None,
        elsewhere={"here": False, "elsewhere": True}.get(answers.get("where", "")),
    )
    shown, numbers = (rows, None) if wants_csv(request) else one_page(request, rows)
    mine = (
        queries.waiting_for(organisation=actor.organisation_id, within=place.number, seen_by=actor)
        if actor.organisation_id
        else ()
    )
    page = pages.register_page(
        queries.decision_cards(rows=shown, seen_by=actor),
        place=place,
        request=request,
        filters=filters,
        pages=numbers,
        waiting=len(queries.undecided(within=place.number, seen_by=actor)),
        to_agree=len(mine),
    )
    return csv_of(page, of=request) if wants_csv(request) else render(request, "decisions.html", {"page": page})


def pack(request: Asked, reference: str) -> HttpResponse:
    """Everything that proves a decision, as one file."""
    return HttpResponse(
        decision_pack(reference=reference, seen_by=request.actor),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="decision-{reference}.zip"'},
    )


def to_agree(request: Asked) -> HttpResponse:
    """Joint decisions that wait for one's organisation."""
    actor = request.actor
    cards = queries.waiting_for(organisation=actor.organisation_id or 0, within=here(actor), seen_by=actor)
    return render(request, "list.html", {"page": pages.to_agree_page(cards, request=request)})


def decision(request: Asked, reference: str) -> HttpResponse:
    """One decision."""
    card = queries.decision(reference=reference, seen_by=request.actor)
    page = pages.decision_page(
        card,
        thread=thread(of=card.ref, seen_by=request.actor),
        subject=stop_of(card.subject, request=request),
        took_part=queries.who_took_part(decision=card.number, seen_by=request.actor),
        request=request,
    )
    return render(request, "record.html", {"page": page})


def record_decision(request: Asked) -> HttpResponse:
    """Record what a board or post decided: about an item, or by a post on its own."""
    if request.GET.get("item"):
        return _of_a_board(request, queries.item(reference=request.GET["item"], seen_by=request.actor))
    if request.GET.get("post"):
        return _by_a_post(request, request.GET["post"])
    return _choose(request)


def record_elsewhere(request: Asked) -> HttpResponse:
    """Record a decision that was taken elsewhere. It is flagged where it must be, and never refused for that."""
    actor, today = request.actor, request.today
    item = queries.item(reference=request.GET["item"], seen_by=actor) if request.GET.get("item") else None
    brought = _of_item(item) | {"sensitivity": item.sensitivity.value} if item else initially(request)
    initial = brought | {"taken_on": today}
    bodies = organisations_here(actor, on=today)
    deciders = [(f"board:{ref}", title) for ref, title in boards_here(actor, on=today)]
    deciders += [(f"post:{ref}", title) for ref, title in posts_here(actor, on=today)]
    form = ElsewhereForm(
        request.POST or None,
        initial=initial,
        choices={"affected": bodies, "concerned": bodies, "decider": deciders},
    )
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            ref = actions.record_elsewhere(
                taken_by=answers["taken_by"],
                source=answers["source"],
                decider=read_ref(answers.get("decider", "")),
                item=answers["item"],
                about=about_of(answers, request=request),
                taken=_taken(answers, on=answers["taken_on"]),
                sensitivity=Sensitivity(answers["sensitivity"]),
                by=actor,
                on=today,
            )
            return redirect("decision", reference=ref.public_id)
    page = FormPage(
        title="Record a decision taken elsewhere",
        area="decisions",
        submit="Record it",
        back=Link(item.title, address_of(item.ref)) if item else Link("Decisions", reverse("decisions")),
        what_happens="It is recorded as it was taken. If it went beyond a delegation recorded here, it says so.",
    )
    return asking(request, page, form)


def ratify(request: Asked, reference: str) -> HttpResponse:
    """Say whether one's organisation agrees to a joint decision."""
    card = queries.decision(reference=reference, seen_by=request.actor)
    form = RatifyForm(request.POST or None, initial={"taken_on": request.today})
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            actions.ratify(
                decision=reference,
                **(answers | {"position": Position(answers["position"])}),
                by=request.actor,
                on=request.today,
            )
            return redirect("decision", reference=reference)
    page = FormPage(
        title=f"Does {request.actor.organisation_name} agree?",
        caption=card.title,
        area="decisions",
        submit="Record it",
        back=Link(card.title, address_of(card.ref)),
        facts=(Fact("Decided", f"{card.outcome.label} by {card.taken_by}"),),
        what_happens="Once every organisation that it needs has agreed, the decision may be acted on.",
    )
    return asking(request, page, form)


# --- Recording ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Recording:
    """A decision about to be recorded: by whom, about what, with which fields asked and which given."""

    decider: Ref
    decider_name: str
    item: ItemCard | None
    form: DecisionForm
    back: Link

    def about(self, request: Asked) -> About:
        """The matter: what the form asks, or, for an item, what was brought, with the amount that was decided."""
        answers = self.form.cleaned_data
        return about_of((_of_item(self.item) if self.item else {}) | answers, request=request)


def _of_a_board(request: Asked, item: ItemCard) -> HttpResponse:
    actor, today = request.actor, request.today
    meetings = queries.awaiting_record(board=item.board_number, seen_by=actor, on=today)
    chosen = next((one for one in meetings if one.ref.public_id == request.GET.get("meeting")), None)
    held_on = chosen.held_on if chosen else today
    seats = partnership.seats(board=item.board_number, seen_by=actor, on=held_on)
    sat = [(seat.public_id, f"{seat.who}, {seat.body.name}") for seat in seats]
    known = queries.attendance(meeting=chosen.number, seen_by=actor) if chosen else frozenset()
    initial = _of_item(item) | {
        "meeting": chosen.ref.public_id if chosen else item.meeting.public_id if item.meeting else "",
        "present": [seat.public_id for seat in seats if seat.number in known],
        "sensitivity": item.sensitivity.value,
    }
    form = DecisionForm(
        request.POST or None,
        initial=initial,
        choices={
            "meeting": [(one.ref.public_id, one.title) for one in meetings] or [("", "No meeting has been held yet")],
            "present": sat,
            "left": sat,
            **dict.fromkeys(("affected", "concerned", "authority_of", "topic", "level"), ()),
        },
    )
    for name in ("title", "taken_on", "subject"):
        del form.fields[name]
    form.groups = _groups(form)
    board = item.board
    if board is None:
        raise NotThere("board")
    recording = _Recording(
        decider=board,
        decider_name=item.board_title,
        item=item,
        form=form,
        back=Link(item.title, address_of(item.ref)),
    )
    return _record(request, recording)


def _by_a_post(request: Asked, reference: str) -> HttpResponse:
    actor, today = request.actor, request.today
    card = partnership.post(reference=reference, seen_by=actor, on=today)
    bodies = organisations_here(actor, on=today)
    mine = actor.organisation_id
    authority = [(share.body.ref.public_id, share.body.name) for share in card.shares] if card.is_joint else []
    initial = initially(request) | {
        "taken_on": today,
        "authority_of": next((s.body.ref.public_id for s in card.shares if s.body.number == mine), ""),
    }
    form = DecisionForm(
        request.POST or None,
        initial=initial,
        choices={
            "affected": bodies,
            "concerned": bodies,
            "authority_of": authority,
            **dict.fromkeys(("meeting", "present", "left"), ()),
        },
    )
    recording = _Recording(
        decider=card.ref,
        decider_name=card.title,
        item=None,
        form=form,
        back=Link(card.title, address_of(card.ref)),
    )
    return _record(request, recording)


def _record(request: Asked, recording: _Recording) -> HttpResponse:
    form, refusal = recording.form, None
    if form.is_valid():
        about = recording.about(request)
        try:
            ref = _recorded(request, recording, about)
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
            refusal = _refusal(refused, about=about, decider=recording.decider, request=request)
        else:
            return redirect("decision", reference=ref.public_id)
    item = recording.item
    page = FormPage(
        title="Record a decision",
        caption=recording.decider_name,
        area="decisions",
        submit="Record the decision",
        back=recording.back,
        facts=_facts_of(item) if item else (),
        what_happens="It is recorded under the smallest delegation that covers it, with the papers as they are now.",
    )
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "decide.html", context, status=422 if form.errors else 200)


def _recorded(request: Asked, recording: _Recording, about: About) -> Ref:
    """Record it. A meeting gives the day on which it was decided."""
    actor, today, answers = request.actor, request.today, recording.form.cleaned_data
    on = answers.get("taken_on")
    if on is None:
        meeting = queries.meeting(reference=answers["meeting"], seen_by=actor, on=today)
        on = meeting.held_on
    return actions.record_decision(
        decider=recording.decider,
        about=about,
        taken=_taken(answers, on=on),
        item=recording.item.ref.public_id if recording.item else "",
        meeting=answers.get("meeting", ""),
        present=answers.get("present", ()),
        left=answers.get("left", ()),
        authority_of=answers.get("authority_of", ""),
        sensitivity=Sensitivity(answers["sensitivity"]),
        by=actor,
        on=today,
    )


def _refusal(refused: Refused, *, about: About, decider: Ref, request: Asked) -> RefusalView:
    """Why it was refused and, where it is beyond a delegation, the ways to whoever can take it."""
    codes = {refusal.code for refusal in refused.refusals}
    able = (
        partnership.who_can_approve(
            topic=about.topic,
            level=about.level,
            amount=about.amount,
            within=here(request.actor),
            seen_by=request.actor,
            on=request.today,
        )
        if codes & BEYOND
        else ()
    )
    reasons = [Reason(one.sentence, code=one.code, source=one.source) for one in refused.refusals]
    return pages.refusal_view(
        reasons, able=[one for one in able if one.decider != decider], about=about, request=request
    )


def _choose(request: Asked) -> HttpResponse:
    """Ask what was decided: an item that waits before a board, or something that a post decided."""
    actor, today = request.actor, request.today
    waiting = queries.undecided(within=here(actor), seen_by=actor)
    what = [(f"item={item.ref.public_id}", f"{item.board_title}: {item.title}") for item in waiting]
    what += [(f"post={ref}", f"A decision by {title}") for ref, title in posts_here(actor, on=today)]
    choices: dict[str, Choices] = {"what": what or [("", "Nothing waits before a board")]}
    form = ChooseForm(request.GET if "what" in request.GET else None, choices=choices)
    if form.is_valid():
        return redirect(f"{reverse('record-decision')}?{form.cleaned_data['what']}")
    page = FormPage(
        title="Record a decision",
        area="decisions",
        submit="Continue",
        method="get",
        back=Link("Decisions", reverse("decisions")),
    )
    return asking(request, page, form)


def _groups(form: DecisionForm) -> Any:
    return tuple(
        (title, names)
        for title, all_names in DecisionForm.groups
        if (names := tuple(name for name in all_names if name in form.fields))
    )


def _of_item(item: ItemCard) -> dict[str, Any]:
    """A matter as it was brought."""
    return {
        "item": item.ref.public_id,
        "title": item.title,
        "topic": item.topic.value,
        "level": item.level.value,
        "amount": item.amount,
        "subject": str(item.subject) if item.subject else "",
        "affected": [body.ref.public_id for body in item.of(Concern.AFFECTED)],
        "concerned": [body.ref.public_id for body in item.of(Concern.CONCERNED)],
    }


def _facts_of(item: ItemCard) -> tuple[Fact, ...]:
    return (
        Fact("Item", item.title, href=address_of(item.ref)),
        Fact("Subject", item.topic.label),
        Fact("Level", item.level.label),
        Fact("Papers published", str(len(item.published))),
    )


def _taken(answers: dict[str, Any], *, on: date) -> Taken:
    return Taken(
        outcome=Outcome(answers["outcome"]),
        taken_on=on,
        reasons=answers["reasons"],
        options=answers["options"],
        conditions=answers["conditions"],
    )
