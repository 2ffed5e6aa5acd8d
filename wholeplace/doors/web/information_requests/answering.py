"""Putting an answer together, having it read by a second person, releasing it, and the log of what went out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.across.search.find import find
from wholeplace.doors.web.information_requests import answer_pages as pages
from wholeplace.doors.web.information_requests.forms import (
    ExplainForm,
    GatherForm,
    LineForm,
    ProposeForm,
    ReleaseForm,
    SearchForm,
)
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import Fact, FormPage, Link
from wholeplace.doors.web.shell.parts import KINDS
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.saying import is_said
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import Stop
from wholeplace.ground.trail.exports import note_export
from wholeplace.together.requests import actions, queries
from wholeplace.together.requests.queries import RequestCard
from wholeplace.together.requests.rules.answer import text
from wholeplace.together.requests.rules.exemptions import exemptions_of


def gather_records(request: Asked, reference: str) -> HttpResponse:
    """Look for records by their words, then tick those that hold what was asked."""
    card = queries.request(reference=reference, seen_by=request.actor)
    here = reverse("gather-records", kwargs={"reference": reference})
    words, found = request.GET.get("words", "").strip(), _found(request, reference)
    if not found:
        nothing = f"No record that is not gathered already says “{words}”. Look for other words." if words else None
        page = FormPage(
            title="Gather records",
            caption=card.title,
            lead=nothing or f"They ask: {card.words}",
            submit="Look for records",
            method="get",
            action=here,
            back=_back(card),
        )
        return asking(request, page, SearchForm(request.GET if "words" in request.GET else None))
    form = GatherForm(request.POST or None)
    form.offer(records=[(str(one.ref), f"{KINDS[one.ref.kind]}: {one.title}. {one.sentence}") for one in found])
    if form.is_valid():
        with form.refusals():
            records = [Ref.parse(one) for one in form.cleaned_data["records"]]
            actions.gather_records(request=reference, records=records, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    page = FormPage(
        title=f"Records that say “{words}”",
        caption=card.title,
        submit="Gather these",
        action=f"{here}?{request.GET.urlencode()}",
        back=Link("Look for other words", here),
        what_happens="Nothing is copied. What their fields say of people is taken out at once, for you to look at.",
    )
    return asking(request, page, form)


def held_record(request: Asked, reference: str, held: str) -> HttpResponse:
    """A gathered record, line by line."""
    card = queries.request(reference=reference, seen_by=request.actor)
    one = queries.held_record(reference=reference, held=held, seen_by=request.actor)
    return render(request, "record.html", {"page": pages.held_page(one, card)})


def handle_line(request: Asked, reference: str, held: str) -> HttpResponse:
    """Say what goes out of one line."""
    card = queries.request(reference=reference, seen_by=request.actor)
    one = queries.held_record(reference=reference, held=held, seen_by=request.actor)
    key = request.GET.get("line", "")
    line = next((line for line in one.lines if line.line.key == key), None)
    if line is None:
        raise NotThere("line")
    was = {"goes_out": "some" if line.spans else "all", "exemption": line.spans[0].exemption if line.spans else ""}
    if line.spans and not any(piece.words for piece in line.pieces):
        was["goes_out"] = "none"
    form = LineForm(request.POST or None, initial=was)
    form.offer(exemption=_choices(card, request))
    if form.is_valid():
        given: dict[str, Any] = {"request": reference, "held": held, "line": key}
        given |= {"by": request.actor, "on": request.today}
        with form.refusals():
            if form.cleaned_data["goes_out"] == "all":
                actions.put_words_back(**given)
            else:
                some = form.cleaned_data["goes_out"] == "some"
                words = form.cleaned_data["words"] if some else ""
                actions.take_words_out(**given, words=words, exemption=form.cleaned_data["exemption"])
            return redirect("held-record", reference=reference, held=held)
    page = FormPage(
        title=line.line.label,
        caption=f"{one.kind}: {one.title}",
        submit="Save",
        action=f"{reverse('handle-line', kwargs={'reference': reference, 'held': held})}?line={key}",
        back=Link(one.title, reverse("held-record", kwargs={"reference": reference, "held": held})),
        facts=(Fact("It says", line.line.words),),
        what_happens="What is taken out is not in the answer at all: there is nothing that could be uncovered.",
    )
    return asking(request, page, form)


def leave_out_record(request: Asked, reference: str, held: str) -> HttpResponse:
    """Leave a record out of the answer."""
    queries.held_record(reference=reference, held=held, seen_by=request.actor)
    if request.method == "POST":
        actions.leave_out_record(request=reference, held=held, by=request.actor, on=request.today)
    return redirect("request", reference=reference)


def explain_exemption(request: Asked, reference: str) -> HttpResponse:
    """Say why an exemption applies, and where it is weighed why the public interest is in withholding."""
    card = queries.request(reference=reference, seen_by=request.actor)
    draft = queries.draft(reference=reference, seen_by=request.actor, on=request.today)
    code = request.GET.get("code", "")
    was = next((one for one in draft.answer.claims if one.exemption == code), None)
    initial = {"because": was.because, "public_interest": was.public_interest} if was else {}
    form = ExplainForm(request.POST or None, initial={"exemption": code} | initial)
    form.offer(exemption=_choices(card, request))
    if form.is_valid():
        with form.refusals():
            actions.explain_exemption(request=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    page = FormPage(
        title="Why something is withheld",
        caption=card.title,
        submit="Save",
        back=_back(card),
        what_happens="The applicant reads this in the answer.",
    )
    return asking(request, page, form)


def draft_answer(request: Asked, reference: str) -> HttpResponse:
    """An answer as it would go out."""
    card = queries.request(reference=reference, seen_by=request.actor)
    draft = queries.draft(reference=reference, seen_by=request.actor, on=request.today)
    return render(request, "record.html", {"page": pages.draft_page(card, draft)})


def propose_answer(request: Asked, reference: str) -> HttpResponse:
    """Write the answer and put it to a second person."""
    card = queries.request(reference=reference, seen_by=request.actor)
    draft = queries.draft(reference=reference, seen_by=request.actor, on=request.today)
    form = ProposeForm(request.POST or None, initial={"words": card.answer, "summary": card.summary})
    if form.is_valid():
        with form.refusals():
            actions.propose_answer(request=reference, **form.cleaned_data, by=request.actor, on=request.today)
            return redirect("request", reference=reference)
    facts = [Fact("They ask", card.words), Fact("Goes out", f"{draft.answer.outcome.label}, {len(draft.held)} records")]
    if draft.seems_to_hold:
        facts.append(Fact("Seems to hold", ", ".join(draft.seems_to_hold)))
    page = FormPage(
        title="Put the answer to a second person",
        caption=card.title,
        submit="Put it forward",
        back=_back(card),
        facts=tuple(facts),
        what_happens="Somebody else of your organisation reads it, and releases it or sends it back.",
    )
    return asking(request, page, form)


def send_answer_back(request: Asked, reference: str) -> HttpResponse:
    """Send an answer back."""
    queries.request(reference=reference, seen_by=request.actor)
    if request.method == "POST":
        actions.send_answer_back(request=reference, by=request.actor, on=request.today)
    return redirect("request", reference=reference)


def release_answer(request: Asked, reference: str) -> HttpResponse:
    """Read an answer once more and release it."""
    card = queries.request(reference=reference, seen_by=request.actor)
    draft = queries.draft(reference=reference, seen_by=request.actor, on=request.today)
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            released = actions.release_answer(request=reference, by=request.actor, on=request.today)
            return redirect("disclosure", reference=released.public_id)
    log = "It stands in the disclosure log, for everybody." if card.is_published else "It is not published."
    page = FormPage(
        title="Release the answer",
        caption=card.title,
        submit="Release it",
        back=Link("Read it as it would go out", reverse("draft-answer", kwargs={"reference": reference})),
        facts=(
            Fact("They ask", card.words),
            Fact("Answer", draft.answer.words),
            Fact("Outcome", draft.answer.outcome.label),
            Fact("Goes to", card.address or "Not said"),
        ),
        what_happens=f"It is kept as it is now. Send it to the applicant as text. {log}",
    )
    return asking(request, page, form)


def disclosures(request: Asked) -> HttpResponse:
    """The disclosure log of a place; as a page or as a file."""
    place = place_asked_for(request)
    rows = queries.disclosures(within=place.number, seen_by=request.actor)
    if wants_csv(request):
        cards = queries.disclosure_cards(rows=rows, seen_by=request.actor)
        return csv_of(pages.disclosures_page(cards, place=place, request=request), of=request)
    shown, numbers = one_page(request, rows)
    cards = queries.disclosure_cards(rows=shown, seen_by=request.actor)
    page = pages.disclosures_page(cards, place=place, request=request, pages=numbers)
    return render(request, "list.html", {"page": page})


def disclosure(request: Asked, reference: str) -> HttpResponse:
    """What went out in answer to a request."""
    card = queries.disclosure(reference=reference, seen_by=request.actor)
    page = pages.disclosure_page(card, partnership=card.partnership, request=request)
    return render(request, "record.html", {"page": page})


def disclosure_text(request: Asked, reference: str) -> HttpResponse:
    """What went out, as text to be sent."""
    card = queries.disclosure(reference=reference, seen_by=request.actor)
    content = text(card.content).encode()
    note_export(what=card.title, address=request.path, rows=1, content=content, by=request.actor)
    return HttpResponse(
        content,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="answer-{reference}.txt"'},
    )


def _found(request: Asked, reference: str) -> list[Stop]:
    """The records that say the words asked for, and can be gathered."""
    if not (words := request.GET.get("words", "").strip()):
        return []
    gathered = {one.record for one in queries.draft(reference=reference, seen_by=request.actor, on=request.today).held}
    return [
        stop for stop in find(words=words, seen_by=request.actor) if stop.ref not in gathered and is_said(stop.ref.kind)
    ]


def _back(card: RequestCard) -> Link:
    return Link(card.title, reverse("request", kwargs={"reference": card.ref.public_id}))


def _choices(card: RequestCard, request: Asked) -> Choices:
    """The exemptions of the law that a request is answered under; what is weighed says so."""
    return [
        (one.code, f"{one.label} ({one.short}{', weighed' if one.is_weighed else ''})")
        for one in exemptions_of(card.regime, on=request.today)
    ]
