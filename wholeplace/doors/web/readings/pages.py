"""Who has looked, in words."""

from collections.abc import Sequence

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.readings.forms import ReadingsFilter
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import Cell, ListPage, Pages, TableView
from wholeplace.doors.web.shell.parts import named, page_of
from wholeplace.doors.web.shell.words import moment
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.trail.readings import Look
from wholeplace.together.sharing.queries import OpeningCard

OF_THE_INTERFACE = "api:"
AS_A_FILE = ".file"


def readings_page(
    found: Sequence[Look],
    *,
    of: Ref | None,
    opened: Sequence[OpeningCard],
    request: Asked,
    filters: ReadingsFilter | None = None,
    pages: Pages | None = None,
) -> ListPage:
    """Who has looked at the records of an organisation, or at one of them."""
    return ListPage(
        title="Who has looked",
        caption=request.actor.organisation_name,
        lead="Who read your commercial and personal records, and whatever others read of yours by a share or in an"
        " emergency. What your own people read without needing more than their post is not noted.",
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Who has looked",
            caption_hidden=True,
            headings=("When", "Organisation", "Acting as", "Name", "Way", "Record"),
            rows=tuple(_row(look, of=of, opened=opened, request=request) for look in found),
            empty="Nobody has been noted.",
        ),
    )


def _row(look: Look, *, of: Ref | None, opened: Sequence[OpeningCard], request: Asked) -> tuple[Cell | str, ...]:
    return (
        moment(look.at),
        look.acting_for_name or "–",
        look.post_title or "–",
        look.person_name,
        _way(look, opened=opened, own=request.actor.organisation_id),
        _records(look, of=of),
    )


def _way(look: Look, *, opened: Sequence[OpeningCard], own: int | None) -> str:
    """By what it was read: a page, a file, or the interface; and how somebody from elsewhere came to it."""
    door = look.door.removeprefix(OF_THE_INTERFACE)
    if door != look.door:
        way = "Programming interface"
    elif door.endswith(AS_A_FILE):
        way = "File taken away"
    else:
        way = "Page"
    if any(_by_this(look, card) for card in opened):
        return f"{way}, opened in an emergency"
    return way if look.acting_for == own else f"{way}, shared"


def _by_this(look: Look, card: OpeningCard) -> bool:
    if card.asked_by != look.person or card.agreed_at is None or card.ends_at is None:
        return False
    runs = card.agreed_at <= look.at <= min(card.ends_at, card.closed_at or card.ends_at)
    return runs and (not look.records or card.record in look.records)


def _records(look: Look, *, of: Ref | None) -> Cell:
    """The record that was asked for, or the first that was read and how many more."""
    if not look.records:
        return Cell("None", hint="A record was open to them meanwhile.")
    first = of if of in look.records and of is not None else look.records[0]
    more = len(look.records) - 1 if of is None else 0
    return Cell(named(first), href=page_of(first), hint=f"and {more} more" if more else None)
