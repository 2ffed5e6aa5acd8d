"""Setting a number of law by hand, and ending that."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.law import every_number
from wholeplace.ground.overrides.events import LawOverridden, OverrideEnded
from wholeplace.ground.overrides.models import LawOverride
from wholeplace.ground.overrides.rules import Held, Setting, setting
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import OPEN_SCOPE, scope_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record


@action
def set_override(
    *, rule: str, jurisdiction: str, value: Decimal, begins_on: date, because: str, by: Actor, on: date
) -> Ref:
    """Set a number of law by hand from a day, within the partnership one acts in. The house itself sets it everywhere.

    What was set before for the same days ends the day before. Raises Refused when the book has no such rule or
    jurisdiction, when the value is none for its unit, or when one is set from that day or a later one already.
    """
    by.must(Permission.LAW_OVERRIDE)
    alone_on(f"override of {rule} in {jurisdiction} within {by.partnership_id}")
    same = LawOverride.objects.filter(rule=rule, jurisdiction=jurisdiction, partnership_id=by.partnership_id)
    others = list(same.select_for_update(of=("self",)).order_by("pk"))
    asked = Setting(
        rule=rule,
        unit={entry.rule: entry.unit for entry in every_number()}.get(rule, ""),
        jurisdiction=jurisdiction,
        value=Decimal(value),
        begins_on=begins_on,
        because=because,
        others=tuple(Held(row.begins_on, row.ends_on) for row in others),
    )
    if refusals := setting.refusals(asked):
        raise Refused(refusals)
    for row in others:
        if row.ends_on is None or row.ends_on >= begins_on:
            row.ends_on = begins_on - timedelta(days=1)
            row.save(update_fields=["ends_on"])
    row = LawOverride.objects.create(
        partnership_id=by.partnership_id,
        rule=rule,
        jurisdiction=jurisdiction,
        value=asked.value,
        begins_on=begins_on,
        because=because.strip(),
        set_by=by.person_name,
        set_for=by.organisation_name,
    )
    event = LawOverridden(
        rule=rule, jurisdiction=jurisdiction, value=f"{asked.value:f}", begins_on=begins_on, because=row.because
    )
    ref = Ref(kind="override", public_id=row.public_id)
    record(event, subject=ref, scope=_scope(by), by=by, on=on)
    return ref


@action
def end_override(*, override: str, by: Actor, on: date) -> None:
    """End a number set by hand, today being its last day. Raises Refused when it has ended already.

    One of another partnership, or of the house for every partnership, is not for the actor to end.
    """
    seen = LawOverride.objects.all().the(override, seen_by=by)
    by.must(Permission.LAW_OVERRIDE, partnership=seen.partnership_id)
    if seen.partnership_id is None and not by.is_system:
        raise NotThere("override")
    row = LawOverride.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if row.ends_on is not None and row.ends_on < on:
        raise Refused([Refusal("LAW4", "An override ends once", f"It ended on {row.ends_on:%-d %B %Y}.")])
    row.ends_on = max(row.begins_on, on)
    row.save(update_fields=["ends_on"])
    ref = Ref(kind="override", public_id=row.public_id)
    record(OverrideEnded(rule=row.rule), subject=ref, scope=_scope(by), by=by, on=on)


def _scope(by: Actor) -> dict[str, Any]:
    """Everyone may read what became of a number of law; it belongs to the partnership in which it was set."""
    return OPEN_SCOPE if by.partnership_id is None else scope_for(by, sensitivity=Sensitivity.PUBLIC)
