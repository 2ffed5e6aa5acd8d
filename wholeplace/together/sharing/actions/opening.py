"""Opening one record of another organisation in an emergency: asked by one person, agreed by a second."""

from datetime import date, datetime, timedelta
from typing import Any

from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.marking import mark, record_of
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.people.queries import people
from wholeplace.together.sharing.events import OpeningAgreed, OpeningAsked, OpeningClosed, RecordOpened
from wholeplace.together.sharing.models import Opening
from wholeplace.together.sharing.queries import asked_for_by
from wholeplace.together.sharing.rules.opening import Agreeing, Asking, Closing, Emergency, agreeing, asking, closing

THE_EMERGENCY = service("The opening of records in an emergency")
"""Who looks the record up and tells its owner: neither of the two people can see it yet."""


@action
def ask_to_open(*, of: Ref, reason: Emergency, because: str, minutes: int, by: Actor, on: date, at: datetime) -> Ref:
    """Ask to read one record of another organisation, known by its reference, for some minutes.

    The answer is the same whether there is such a record or not. Raises Refused, with every reason.
    """
    by.must(Permission.EMERGENCY_OPEN)
    alone_on(f"openings of {by.person_id}")
    asked = Asking(
        is_a_person=by.person_id is not None,
        sees_it_already=_seen(of, by=by) is not None,
        has_asked_already=asked_for_by(person=by.person_id or 0, of=of, seen_by=by, at=at),
        because=because,
        minutes=minutes,
    )
    if refusals := asking.refusals(asked):
        raise Refused(refusals)
    row = Opening.objects.create(
        record_kind=of.kind,
        record_id=of.public_id,
        reason=reason.value,
        because=because.strip(),
        minutes=minutes,
        asked_by_id=by.person_id or 0,
        asked_at=at,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION),
    )
    event = OpeningAsked(reason=reason.label, because=row.because, minutes=minutes)
    record(event, subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def agree_to_open(*, opening: str, by: Actor, on: date, at: datetime) -> None:
    """Agree that whoever asked reads the record, from now on. The organisation it belongs to is told.

    Raises Refused for whoever asked, in whichever post; for what has been answered; and when there is no such record.
    """
    this = Opening.objects.all().held(opening, permission=Permission.EMERGENCY_AGREE, by=by)
    with speaking_for(THE_EMERGENCY):
        found = _of_another(this)
    asked = Agreeing(
        is_a_person=by.person_id is not None,
        asked_themselves=this.asked_by_id == by.person_id,
        is_waiting=this.agreed_at is None and this.closed_at is None,
        asked_at=this.asked_at,
        is_there=found is not None,
        at=at,
    )
    refusals = agreeing.refusals(asked)
    if refusals or found is None:
        raise Refused(refusals)
    this.owner_id, this.audience = found.organisation_id, [found.organisation_id]
    this.agreed_by_id, this.agreed_at = by.person_id, at
    this.ends_at = at + timedelta(minutes=this.minutes)
    this.save(update_fields=["owner", "audience", "agreed_by", "agreed_at", "ends_at"])
    asked_by = _name(this.asked_by_id, by=by)
    event = OpeningAgreed(asked_by=asked_by, minutes=this.minutes)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    with speaking_for(THE_EMERGENCY):
        mark(this.record, as_=this.mark, seen_by=THE_EMERGENCY)
        told = RecordOpened(
            asked_by=asked_by,
            organisation=by.organisation_name,
            agreed_by=by.person_name,
            reason=Emergency(this.reason).label,
            minutes=this.minutes,
        )
        scope = scope_of(found) | {"sensitivity": Sensitivity.ORGANISATION, "audience": []}
        record(told, subject=this.record, scope=scope, by=by, on=on)


@action
def close_opening(*, opening: str, by: Actor, on: date, at: datetime) -> None:
    """Close what was opened, or turn down what was asked for: by whoever asked, or by either organisation.

    The reader is refused from the next request on. Raises Refused for what is closed already.
    """
    seen = Opening.objects.all().the(opening, seen_by=by)
    theirs = seen.asked_by_id == by.person_id
    ours = seen.owner_id if by.organisation_id == seen.owner_id else seen.organisation_id
    permission = Permission.EMERGENCY_OPEN if theirs else Permission.EMERGENCY_AGREE
    by.must(permission, organisation=ours, partnership=seen.partnership_id)
    # The organisation whose record it is closes a row that is not its own.
    with speaking_for(THE_EMERGENCY):
        this = Opening.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if refusals := closing.refusals(Closing(is_a_person=by.person_id is not None, is_closed=_is_over(this, at=at))):
            raise Refused(refusals)
        this.closed_by_id, this.closed_at = by.person_id, at
        this.save(update_fields=["closed_by", "closed_at"])
        event = OpeningClosed(asked_by=_name(this.asked_by_id, by=by))
        record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


def _is_over(this: Opening, *, at: datetime) -> bool:
    return this.closed_at is not None or (this.ends_at is not None and this.ends_at <= at)


def _seen(of: Ref, *, by: Actor) -> Any:
    try:
        return record_of(of, seen_by=by)
    except NotThere:
        return None


def _of_another(this: Opening) -> Any:
    """The record, if another organisation of the same partnership has it."""
    found = _seen(this.record, by=THE_EMERGENCY)
    elsewhere = found is not None and (
        found.partnership_id != this.partnership_id or found.organisation_id == this.organisation_id
    )
    return found if found is not None and found.can_be_shared and not elsewhere else None


def _name(person: int, *, by: Actor) -> str:
    return people(numbers=frozenset({person}), seen_by=by)[person].name
