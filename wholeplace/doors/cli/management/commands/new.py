"""Write the stubs of a new action, rule, page or indicator, with their failing tests."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wholeplace.doors.cli.stubs.kinds import KINDS


class Command(BaseCommand):
    """`new KIND ROOM NAME`."""

    help = "Begin an action, a rule, a page or an indicator: stubs in their places, with tests that fail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what, where, and its name."""
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("room", help="a room of the house, as needs")
        parser.add_argument("name", help="in small letters with underscores, as close_need")
        parser.add_argument("--into", default=str(settings.PROJECT), help="the checkout to write in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add to files that are there, make those that are not, and say which."""
        name, root = options["name"], Path(options["into"])
        if not name.isidentifier() or name != name.lower():
            raise CommandError(f"{name!r} is not a name such as close_need.")
        found = sorted(root.glob(f"wholeplace/*/{options['room']}/__init__.py"))
        rooms = [path for path in found if path.parts[-3] not in {"doors", "edges"}]
        if not rooms:
            raise CommandError(f"There is no room called {options['room']}.")
        files = KINDS[options["kind"]](floor=rooms[0].parts[-3], room=options["room"], name=name)
        for path, text in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.exists() and path.startswith("tests/"):
                raise CommandError(f"{path} is there already.")
            file.write_text((file.read_text() if file.exists() else "") + text)
            self.stdout.write(path)
