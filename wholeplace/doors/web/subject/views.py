"""Putting together what is held about somebody, and showing it this once."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import asking
from wholeplace.doors.web.shell.pages import Crumb, Fact, FormPage, RecordPage, Section, TableView
from wholeplace.doors.web.shell.words import day
from wholeplace.doors.web.subject.forms import SubjectForm
from wholeplace.ground.records.about import Found
from wholeplace.together.people.actions import Pack, put_pack_together
from wholeplace.together.people.rules.asking import answer_due_on


def held_about(request: Asked) -> HttpResponse:
    """Ask whose pack it is; then show it, and that it was put together is written down."""
    form = SubjectForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            pack = put_pack_together(email=form.cleaned_data["email"], by=request.actor, on=request.today)
            shown = _pack_page(pack, received_on=form.cleaned_data["received_on"])
            return render(request, "record.html", {"page": shown})
    page = FormPage(
        title="What is held about somebody",
        lead="Everything about one person that your organisation holds or may see, with everybody else taken out.",
        submit="Put it together",
        what_happens="It is shown once, for you to read before you give it. The history says that you put it together.",
    )
    return asking(request, page, form)


def _pack_page(pack: Pack, *, received_on: date) -> RecordPage:
    due_on, latest = answer_due_on(received_on=received_on), answer_due_on(received_on=received_on, extended=True)
    return RecordPage(
        title=f"What is held about {pack.name}",
        crumbs=(Crumb("What is held about somebody", reverse("held-about")),),
        status=f"{len(pack.found):,} record{'' if len(pack.found) == 1 else 's'}. The answer is due by {day(due_on)}.",
        next_sentence="Print this page or save it. Read it before you give it: a name that is known only from a text is"
        " not taken out.",
        facts=(
            Fact("Asked on", day(received_on)),
            Fact("Answer due by", day(due_on), hint="UK GDPR, article 12(3): one month."),
            Fact("At the latest", day(latest), hint="Where it is complex or much, and they were told why."),
            Fact("Hash of what is shown", pack.content_hash),
        ),
        sections=tuple(_sections(pack.found)),
        history=None,
    )


def _sections(found: tuple[Found, ...]) -> Iterator[Section]:
    for number, (record, group) in enumerate(groupby(found, key=lambda one: one.record)):
        tables = tuple(_table(one, at) for at, one in enumerate(group, 1))
        yield Section(title=record, id=f"record-{number}", tables=tables)


def _table(one: Found, number: int) -> TableView:
    return TableView(
        caption=f"{number}. {one.why}",
        headings=("What", "It says"),
        rows=tuple((cell.label, cell.words) for cell in one.cells),
        empty=f"{one.why} It says nothing else.",
    )
