"""Parts that every record page draws alike: its thread, its history, who can see it."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import Gap, HistoryLine, Link, Step, Stop, ThreadView, Visibility
from wholeplace.doors.web.shell.words import clock, day
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.records.thread import Stop as RecordStop
from wholeplace.ground.trail.queries import history
from wholeplace.together.directory.queries import organisations
from wholeplace.together.sharing.queries import OpeningCard, ShareCard, opened_now, shares_marked

KINDS: dict[str, str] = {
    "need": "Need",
    "outcome": "Outcome",
    "plan": "Plan",
    "intention": "Intention",
    "decision": "Decision",
    "contract": "Contract",
    "fund": "Fund",
    "line": "Line of money",
    "result": "Result",
    "organisation": "Organisation",
    "board": "Board",
    "meeting": "Meeting",
    "arrangement": "Arrangement",
    "item": "Agenda item",
    "paper": "Paper",
    "post": "Post",
}
"""What each kind of record is called on the screen."""


def address_of(ref: Ref) -> str:
    """The page of a record."""
    return reverse(ref.kind, kwargs={"reference": ref.public_id})


def named(ref: Ref) -> str:
    """A record by its kind and its id, for where its title may not be told."""
    return f"{KINDS.get(ref.kind, ref.kind.capitalize())} {ref.public_id}"


def page_of(ref: Ref) -> str | None:
    """The page of a record, if its kind has one."""
    return address_of(ref) if ref.kind in KINDS else None


def stop_view(stop: RecordStop) -> Stop:
    """A stop on the thread, in words."""
    words = f"{stop.amount.brief()}. {stop.sentence}" if stop.amount else stop.sentence
    return Stop(kind=KINDS[stop.ref.kind], title=stop.title, href=address_of(stop.ref), sentence=words, on=stop.on)


def thread_view(thread: Thread, *, missing: Iterable[Gap] = ()) -> ThreadView:
    """Where a record came from and what it leads to, with what ought to be there and is not."""
    return ThreadView(
        came_from=tuple(stop_view(stop) for stop in thread.came_from),
        this=stop_view(thread.this),
        leads_to=tuple(stop_view(stop) for stop in thread.leads_to),
        missing=tuple(missing),
        whole=Link("See the whole thread", reverse("thread", kwargs={"reference": str(thread.this.ref)})),
    )


def history_of(ref: Ref, *, seen_by: Actor) -> tuple[HistoryLine, ...]:
    """What happened to a record. The public reads what happened, not which person did it."""
    return tuple(
        HistoryLine(
            when=line.on,
            who=f"{line.person_name}, {line.post_title}, {line.acting_for_name}".strip(", ")
            if seen_by.reads_field("event", "person_name")
            else line.acting_for_name,
            sentence=line.sentence,
        )
        for line in history(of=[ref], seen_by=seen_by)
    )


def visibility_of(
    sensitivity: Sensitivity, *, organisation: int, audience: tuple[int, ...], request: Asked
) -> Visibility:
    """Who can see a record, in words."""
    names = organisations(numbers={organisation, *audience}, seen_by=request.actor)
    # A public reader acts nowhere: whose record it is tells whether the page must say that the place is invented.
    request.invented |= organisation in names and names[organisation].invented
    lines = [f"It belongs to {names[organisation].name}."] if organisation in names else []
    lines += [f"Shared with {names[one].name}." for one in audience if one in names]
    given = shares_marked(marks=audience, seen_by=request.actor, on=request.today)
    lines += [_shared(card, on=request.today) for card in given]
    running = opened_now(marks=audience, seen_by=request.actor, at=timezone.now())
    lines += [_opened(card, actor=request.actor) for card in running]
    closed = sensitivity not in {Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP}
    shares, reads, holds = (
        request.actor.may(needed, organisation=organisation)
        for needed in (Permission.SHARE_GRANT, Permission.TRAIL_READ, Permission.RECORD_HOLD)
    )
    return Visibility(
        sentence=sensitivity.sentence,
        lines=tuple(lines),
        change=_sharing(request) if closed and shares else None,
        links=tuple(_ways(request, looked=closed and reads, held=holds)),
    )


def _shared(card: ShareCard, *, on: date) -> str:
    since = "" if card.begins_on <= on else f"from {day(card.begins_on)} "
    return f"Shared with {card.grantee.name} {since}until {day(card.ends_on)}, for: {card.purpose}"


def _opened(card: OpeningCard, *, actor: Actor) -> str:
    until = f"until {clock(card.ends_at)}" if card.ends_at else "now"
    if card.asked_by == actor.person_id:
        return f"Open to you in an emergency {until}. Every page you read of it is noted for its organisation."
    return f"Open in an emergency to {card.asked_by_name} of {card.organisation.name} {until}."


def _sharing(request: Asked) -> Step | None:
    """The way to share the record of this page."""
    of = _shown(request)
    to = f"{reverse('share-record')}?of={of}"
    return Step("Share this with an organisation", to, kind="secondary") if of else None


def _ways(request: Asked, *, looked: bool, held: bool) -> Iterator[Link]:
    """The ways to who has looked at the record of this page, and to holding it."""
    of = _shown(request)
    if of and looked:
        yield Link("See who has looked", f"{reverse('readings')}?of={of}")
    if of and held:
        yield Link("Hold it beyond its day", f"{reverse('place-hold')}?of={of}")


def _shown(request: Asked) -> Ref | None:
    """The record of this page. A record's page is named after its kind."""
    shown = request.resolver_match
    if shown is None or shown.url_name not in KINDS or "reference" not in shown.kwargs:
        return None
    return Ref(kind=shown.url_name, public_id=shown.kwargs["reference"])
