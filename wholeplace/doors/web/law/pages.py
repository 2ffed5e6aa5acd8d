"""The law in words."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import Cell, ListPage, Step, TableView, Tag
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.law import LawNumber, every_number
from wholeplace.ground.overrides.queries import Kept
from wholeplace.together.partnership.queries import PartnershipCard

UNITS = {"chi_squared": "chi-squared", "count": ""}


def law_page(kept: Sequence[Kept], *, places: Mapping[int, PartnershipCard], request: Asked) -> ListPage:
    """Every number of law, with what has been set by hand and in which partnership."""
    may_set = request.actor.may(Permission.LAW_OVERRIDE)
    rows = tuple(
        _row(
            entry,
            place=places.get(by_hand.within or 0) if by_hand else None,
            end=_end(by_hand, request=request) if by_hand and may_set else None,
        )
        for entry, by_hand in _numbers(kept)
    )
    return ListPage(
        title="Numbers of law",
        lead=(
            "Legal thresholds and time limits, with their dates and sources."
            " Only the notice for voluntary-sector providers is used in checks so far."
        ),
        steps=(Step("Set a number by hand", reverse("set-law"), kind="secondary"),) if may_set else (),
        csv=csv_link(request),
        table=TableView(
            caption="Numbers of law",
            caption_hidden=True,
            headings=("Number", "Value", "Where", "From", "Until", "Trust", "Source"),
            numeric=frozenset({1}),
            rows=rows,
            narrow="cards",
        ),
    )


def _numbers(kept: Sequence[Kept]) -> list[tuple[LawNumber, Kept | None]]:
    """The numbers of the book, and after those of each rule what has been set by hand."""
    book: list[tuple[LawNumber, Kept | None]] = [(entry, None) for entry in every_number()]
    by_hand: list[tuple[LawNumber, Kept | None]] = [
        (entry, one) for one in kept for entry in every_number(overrides=[one.override]) if entry.overridden
    ]
    return sorted(book + by_hand, key=lambda pair: (pair[0].subject, pair[0].rule, pair[0].overridden))


def _end(one: Kept, *, request: Asked) -> str | None:
    """Where an override ends, for whoever acts in the partnership that it holds in."""
    if one.override.ends is not None or one.within != request.actor.partnership_id:
        return None
    return reverse("end-law", kwargs={"override": one.public_id})


def _row(entry: LawNumber, *, place: PartnershipCard | None, end: str | None) -> tuple[Cell | str, ...]:
    trust = Tag("Set by hand", "orange") if entry.overridden else Tag("Unconfirmed", "yellow")
    return (
        Cell(entry.title, hint=entry.counted or entry.note),
        _value(entry),
        Cell(entry.jurisdiction, hint=f"Only in {place.name}") if place else entry.jurisdiction,
        day(entry.begins),
        day(entry.ends) if entry.ends else "–",
        Cell(entry.confidence.meaning) if entry.is_confirmed else Cell("", tag=trust),
        Cell(entry.source, href=end, hint="End this override" if end else None),
    )


def _value(entry: LawNumber) -> str:
    if entry.unit == "pence":
        figure = str(Money(entry.whole))
    elif entry.unit == "percent":
        figure = f"{entry.value}%"
    else:
        figure = f"{entry.value} {UNITS.get(entry.unit, entry.unit.replace('_', ' '))}".strip()
    return f"{entry.bound} {figure}" if entry.bound else figure
