"""Setting a number of law by hand, and ending that."""

from datetime import date
from decimal import Decimal

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.law import every_number
from wholeplace.ground.law.entry import REACHING
from wholeplace.ground.overrides.events import LawOverridden, OverrideEnded
from wholeplace.ground.overrides.models import LawOverride
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import action, record


@action
def set_override(
    *, rule: str, jurisdiction: str, value: Decimal, begins_on: date, because: str, by: Actor, on: date
) -> Ref:
    """Set a number of law by hand from a day. What was set before for the same days ends the day before.

    Raises Refused when the book has no such rule or jurisdiction, or when one is set from that day already.
    """
    by.must(Permission.LAW_OVERRIDE)
    if refusals := _why_not(rule=rule, jurisdiction=jurisdiction):
        raise Refused(refusals)
    earlier = LawOverride.objects.select_for_update().filter(rule=rule, jurisdiction=jurisdiction, ends_on__isnull=True)
    for running in earlier.order_by("pk"):
        if running.begins_on >= begins_on:
            sentence = f"It is set from {running.begins_on:%-d %B %Y} already. End that first, or choose a later day."
            raise Refused([Refusal("LAW3", "One value a day", sentence)])
        running.ends_on = date.fromordinal(begins_on.toordinal() - 1)
        running.save(update_fields=["ends_on"])
    row = LawOverride.objects.create(
        rule=rule,
        jurisdiction=jurisdiction,
        value=value,
        begins_on=begins_on,
        because=because,
        set_by=f"{by.person_name}, {by.organisation_name}".strip(", "),
    )
    event = LawOverridden(
        rule=rule, jurisdiction=jurisdiction, value=f"{value:f}", begins_on=begins_on, because=because
    )
    ref = Ref(kind="override", public_id=row.public_id)
    record(event, subject=ref, scope=OPEN_SCOPE, by=by, on=on)
    return ref


@action
def end_override(*, override: str, by: Actor, on: date) -> None:
    """End a number set by hand, today being its last day. Raises Refused when it has ended already."""
    by.must(Permission.LAW_OVERRIDE)
    row = LawOverride.objects.select_for_update().the(override, seen_by=by)
    if row.ends_on is not None and row.ends_on < on:
        raise Refused([Refusal("LAW4", "An override ends once", f"It ended on {row.ends_on:%-d %B %Y}.")])
    row.ends_on = max(row.begins_on, on)
    row.save(update_fields=["ends_on"])
    ref = Ref(kind="override", public_id=row.public_id)
    record(OverrideEnded(rule=row.rule), subject=ref, scope=OPEN_SCOPE, by=by, on=on)


def _why_not(*, rule: str, jurisdiction: str) -> list[Refusal]:
    reasons = []
    if rule not in {entry.rule for entry in every_number()}:
        sentence = f"The book of law has no rule called {rule}. Choose one from the list of numbers."
        reasons.append(Refusal("LAW1", "Only numbers of the book", sentence))
    if jurisdiction not in REACHING:
        sentence = f"{jurisdiction} is not a jurisdiction that the book knows. Choose one of {', '.join(REACHING)}."
        reasons.append(Refusal("LAW2", "Only places of the book", sentence))
    return reasons
