"""Following the trail: handing on each event that was committed, in order, without missing what commits late.

How far a follower has come moves in the same transaction as what it did with the events. So a follower that is killed
begins again where it left off, and what it does within the database it does once.
"""

from collections.abc import Callable

from django.db import connection, transaction

from wholeplace.ground.access.actor import service
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.trail.models import Bookmark
from wholeplace.ground.trail.queries import Entry, Position, after, position_of

AT_ONCE = 200


def follow(reader: str, *, do: Callable[[Entry], object], at_once: int = AT_ONCE) -> int:
    """Hand the next events to `do`, and move the bookmark behind them. Says how many; 0 where another is at it."""
    by = service(reader)
    with transaction.atomic(), speaking_for(by):
        if not _is_mine(reader):
            return 0
        entries = after(position=position_of(reader=reader, seen_by=by), seen_by=by, limit=at_once)
        for entry in entries:
            do(entry)
        if entries:
            _move(reader, to=entries[-1].position)
    return len(entries)


def _is_mine(reader: str) -> bool:
    """Only one at a time follows under a name; the others need not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"follows the trail: {reader}"])
        return bool(cursor.fetchone()[0])


def _move(reader: str, *, to: Position) -> None:
    with pen_taken(already=False):
        Bookmark.objects.update_or_create(
            reader=reader, defaults={"transaction": to.transaction, "event_id": to.event_id}
        )
