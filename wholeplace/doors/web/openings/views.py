"""Asking to open a record in an emergency, answering that, closing it, and the register of all openings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.openings.forms import AnswerForm, AskForm, CloseForm
from wholeplace.doors.web.openings.pages import back_to, facts_to_weigh, may_close, opening_page, openings_page
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.routes import stopped_page
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.sharing import actions, queries
from wholeplace.together.sharing.rules.opening import Emergency


def openings(request: Asked) -> HttpResponse:
    """What one's organisation asked to open and what of its own was opened; as a page or as a file."""
    now, rows = timezone.now(), queries.openings(seen_by=request.actor)
    if wants_csv(request):
        cards = queries.opening_cards(rows=rows, seen_by=request.actor)
        return csv_of(openings_page(cards, request=request, at=now), of=request)
    shown, pages = one_page(request, rows)
    cards = queries.opening_cards(rows=shown, seen_by=request.actor)
    return render(request, "list.html", {"page": openings_page(cards, request=request, at=now, pages=pages)})


def ask(request: Asked) -> HttpResponse:
    """Ask to open one record. The page is the same whether there is such a record or not."""
    form = AskForm(request.POST or None, initial={"record": request.GET.get("of", ""), "minutes": 30})
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            ref = actions.ask_to_open(
                of=answers["record"],
                reason=Emergency(answers["reason"]),
                because=answers["because"],
                minutes=answers["minutes"],
                by=request.actor,
                on=request.today,
                at=timezone.now(),
            )
            return redirect("opening", reference=ref.public_id)
    page = FormPage(
        title="Ask to open a record in an emergency",
        caption=request.actor.organisation_name,
        lead="For when somebody is at risk, and a record of another organisation must be read before it can be shared.",
        submit="Ask",
        back=Link("Emergency openings", reverse("openings")),
        what_happens="Somebody else of your organisation must agree within a day. Until then nothing is opened, and you"
        " are not told whether there is such a record.",
        who_sees="Your organisation can see that you asked. Once it is agreed, the organisation it belongs to is told"
        " who reads it, why, and which pages.",
    )
    return asking(request, page, form)


def opening(request: Asked, reference: str) -> HttpResponse:
    """One opening, from the asking to its end."""
    card = queries.opening(reference=reference, seen_by=request.actor)
    return render(request, "record.html", {"page": opening_page(card, request=request, at=timezone.now())})


def agree(request: Asked, reference: str) -> HttpResponse:
    """Agree to what somebody else asked for, or decline it."""
    card = queries.opening(reference=reference, seen_by=request.actor)
    request.actor.must(Permission.EMERGENCY_AGREE, organisation=card.organisation.number)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        answered = actions.agree_to_open if form.cleaned_data["agree"] else actions.close_opening
        with form.refusals():
            answered(opening=reference, by=request.actor, on=request.today, at=timezone.now())
            return redirect("opening", reference=reference)
    page = FormPage(
        title="Agree that a record is opened, or decline",
        caption=f"{card.asked_by_name}, {card.organisation.name}",
        submit="Answer",
        back=back_to(card),
        facts=facts_to_weigh(card),
        what_happens="If you agree, they can read the record from that moment until its time is over, and the"
        " organisation it belongs to is told that you agreed.",
    )
    return asking(request, page, form)


def close(request: Asked, reference: str) -> HttpResponse:
    """Close what is open before its time, or withdraw what was asked for."""
    now = timezone.now()
    card = queries.opening(reference=reference, seen_by=request.actor)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_opening(opening=reference, by=request.actor, on=request.today, at=now)
            return redirect("opening", reference=reference)
    if card.can_end(at=now) and not may_close(card, actor=request.actor, at=now):
        request.actor.must(Permission.EMERGENCY_AGREE, organisation=card.organisation.number)
    if request.method == "GET" and not card.can_end(at=now):
        return stopped_page(request, "This is closed already", "Nothing is open, and nothing waits.", status=422)
    page = FormPage(
        title="Close this opening" if card.agreed_at else "Withdraw what was asked for",
        caption=f"{card.asked_by_name}, {card.organisation.name}",
        submit="Close it now",
        kind="warning",
        back=back_to(card),
        facts=facts_to_weigh(card)[:3],
        what_happens="What was read already was read; what was noted of it stays.",
    )
    return asking(request, page, form)
