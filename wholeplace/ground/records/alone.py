"""Acting alone on a matter: for what is looked up and then written, where there is no row of ours to lock."""

from django.db import connection


def alone_on(*matters: str) -> None:
    """Let nobody else act on these matters until the transaction ends, always in the same order."""
    with connection.cursor() as cursor:
        for matter in sorted(matters):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [matter])
