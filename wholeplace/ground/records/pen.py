"""The pen: the database role that may write, held only while an action runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from wholeplace.ground.records.roles import READER, WRITER


def role_now() -> str:
    """The database role that the connection works as at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@contextmanager
def pen_taken(*, already: bool) -> Iterator[None]:
    """Work as the writer until the block ends. A rolled-back transaction puts the pen down by itself."""
    if already:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WRITER}")
        yield
        cursor.execute(f"SET LOCAL ROLE {READER}")
