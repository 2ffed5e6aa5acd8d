"""Say what must be mended before the site may serve real people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from wholeplace.config.standing import faults


class Command(BaseCommand):
    """`check_site`: ends with 1 while anything must be mended."""

    help = "Check settings, database, walls and people; say each fault and how to mend it."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--production", action="store_true", help="ask what is asked where real people work")

    def handle(self, *args: Any, production: bool, **options: Any) -> None:
        """Print a line a fault."""
        found = faults(in_production=production or not settings.DEVELOPMENT)
        for one in found:
            self.stdout.write(f"{one.sentence}\n    To mend it: {one.mend}")
        if found:
            raise SystemExit(1)
        self.stdout.write("The site stands as it must.")
