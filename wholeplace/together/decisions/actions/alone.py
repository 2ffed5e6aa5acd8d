"""Letting one at a time do what only one may do, so that the second is refused with its reason."""

from django.db import connection


def alone_on(*matters: str) -> None:
    """Let nobody else act on these matters until the transaction ends.

    Their rows are not ours to lock: they may be another organisation's. Always in the same order, so that no two wait
    for each other.
    """
    with connection.cursor() as cursor:
        for matter in sorted(matters):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [matter])
