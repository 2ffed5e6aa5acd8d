"""What each field holds of people, and for how long each record is kept: declared beside the models, in each room's
`classes.toml`.

    [Decision]
    kept = "for good"                    # a class of ground/retention/rules.py, or "with <field>": as long as that
    since = "ended_on ends_on"           # the day from which that counts: the first of these that is given
    leaves = "register"                  # how it may leave the house
    name = "taken_by"                    # fields by what they hold, in words with spaces between
    free_text = "title reasons"
    nothing = "board taken_on"

What every table has alike (its number, its scope) need not be said, a folded copy is what it was folded from, and a
part is kept with what it is part of.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

FILE = "classes.toml"
_OF_THE_RECORD = ("kept", "since", "leaves")
LAST_TRACE = "last trace"
"""Said of a sign-in: it is kept from the last day of anything that points at the person."""


class Holds(StrEnum):
    """What a field holds of people."""

    sentence: str

    def __new__(cls, value: str, sentence: str = "") -> "Holds":
        """Give each class its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member

    NOTHING = "nothing", "Nothing about a person."
    PERSON = "person", "Points at somebody with a sign-in, or at their seat."
    NAME = "name", "Names a person."
    CONTACT = "contact", "Tells how to reach a person."
    IDENTIFIER = "identifier", "Tells one person from all others."
    ABOUT = "about", "A fact about the person whom the record points at."
    FREE_TEXT = "free_text", "Words that people write freely, which may name somebody."
    SPECIAL = "special", "May tell what the law protects most, such as a union or a party somebody belongs to."
    SECRET = "secret", "What signs somebody in. It never leaves, for anybody."

    @property
    def is_personal(self) -> bool:
        """Whether it is, or may be, about a person."""
        return self is not Holds.NOTHING


class Leaves(StrEnum):
    """How a record may leave the house."""

    sentence: str

    def __new__(cls, value: str, sentence: str = "") -> "Leaves":
        """Give each class its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member

    OPEN = "open", "To everybody: it is a published fact."
    REGISTER = "register", "In lists and the interface, to whoever may read the record."
    SUBJECT = "subject", "To whoever it is about, when they ask for what is held about them."
    NEVER = "never", "Not at all."


@dataclass(frozen=True)
class Declared:
    """What is declared of one kind of record."""

    fields: Mapping[str, Holds]
    kept: str
    since: str
    leaves: Leaves

    @property
    def kept_with(self) -> str | None:
        """The field whose record this one is kept with, if it is."""
        return self.kept.removeprefix("with ") if self.kept.startswith("with ") else None

    def holding(self, *what: Holds) -> tuple[str, ...]:
        """The fields that hold one of these."""
        return tuple(name for name, holds in self.fields.items() if holds in what)


class Undeclared(LookupError):
    """A kind of record, or a field, that nobody has said the class of."""


def stored_fields(model: type[models.Model]) -> dict[str, Any]:
    """The stored fields of a model by name."""
    return {field.name: field for field in model._meta.get_fields() if getattr(field, "concrete", False)}


def classes_of(model: type[models.Model]) -> Declared:
    """What is declared of this model. Raises Undeclared, saying what is missing and how to mend it."""
    return read(model, _of_room(model._meta.app_label).get(model.__name__))


def read(model: type[models.Model], said: Mapping[str, str] | None) -> Declared:
    """What is said of a model in its room's file. Raises Undeclared, with every fault."""
    where = f"`{FILE}` of the room {model._meta.app_label}"
    if said is None:
        raise Undeclared(f"{model.__name__} has no classes. Say [{model.__name__}] in {where}; see records/classes.py.")
    written = {name: Holds(key) for key in said if key in set(Holds) for name in said[key].split()}
    fields = dict(_said_for_all(model)) | written
    for name, source in _folded(model).items():
        fields[name] = fields.get(source, Holds.NOTHING)
    kept = said.get("kept") or _kept_with_parent(model)
    faults = [*_faults_of_fields(model, fields, written), *_faults_of_the_record(model, said, kept)]
    if faults:
        raise Undeclared(f"{'; '.join(faults)}. Put each field under what it holds of people in {where}.")
    return Declared(fields=fields, kept=kept, since=said.get("since", ""), leaves=Leaves(said["leaves"]))


def _faults_of_fields(
    model: type[models.Model], fields: Mapping[str, Holds], written: Mapping[str, Holds]
) -> Iterator[str]:
    stored = stored_fields(model)
    for name, field in stored.items():
        if name not in fields:
            yield f"{model.__name__}.{name} has no class"
        elif _is_person(field) and fields[name] is Holds.NOTHING:
            yield f"{model.__name__} points at a person by {name}: say `person`, not `nothing`"
    yield from (f"{model.__name__}.{name} has a class and is not there" for name in written if name not in stored)


def _faults_of_the_record(model: type[models.Model], said: Mapping[str, str], kept: str) -> Iterator[str]:
    if not kept:
        yield f"{model.__name__} does not say how long it is kept (kept = …)"
    if said.get("leaves") not in set(Leaves):
        yield f"{model.__name__} does not say how it leaves (leaves = …)"
    yield from (f"{model.__name__}: {key} is no class" for key in said if key not in {*Holds, *_OF_THE_RECORD})


@cache
def _of_room(label: str) -> dict[str, dict[str, str]]:
    file = Path(apps.get_app_config(label).path) / FILE
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _said_for_all(model: type[models.Model]) -> dict[str, Holds]:
    """What every table has alike: its number, and in a place its public id and its scope."""
    alike = ["id"]
    if hasattr(model, "audience"):
        alike += ["public_id", "organisation", "partnership", "sensitivity", "audience"]
    return {name: Holds.NOTHING for name in alike if name in stored_fields(model)}


def _folded(model: type[models.Model]) -> dict[str, str]:
    return {
        name: name.removeprefix("folded_")
        for name, field in stored_fields(model).items()
        if isinstance(field, models.GeneratedField)
    }


def _kept_with_parent(model: type[models.Model]) -> str:
    parent = getattr(model, "part_of", "")
    return f"with {parent}" if parent else ""


def _is_person(field: Any) -> bool:
    far = getattr(field, "related_model", None)
    return far is not None and far._meta.label == settings.AUTH_USER_MODEL
