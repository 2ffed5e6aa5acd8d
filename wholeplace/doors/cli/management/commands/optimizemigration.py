"""Fold the steps of one migration, by the same rule as `makemigrations`."""

from typing import Any

from django.core.management.commands import optimizemigration

from wholeplace.doors.cli.management.commands.makemigrations import let_steps_be_folded


class Command(optimizemigration.Command):
    """`optimizemigration APP NAME`."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell the optimiser what it may fold, then do as Django does."""
        let_steps_be_folded()
        super().handle(*args, **options)
