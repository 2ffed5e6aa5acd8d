"""Showing what is shared, sharing a record, and ending a share."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.sharing.forms import EndShareForm, ShareForm
from wholeplace.doors.web.shell.asking import asking, organisations_here
from wholeplace.doors.web.shell.pages import Cell, Fact, FormPage, Link, ListPage, TableView
from wholeplace.doors.web.shell.parts import page_of
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Malformed, Ref
from wholeplace.ground.records.marking import record_of
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.sharing import actions, queries
from wholeplace.together.sharing.queries import ShareCard
from wholeplace.together.sharing.rules.sharing import Basis


def shares(request: Asked) -> HttpResponse:
    """What one's organisation shares with others, and others with it."""
    table = TableView(
        caption="Shares",
        caption_hidden=True,
        headings=("Record", "From", "With", "What for", "Legal basis", "First day", "Last day", "State"),
        rows=tuple(_row(card, request) for card in queries.shares(seen_by=request.actor)),
        empty="Nothing is shared. To share a record, open it and look under “Who can see this”.",
    )
    page = ListPage(
        title="Shared records",
        caption=request.actor.organisation_name,
        lead="What your organisation lets others read, and what others let it read: one record each, until a day.",
        table=table,
    )
    return render(request, "list.html", {"page": page})


def share(request: Asked) -> HttpResponse:
    """Share one record of one's organisation with another organisation."""
    of = _asked_about(request)
    row = record_of(of, seen_by=request.actor)
    if not row.can_be_shared:
        raise NotThere("record")
    request.actor.must(Permission.SHARE_GRANT, organisation=row.organisation_id, partnership=row.partnership_id)
    form = ShareForm(request.POST or None, initial={"begins_on": request.today})
    form.offer(organisation=organisations_here(request.actor, on=request.today, but=row.organisation_id))
    back = page_of(of) or reverse("shares")
    if form.is_valid():
        answers = form.cleaned_data | {"basis": Basis(form.cleaned_data["basis"])}
        with form.refusals():
            actions.share(of=of, **answers, by=request.actor, on=request.today)
            return redirect(back)
    page = FormPage(
        title="Share this with an organisation",
        caption=str(row),
        submit="Share it",
        action=f"{reverse('share-record')}?of={of}",
        back=Link(str(row), back),
        what_happens="They can read this record and its parts, never change it or pass it on. Each reading is noted.",
        who_sees="Your organisation and theirs can see that it is shared, and what for.",
    )
    return asking(request, page, form)


def end(request: Asked, reference: str) -> HttpResponse:
    """End a share before its last day."""
    card = queries.share(reference=reference, seen_by=request.actor)
    request.actor.must(Permission.SHARE_GRANT, organisation=card.grantor.number)
    form = EndShareForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_share(share=reference, by=request.actor, on=request.today)
            return redirect("shares")
    page = FormPage(
        title="End this share",
        caption=card.title,
        submit="End it now",
        kind="warning",
        back=Link("Shared records", reverse("shares")),
        facts=(
            Fact("Shared with", card.grantee.name),
            Fact("What for", card.purpose),
            Fact("Last day", day(card.ends_on)),
        ),
        what_happens="What they have read already they have read; what was noted of it stays.",
    )
    return asking(request, page, form)


def _asked_about(request: Asked) -> Ref:
    try:
        return Ref.parse(request.GET.get("of", ""))
    except Malformed as malformed:
        raise NotThere("record") from malformed


def _row(card: ShareCard, request: Asked) -> tuple[Cell | str, ...]:
    actor, today = request.actor, request.today
    over = card.is_over(on=today)
    ours = card.grantor.number == actor.organisation_id
    # Whoever it was shared with no longer reads a record whose share is over, or has not begun.
    leads = page_of(card.record) if ours or card.is_in_force(on=today) else None
    may_end = not over and actor.may(Permission.SHARE_GRANT, organisation=card.grantor.number)
    return (
        Cell(card.title, href=leads),
        card.grantor.name,
        card.grantee.name,
        card.purpose,
        card.basis.label,
        day(card.begins_on),
        day(card.ends_on),
        Cell(
            _state(card, request),
            links=(Link("End it now", reverse("end-share", kwargs={"reference": card.ref.public_id})),)
            if may_end
            else (),
        ),
    )


def _state(card: ShareCard, request: Asked) -> str:
    if card.ended_on is not None:
        return f"Ended on {day(card.ended_on)}"
    if card.is_over(on=request.today):
        return "Over"
    return "In force" if card.is_in_force(on=request.today) else "Not yet begun"
