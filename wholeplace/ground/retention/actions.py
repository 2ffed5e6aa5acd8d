"""Ending records whose day has come, and holding them beyond it."""

import secrets
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.classes import Holds, classes_of, stored_fields
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.retention.events import HoldLifted, HoldPlaced, KeptByAHold, RecordEnded
from wholeplace.ground.retention.models import Hold
from wholeplace.ground.retention.queries import GONE, due, held, leaning, parts_of, ref_of, row_of, when_due
from wholeplace.ground.retention.rules import SCHEDULE, Then, years_of
from wholeplace.ground.trail.action import action, record

_OF_THE_HOUSE: dict[str, Any] = {
    "organisation_id": None, "partnership_id": None, "sensitivity": Sensitivity.ORGANISATION, "audience": [],
}  # fmt: skip


@action
def end_record(*, table: str, number: int, by: Actor, on: date) -> bool:
    """Destroy or anonymise a record whose day has come, with its parts; leave the certificate. False where it is held.

    Raises Refused before its day, and where something that is kept leans on it.
    """
    by.must(Permission.RECORD_END)
    model = apps.get_model(table)
    row = model._base_manager.select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise NotThere("record")
    ref = ref_of(row)
    alone_on(_matter(ref))
    one = when_due(row=row, on=on, seen_by=by)
    if one is None:
        raise Refused([Refusal("RET1", "The schedule of retention", "Its day has not come. Wait for it.")])
    scope = scope_of(row) if hasattr(row, "audience") else _OF_THE_HOUSE
    if (hold := held(ref=ref, seen_by=by)) is not None:
        Hold.objects.filter(pk=hold.pk, stopped_on=None).update(stopped_on=on)
        record(KeptByAHold(day=f"{one.day:%-d %B %Y}"), subject=ref, scope=scope, by=by, on=on)
        return False
    if still := leaning(row=row, on=on, seen_by=by):
        sentence = f"A {still} that is kept leans on it. It ends when that has ended."
        raise Refused([Refusal("RET2", "The schedule of retention", sentence)])
    line = SCHEDULE[one.kept_as]
    parts = () if line.then is Then.ANONYMISED else parts_of(row=row, seen_by=by)
    for part in (*parts, row) if line.then is Then.DESTROYED else ():
        type(part)._base_manager.filter(pk=part.pk).delete()
    if line.then is Then.ANONYMISED:
        _take_names_away(row)
    years = years_of(line, on=on)
    event = RecordEnded(
        what=str(model._meta.verbose_name),
        kept_as=one.kept_as,
        since=f"{one.since:%-d %B %Y}",
        years=years.whole if years else 0,
        then=line.then.value.partition(":")[0].capitalize(),
        parts=len(parts),
    )
    record(event, subject=ref, scope=scope, by=by, on=on)
    return True


def end_all_due(*, by: Actor, on: date) -> tuple[int, int]:
    """End every record whose day has come, one after another and each by itself: how many ended, how many stayed.

    What leaned on a record may end on the same day: then the record ends in the next round.
    """
    ended = kept = 0
    while True:
        with speaking_for(by):
            waiting = due(on=on, seen_by=by)
        done = 0
        for one in waiting:
            try:
                done += end_record(table=one.table, number=one.number, by=by, on=on)
            except (Refused, NotThere):
                kept += 1
        ended += done
        if not done:
            return ended, kept


@action
def place_hold(*, on_record: Ref, because: str, by: Actor, on: date) -> Ref:
    """Keep a record of one's organisation beyond its day, whatever the schedule says, until the hold is lifted.

    A hold placed in the same minute as the record's end wins if it comes first; afterwards the record is not there.
    What belongs to no organisation, such as a sign-in, is not there to be held by one.
    """
    by.must(Permission.RECORD_HOLD)
    alone_on(_matter(on_record))
    row = row_of(ref=on_record, seen_by=by)
    if not hasattr(row, "organisation_id") and not by.is_system:
        raise NotThere(on_record.kind)
    by.must(Permission.RECORD_HOLD, organisation=getattr(row, "organisation_id", None))
    if not because.strip():
        raise Refused([Refusal("RET3", "A hold says why", "Say why it must be kept: a claim, an inquiry, a request.")])
    if Hold.objects.filter(
        organisation_id=by.organisation_id, record_kind=on_record.kind, record_id=on_record.public_id, ends_on=None
    ).exists():  # fmt: skip
        raise Refused([Refusal("RET4", "A hold is placed once", "You hold this record already. Lift that hold first.")])
    hold = Hold.objects.create(
        record_kind=on_record.kind,
        record_id=on_record.public_id,
        because=because.strip(),
        begins_on=on,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION),
    )
    record(HoldPlaced(because=hold.because), subject=on_record, scope=scope_of(hold), by=by, on=on)
    return hold.ref


@action
def lift_hold(*, hold: str, because: str, by: Actor, on: date) -> None:
    """End a hold, saying why; its record then ends on its day, or at once where that has passed."""
    this = Hold.objects.all().held(hold, permission=Permission.RECORD_HOLD, by=by)
    if this.ends_on is not None:
        raise Refused([Refusal("RET5", "A hold is lifted once", f"It was lifted on {this.ends_on:%-d %B %Y}.")])
    this.ends_on = on
    this.save(update_fields=["ends_on"])
    subject = Ref(this.record_kind, this.record_id)
    record(HoldLifted(because=because), subject=subject, scope=scope_of(this), by=by, on=on)


def _take_names_away(row: Any) -> None:
    """Replace, by its class, every field that tells who somebody was; the row stays for what points at it."""
    said, fields = classes_of(type(row)), stored_fields(type(row))
    changed = dict.fromkeys(said.holding(Holds.NAME), "Somebody who has left")
    changed |= dict.fromkeys(said.holding(Holds.CONTACT), f"{row.public_id}{GONE}")
    changed |= {name: f"!{secrets.token_hex(20)}" for name in said.holding(Holds.SECRET)}
    off = {name: False for name in said.holding(Holds.ABOUT) if isinstance(fields[name], models.BooleanField)}
    type(row)._base_manager.filter(pk=row.pk).update(**changed, **off)


def _matter(ref: Ref) -> str:
    return f"the end of {ref}"
