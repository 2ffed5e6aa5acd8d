"""The law in words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import Cell, ListPage, Step, TableView, Tag
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.law import LawNumber, every_number
from wholeplace.ground.overrides.queries import Kept

UNITS = {"chi_squared": "chi-squared", "count": ""}


def law_page(kept: Sequence[Kept], *, request: Asked) -> ListPage:
    """Every number of law, with what has been set by hand."""
    ends = {one.override: reverse("end-law", kwargs={"override": one.public_id}) for one in kept}
    may_set = request.actor.may(Permission.LAW_OVERRIDE)
    running = {(one.rule, one.begins, one.jurisdiction): href for one, href in ends.items() if one.ends is None}
    rows = tuple(
        _row(entry, end=running.get((entry.rule, entry.begins, entry.jurisdiction)) if may_set else None)
        for entry in every_number(overrides=tuple(ends))
    )
    return ListPage(
        title="Numbers of law",
        lead="Every threshold, period and percentage that rules read, as at its day, with the text that says so.",
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


def _row(entry: LawNumber, *, end: str | None) -> tuple[Cell | str, ...]:
    trust = Tag("Set by hand", "orange") if entry.overridden else Tag("Unconfirmed", "yellow")
    return (
        Cell(entry.title, hint=entry.counted or entry.note),
        _value(entry),
        entry.jurisdiction,
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
