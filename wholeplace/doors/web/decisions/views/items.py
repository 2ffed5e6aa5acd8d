"""Taking matters to boards, and writing the papers that are read before them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.thread.subjects import subject_here
from wholeplace.across.thread.walk import stops_of, thread
from wholeplace.doors.web.decisions.forms import PaperForm, TakeForm, answer_name
from wholeplace.doors.web.decisions.pages.decisions import items_page
from wholeplace.doors.web.decisions.pages.meetings import item_page, paper_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking, here, organisations_here
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.listing import csv_of, wants_csv
from wholeplace.doors.web.shell.pages import Fact, FormPage, Link
from wholeplace.doors.web.shell.parts import KINDS, address_of
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.foundation.ref import Malformed, Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import Stop
from wholeplace.plan.plans import queries as plans
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.actions import About
from wholeplace.together.decisions.queries import PaperCard
from wholeplace.together.decisions.rules.agenda import MAY_BRING, Purpose
from wholeplace.together.decisions.rules.papers import ReportField
from wholeplace.together.directory.queries import organisations
from wholeplace.together.partnership import queries as partnership
from wholeplace.together.partnership.rules.topics import Level, Topic


def items(request: Asked) -> HttpResponse:
    """What waits before the boards of a place."""
    place = place_asked_for(request)
    waiting = queries.undecided(within=place.number, seen_by=request.actor)
    page = items_page(waiting, place=place, request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def item(request: Asked, reference: str) -> HttpResponse:
    """One item."""
    card = queries.item(reference=reference, seen_by=request.actor)
    names = organisations(numbers=[card.organisation], seen_by=request.actor)
    page = item_page(
        card,
        subject=stop_of(card.subject, request=request),
        brought_by=names[card.organisation].name if card.organisation in names else "",
        request=request,
    )
    return render(request, "record.html", {"page": page})


def take_to_board(request: Asked) -> HttpResponse:
    """Take a matter to a board, in one form."""
    must_bring(request)
    subject = subject_of(request.POST.get("subject") or request.GET.get("subject", ""), request=request)
    initial = _said_of(subject, request=request) | initially(request)
    form = TakeForm(request.POST or None, initial=initial, choices=_take_choices(request))
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            ref = actions.put_on_agenda(
                board=answers["board"],
                about=about_of(answers, request=request),
                purpose=Purpose(answers["purpose"]),
                meeting=request.GET.get("meeting", ""),
                meets_on=answers["meets_on"],
                place=answers["place"],
                short_notice_because=answers["short_notice_because"],
                sensitivity=Sensitivity(answers["sensitivity"]),
                by=request.actor,
                on=request.today,
            )
            return redirect("item", reference=ref.public_id)
    page = FormPage(
        title="Take a matter to a board",
        area="decisions",
        submit="Take it to the board",
        back=Link(subject.title, address_of(subject.ref)) if subject else Link("Decisions", reverse("decisions")),
        facts=(
            *(
                (Fact(KINDS.get(subject.ref.kind, "About"), subject.title, href=address_of(subject.ref)),)
                if subject
                else ()
            ),
            Fact("Not sure which board?", "See who can approve it", href=reverse("who-can-approve")),
        ),
        what_happens=(
            "It is put on the agenda of the board's next meeting. If none is called, one is called where your"
            " organisation hosts the board; otherwise it waits for the next."
        ),
    )
    return asking(request, page, form)


def write_paper(request: Asked, reference: str) -> HttpResponse:
    """Begin a paper for an item."""
    must_bring(request)
    card = queries.item(reference=reference, seen_by=request.actor)
    is_report = request.GET.get("kind") != "other"
    form = PaperForm(request.POST or None, initial={"title": card.title}, is_report=is_report)
    if form.is_valid():
        with form.refusals():
            ref = actions.write_paper(
                item=reference,
                is_report=is_report,
                **_written(form.cleaned_data),
                by=request.actor,
                on=request.today,
            )
            return redirect("paper", reference=ref.public_id)
    page = FormPage(
        title="Write a report" if is_report else "Write a paper",
        caption=card.title,
        area="decisions",
        submit="Keep it as a draft",
        back=Link(card.title, address_of(card.ref)),
        who_sees="Only people acting for your organisation, until it is published.",
    )
    return asking(request, page, form)


def revise_paper(request: Asked, reference: str) -> HttpResponse:
    """Go on writing a paper."""
    must_bring(request)
    card = queries.paper(reference=reference, seen_by=request.actor)
    form = PaperForm(request.POST or None, initial=_as_typed(card), is_report=card.is_report)
    if form.is_valid():
        with form.refusals():
            actions.revise_paper(paper=reference, **_written(form.cleaned_data), by=request.actor, on=request.today)
            return redirect("paper", reference=reference)
    page = FormPage(
        title="Go on writing",
        caption=card.title,
        area="decisions",
        submit="Keep it as a draft",
        back=Link(card.title, address_of(card.ref)),
    )
    return asking(request, page, form)


def publish_paper(request: Asked, reference: str) -> HttpResponse:
    """Publish a paper."""
    must_bring(request)
    if request.method == "POST":
        actions.publish_paper(paper=reference, by=request.actor, on=request.today)
    return redirect("paper", reference=reference)


def paper(request: Asked, reference: str) -> HttpResponse:
    """One paper."""
    card = queries.paper(reference=reference, seen_by=request.actor)
    this = thread(of=card.ref, seen_by=request.actor) if card.is_published else None
    return render(request, "record.html", {"page": paper_page(card, thread=this, request=request)})


# --- What the views of this room share ----------------------------------------------------------------------


def must_bring(request: Asked) -> None:
    """Refuse whoever may not take matters to boards."""
    request.actor.must(next(filter(request.actor.may, MAY_BRING), MAY_BRING[0]))


def read_ref(text: str) -> Ref | None:
    """A reference that a link carries, or None for one that cannot be read."""
    try:
        return Ref.parse(text) if text else None
    except Malformed:
        return None


def subject_of(text: str, *, request: Asked) -> Stop | None:
    """The record that a matter is to be about, None for no record. Raises NotThere where it names none that is here."""
    if not text:
        return None
    ref = read_ref(text)
    if ref is None:
        raise NotThere("record")
    return subject_here(ref=ref, seen_by=request.actor)


def stop_of(ref: Ref | None, *, request: Asked) -> Stop | None:
    """The record behind a reference, if it is on the thread and open to the reader."""
    if ref is None:
        return None
    return stops_of(refs=frozenset({ref}), seen_by=request.actor).get(ref)


def initially(request: Asked) -> dict[str, Any]:
    """What a link fills in about a matter."""
    one = ("title", "board", "topic", "level", "amount", "subject", "purpose")
    found: dict[str, Any] = {name: request.GET[name] for name in one if name in request.GET}
    for name in ("affected", "concerned"):
        if name in request.GET:
            found[name] = request.GET.getlist(name)
    return found


def about_of(answers: dict[str, Any], *, request: Asked) -> About:
    """A matter as the form asked for it. Raises NotThere where it is about a record that is not here.

    What an item is about was here when it was brought, and need not be open to everybody who decides.
    """
    if not answers.get("item"):
        subject_of(answers.get("subject", ""), request=request)
    return About(
        title=answers["title"],
        topic=Topic(answers["topic"]),
        level=Level(answers["level"]),
        amount=answers["amount"],
        subject=read_ref(answers.get("subject", "")),
        affected=tuple(answers.get("affected") or ()),
        concerned=tuple(answers.get("concerned") or ()),
    )


def _said_of(subject: Stop | None, *, request: Asked) -> dict[str, Any]:
    """What the record that a matter is about fills in: its title and, of an intention, whom it affects."""
    if subject is None:
        return {}
    if subject.ref.kind != "intention":
        return {"title": subject.title}
    card = plans.intention(reference=subject.ref.public_id, seen_by=request.actor)
    return {"title": subject.title, "affected": [body.ref.public_id for body in card.affects]}


def _take_choices(request: Asked) -> dict[str, Choices]:
    actor, today = request.actor, request.today
    coming = queries.coming(within=here(actor), seen_by=actor, on=today, limit=500)
    next_at = {one.board_number: one.held_on for one in reversed(coming)}
    boards = [
        (
            card.ref.public_id,
            f"{card.title}, {f'meets {day(next_at[card.number])}' if card.number in next_at else 'no meeting called'}",
        )
        for card in partnership.boards(within=here(actor), seen_by=actor, on=today)
    ]
    bodies = organisations_here(actor, on=today)
    return {"board": boards or [("", "No board is set up yet")], "affected": bodies, "concerned": bodies}


def _written(answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": answers["title"],
        "body": answers.get("body", ""),
        "answers": {one: answers.get(answer_name(one), "") for one in ReportField},
        "is_exempt": bool(answers["is_exempt"]),
        "exempt_rule": answers["exempt_rule"] or "",
    }


def _as_typed(card: PaperCard) -> dict[str, Any]:
    return {
        "title": card.title,
        "body": card.body,
        "is_exempt": card.is_exempt,
        "exempt_rule": card.exempt_rule,
        **{answer_name(field): words for field, words in card.answers.items()},
    }
