"""What every form does alike: offer the choices of the place, and be drawn."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.doors.web.shell.pages import FormPage
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership import queries
from wholeplace.together.partnership.rules.boards import BoardKind


def asking(request: Asked, page: FormPage, form: forms.Form) -> HttpResponse:
    """Draw a form, with its errors if it came back with some."""
    return render(request, "form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def here(actor: Actor) -> int:
    """The partnership that the reader acts in. Raises NotThere for a reader who acts in none."""
    if actor.partnership_id is None:
        raise NotThere("partnership")
    return actor.partnership_id


def organisations_here(actor: Actor, *, on: date, but: int | None = None) -> Choices:
    """The organisations of the reader's partnership, as choices by public id; `but` leaves one out."""
    members = queries.members(partnership=here(actor), seen_by=actor, on=on)
    return [(card.ref.public_id, card.name) for card in members if card.number != but]


def boards_here(actor: Actor, *, on: date, kind: BoardKind | None = None, but: str = "") -> Choices:
    """The boards of the reader's partnership, as choices by public id."""
    cards = queries.boards(within=here(actor), seen_by=actor, on=on)
    return [
        (card.ref.public_id, card.title) for card in cards if kind in (None, card.kind) and card.ref.public_id != but
    ]


def posts_here(actor: Actor, *, on: date) -> Choices:
    """The posts of the reader's partnership, as choices by public id."""
    rows = queries.posts(within=here(actor), seen_by=actor, on=on)
    return [(row.public_id, row.title) for row in rows]
