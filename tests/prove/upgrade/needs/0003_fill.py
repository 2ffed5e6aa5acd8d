"""Fill in pieces: each is a transaction of its own, and what is filled is not filled again."""

import time

from django.db import migrations

PIECE = """
UPDATE needs_need SET trial = upper(title)
WHERE id IN (SELECT id FROM needs_need WHERE trial IS NULL ORDER BY id LIMIT 2)
"""


def fill(apps: object, editor: object) -> None:
    """Until nothing is left; slowly, so that it can be killed on the way."""
    while True:
        with editor.connection.cursor() as cursor:
            cursor.execute(PIECE)
            if cursor.rowcount == 0:
                return
        time.sleep(0.2)


class Migration(migrations.Migration):
    """Not one transaction: it can be killed anywhere and run again."""

    atomic = False
    dependencies = [("needs", "0002_widen")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
