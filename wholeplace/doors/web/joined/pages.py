"""Several rooms in words."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.gaps import Gap
from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.shell.pages import Cell, Choice, Crumb, Link, ListPage, RecordPage, Section, TableView
from wholeplace.doors.web.shell.parts import KINDS, address_of, stop_view, thread_view
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.records.thread import Stop


def thread_page(thread: Thread) -> RecordPage:
    """The whole thread through one record."""
    before, after = len(thread.came_from), len(thread.leads_to)
    return RecordPage(
        title=thread.this.title,
        caption=f"Thread of the {KINDS[thread.this.ref.kind].lower()}",
        crumbs=(Crumb(thread.this.title, address_of(thread.this.ref)),),
        status=_status(before, after),
        thread=replace(thread_view(thread), whole=None),
        sections=(
            _stops("Where it came from", "came-from", thread.came_from),
            _stops("What it leads to", "leads-to", thread.leads_to),
        ),
    )


def _status(before: int, after: int) -> str:
    if not before and not after:
        return "It is linked to nothing that you can see."
    return f"It came from {_records(before)} and leads to {_records(after)}."


def _records(count: int) -> str:
    return f"{count or 'no'} {'record' if count == 1 else 'records'}"


def gaps_page(gaps: Sequence[Gap], *, chosen: str) -> ListPage:
    """What is not linked, one line a record; of one rule where that is chosen."""
    shown = [gap for gap in gaps if chosen in ("", gap.rule.key)]
    every = Choice("Every gap", reverse("gaps"), current=not chosen, count=str(sum(len(gap.stops) for gap in gaps)))
    return ListPage(
        title="What is not linked",
        area="home",
        lead="Each of these breaks the line from a pound to the need it was for.",
        choices=(every, *(_choice(gap, chosen=chosen) for gap in gaps if gap.stops)),
        table=TableView(
            caption="Gaps",
            caption_hidden=True,
            headings=("Record", "What it is", "What is missing", "Money"),
            numeric=frozenset({3}),
            rows=tuple(_gap_row(stop, gap) for gap in shown for stop in gap.stops),
            empty="Everything is linked, from need to result.",
        ),
    )


def _choice(gap: Gap, *, chosen: str) -> Choice:
    address = f"{reverse('gaps')}?{urlencode({'gap': gap.rule.key})}"
    return Choice(gap.rule.title, address, current=chosen == gap.rule.key, count=str(len(gap.stops)))


def _gap_row(stop: Stop, gap: Gap) -> tuple[Cell | str, ...]:
    return (
        Cell(stop.title, href=address_of(stop.ref)),
        KINDS[stop.ref.kind],
        gap.rule.sentence,
        pounds(stop.amount) if stop.amount else "–",
    )


def search_page(results: Sequence[Stop], *, words: str) -> ListPage:
    """What a search found."""
    areas = Link(f"Areas called “{words}”", f"{reverse('areas')}?{urlencode({'words': words})}")
    return ListPage(
        title=f"Search: {words}" if words else "Search",
        downloads=(areas,) if words else (),
        table=TableView(
            caption="Results",
            caption_hidden=True,
            headings=("Found", "What it is", "About it"),
            rows=tuple(
                (Cell(stop.title, href=address_of(stop.ref)), KINDS[stop.ref.kind], stop.sentence) for stop in results
            ),
            empty="Nothing was found. Try fewer words, or another spelling." if words else "Type what you look for.",
        ),
    )


def _stops(title: str, anchor: str, stops: Sequence[Stop]) -> Section:
    return Section(
        title=title,
        id=anchor,
        tables=(
            TableView(
                caption=title,
                caption_hidden=True,
                headings=("Record", "What it is", "About it", "Date"),
                rows=tuple(
                    (
                        Cell(stop.title, href=address_of(stop.ref)),
                        KINDS[stop.ref.kind],
                        stop_view(stop).sentence or "",
                        day(stop.on) if stop.on else "–",
                    )
                    for stop in stops
                ),
                empty="Nothing is linked here yet, or it is not open to you.",
            ),
        ),
    )
