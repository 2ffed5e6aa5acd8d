"""Bring the database to the shape that the code describes, and build its walls."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from wholeplace.ground.records.standing import note_what_stands
from wholeplace.ground.records.walls import build_statements


class Command(BaseCommand):
    """`build_database`: run as the migrator."""

    help = "Migrate the database, then build row security, rights and part-of constraints from the models."

    def handle(self, *args: str, **options: object) -> None:
        """Migrate, then build every wall in one transaction."""
        call_command("migrate", interactive=False, verbosity=1)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in build_statements():
                cursor.execute(statement)
            note_what_stands()
        self.stdout.write("The database and its walls are built.")
