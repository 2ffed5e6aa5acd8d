"""Rows come in chunks that are the same each time, so that whoever was stopped goes on, and all is counted."""

from dataclasses import dataclass

import pytest

from wholeplace.ground.intake.chunks import chunks_of
from wholeplace.ground.intake.outcome import Elsewhere, Row, Sums, rejected


@dataclass(frozen=True)
class Paid:
    """A payment by its number."""

    number: str
    pence: int = 100


ROWS = [
    Row(2, (Paid("a"),)),
    rejected(3, "amount", "Not an amount."),
    Row(4, (Paid("b"),)),
    Row(5, (Paid("a"),)),
    Row(6, (Paid("b", 7),)),
    Elsewhere(7),
    Row(8, (Paid("c"),)),
]


def cut(rows=ROWS, **given):
    return list(chunks_of(rows, key=lambda one: one.number, pence=lambda one: one.pence, **given))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_every_row_and_every_penny_is_counted_however_they_are_cut(size):
    chunks = cut(size=size)
    tallies, sums = [one.tally for one in chunks], [one.sums for one in chunks]
    assert sum(one.rows_in for one in tallies) == 7
    assert sum(one.rows_taken for one in tallies) == 3
    assert sum(one.rows_refused for one in tallies) == 2
    assert (sum(one.rows_repeated for one in tallies), sum(one.rows_elsewhere for one in tallies)) == (1, 1)
    assert (sum(one.given for one in sums), sum(one.taken for one in sums)) == (407, 300)
    assert (sum(one.refused for one in sums), sum(one.repeated for one in sums)) == (7, 100)


@pytest.mark.parametrize("after", range(8))
def test_whoever_goes_on_after_a_place_takes_only_what_follows(after):
    given = [paid for one in cut(after=after, size=2) for _, paid in one.given]
    whole = [(row.number, paid) for one in cut() for row, paid in one.given]
    assert given == [paid for number, paid in whole if number - 1 > after]


def test_the_last_chunk_says_that_it_is_the_last():
    chunks = cut(size=2)
    assert [one.last for one in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [(one.begins, one.ends) for one in chunks] == [(0, 2), (2, 4), (4, 6), (6, 7)]


def test_a_file_without_rows_has_one_chunk():
    (chunk,) = cut([])
    assert (chunk.last, chunk.given, chunk.sums) == (True, [], Sums())
