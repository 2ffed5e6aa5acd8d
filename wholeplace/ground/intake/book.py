"""Writing down what came of a file. Called only inside a room's action, which holds the pen and leaves the event."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models.functions import Now

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.models import Batch, ControlTotal, RowError
from wholeplace.ground.intake.outcome import Change, Elsewhere, Rejected, Row, Summed, Tally, rejected

Given = TypeVar("Given")
Outcome = Row[Given] | Rejected | Elsewhere
CHUNK = 10_000


@dataclass(frozen=True)
class File:
    """A file as it is about to be taken in: which source it is of, who published it, and what it holds."""

    source: str
    title: str
    publisher: str
    licence: str
    name: str
    sha256: str
    mapping: str
    url: str = ""
    caveat: str = ""


class NothingNew(Exception):
    """The file holds nothing that is not known already. Raised inside an action, so that nothing at all is changed."""

    def __init__(self, tally: Tally) -> None:
        """Keep the count."""
        self.tally = tally
        super().__init__("0 changes")


@dataclass
class OpenBatch:
    """A batch while its rows are poured into a room."""

    number: int
    ref: Ref
    tally: Tally = field(default_factory=Tally)
    totals: dict[str, float] = field(default_factory=dict)

    def pour(
        self,
        rows: Iterable[Outcome[Given]],
        *,
        into: Callable[[list[tuple[Row[Given], Given]]], Change],
        key: Callable[[Given], Hashable],
        chunk: int = CHUNK,
    ) -> None:
        """Give the rows to a room some thousand records at a time, and keep every row that is refused, with why.

        A record that stands in the file twice is taken once; when the two differ, the second row is refused.
        """
        first: dict[Hashable, tuple[int, int]] = {}
        waiting: list[tuple[Row[Given], Given]] = []
        refused: list[Rejected] = []
        for read in rows:
            self.tally.rows_in += not isinstance(read, Summed)
            match _not_twice(read, first, key):
                case Summed(given=given) as row:
                    waiting += [(row, one) for one in given]
                case Row(given=given) as row:
                    self.tally.rows_taken += 1
                    waiting += [(row, one) for one in given]
                case Rejected(faults=faults) as row:
                    self.tally.rows_refused += 1
                    self.tally.reasons.update((fault.field, fault.reason) for fault in faults)
                    refused.append(row)
                case Elsewhere():
                    self.tally.rows_elsewhere += 1
                case None:
                    self.tally.rows_repeated += 1
            if len(waiting) >= chunk:
                self.tally.count(into(waiting))
                waiting = []
        if waiting:
            self.tally.count(into(waiting))
        self._keep(refused)

    def add_to_total(self, name: str, figure: float) -> None:
        """Add to a sum that can be compared with the publisher's."""
        self.totals[name] = self.totals.get(name, 0.0) + figure

    def _keep(self, refused: Iterable[Rejected]) -> None:
        RowError.objects.bulk_create(
            (
                RowError(
                    batch_id=self.number,
                    sheet=one.sheet[:80],
                    row=one.number,
                    field=fault.field[:120],
                    reason=fault.reason[:300],
                    excerpt=fault.excerpt[:80],
                )
                for one in refused
                for fault in one.faults
            ),
            batch_size=5_000,
        )


def _not_twice(outcome: Any, first: dict[Hashable, tuple[int, int]], key: Callable[[Any], Hashable]) -> Any:
    """The row without records that an earlier row gave already; None when nothing is left of it."""
    if not isinstance(outcome, Row) or not outcome.given:
        return outcome
    fresh = []
    for one in outcome.given:
        name, content = key(one), hash(one)
        if name not in first:
            first[name] = (outcome.number, content)
            fresh.append(one)
        elif first[name][1] != content:
            return rejected(outcome.number, "row", f"Says otherwise than row {first[name][0]} of the same file.")
    return replace(outcome, given=tuple(fresh)) if fresh else None


def was_taken(file: File) -> bool:
    """Whether this very file was taken in before, by the same mapping, with no row refused."""
    return Batch.objects.filter(
        source=file.source, sha256=file.sha256, mapping=file.mapping, rows_refused=0, finished_at__isnull=False
    ).exists()


@contextmanager
def batch_of(file: File, *, by: Actor, on: date) -> Iterator[OpenBatch]:
    """Open a batch for the file, and close it with its count when the block ends.

    Raises NothingNew when the source was taken in before and this file changes nothing; unless rows of it were refused
    for the first time, since that must be kept.
    """
    before = Batch.objects.filter(source=file.source, finished_at__isnull=False)
    known, same = before.exists(), before.filter(sha256=file.sha256, mapping=file.mapping).exists()
    batch = Batch.objects.create(
        source=file.source,
        title=file.title,
        publisher=file.publisher,
        licence=file.licence,
        url=file.url,
        caveat=file.caveat,
        file_name=file.name,
        sha256=file.sha256,
        mapping=file.mapping,
        started_by=by.person_name,
        taken_on=on,
    )
    opened = OpenBatch(number=batch.pk, ref=batch.ref)
    yield opened
    if opened.tally.changes == 0 and (same or (known and opened.tally.rows_refused == 0)):
        raise NothingNew(opened.tally)
    counts = {name: figure for name, figure in vars(opened.tally).items() if isinstance(figure, int)}
    Batch.objects.filter(pk=batch.pk).update(finished_at=Now(), **counts)
    ControlTotal.objects.bulk_create(
        ControlTotal(batch_id=batch.pk, name=name[:200], figure=figure) for name, figure in opened.totals.items()
    )
