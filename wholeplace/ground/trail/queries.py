"""Reading the trail: the history of a record, and following all of it without missing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.trail.models import Bookmark, Event
from wholeplace.ground.trail.watermark import watermark


@dataclass(frozen=True)
class Line:
    """One event, as a history shows it."""

    at: datetime
    on: date
    kind: str
    sentence: str
    subject: Ref
    person_name: str
    post_title: str
    acting_for_name: str
    authority: tuple[str, ...]


@dataclass(frozen=True)
class Position:
    """A place in the trail: everything up to and with this event of this transaction."""

    transaction: int = 0
    event_id: int = 0


@dataclass(frozen=True)
class Entry:
    """An event as a follower of the trail receives it."""

    position: Position
    kind: str
    details: dict[str, object]
    subject: Ref
    organisation_id: int | None
    partnership_id: int | None
    on: date


def history(*, of: Sequence[Ref], seen_by: Actor, limit: int = 50) -> tuple[Line, ...]:
    """What happened to these records, newest first, as far as the reader may see it."""
    events = Event.objects.seen_by(seen_by).filter(
        subject_public_id__in=[ref.public_id for ref in of], subject_kind__in={ref.kind for ref in of}
    )
    return tuple(_line(event) for event in events.order_by("-on", "-id")[:limit])


def latest(*, seen_by: Actor, limit: int = 20) -> tuple[Line, ...]:
    """What happened lately in the reader's partnership, newest first."""
    events = Event.objects.seen_by(seen_by).filter(partnership_id=seen_by.partnership_id)
    return tuple(_line(event) for event in events.order_by("-on", "-id")[:limit])


def after(*, position: Position, seen_by: Actor, limit: int = 500) -> tuple[Entry, ...]:
    """The next events in the order in which nothing can slip in later.

    Only transactions older than every running one are read: reading by `id > last` loses what commits late.
    """
    events = (
        Event.objects.seen_by(seen_by)
        .filter(transaction__lt=watermark(), transaction__gte=position.transaction)
        .exclude(transaction=position.transaction, id__lte=position.event_id)
        .order_by("transaction", "id")[:limit]
    )
    return tuple(
        Entry(
            position=Position(transaction=event.transaction, event_id=event.pk),
            kind=event.kind,
            details=event.details,
            subject=Ref(kind=event.subject_kind, public_id=event.subject_public_id),
            organisation_id=event.organisation_id,
            partnership_id=event.partnership_id,
            on=event.on,
        )
        for event in events
    )


def position_of(*, reader: str, seen_by: Actor) -> Position:
    """How far this reader of the trail has come. Only the house itself follows the trail."""
    if not seen_by.is_system:
        return Position()
    kept = Bookmark.objects.filter(reader=reader).first()
    return Position(transaction=kept.transaction, event_id=kept.event_id) if kept else Position()


def _line(event: Event) -> Line:
    return Line(
        at=event.at,
        on=event.on,
        kind=event.kind,
        sentence=event.sentence,
        subject=Ref(kind=event.subject_kind, public_id=event.subject_public_id),
        person_name=event.person_name,
        post_title=event.post_title,
        acting_for_name=event.acting_for_name,
        authority=tuple(event.authority),
    )
