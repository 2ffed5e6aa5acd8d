"""Write the documents that come from the code, or check that they are true."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wholeplace.doors.cli.docs.entities import entity_diagram
from wholeplace.doors.cli.docs.permissions import permission_table
from wholeplace.doors.cli.docs.rulebook import rulebook

DOCUMENTS = {"rulebook.md": rulebook, "permissions.md": permission_table, "entities.md": entity_diagram}


class Command(BaseCommand):
    """`write_docs [--check]`."""

    help = "Write docs/generated from the code; with --check, only say which page is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each page, or compare it with what stands."""
        folder = Path(settings.PROJECT) / "docs" / "generated"
        stale = []
        for name, write in DOCUMENTS.items():
            page, text = folder / name, write()
            if not page.exists() or page.read_text() != text:
                stale.append(name)
                if not options["check"]:
                    folder.mkdir(parents=True, exist_ok=True)
                    page.write_text(text)
        if stale and options["check"]:
            raise CommandError(f"Stale: {', '.join(stale)}. Run make manage DO='write_docs'.")
        self.stdout.write(f"Written: {', '.join(stale)}." if stale else "All pages are true.")
