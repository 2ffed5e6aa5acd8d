"""Writing down what came of a file. Called only inside a room's action, which holds the pen and leaves the event.

A file is taken in by chunks, each in one transaction with the place that was reached: whoever is stopped anywhere goes
on from there. A room whose files are small takes one in at once (`batch_of`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.functions import Now

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.chunks import CHUNK, Chunk, Given, Outcome, chunks_of
from wholeplace.ground.intake.models import Batch, ControlTotal, RowError
from wholeplace.ground.intake.outcome import Change, Rejected, Row, Sums, Tally


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


class Overtaken(Exception):
    """Somebody else took this chunk in. Raised inside an action, so that nothing is taken in twice."""

    def __init__(self, place: int) -> None:
        """Keep the place that was reached."""
        self.place = place
        super().__init__(f"Taken in up to {place} already.")


@dataclass
class OpenBatch:
    """A batch as far as it has come."""

    number: int
    ref: Ref
    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)
    place: int = 0
    totals: dict[str, float] = field(default_factory=dict)

    def pour(
        self,
        rows: Iterable[Outcome[Given]],
        *,
        into: Callable[[list[tuple[Row[Given], Given]]], Change],
        key: Callable[[Given], Hashable],
        chunk: int = CHUNK,
    ) -> None:
        """Give the rows of a whole file to a room some thousand at a time, and keep every row that is refused."""
        refused: list[Rejected] = []
        for one in chunks_of(rows, key=key, size=chunk):
            self.tally.add(one.tally)
            refused += one.refused
            if one.given:
                self.tally.count(into(one.given))
        _keep(self.number, refused)

    def add_to_total(self, name: str, figure: float) -> None:
        """Add to a sum that can be compared with the publisher's."""
        self.totals[name] = self.totals.get(name, 0.0) + figure


def was_taken(file: File) -> bool:
    """Whether this very file was taken in before, by the same mapping, with no row refused."""
    return bool(_same(file).filter(rows_refused=0, finished_at__isnull=False).exists())


def left_off(file: File) -> OpenBatch | None:
    """The batch of this very file that somebody began and did not finish."""
    row = _same(file).filter(finished_at__isnull=True).order_by("-pk").first()
    return None if row is None else _opened(row)


def _same(file: File) -> Any:
    return Batch.objects.filter(source=file.source, sha256=file.sha256, mapping=file.mapping)


# --- By chunks ------------------------------------------------------------------------------------------------


def begin(file: File, *, by: Actor, on: date) -> OpenBatch:
    """Open a batch for a file."""
    row = Batch.objects.create(
        source=file.source,
        title=file.title,
        publisher=file.publisher,
        licence=file.licence,
        url=file.url,
        caveat=file.caveat,
        file_name=file.name,
        sha256=file.sha256,
        mapping=file.mapping,
        started_by=by.organisation_name or by.person_name,
        taken_on=on,
    )
    return _opened(row)


def open_for(chunk: Chunk[Any], *, batch: int | None, file: File, by: Actor, on: date) -> OpenBatch:
    """The batch that a chunk is the next of, locked; a new one without a number. Raises Overtaken."""
    if batch is None:
        return begin(file, by=by, on=on)
    row = Batch.objects.select_for_update().get(pk=batch)
    if row.position != chunk.begins or row.finished_at is not None:
        raise Overtaken(row.position)
    return _opened(row)


def write_down(batch: OpenBatch, chunk: Chunk[Any], change: Change, *, file: File, begun: bool) -> OpenBatch:
    """Write down what became of a chunk, with the place that was reached; at the last one, close the batch.

    Raises NothingNew, unless the batch was begun before, for a file of a known source that has changed nothing so
    far; but where rows of it were refused for the first time, that must be kept.
    """
    batch.tally.add(chunk.tally)
    batch.tally.count(change)
    batch.sums.add(chunk.sums)
    if not begun and _is_nothing_new(batch.tally, file=file):
        raise NothingNew(batch.tally)
    batch.place = chunk.ends
    _keep(batch.number, chunk.refused)
    _save(batch, finished=chunk.last)
    if chunk.last and batch.sums.given:
        _state_totals(batch.number, {name: vars(batch.sums)[sum_] / 100 for name, sum_ in _MONEY.items()})
    return batch


_MONEY = {
    "Money in the rows of the file, £": "given",
    "Money taken in or known already, £": "taken",
    "Money of rows that were refused, £": "refused",
    "Money of rows that say again what an earlier row said, £": "repeated",
}


def _state_totals(batch: int, totals: dict[str, float]) -> None:
    ControlTotal.objects.bulk_create(
        ControlTotal(batch_id=batch, name=name[:200], figure=figure) for name, figure in totals.items()
    )


def _is_nothing_new(tally: Tally, *, file: File, but: int | None = None) -> bool:
    if tally.changes:
        return False
    before = Batch.objects.filter(source=file.source, finished_at__isnull=False).exclude(pk=but)
    same = before.filter(sha256=file.sha256, mapping=file.mapping).exists()
    return bool(same or (tally.rows_refused == 0 and before.exists()))


def _save(batch: OpenBatch, *, finished: bool) -> None:
    counts = {name: figure for name, figure in vars(batch.tally).items() if isinstance(figure, int)}
    money = {f"pence_{name}": pence for name, pence in vars(batch.sums).items()}
    end = {"finished_at": Now()} if finished else {}
    Batch.objects.filter(pk=batch.number).update(position=batch.place, **counts, **money, **end)


def _opened(row: Batch) -> OpenBatch:
    """A batch as it stands in its row."""
    tally = Tally(**{name: getattr(row, name) for name, figure in vars(Tally()).items() if isinstance(figure, int)})
    sums = Sums(**{name: getattr(row, f"pence_{name}") for name in vars(Sums())})
    return OpenBatch(number=row.pk, ref=row.ref, tally=tally, sums=sums, place=row.position)


def _keep(batch: int, refused: Iterable[Rejected]) -> None:
    RowError.objects.bulk_create(
        (
            RowError(
                batch_id=batch,
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


# --- At once --------------------------------------------------------------------------------------------------


@contextmanager
def batch_of(file: File, *, by: Actor, on: date) -> Iterator[OpenBatch]:
    """Open a batch for the file, and close it with its count when the block ends.

    Raises NothingNew when the source was taken in before and this file changes nothing; unless rows of it were refused
    for the first time, since that must be kept.
    """
    opened = begin(file, by=by, on=on)
    yield opened
    if _is_nothing_new(opened.tally, file=file, but=opened.number):
        raise NothingNew(opened.tally)
    _state_totals(opened.number, opened.totals)
    _save(opened, finished=True)
