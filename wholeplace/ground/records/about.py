"""What is held about one person: found in every table by the classes that its fields declare, and told without others.

Nothing here is a list of tables by hand: a new kind of record is found as soon as its classes say where it points at a
person or may name one. Words that could identify somebody else are taken out, and rather too many than too few.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.classes import Declared, Holds, classes_of, stored_fields
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import Rows, VisibleTo
from wholeplace.ground.records.scope import NotThere, Wall
from wholeplace.ground.records.walls import house_models

SOMEBODY_ELSE = "[somebody else]"
NOT_OPEN = "[a record that is not open to you]"
WORDS = (Holds.NAME, Holds.CONTACT, Holds.FREE_TEXT, Holds.SPECIAL)
"""The classes whose words may name somebody."""

_OF_SCOPE = frozenset({"id", "organisation", "partnership", "audience"})
_PATTERNS = re.compile(
    r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"  # an e-mail address
    r"|(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)"  # a telephone number
    r"|(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)"  # an NHS number
    r"|\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"  # a National Insurance number
)


@dataclass(frozen=True)
class Cell:
    """One thing that a record says."""

    label: str
    words: str


@dataclass(frozen=True)
class Found:
    """A record about a person: what it is, why it is here, and what it says of them."""

    record: str
    number: int
    public_id: str
    organisation: int | None
    why: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Subject:
    """The person who is asked about, and what tells them from all others."""

    number: int
    name: str
    email: str


class Others:
    """Everybody but one person, to be taken out of words."""

    def __init__(self, subject: Subject, names: Iterable[str]) -> None:
        """Know the others by their whole names and addresses, and by their surnames where nobody shares them."""
        self.subject = subject
        own = {subject.name.casefold(), subject.email.casefold(), *subject.name.casefold().split()}
        known = {name for name in names if name.casefold() not in own}
        surnames = {name.split()[-1] for name in known if " " in name and "@" not in name}
        known |= {one for one in surnames if len(one) > 2 and one[0].isupper() and one.casefold() not in own}
        longest_first = sorted(known, key=lambda name: (-len(name), name))
        self._names = re.compile(
            r"(?<!\w)(?:" + "|".join(re.escape(one) for one in longest_first) + r")(?!\w)" if known else r"(?!)",
            re.IGNORECASE,
        )

    def taken_out_of(self, words: str) -> str:
        """These words without anybody else in them."""
        kept = _PATTERNS.sub(lambda hit: hit[0] if self._is_own(hit[0]) else SOMEBODY_ELSE, words)
        return self._names.sub(SOMEBODY_ELSE, kept)

    def _is_own(self, words: str) -> bool:
        return words.casefold().strip(".,;:()") == self.subject.email.casefold()


def subject(*, person: int, seen_by: Actor) -> Subject:
    """The person of this number. Raises NotThere."""
    row = person_model()._default_manager.filter(pk=person).first()
    if row is None or not (seen_by.is_signed_in or seen_by.is_system):
        raise NotThere("person")
    return Subject(number=row.pk, name=row.name, email=row.email)


@dataclass(frozen=True)
class Telling:
    """Whom a pack is about, who is taken out of it, and who reads it."""

    who: Subject
    others: Others
    by: Actor


def held_about(*, person: int, seen_by: Actor) -> tuple[Found, ...]:
    """Every record about a person, table by table, without anybody else in it.

    Told are those that the reader may see, and those of the reader's own organisation however sensitive they are.
    Raises NotThere, and NotAllowed for who may not see what is held about people.
    """
    who = subject(person=person, seen_by=seen_by)
    with speaking_for(seen_by.answering_a_subject()):
        telling = Telling(who, Others(who, _everybody()), seen_by)
        pointing = _pointing_at(who, by=seen_by)
        own_ids = {row.public_id for rows in pointing.values() for row in rows if hasattr(row, "public_id")}
        found: list[Found] = []
        for model in house_models():
            said = classes_of(model)
            rows = pointing.get(model, [])
            found += [_told(row, said, telling, why="It is about this person.") for row in rows]
            seen = {row.pk for row in rows}
            for why, more in _besides(model, said, who, own_ids, by=seen_by):
                found += [
                    _told(row, said, telling, why=why, only_naming=why == NAMES_THEM)
                    for row in more
                    if row.pk not in seen
                ]
                seen |= {row.pk for row in more}
        return (*found, *_signing_in(who))


NAMES_THEM = "It names this person."
ABOUT_THEIRS = "It tells what happened to a record about this person."


def person_model() -> Any:
    """The kind of record that somebody with a sign-in is."""
    return next(model for model in house_models() if model._meta.label == settings.AUTH_USER_MODEL)


def rows_seen(model: type[models.Model], *, seen_by: Actor) -> Any:
    """The rows of any table that this reader may see."""
    return Rows(model=model).seen_by(seen_by)


def _held(model: type[models.Model], *, by: Actor) -> Any:
    """The rows of any table that this reader may see, or that their own organisation holds; logs of its own acts."""
    if by.is_system:
        return rows_seen(model, seen_by=by)
    if model.wall is Wall.LOG:  # type: ignore[attr-defined]
        return Rows(model=model).filter(acting_for_id=by.organisation_id)
    if hasattr(model, "audience"):
        own = Q(organisation_id=by.organisation_id, partnership_id=by.partnership_id)
        return Rows(model=model).filter(VisibleTo(by) | own)
    return rows_seen(model, seen_by=by)


def _pointing_at(who: Subject, *, by: Actor) -> dict[Any, list[Any]]:
    """The rows that point at the person, at first hand or by a row that does, such as a seat."""
    found: dict[Any, list[Any]] = {person_model(): list(person_model()._default_manager.filter(pk=who.number))}
    for model in house_models():
        conditions = [
            _points(field, found, who)
            for field in (stored_fields(model)[name] for name in classes_of(model).holding(Holds.PERSON))
        ]
        if conditions:
            rows = _held(model, by=by).filter(reduce(or_, conditions))
            found[model] = list(rows.order_by("pk"))
    return found


def _points(field: Any, found: dict[Any, list[Any]], who: Subject) -> Q:
    far = getattr(field, "related_model", None)
    if far is None or far is person_model():
        return Q(**{field.attname: who.number})
    return Q(**{f"{field.attname}__in": [row.pk for row in found.get(far, [])]})


def _besides(
    model: type[models.Model], said: Declared, who: Subject, own_ids: set[str], *, by: Actor
) -> Iterator[tuple[str, list[Any]]]:
    """The rows that tell what happened to a record about the person, and those that name the person in their words."""
    if model.wall is Wall.TRAIL:  # type: ignore[attr-defined]
        rows = _held(model, by=by).filter(subject_public_id__in=own_ids)
        yield ABOUT_THEIRS, list(rows.order_by("pk"))
    if fields := said.holding(*WORDS):
        rows = _held(model, by=by)
        asked = Q()
        for name in fields:
            if isinstance(stored_fields(model)[name], models.JSONField):
                rows = rows.annotate(**{f"{name}_words": Cast(name, TextField())})
                name = f"{name}_words"  # noqa: PLW2901
            asked |= Q(**{f"{name}__icontains": who.name}) | Q(**{f"{name}__icontains": who.email})
        yield NAMES_THEM, list(rows.filter(asked).order_by("pk"))


def _everybody() -> set[str]:
    """The names and addresses of everybody that the house knows of, by what the classes say."""
    known: set[str] = set()
    for model in house_models():
        if getattr(model, "wall", None) is Wall.OPEN:
            continue  # What is published names bodies, and in any case may be read by everybody.
        for name in classes_of(model).holding(Holds.NAME, Holds.CONTACT):
            known |= set(Rows(model=model).values_list(name, flat=True).distinct())
    return known - {""}


def _told(row: Any, said: Declared, telling: Telling, *, why: str, only_naming: bool = False) -> Found:
    cells = [
        Cell(str(field.verbose_name).capitalize(), _words(row, field, said.fields[name], telling))
        for name, field in stored_fields(type(row)).items()
        if name not in _OF_SCOPE and not name.startswith("folded_") and said.fields[name] is not Holds.SECRET
        if not only_naming or (said.fields[name] in WORDS and _names(row, name, telling.who))
    ]
    return Found(
        record=str(row._meta.verbose_name).capitalize(),
        number=row.pk,
        public_id=getattr(row, "public_id", ""),
        organisation=getattr(row, "organisation_id", None),
        why=why,
        cells=tuple(cell for cell in cells if cell.words),
    )


def _names(row: Any, name: str, who: Subject) -> bool:
    words = str(getattr(row, name)).casefold()
    return who.name.casefold() in words or who.email.casefold() in words


def _words(row: Any, field: Any, holds: Holds, telling: Telling) -> str:
    """What one field says, without anybody else in it."""
    far, value = getattr(field, "related_model", None), getattr(row, field.attname)
    if value is None or value in ("", []):
        return ""
    if far is person_model() or (holds is Holds.PERSON and far is None):
        return telling.who.name if value == telling.who.number else SOMEBODY_ELSE
    if far is not None:
        value = _held(far, by=telling.by).filter(pk=value).first()
        if value is None:
            return NOT_OPEN
    if holds is Holds.NAME and str(value).casefold() != telling.who.name.casefold():
        return SOMEBODY_ELSE
    words = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return telling.others.taken_out_of(words)


def _signing_in(who: Subject) -> Iterator[Found]:
    """What tells of signing in, kept in tables that are not the house's own: sessions, and attempts that failed."""
    for session in Session.objects.order_by("expire_date"):
        if session.get_decoded().get("_auth_user_id") == str(who.number):
            ends = Cell("Ends", session.expire_date.isoformat())
            yield Found("Session", 0, "", None, "It lets this person work.", (ends,))
    for attempt in AccessAttempt.objects.filter(username__iexact=who.email).order_by("pk"):
        given = {"When": attempt.attempt_time, "From": attempt.ip_address, "With": attempt.user_agent}
        cells = tuple(Cell(label, str(value)) for label, value in given.items() if value)
        yield Found("Failed sign-in", attempt.pk, "", None, "It used this person's address.", cells)
