"""Taking turns over what has no row of one's own to lock: two who do the same thing at once, do it one by one."""

from django.db import connection


def take_turn(what: str) -> None:
    """Wait until nobody else is at this, and keep it until the transaction ends.

    A row of another organisation cannot be locked, and a row that is not there yet cannot either.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
