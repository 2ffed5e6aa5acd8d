"""Write the stubs of a new action, rule, page or indicator, with their failing tests."""

import keyword
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wholeplace.doors.cli.stubs.begun import Begun, Wanted, joined, names_in
from wholeplace.doors.cli.stubs.kinds import KINDS

DRAWERS = ("actions", "events", "rules", "views")
REFUSING = ("rules/**/*.py", "actions.py", "actions/**/*.py")
"""Where codes of refusals stand."""


class Command(BaseCommand):
    """`new KIND ROOM NAME`."""

    help = "Begin an action, a rule, a page or an indicator: stubs in their places, with tests that fail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what, where, and its name."""
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("room", help="a room of the house, as needs; for a page, a folder of doors/web")
        parser.add_argument("name", help="in small letters with underscores, as close_need")
        parser.add_argument("--into", default=str(settings.PROJECT), help="the checkout to write in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add to modules that are there, make those that are not, and say which and what is left to do."""
        name, root = options["name"], Path(options["into"])
        if not re.fullmatch(r"[a-z][a-z0-9_]{2,}", name) or keyword.iskeyword(name):
            raise CommandError(f"{name!r} is not a name such as close_need.")
        begun = KINDS[options["kind"]](_wanted(root, options["kind"], options["room"], name))
        drawers = {path for path in begun.files if path.endswith("__init__.py") and (root / path).exists()}
        texts = {path: _text(root / path, stub) for path, stub in begun.files.items() if path not in drawers}
        for path, text in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
            self.stdout.write(path)
        self._say_what_is_left(begun)

    def _say_what_is_left(self, begun: Begun) -> None:
        for step in begun.then:
            self.stdout.write(f"– {step}")


def _wanted(root: Path, kind: str, room: str, name: str) -> Wanted:
    """What is wanted, with what stands there already. Raises CommandError for a room that does not."""
    if kind == "page":
        folders = [path.parent for path in root.glob(f"wholeplace/doors/web/{room}/urls.py")]
    else:
        found = root.glob(f"wholeplace/*/{room}/__init__.py")
        folders = [path.parent for path in found if path.parts[-3] not in {"doors", "edges"}]
    if not folders:
        raise CommandError(f"There is no room called {room}.")
    refusing = "\n".join(file.read_text() for glob in REFUSING for file in root.glob(f"wholeplace/*/*/{glob}"))
    return Wanted(
        floor=folders[0].parts[-2],
        room=room,
        name=name,
        packages=frozenset(drawer for drawer in DRAWERS if _is_package(folders[0], drawer)),
        prefixes=frozenset(re.findall(r'(?:prefix=|Refusal\(\s*)"([A-Z]+)', refusing)),
    )


def _is_package(folder: Path, drawer: str) -> bool:
    """Whether a drawer is a package; rules that are not there yet begin as one."""
    return (folder / drawer).is_dir() or (drawer == "rules" and not (folder / "rules.py").exists())


def _text(file: Path, stub: str) -> str:
    """What a file becomes. Raises CommandError where the new thing is there already."""
    if not file.exists():
        return stub
    standing = file.read_text()
    if file.suffix != ".py" or "tests" in file.parts[-4:] or names_in(standing) & names_in(stub):
        raise CommandError(f"{file.name} has it already; nothing was written.")
    return joined(standing, stub)
