"""Bringing a file in, looking at what would come of it, confirming it as a second person, and seeing it go in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.brought.forms import HOW_LARGE, BringForm
from wholeplace.doors.web.brought.pages import Shown, brought_page, files_page, refused_rows_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.doors.web.shell.pages import Crumb, FormPage, Link
from wholeplace.edges.exchange.published.brought import Brought, Preview, previewed
from wholeplace.ground.files import actions, queries
from wholeplace.ground.files.queries import BroughtCard
from wholeplace.ground.files.rules import State
from wholeplace.ground.files.store import arriving, place_of
from wholeplace.ground.foundation.parse import single_line
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.queries import batch_of_file
from wholeplace.ground.intake.refused import EncodingNotSaid, FileRefused
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.people.queries import people

LONGEST_NAME = 200
LOOKS_AGAIN = 3
"""After how many seconds the page of a file that is being taken in looks again by itself."""


def files(request: Asked) -> HttpResponse:
    """What was brought in for the reader's organisation."""
    rows = queries.all_brought(seen_by=request.actor)
    shown, pages = one_page(request, rows)
    page = files_page(queries.cards(rows=shown, seen_by=request.actor), pages=pages, request=request)
    return render(request, "list.html", {"page": page})


def bring_in(request: Asked) -> HttpResponse:
    """Bring in a file of what the organisation paid. It is read at once; what cannot be read is not kept."""
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (reference := _brought(form, request=request)):
        return redirect("brought-file", reference=reference)
    page = FormPage(
        title="Bring in a file",
        area="money",
        crumbs=(Crumb("Files brought in", reverse("brought-files")),),
        lead=f"What {request.actor.organisation_name} paid, as it publishes it. {HOW_LARGE}",
        submit="Bring it in",
        cancel=Link("Cancel", reverse("brought-files")),
        what_happens=(
            "The file is read, and you see what would come of each row. Nothing is taken in until a second person"
            " confirms it."
        ),
        who_sees=(
            "Until then only your organisation sees it. What is taken in is open to everybody, as published spend,"
            " with the rows that were refused: leave out the names of people."
        ),
    )
    return asking(request, page, form)


def _brought(form: BringForm, *, request: Asked) -> str | None:
    """Bring in what the form holds and say its public id; None, with the reason in the form, where it is refused."""
    answers = form.cleaned_data
    try:
        name = single_line(answers["file"].name, at_most=LONGEST_NAME)
    except Unreadable as unreadable:
        form.add_error("file", f"The file's name cannot be kept. {unreadable.sentence}")
        return None
    with arriving(answers["file"].chunks()) as content:
        this = Brought(
            path=content.path,
            name=name,
            sha256=content.sha256,
            layout=answers["layout"],
            encoding=answers["encoding"],
            buyer=_ours(request),
            by=request.actor,
            on=request.today,
        )
        try:
            found = previewed(this)
        except EncodingNotSaid:
            sentence = "This file is not UTF-8. Choose how its text is written, then select the file again."
            form.add_error("encoding", sentence)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            if not found.tally.rows_in:
                form.add_error("file", f"{name}: has a heading and no rows. Select a file with payments.")
                return None
            with form.refusals():
                kept = actions.bring_in(
                    content=content,
                    name=name,
                    read_as=this.layout,
                    encoding=this.encoding,
                    by=request.actor,
                    on=request.today,
                )
                return kept.public_id
    return None


def brought(request: Asked, reference: str) -> HttpResponse:
    """One file: what would come of it, or how far it has come."""
    actor = request.actor
    card = queries.brought(reference=reference, seen_by=actor)
    this = _this(card, request=request)
    shown = Shown(
        card=card,
        buyer=this.buyer,
        preview=_preview(this) if card.state is State.WAITING else None,
        batch=batch_of_file(source=this.file.source, sha256=card.sha256, mapping=this.file.mapping, seen_by=actor),
        brought_by=_name(card.brought_by, request=request),
        before=queries.the_same(of=card, seen_by=actor),
    )
    response = render(request, "record.html", {"page": brought_page(shown, request=request)})
    if card.state is State.CONFIRMED:
        response["Refresh"] = str(LOOKS_AGAIN)
    return response


def refused_rows(request: Asked, reference: str) -> HttpResponse:
    """Every row of a file that would be refused, as a page or as a file."""
    card = queries.brought(reference=reference, seen_by=request.actor)
    page = refused_rows_page(card, _preview(_this(card, request=request)), request=request)
    return csv_of(page, of=request) if wants_csv(request) else render(request, "list.html", {"page": page})


def confirm(request: Asked, reference: str) -> HttpResponse:
    """Confirm, as a second person, that a file is taken in."""
    if request.method == "POST":
        actions.confirm(file=reference, by=request.actor, on=request.today)
    return redirect("brought-file", reference=reference)


def ask_again(request: Asked, reference: str) -> HttpResponse:
    """Ask again for a file whose taking in came to a stop."""
    if request.method == "POST":
        actions.ask_again(file=reference, by=request.actor, on=request.today)
    return redirect("brought-file", reference=reference)


def cancel(request: Asked, reference: str) -> HttpResponse:
    """Cancel a file that nobody has confirmed."""
    if request.method == "POST":
        actions.cancel(file=reference, by=request.actor, on=request.today)
    return redirect("brought-file", reference=reference)


def _this(card: BroughtCard, *, request: Asked) -> Brought:
    """A file that was brought in, as it is kept."""
    return Brought(
        path=place_of(card.sha256),
        name=card.name,
        sha256=card.sha256,
        layout=card.read_as,
        encoding=card.encoding,
        buyer=organisations(numbers=[card.organisation], seen_by=request.actor)[card.organisation],
        by=request.actor,
        on=request.today,
    )


def _name(person: int, *, request: Asked) -> str:
    found = people(numbers=frozenset({person}), seen_by=request.actor).get(person)
    return found.name if found else "somebody who has no sign-in any more"


def _preview(this: Brought) -> Preview:
    """What would come of a file that was brought in; or why that cannot be said any more."""
    if not this.can_be_read:
        return Preview(unreadable="Files in this layout are no longer read.")
    try:
        return previewed(this)
    except FileRefused as refused:
        return Preview(unreadable=str(refused))
    except OSError:
        return Preview(unreadable="Its content is no longer kept.")


def _ours(request: Asked) -> OrganisationCard:
    """The organisation that the reader acts for."""
    number = request.actor.organisation_id
    if number is None:
        raise NotThere("organisation")
    return organisations(numbers=[number], seen_by=request.actor)[number]
