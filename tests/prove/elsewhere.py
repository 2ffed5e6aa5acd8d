"""The same record once more, in another organisation or another partnership; and a digest of all that is stored."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import Sensitivity, Wall
from wholeplace.ground.records.walls import PLACED, house_models, wall_of

SCOPE = ("organisation", "partnership")


def placed_models() -> list[type[models.Model]]:
    """Every model whose rows belong to one organisation in one partnership."""
    return [model for model in house_models() if wall_of(model) in PLACED]


def links_of(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """The foreign keys of a model that lead to such rows."""
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and getattr(one.related_model, "wall", None) in PLACED
    ]


@dataclass
class Elsewhere:
    """Where records are copied to, with all that they rest on."""

    organisation: int
    partnership: int
    sensitivity: Sensitivity
    copies: dict[tuple[str, int], Any] = field(default_factory=dict)

    def again(self, public_id: str) -> str:
        """The public id of a copy of the record of this one."""
        with speaking_for(BOOTSTRAP), pen_taken(already=False):
            return str(self._copied(_found(public_id)).public_id)

    def _copied(self, row: Any) -> Any:
        key = (row._meta.db_table, row.pk)
        if key not in self.copies:
            same = type(row).objects.get(pk=row.pk)
            for link in links_of(type(row)):
                if (far := getattr(row, link.name)) is not None:
                    setattr(same, link.name, self._copied(far))
            same.pk, same.public_id, same.audience = None, new_public_id(), []
            same.organisation_id, same.partnership_id = self.organisation, self.partnership
            same.sensitivity = self.sensitivity
            same.save(force_insert=True)
            self.copies[key] = same
        return self.copies[key]


def is_placed(public_id: str) -> bool:
    """Whether the record of this public id belongs to one organisation in one partnership."""
    with speaking_for(BOOTSTRAP):
        return _found(public_id) is not None


def _found(public_id: str) -> Any:
    """The record of this public id; None where there is none of one organisation in one partnership."""
    for model in placed_models():
        if (row := model._default_manager.filter(public_id=public_id).first()) is not None:
            return row
    return None


NOT_THE_TRADE = frozenset({Wall.LOG, Wall.READINGS, Wall.SEAL})


def stored() -> dict[str, tuple[int, int]]:
    """For each table, how many rows it holds and a digest of them, as the house itself sees them."""
    tables = [model._meta.db_table for model in house_models() if wall_of(model) not in NOT_THE_TRADE]
    each = " UNION ALL ".join(
        f"SELECT '{one}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {one} t" for one in tables
    )
    with speaking_for(BOOTSTRAP), connection.cursor() as cursor:
        cursor.execute(each)
        return {table: (count, digest) for table, count, digest in cursor.fetchall()}
