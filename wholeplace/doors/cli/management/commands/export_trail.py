"""Write the whole trail to one file that anybody can check."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.exporting import exported, one_view
from wholeplace.ground.trail.sealing import THE_SEALER


class Command(BaseCommand):
    """`export_trail FILE [--bare]`."""

    help = "Write the whole sealed trail with its signed heads to one file, for the stand-alone verifier."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether words leave."""
        parser.add_argument("file", type=Path, help="the file to write")
        parser.add_argument(
            "--bare",
            action="store_true",
            help="leave out persons, sentences and details, which may be personal",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write line by line, showing how far it has come."""
        entries = 0
        file = options["file"].open("w", encoding="utf-8")
        with file, one_view(), speaking_for(THE_SEALER), Progress() as progress:
            task = progress.add_task("Exporting the trail", total=None)
            for line in exported(words=not options["bare"]):
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
                entries += "entry" in line
                if entries % 1_000 == 0:
                    progress.update(task, description=f"Exported {entries:,} entries")
        self.stdout.write(f"Exported {entries:,} entries to {options['file']}.")
