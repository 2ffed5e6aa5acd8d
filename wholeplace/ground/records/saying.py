"""What a record says, field by field and with its parts, for whoever takes it out of the house: in answer to a request.

Nothing here is a list of tables by hand: a new kind of record is read out as soon as its fields declare their classes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.about import NOT_OPEN, rows_seen
from wholeplace.ground.records.classes import Holds, Leaves, classes_of, stored_fields
from wholeplace.ground.records.marking import record_of, scoped_kinds
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.walls import house_models

_OF_SCOPE = frozenset({"id", "public_id", "organisation", "partnership", "sensitivity", "audience"})
_IN_REGISTERS = frozenset({Leaves.OPEN, Leaves.REGISTER})


@dataclass(frozen=True)
class Line:
    """One thing that a record, or a part of it, says. `key` names it for as long as the record has that field."""

    key: str
    of: str
    label: str
    words: str
    holds: Holds


def is_said(kind: str) -> bool:
    """Whether records of this kind can be read out: those with a scope of their own, in registers."""
    model = scoped_kinds().get(kind)
    return model is not None and classes_of(model).leaves in _IN_REGISTERS


def lines_of(ref: Ref, *, seen_by: Actor) -> tuple[Line, ...]:
    """What a record says, its own fields first, then its parts, as far as this reader may see them.

    Raises NotThere, also for a record of a kind that leaves the house in no register.
    """
    if not is_said(ref.kind):
        raise NotThere("record")
    return tuple(_told(record_of(ref, seen_by=seen_by), seen_by))


def _told(row: Any, seen_by: Actor) -> Iterator[Line]:
    said = classes_of(type(row))
    for name, field in stored_fields(type(row)).items():
        skipped = name in _OF_SCOPE or name.startswith("folded_") or name == getattr(row, "part_of", "")
        if skipped or said.fields[name] is Holds.SECRET:
            continue
        if words := _words(row, field, seen_by):
            yield Line(
                key=f"{row._meta.model_name}:{row.public_id}.{name}",
                of=str(row._meta.verbose_name).capitalize(),
                label=str(field.verbose_name).capitalize().removesuffix(" pence"),
                words=words,
                holds=said.fields[name],
            )
    for part, parent in _parts_of(type(row)):
        for one in rows_seen(part, seen_by=seen_by).filter(**{parent: row.pk}).order_by("pk"):
            yield from _told(one, seen_by)


def _parts_of(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """The kinds of row that are part of this one and leave the house with it, and the field that says so."""
    for one in house_models():
        parent = getattr(one, "part_of", "")
        if parent and stored_fields(one)[parent].related_model is model and classes_of(one).leaves in _IN_REGISTERS:
            yield one, parent


def _words(row: Any, field: Any, seen_by: Actor) -> str:
    value = getattr(row, field.attname)
    if value is None or value in ("", []):
        return ""
    if field.related_model is not None:
        far = rows_seen(field.related_model, seen_by=seen_by).filter(pk=value).first()
        return NOT_OPEN if far is None else str(far)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.attname.endswith("_pence"):
        return str(Money(value))
    return _in_words(value)


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return f"{value:%-d %B %Y}"
        case list():
            return ", ".join(map(str, value))
    return str(value)
