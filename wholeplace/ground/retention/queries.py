"""Which records' day has come, what holds them, and what leans on them: asked of every table by its classes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.about import person_model, rows_seen
from wholeplace.ground.records.classes import LAST_TRACE, Declared, Holds, classes_of, stored_fields
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.walls import house_models
from wholeplace.ground.retention.models import Hold
from wholeplace.ground.retention.rules import SCHEDULE, Then, day_of
from wholeplace.ground.trail.models import Event

_HOUSE = service("Retention")
GONE = "@gone.invalid"
"""The end of the address of a sign-in that was anonymised."""


@dataclass(frozen=True)
class Due:
    """A record whose day has come: its table and row, its reference, and from which day it was kept, as what."""

    table: str
    number: int
    ref: Ref
    kept_as: str
    since: date
    day: date


@dataclass(frozen=True)
class HoldLine:
    """A hold, as its list shows it."""

    public_id: str
    record: Ref
    because: str
    begins_on: date
    stopped_on: date | None
    organisation: int


def due(*, on: date, seen_by: Actor) -> tuple[Due, ...]:
    """Every record whose day has come, that nothing holds and nothing kept leans on. Only the house asks."""
    if not seen_by.is_system:
        return ()
    held = {(hold.record_kind, hold.record_id) for hold in Hold.objects.filter(ends_on=None, stopped_on__isnull=False)}
    return tuple(
        one
        for model in house_models()
        for one in _due_of(model, on=on)
        if (one.ref.kind, one.ref.public_id) not in held and not leaning(row=_row(one), on=on, seen_by=seen_by)
    )


def when_due(*, row: Any, on: date, seen_by: Actor) -> Due | None:
    """When the day of this row was, if it has come."""
    model, said = type(row), classes_of(type(row))
    since = _since(row, said)
    line = SCHEDULE.get(said.kept)
    day = day_of(line, since=since, on=on) if line else None
    if day is None or since is None or day > on:
        return None
    return Due(model._meta.label, row.pk, ref_of(row), said.kept, since, day)


def leaning(*, row: Any, on: date, seen_by: Actor) -> str | None:
    """What is still kept and leans on this row or on a part of it; None when nothing is. Parts go with their record."""
    if classes_of(type(row)).kept in SCHEDULE and SCHEDULE[classes_of(type(row)).kept].then is Then.ANONYMISED:
        return None
    for model, field, goes_with in _pointing_at(row.__class__):
        for one in rows_seen(model, seen_by=seen_by).filter(**{field: row.pk}).order_by("pk"):
            if not goes_with:
                return str(model._meta.verbose_name)
            if found := leaning(row=one, on=on, seen_by=seen_by):
                return found
    return None


def parts_of(*, row: Any, seen_by: Actor) -> tuple[Any, ...]:
    """The rows that are kept with this one, the furthest first."""
    found: list[Any] = []
    for model, field, goes_with in _pointing_at(row.__class__):
        for one in rows_seen(model, seen_by=seen_by).filter(**{field: row.pk}) if goes_with else ():
            found += [*parts_of(row=one, seen_by=seen_by), one]
    return tuple({(type(one), one.pk): one for one in found}.values())


def held(*, ref: Ref, seen_by: Actor) -> Any:
    """The first hold on a record, whoever placed it; None where there is none."""
    return Hold.objects.seen_by(seen_by).filter(
        record_kind=ref.kind, record_id=ref.public_id, ends_on=None
    ).order_by("pk").first()  # fmt: skip


def hold(*, reference: str, seen_by: Actor) -> HoldLine:
    """The hold of this public id, or NotThere."""
    return _line(Hold.objects.all().the(reference, seen_by=seen_by))


def holds(*, within: int, seen_by: Actor) -> tuple[HoldLine, ...]:
    """The holds of a partnership that the reader may see, newest first."""
    rows = Hold.objects.seen_by(seen_by).filter(partnership_id=within, ends_on=None).order_by("-begins_on", "-pk")
    return tuple(_line(row) for row in rows)


def _line(row: Hold) -> HoldLine:
    record = Ref(row.record_kind, row.record_id)
    return HoldLine(row.public_id, record, row.because, row.begins_on, row.stopped_on, row.organisation_id)


def row_of(*, ref: Ref, seen_by: Actor) -> Any:
    """The row that a reference names, of whichever room. Raises NotThere."""
    for model in house_models():
        if kind_of(model) == ref.kind and "public_id" in stored_fields(model):
            row = rows_seen(model, seen_by=seen_by).filter(public_id=ref.public_id).first()
            if row is not None:
                return row
    raise NotThere(ref.kind)


def kind_of(model: type[models.Model]) -> str:
    """What references call a kind of record."""
    return getattr(model, "kind", "") or str(model._meta.model_name)


def ref_of(row: Any) -> Ref:
    """The reference of a row; of what it stands in, where it has no public id of its own."""
    if hasattr(row, "public_id"):
        return Ref(kind_of(type(row)), row.public_id)
    above = getattr(row, classes_of(type(row)).since.split("__")[0])
    return Ref(kind_of(type(above)), above.public_id)


def _row(one: Due) -> Any:
    return apps.get_model(one.table)._base_manager.get(pk=one.number)


def _due_of(model: type[models.Model], *, on: date) -> Iterator[Due]:
    said = classes_of(model)
    line = SCHEDULE.get(said.kept)
    if line is None or line.then is Then.KEPT:
        return
    rows = model._base_manager.order_by("pk")
    if said.since == LAST_TRACE:
        rows = rows.exclude(**{f"{said.holding(Holds.CONTACT)[0]}__endswith": GONE})
    for row in rows:
        if (one := when_due(row=row, on=on, seen_by=_HOUSE)) is not None:
            yield one


def _since(row: Any, said: Declared) -> date | None:
    if said.since == LAST_TRACE:
        return _last_trace(row)
    for path in said.since.split():
        value: Any = row
        for name in path.split("__"):
            value = getattr(value, name)
        if isinstance(value, int):  # a financial year, by the year it begins in
            return date(value + 1, 3, 31)
        if value is not None:
            return value  # type: ignore[no-any-return]
    return None


def _last_trace(person: Any) -> date | None:
    """The last day on which anything of a person happened or ended; None while something runs."""
    days: list[date] = []
    for model in house_models():
        fields = stored_fields(model)
        for name in classes_of(model).holding(Holds.PERSON):
            if getattr(fields[name], "related_model", None) is person_model() and "ends_on" in fields:
                days += model._base_manager.filter(**{name: person.pk}).values_list("ends_on", flat=True)
    theirs = Event.objects.filter(person_id=person.pk) | Event.objects.filter(subject_public_id=person.public_id)
    days += [day for day in [theirs.aggregate(last=models.Max("on"))["last"]] if day is not None]
    return None if None in days or not days else max(days)


@cache
def _pointing_at(model: Any) -> tuple[tuple[type[models.Model], str, bool], ...]:
    """Each field that points at this kind of record, and whether its rows are kept with it."""
    return tuple(
        (other, name, classes_of(other).kept_with == name)
        for other in house_models()
        for name, field in stored_fields(other).items()
        if getattr(field, "related_model", None) is model
    )
