"""Write migrations in which a table is made whole, with its constraints and indexes.

Django writes each of them as a step of its own, and draws every related model anew after each step. Here every row
belongs to an organisation and a partnership, so every model is related, and a hundred tables took minutes to make.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemigrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.models import IndexOperation

from wholeplace.config.released import is_released


class Command(makemigrations.Command):
    """`makemigrations`, with steps that may be folded into the making of their table."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what Django takes, and whether rooms begin anew."""
        super().add_arguments(parser)
        parser.add_argument(
            "--anew", action="store_true", help="take away the migrations of the rooms named that no release holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell the optimiser what it may fold, then do as Django does."""
        if options["anew"] and not args:
            raise CommandError("Name the rooms that begin anew.")
        if options["anew"] and (leaning := rooms_that_lean_on(args)):
            raise CommandError(
                f"Migrations of {', '.join(leaning)} lean on those that would go. Name these rooms as well,"
                " or change the file by hand. Nothing was taken away."
            )
        for room in args if options["anew"] else ():
            for file in files_of_no_release(Path(apps.get_app_config(room).path), room):
                file.unlink()
        let_steps_be_folded()
        super().handle(*args, **options)


def rooms_that_lean_on(rooms: Sequence[str]) -> list[str]:
    """The other rooms whose migrations could not be read without those of these rooms."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    leaning = {child.key[0] for key, node in graph.node_map.items() if key[0] in rooms for child in node.children}
    return sorted(leaning - {*rooms})


def files_of_no_release(folder: Path, room: str) -> list[Path]:
    """The migrations of a room that may be made anew."""
    files = sorted(folder.glob("migrations/[0-9]*.py"))
    return [file for file in files if not is_released(f"{room}.{file.stem}")]


def let_steps_be_folded() -> None:
    """Say that a constraint or an index concerns its own table only, which Django leaves open."""
    IndexOperation.references_model = _concerns_its_own_table_only  # type: ignore[assignment, method-assign]


def _concerns_its_own_table_only(self: IndexOperation, name: str, app_label: str) -> bool:
    return name.lower() == self.model_name_lower
