"""Every table of the house: its wall, whom it follows, and the columns that can carry a canary."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wholeplace.ground.records.scope import Wall
from wholeplace.ground.records.walls import house_models, wall_of

BEHIND_ROW_SECURITY = frozenset({Wall.SCOPED, Wall.PART, Wall.TRAIL})

# Words that are looked up or compared, not read: a canary in them would break the record rather than mark it.
LOOKED_UP = frozenset(
    {
        "public_id", "sensitivity", "kind", "subject_kind", "subject_public_id", "subject_id", "area_code",
        "indicator_code", "national_code", "content_hash", "ocid", "record_kind", "record_id",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What a column takes."""

    word: str
    choices: tuple[str, ...]
    may_be_empty: bool

    def value(self, chance: random.Random) -> Any:
        """Something that it takes. Raises LookupError for a kind of column that nobody thought of."""
        if self.choices:
            return chance.choice(self.choices)
        match self.word:
            case "CharField" | "TextField":
                return "As said"
            case "DateField":
                return date(2026, 6, 1) - timedelta(days=chance.randrange(1, 400))
            case "DateTimeField":
                return datetime(2026, 6, 1, 9, tzinfo=UTC)
            case "BooleanField":
                return chance.random() < 0.5
            case "ArrayField":
                return []
            case "BigIntegerField" | "PositiveSmallIntegerField" | "IntegerField" | "DecimalField":
                return chance.randrange(1, 2_000)
        raise LookupError(self.word)


@dataclass(frozen=True)
class Table:
    """One table of the house."""

    name: str
    kind: str
    wall: Wall
    part_of: str
    texts: tuple[tuple[str, int | None], ...]
    columns: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, Kind], ...]
    written_by_requests: bool = False

    @property
    def public(self) -> bool:
        """Whether its rows have a public id."""
        return "public_id" in self.columns

    @property
    def is_walled(self) -> bool:
        """Whether its rows are seen by some and not by others."""
        return self.wall in BEHIND_ROW_SECURITY


def tables() -> tuple[Table, ...]:
    """Every table of the house, in the order of its floors."""
    return tuple(_table(model) for model in house_models())


def _table(model: type[models.Model]) -> Table:
    fields, kind = model._meta.local_concrete_fields, getattr(model, "kind", "")
    return Table(
        name=model._meta.db_table,
        kind=kind if isinstance(kind, str) else "",
        wall=wall_of(model),
        part_of=_column(model, getattr(model, "part_of", "") or ""),
        texts=tuple((one.column, one.max_length) for one in fields if _is_read(one)),
        columns=tuple(one.column for one in fields if not isinstance(one, models.GeneratedField)),
        links=tuple(
            (one.column, one.related_model._meta.db_table)  # type: ignore[union-attr]
            for one in fields
            if isinstance(one, models.ForeignKey)
        ),
        written_by_requests=getattr(model, "written_by_requests", False),
        kinds=tuple((one.column, _kind_of(one)) for one in fields if not isinstance(one, models.GeneratedField)),
    )


def _kind_of(field: models.Field) -> Kind:
    choices = tuple(str(value) for value, _ in field.choices or () if value)
    return Kind(word=type(field).__name__, choices=choices, may_be_empty=field.null)


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column) if name else ""  # type: ignore[union-attr]


def _is_read(field: models.Field) -> bool:
    words = isinstance(field, models.CharField | models.TextField)
    return words and not field.choices and field.column not in LOOKED_UP and not isinstance(field, ArrayField)
