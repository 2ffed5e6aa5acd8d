"""Files that were brought in, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Colour,
    Crumb,
    Fact,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import history_of, visibility_of
from wholeplace.doors.web.shell.words import day
from wholeplace.edges.exchange.published.brought import ENCODINGS, LAYOUTS, Preview
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.files.queries import BroughtCard
from wholeplace.ground.files.rules import State
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.outcome import Rejected
from wholeplace.ground.intake.queries import BatchCard
from wholeplace.together.directory.queries import OrganisationCard

FIRST = 20
"""How many of the refused rows the page shows before it leads to all of them."""

MOST = 1_000
"""How many a list on the screen shows; the file holds all."""

_COLOURS: dict[State, Colour] = {
    State.WAITING: "yellow",
    State.CONFIRMED: "blue",
    State.DONE: "green",
    State.CANCELLED: "grey",
}
_HEADINGS = ("Row", "Column", "It says", "What is wrong, and how to mend it")


@dataclass(frozen=True)
class Shown:
    """What the page of a file shows."""

    card: BroughtCard
    buyer: OrganisationCard
    preview: Preview | None
    batch: BatchCard | None
    brought_by: str
    before: date | None


def files_page(cards: Sequence[BroughtCard], *, pages: Pages, request: Asked) -> ListPage:
    """What was brought in for an organisation."""
    step = Step("Bring in a file", reverse("bring-in"))
    may_bring = request.actor.may(Permission.FILE_BRING)
    return ListPage(
        title="Files brought in",
        caption=request.actor.organisation_name,
        area="money",
        crumbs=(Crumb("Money", reverse("money")),),
        lead="Each file is brought in by one person and confirmed by another.",
        steps=(step,) if may_bring else (),
        pages=pages,
        table=TableView(
            caption="Files",
            caption_hidden=True,
            headings=("File", "Brought in", "Size", "How far it is"),
            numeric=frozenset({2}),
            rows=tuple(
                (
                    Cell(card.name, href=_here("brought-file", card)),
                    day(card.brought_on),
                    _size(card),
                    Cell("", tag=_tag(card)),
                )
                for card in cards
            ),
            empty="Nothing was brought in yet.",
            empty_step=step if may_bring else None,
        ),
    )


def brought_page(shown: Shown, *, request: Asked) -> RecordPage:
    """One file: what would come of it, how far it has come, or what came in."""
    card = shown.card
    return RecordPage(
        title=card.name,
        caption=f"Published spend of {shown.buyer.name}",
        area="money",
        crumbs=(Crumb("Money", reverse("money")), Crumb("Files brought in", reverse("brought-files"))),
        status=_status(shown),
        tag=_tag(card),
        next_sentence=_next(shown, request=request),
        steps=_steps(shown, request=request),
        facts=(
            Fact("Brought in", f"{day(card.brought_on)} by {shown.brought_by}"),
            *((Fact("Columns", ", ".join(LAYOUTS[card.read_as].columns)),) if card.read_as in LAYOUTS else ()),
            Fact("Text", ENCODINGS.get(card.encoding, card.encoding)),
            Fact("Size", _size(card)),
            Fact("SHA-256 of its content", card.sha256, hint="The same content is known again by it."),
        ),
        sections=_foreseen(shown.preview, card) if shown.preview and not shown.preview.unreadable else (),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(card.sensitivity, organisation=card.organisation, audience=(), request=request),
    )


def refused_rows_page(card: BroughtCard, preview: Preview, *, request: Asked) -> ListPage:
    """Every row that would be refused, with its field and how to mend it."""
    rows = tuple(_lines(preview.refused))
    as_file = request.GET.get("format") == "csv"
    return ListPage(
        title="Rows that would be refused",
        caption=card.name,
        area="money",
        crumbs=(Crumb("Files brought in", reverse("brought-files")), Crumb(card.name, _here("brought-file", card))),
        lead=f"The first {MOST:,}; the file has all {len(rows):,}." if len(rows) > MOST else preview.unreadable or None,
        csv=csv_link(request),
        table=_refused(rows if as_file else rows[:MOST]),
    )


# --- What it says first -------------------------------------------------------------------------------------


def _status(shown: Shown) -> str:
    card, preview, batch = shown.card, shown.preview, shown.batch
    match card.state:
        case State.WAITING if preview is not None and preview.unreadable:
            return f"It cannot be read: {preview.unreadable} Cancel it, then bring it in again."
        case State.WAITING if preview is not None:
            tally, again = preview.tally, _again(shown.before)
            return (
                f"{again}{tally.rows_in:,} rows were read: {tally.rows_taken:,} can be taken in,"
                f" {tally.rows_refused:,} are refused. {_changes(tally.changes)} would follow."
            )
        case State.CONFIRMED:
            rows = batch.rows_in if batch else 0
            return f"It is being taken in: {rows:,} rows so far. This page looks again every few seconds."
        case State.DONE:
            refused = f"; {batch.rows_refused:,} rows were refused" if batch else ""
            return f"It was taken in: {_changes(card.changes)}{refused}."
        case _:
            return "It was cancelled. Nothing of it was taken in."


def _again(before: date | None) -> str:
    return f"This very file was taken in before, on {day(before)}. " if before else ""


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"


def _next(shown: Shown, *, request: Asked) -> str | None:
    if shown.card.state is not State.WAITING:
        return None
    if shown.card.brought_by == request.actor.person_id:
        return "A second person must confirm it: whoever brought it in cannot, in any post."
    if request.actor.may(Permission.FILE_CONFIRM):
        return "Compare the totals with your ledger before you confirm."
    return "Somebody who may confirm files must do so."


def _steps(shown: Shown, *, request: Asked) -> tuple[Step, ...]:
    card, actor = shown.card, request.actor
    if card.state is State.WAITING:
        steps = []
        readable = shown.preview is not None and not shown.preview.unreadable
        if readable and actor.may(Permission.FILE_CONFIRM) and card.brought_by != actor.person_id:
            steps.append(Step("Confirm: take it in", _here("confirm-file", card), post=True))
        if actor.may(Permission.FILE_BRING):
            steps.append(Step("Cancel it", _here("cancel-file", card), kind="secondary", post=True))
        return tuple(steps)
    if card.state is State.CONFIRMED:
        look = Step("Look again", _here("brought-file", card), kind="secondary")
        if not actor.may(Permission.FILE_CONFIRM) or card.brought_by == actor.person_id:
            return (look,)
        why = "Where it has come to a stop. It goes on where it was left."
        return look, Step("Ask for it again", _here("ask-again-for-file", card), kind="secondary", post=True, hint=why)
    if card.state is State.DONE:
        spend = Step("See the spend", reverse("spend", kwargs={"reference": shown.buyer.ref.public_id}))
        batch = Step("See what came of each row", reverse("batch", kwargs={"reference": card.became}), kind="secondary")
        return (spend, batch) if card.became else (spend,)
    return ()


# --- What would come of it ----------------------------------------------------------------------------------


def _foreseen(preview: Preview, card: BroughtCard) -> tuple[Section, ...]:
    tally = preview.tally
    span = f"Payments from {day(preview.first)} to {day(preview.last)}." if preview.first and preview.last else None
    return (
        Section(title="Totals to compare with your ledger", id="totals", lead=span, tables=(_totals(preview),)),
        Section(
            title="What would change",
            id="changes",
            lead="Payments that are known and that this file leaves out stay as they are.",
            facts=(
                Fact("New payments", f"{tally.added:,}"),
                Fact("Payments that read otherwise, replaced", f"{tally.revised:,}"),
                Fact("Payments known as they are", f"{tally.unchanged:,}"),
            ),
        ),
        Section(
            title="Rows that are refused",
            id="refused",
            lead=f"The first {FIRST} of {tally.rows_refused:,}." if tally.rows_refused > FIRST else None,
            tables=(_refused(tuple(_lines(preview.refused[:FIRST]))),),
            links=(Link("All refused rows, also as a file", _here("brought-refused", card)),)
            if tally.rows_refused
            else (),
        ),
    )


def _totals(preview: Preview) -> TableView:
    tally, sums = preview.tally, preview.sums
    lines = (
        ("Can be taken in", tally.rows_taken, sums.taken),
        ("Refused", tally.rows_refused, sums.refused),
        ("Say again what an earlier row says", tally.rows_repeated, sums.repeated),
    )
    return TableView(
        caption="Totals",
        caption_hidden=True,
        headings=("What", "Rows", "Money"),
        numeric=frozenset({1, 2}),
        rows=tuple((words, f"{rows:,}", str(Money(pence))) for words, rows, pence in lines),
        total=("In the file", f"{tally.rows_in:,}", str(Money(sums.given))),
        note="Money of a refused row counts where its amount could be read.",
    )


def _refused(rows: tuple[tuple[str, str, str, str], ...]) -> TableView:
    return TableView(
        caption="Rows that are refused",
        caption_hidden=True,
        headings=_HEADINGS,
        rows=rows,
        empty="No row is refused.",
    )


def _lines(refused: Sequence[Rejected]) -> Iterator[tuple[str, str, str, str]]:
    for one in refused:
        for fault in one.faults:
            yield (f"{one.number}", fault.field, fault.excerpt, fault.reason)


# --- Parts --------------------------------------------------------------------------------------------------


def _here(name: str, card: BroughtCard) -> str:
    return reverse(name, kwargs={"reference": card.ref.public_id})


def _tag(card: BroughtCard) -> Tag:
    return Tag(card.state.label, _COLOURS[card.state])


def _size(card: BroughtCard) -> str:
    return f"{max(1, round(card.size / 1000)):,} kB"
