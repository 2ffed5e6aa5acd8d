"""Which of the most sensitive records one request read: noted where rows become records, so that no page can forget.

What is noted: every commercial or personal record, and whatever is read only by a share or an opening. What the house
itself looks up on the way is not read by anybody.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.sensitivity import Sensitivity
from wholeplace.ground.records.context import speaking_now

_READ_BY_ALL = frozenset({None, Sensitivity.PUBLIC.value, Sensitivity.PARTNERSHIP.value})
_SENSITIVE = frozenset({Sensitivity.COMMERCIAL.value, Sensitivity.PERSONAL.value})


@dataclass(frozen=True)
class Noted:
    """A record that was read, and whose it is."""

    organisation: int
    partnership: int
    record: str


_noted: ContextVar[set[Noted] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[set[Noted]]:
    """Gather what is read until the block ends."""
    found: set[Noted] = set()
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


COLUMNS = ("public_id", "organisation_id", "partnership_id", "sensitivity", "audience")
"""What must be read of a row for it to be noted."""


def noted(kind: str, rows: Iterable[Any]) -> Iterator[Any]:
    """The same rows of values, each noted. They must have the columns asked for."""
    for row in rows:
        note(kind, {column: getattr(row, column) for column in COLUMNS})
        yield row


def note(kind: str, row: Any) -> None:
    """Note one record that was read, if it is among the most sensitive. Nothing is asked of the database for it.

    A part of a record has no kind, and is read with the record.
    """
    found = _noted.get()
    if found is None or not kind or row.get("sensitivity") in _READ_BY_ALL:
        return
    reader = speaking_now()
    if reader is None or reader.is_system or not _is_noted(row, reader=reader):
        return
    found.add(Noted(row["organisation_id"], row["partnership_id"], f"{kind}:{row['public_id']}"))


def _is_noted(row: Any, *, reader: Actor) -> bool:
    if row["sensitivity"] in _SENSITIVE:
        return True
    return reader.organisation_id != row["organisation_id"] and reader.organisation_id not in row["audience"]
