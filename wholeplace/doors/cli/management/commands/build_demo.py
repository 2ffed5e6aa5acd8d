"""Build the invented places, unless they are there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.progress import Progress

from wholeplace.edges.demo.build import FOUNDING, WORKING, build, places_to_build


class Command(BaseCommand):
    """`build_demo [--size N]`."""

    help = "Build the two invented places through the same actions as any other; --size N for N times the records."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size."""
        parser.add_argument("--size", type=int, default=1, help="how many times the records of the script")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build both places and show how far it has come."""
        places = places_to_build()
        if not places:
            self.stdout.write("The example places are there already.")
            return
        size = max(1, options["size"])
        steps = len(places) * (1 + len(FOUNDING) + len(WORKING) + size - 1)
        with Progress(transient=True) as progress:
            task = progress.add_task("Building the example places", total=steps)
            for done in build(places=places, size=size, on=timezone.localdate()):
                progress.update(task, advance=1, description=f"{done.place}: {done.step}")
        self.stdout.write(f"Built {len(places)} example places, size {size}.")
