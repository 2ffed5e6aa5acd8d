"""Write migrations in which a table is made whole, with its constraints and indexes.

Django writes each of them as a step of its own, and draws every related model anew after each step. Here every row
belongs to an organisation and a partnership, so every model is related, and a hundred tables took minutes to make.
"""

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations.operations.models import IndexOperation


class Command(makemigrations.Command):
    """`makemigrations`, with steps that may be folded into the making of their table."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell the optimiser what it may fold, then do as Django does."""
        let_steps_be_folded()
        super().handle(*args, **options)


def let_steps_be_folded() -> None:
    """Say that a constraint or an index concerns its own table only, which Django leaves open."""
    IndexOperation.references_model = _concerns_its_own_table_only  # type: ignore[assignment, method-assign]


def _concerns_its_own_table_only(self: IndexOperation, name: str, app_label: str) -> bool:
    return name.lower() == self.model_name_lower
