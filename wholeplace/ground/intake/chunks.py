"""Cutting the rows of a file into chunks that are taken in one after another, each whole or not at all. Pure.

Reading the same file again gives the same chunks, so that whoever was stopped goes on after the last one written down.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from wholeplace.ground.intake.outcome import Elsewhere, Rejected, Row, Summed, Sums, Tally, rejected

Given = TypeVar("Given")
Outcome = Row[Given] | Rejected | Elsewhere
CHUNK = 10_000


def no_money(given: Any) -> int:
    """A record without money."""
    return 0


@dataclass
class Chunk(Generic[Given]):
    """Some rows of a file: from which place to which, what they give, which are refused, and what they add up to."""

    begins: int
    ends: int
    last: bool = False
    given: list[tuple[Row[Given], Given]] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)

    def after(self, before: "Chunk[Given]") -> "Chunk[Given]":
        """This chunk, with the count of one before it that changed nothing and was not written down."""
        tally, sums = Tally(), Sums()
        for one in (before, self):
            tally.add(one.tally)
            sums.add(one.sums)
        refused = [*before.refused, *self.refused]
        return replace(self, begins=before.begins, tally=tally, sums=sums, refused=refused)


def chunks_of(
    rows: Iterable[Outcome[Given]],
    *,
    key: Callable[[Given], Hashable],
    pence: Callable[[Given], int] = no_money,
    after: int = 0,
    size: int = CHUNK,
) -> Iterator[Chunk[Given]]:
    """The rows in chunks, but for those that were taken in before. A file has at least one chunk, which is the last.

    A record that stands in the file twice is taken once; when the two differ, the second row is refused.
    """
    first: dict[Hashable, tuple[int, int]] = {}
    place = 0
    chunk: Chunk[Given] = Chunk(after, after)
    for place, read in enumerate(rows, start=1):
        outcome = _not_twice(read, first, key, pence)
        if place <= after:
            continue
        if chunk.ends - chunk.begins >= size or len(chunk.given) >= size:
            yield chunk
            chunk = Chunk(chunk.ends, chunk.ends)
        _count(chunk, read, outcome, pence)
        chunk.ends = place
    chunk.last = True
    yield chunk


def _count(chunk: Chunk[Given], read: Outcome[Given], outcome: Any, pence: Callable[[Given], int]) -> None:
    tally, sums = chunk.tally, chunk.sums
    tally.rows_in += not isinstance(read, Summed)
    money = sum(map(pence, read.given)) if isinstance(read, Row) else 0
    match outcome:
        case Row(given=given) as row:
            tally.rows_taken += not isinstance(row, Summed)
            chunk.given += [(row, one) for one in given]
            taken = sum(map(pence, given))
            sums.taken += taken
            sums.repeated += money - taken
        case Rejected(faults=faults) as row:
            tally.rows_refused += 1
            tally.reasons.update((fault.field, fault.reason) for fault in faults)
            chunk.refused.append(row)
            money = money or row.pence
            sums.refused += money
        case Elsewhere():
            tally.rows_elsewhere += 1
        case None:
            tally.rows_repeated += 1
            sums.repeated += money
    sums.given += money


def _not_twice(
    outcome: Any, first: dict[Hashable, tuple[int, int]], key: Callable[[Any], Hashable], pence: Callable[[Any], int]
) -> Any:
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
    if len(fresh) == len(outcome.given):
        return outcome
    return replace(outcome, given=tuple(fresh)) if fresh else None
