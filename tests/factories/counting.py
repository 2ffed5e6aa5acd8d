"""How often the database is asked: counted at two sizes, so that growth is seen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def asks_no_more_for_more() -> Iterator[list[int]]:
    """Append what each size took, as `counted` gives it; at the end they are all the same, and not nothing."""
    counts: list[int] = []
    yield counts
    assert len(counts) > 1
    assert len(set(counts)) == 1, counts
    assert counts[0] > 0


@contextmanager
def counted(counts: list[int]) -> Iterator[None]:
    """Count the queries of this block."""
    with CaptureQueriesContext(connection) as asked:
        yield
    counts.append(len(asked))
