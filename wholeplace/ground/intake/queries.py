"""Reading what was taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.models import Batch, ControlTotal, RowError


@dataclass(frozen=True)
class BatchCard:
    """A file that was taken in, and what became of its rows."""

    number: int
    ref: Ref
    source: str
    title: str
    publisher: str
    licence: str
    url: str
    caveat: str
    file_name: str
    sha256: str
    mapping: str
    taken_on: date
    finished_at: datetime | None
    started_by: str
    rows_in: int
    rows_taken: int
    rows_elsewhere: int
    rows_repeated: int
    rows_refused: int
    added: int
    revised: int
    unchanged: int


@dataclass(frozen=True)
class ErrorLine:
    """Why one row was refused."""

    sheet: str
    row: int
    field: str
    reason: str
    excerpt: str


def batch(*, reference: str, seen_by: Actor) -> BatchCard:
    """The batch of this public id, or NotThere."""
    return _card(Batch.objects.all().the(reference, seen_by=seen_by))


def batch_of_file(*, source: str, sha256: str, mapping: str, seen_by: Actor) -> BatchCard | None:
    """The batch that this very file is being taken in as, or was; the latest of several."""
    rows = Batch.objects.seen_by(seen_by).filter(source=source, sha256=sha256, mapping=mapping).order_by("-pk")
    row = rows.first()
    return None if row is None else _card(row)


def unfinished(*, seen_by: Actor) -> int:
    """How many files were begun and never finished."""
    return Batch.objects.seen_by(seen_by).filter(finished_at__isnull=True).count()


def batches(*, seen_by: Actor, source: str | None = None) -> "QuerySet[Batch]":
    """Everything that was taken in, newest first, for paging with `cards`."""
    rows = Batch.objects.seen_by(seen_by).filter(finished_at__isnull=False)
    return (rows.filter(source=source) if source else rows).order_by("-pk")


def cards(*, rows: Iterable[Batch], seen_by: Actor) -> tuple[BatchCard, ...]:
    """A page of batches."""
    return tuple(_card(row) for row in rows)


def batches_of(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, BatchCard]:
    """The batches behind these numbers."""
    return {row.pk: _card(row) for row in Batch.objects.seen_by(seen_by).filter(pk__in=set(numbers))}


def newest(*, seen_by: Actor) -> str:
    """The public id of the batch that was opened last: what is published changes only when this does."""
    return Batch.objects.seen_by(seen_by).order_by("-pk").values_list("public_id", flat=True).first() or ""


def errors(*, batch: int, seen_by: Actor) -> "QuerySet[RowError]":
    """The reasons why rows of a batch were refused, in the order of the file, for paging with `error_lines`."""
    return RowError.objects.seen_by(seen_by).filter(batch_id=batch).order_by("row", "pk")


def error_lines(*, rows: Iterable[RowError], seen_by: Actor) -> tuple[ErrorLine, ...]:
    """A page of reasons."""
    return tuple(
        ErrorLine(sheet=row.sheet, row=row.row, field=row.field, reason=row.reason, excerpt=row.excerpt) for row in rows
    )


def totals(*, batch: int, seen_by: Actor) -> tuple[tuple[str, float], ...]:
    """The control totals of a batch."""
    return tuple(
        ControlTotal.objects.seen_by(seen_by).filter(batch_id=batch).order_by("pk").values_list("name", "figure")
    )


def _card(row: Batch) -> BatchCard:
    return BatchCard(
        number=row.pk,
        ref=row.ref,
        source=row.source,
        title=row.title,
        publisher=row.publisher,
        licence=row.licence,
        url=row.url,
        caveat=row.caveat,
        file_name=row.file_name,
        sha256=row.sha256,
        mapping=row.mapping,
        taken_on=row.taken_on,
        finished_at=row.finished_at,
        started_by=row.started_by,
        rows_in=row.rows_in,
        rows_taken=row.rows_taken,
        rows_elsewhere=row.rows_elsewhere,
        rows_repeated=row.rows_repeated,
        rows_refused=row.rows_refused,
        added=row.added,
        revised=row.revised,
        unchanged=row.unchanged,
    )
