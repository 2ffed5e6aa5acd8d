"""Taking a whole file in, chunk by chunk, each in an action of its own. Any runner may call it, and call it again."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.book import File, NothingNew, OpenBatch, Overtaken, left_off
from wholeplace.ground.intake.chunks import CHUNK, Chunk, Given, Outcome, chunks_of, no_money
from wholeplace.ground.intake.outcome import Tally


class Take(Protocol):
    """A room's action that takes in one chunk of a file."""

    def __call__(self, *, file: File, batch: int | None, chunk: Chunk[Any], by: Actor, on: date) -> OpenBatch:
        """Take the chunk in, and write down how far the batch has come."""


@dataclass(frozen=True)
class Reading(Generic[Given]):
    """How the rows of a file are read, as often as they are asked for, and what tells its records apart."""

    rows: Callable[[], Iterable[Outcome[Given]]]
    key: Callable[[Given], Hashable]
    pence: Callable[[Given], int] = no_money


def take_in(reading: Reading[Given], *, file: File, take: Take, by: Actor, on: date, size: int = CHUNK) -> OpenBatch:
    """Take in a file, or the rest of one that was begun. Raises NothingNew when it changes nothing."""
    batch = left_off(file)
    reasons = Tally()
    while True:
        try:
            taken = _run(reading, file=file, take=take, by=by, on=on, size=size, batch=batch, reasons=reasons)
        except Overtaken:
            batch = left_off(file)
            if batch is None:
                raise NothingNew(Tally()) from None
        else:
            taken.tally.reasons = reasons.reasons
            return taken


def _run(
    reading: Reading[Given],
    *,
    file: File,
    take: Take,
    by: Actor,
    on: date,
    size: int,
    batch: OpenBatch | None,
    reasons: Tally,
) -> OpenBatch:
    unwritten: Chunk[Given] | None = None
    after = batch.place if batch else 0
    for read in chunks_of(reading.rows(), key=reading.key, pence=reading.pence, after=after, size=size):
        chunk = read if unwritten is None else read.after(unwritten)
        try:
            batch = take(file=file, batch=batch.number if batch else None, chunk=chunk, by=by, on=on)
        except NothingNew as known:
            known.tally.reasons = chunk.tally.reasons
            if chunk.last:
                raise
            chunk.tally, unwritten = known.tally, chunk
        else:
            reasons.reasons.update(chunk.tally.reasons)
            unwritten = None
    assert batch is not None  # a file has at least one chunk
    return batch
