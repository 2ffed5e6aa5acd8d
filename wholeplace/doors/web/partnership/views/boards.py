"""Boards, their seats, and the terms they meet under."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.partnership.forms import BoardForm, LastDayForm, SeatForm, lines_in
from wholeplace.doors.web.partnership.pages.boards import board_page, theme_boards_page, tree_page
from wholeplace.doors.web.shell.asking import (
    asking,
    boards_here,
    organisations_here,
    posts_here,
)
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.pages import FormPage, Link
from wholeplace.doors.web.shell.place import place_asked_for
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.decisions import queries as decisions
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.actions import TermsOfReference
from wholeplace.together.partnership.queries import BoardCard, SeatCard
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Topic


def boards(request: Asked) -> HttpResponse:
    """The boards of a place as a tree."""
    place = place_asked_for(request)
    branches = queries.tree(within=place.number, seen_by=request.actor, on=request.today)
    return render(request, "boards.html", {"page": tree_page(branches, place=place, request=request)})


def board(request: Asked, reference: str) -> HttpResponse:
    """One board, with its seats, delegations, meetings and what waits before it."""
    actor, today = request.actor, request.today
    card = queries.board(reference=reference, seen_by=actor, on=today)
    pairs = queries.served(boards=[card.number], seen_by=actor)
    others = {group if group != card.number else theme for group, theme in pairs}
    linked = queries.boards_by_number(numbers=others, seen_by=actor, on=today)
    rows = decisions.meetings(within=card.partnership, board=card.number, seen_by=actor)[:12]
    page = board_page(
        card,
        parent=_parent(card, request=request),
        seats=_seats_from_today(card, request=request),
        remit=queries.remit(board=card.number, seen_by=actor),
        delegations=queries.delegations_of(decider=card.ref, seen_by=actor, on=today),
        linked=tuple(linked.values()),
        meetings=decisions.meeting_cards(rows=rows, seen_by=actor, on=today),
        items=decisions.undecided(within=card.partnership, board=card.number, seen_by=actor, limit=50),
        figures=decisions.board_figures(boards=[card.number], seen_by=actor)[card.number],
        request=request,
    )
    return render(request, "record.html", {"page": page})


def theme_boards(request: Asked) -> HttpResponse:
    """Theme boards by cross-cutting groups."""
    place = place_asked_for(request)
    cards = queries.boards(within=place.number, seen_by=request.actor, on=request.today)
    pairs = queries.served(boards=[card.number for card in cards], seen_by=request.actor)
    return render(request, "list.html", {"page": theme_boards_page(cards, pairs, place=place)})


def set_up_board(request: Asked) -> HttpResponse:
    """Set up a board."""
    initial = {"quorum": 3, "paper_lead_days": 5, "parent": request.GET.get("parent", "")}
    form = BoardForm(request.POST or None, initial=initial, choices=_board_choices(request))
    if form.is_valid():
        with form.refusals():
            ref = actions.set_up_board(
                terms_of_reference=_terms(form.cleaned_data),
                sensitivity=Sensitivity(form.cleaned_data["sensitivity"]),
                by=request.actor,
                on=request.today,
            )
            return redirect("board", reference=ref.public_id)
    page = FormPage(
        title="Set up a board",
        area="decisions",
        submit="Set up the board",
        back=Link("Boards and committees", reverse("boards")),
        what_happens="The board belongs to your organisation, which keeps its seats and calls its meetings.",
    )
    return asking(request, page, form)


def change_terms(request: Asked, reference: str) -> HttpResponse:
    """Change the terms of reference of a board."""
    card = queries.board(reference=reference, seen_by=request.actor, on=request.today)
    initial = _as_typed(card, request=request)
    form = BoardForm(request.POST or None, initial=initial, choices=_board_choices(request, but=reference))
    del form.fields["sensitivity"]
    if form.is_valid():
        with form.refusals():
            actions.change_terms(
                board=reference,
                terms_of_reference=_terms(form.cleaned_data),
                by=request.actor,
                on=request.today,
            )
            return redirect("board", reference=reference)
    page = FormPage(
        title="Change the terms of reference",
        caption=card.title,
        area="decisions",
        submit="Change them",
        back=Link(card.title, reverse("board", kwargs={"reference": reference})),
    )
    return asking(request, page, form)


def give_seat(request: Asked, reference: str) -> HttpResponse:
    """Give an organisation a seat on a board."""
    card = queries.board(reference=reference, seen_by=request.actor, on=request.today)
    choices: dict[str, Choices] = {
        "organisation": organisations_here(request.actor, on=request.today),
        "post": posts_here(request.actor, on=request.today),
    }
    form = SeatForm(request.POST or None, initial={"begins_on": request.today}, choices=choices)
    if form.is_valid():
        answers = form.cleaned_data
        with form.refusals():
            actions.give_seat(
                board=reference,
                organisation=answers["organisation"],
                role=SeatRole(answers["role"]),
                voting=answers["voting"],
                post=answers["post"],
                begins_on=answers["begins_on"],
                ends_on=answers["ends_on"],
                by=request.actor,
                on=request.today,
            )
            return redirect("board", reference=reference)
    page = FormPage(
        title="Give a seat",
        caption=card.title,
        area="decisions",
        submit="Give the seat",
        back=Link(card.title, reverse("board", kwargs={"reference": reference})),
    )
    return asking(request, page, form)


def end_seat(request: Asked, reference: str, seat: str) -> HttpResponse:
    """Say which is the last day of a seat."""
    card = queries.board(reference=reference, seen_by=request.actor, on=request.today)
    seats = _seats_from_today(card, request=request)
    this = next((one for one in seats if one.public_id == seat), None)
    if this is None:
        raise NotThere("seat")
    form = LastDayForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_seat(
                board=reference,
                seat=seat,
                last_day=form.cleaned_data["last_day"],
                by=request.actor,
                on=request.today,
            )
            return redirect("board", reference=reference)
    page = FormPage(
        title=f"End the seat of {this.body.name}",
        caption=card.title,
        area="decisions",
        submit="End the seat",
        kind="warning",
        back=Link(card.title, reverse("board", kwargs={"reference": reference})),
        what_happens="Decisions in which it took part stay as they are.",
    )
    return asking(request, page, form)


def _seats_from_today(card: BoardCard, *, request: Asked) -> tuple[SeatCard, ...]:
    """The seats of a board that stand, and those that are to come."""
    seats = queries.every_seat(board=card.number, seen_by=request.actor, on=request.today)
    return tuple(seat for seat in seats if seat.ends_on is None or seat.ends_on >= request.today)


def _parent(card: BoardCard, *, request: Asked) -> BoardCard | None:
    if card.parent is None:
        return None
    return queries.board(reference=card.parent.public_id, seen_by=request.actor, on=request.today)


def _board_choices(request: Asked, *, but: str = "") -> dict[str, Choices]:
    actor, today = request.actor, request.today
    return {
        "parent": boards_here(actor, on=today, but=but),
        "serves": boards_here(actor, on=today, kind=BoardKind.THEME, but=but),
        "lead_post": posts_here(actor, on=today),
    }


def _terms(answers: dict) -> TermsOfReference:  # type: ignore[type-arg]
    return TermsOfReference(
        title=answers["title"],
        kind=BoardKind(answers["kind"]),
        words=answers["words"],
        parent=answers["parent"],
        theme=Topic(answers["theme"]) if answers["theme"] else None,
        area_code=answers["area_code"],
        lead_post=answers["lead_post"],
        quorum=answers["quorum"],
        set_size=answers["set_size"],
        paper_lead_days=answers["paper_lead_days"],
        remit=lines_in(answers["remit"]),
        serves=answers["serves"],
    )


def _as_typed(card: BoardCard, *, request: Asked) -> dict[str, object]:
    """The terms as they are, as somebody would have typed them."""
    pairs = queries.served(boards=[card.number], seen_by=request.actor)
    numbers = [theme for group, theme in pairs if group == card.number]
    serves = queries.boards_by_number(numbers=numbers, seen_by=request.actor, on=request.today)
    lead: Ref | None = card.lead_ref
    return {
        "title": card.title,
        "kind": card.kind.value,
        "words": card.terms_of_reference,
        "parent": card.parent.public_id if card.parent else "",
        "theme": card.theme.value if card.theme else "",
        "area_code": card.area_code,
        "lead_post": lead.public_id if lead else "",
        "quorum": card.quorum,
        "set_size": card.set_size,
        "paper_lead_days": card.paper_lead_days,
        "remit": "\n".join(queries.remit(board=card.number, seen_by=request.actor)),
        "serves": [one.ref.public_id for one in serves.values()],
    }
