"""How far the trail can be read so that nothing can slip in later."""

from django.db import connection


def watermark() -> int:
    """The oldest transaction that still runs on the server: everything before it has ended, one way or the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
