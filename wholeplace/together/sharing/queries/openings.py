"""What was opened in an emergency, what waits to be agreed to, and what has been closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.policy import mark_of_opening
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.people.queries import people
from wholeplace.together.sharing.models import Opening
from wholeplace.together.sharing.rules.opening import LAPSES_AFTER, Emergency


@dataclass(frozen=True)
class OpeningCard:
    """An opening, from the asking to its end. Until it is agreed it has no owner."""

    ref: Ref
    record: Ref
    reason: Emergency
    because: str
    minutes: int
    organisation: OrganisationCard
    owner: OrganisationCard | None
    asked_by: int
    asked_by_name: str
    asked_at: datetime
    agreed_by_name: str
    agreed_at: datetime | None
    ends_at: datetime | None
    closed_at: datetime | None

    def is_waiting(self, *, at: datetime) -> bool:
        """Whether it can still be agreed to."""
        return self.agreed_at is None and self.closed_at is None and at - self.asked_at <= LAPSES_AFTER

    def is_open(self, *, at: datetime) -> bool:
        """Whether whoever asked reads the record at this moment."""
        return self.ends_at is not None and self.closed_at is None and at < self.ends_at


def openings(*, seen_by: Actor) -> tuple[OpeningCard, ...]:
    """What people of the reader's organisation asked for, and what of its own was opened; newest first."""
    here = Opening.objects.seen_by(seen_by).filter(partnership_id=seen_by.partnership_id)
    mine = here.filter(Q(organisation_id=seen_by.organisation_id) | Q(owner_id=seen_by.organisation_id))
    return _cards(mine.order_by("-asked_at", "-pk"), seen_by=seen_by)


def opening(*, reference: str, seen_by: Actor) -> OpeningCard:
    """The opening of this public id, or NotThere."""
    return _cards([Opening.objects.all().the(reference, seen_by=seen_by)], seen_by=seen_by)[0]


def asked_for_by(*, person: int, of: Ref, seen_by: Actor, at: datetime) -> bool:
    """Whether this person has asked for this record, and it waits or is open."""
    rows = Opening.objects.seen_by(seen_by).filter(
        Q(agreed_at__isnull=True, asked_at__gte=at - LAPSES_AFTER) | Q(ends_at__gt=at),
        asked_by_id=person,
        record_kind=of.kind,
        record_id=of.public_id,
        closed_at__isnull=True,
    )
    return rows.exists()


def opened_under(*, marks: Iterable[int], seen_by: Actor) -> tuple[tuple[int, Ref], ...]:
    """What the openings of these marks opened: whose record, and which."""
    numbers = {(-mark - 1) // 2 for mark in marks if mark < 0 and mark == mark_of_opening((-mark - 1) // 2)}
    rows = Opening.objects.seen_by(seen_by).filter(pk__in=numbers, owner__isnull=False)
    return tuple((row.owner_id, row.record) for row in rows if row.owner_id is not None)


def _cards(rows: Iterable[Opening], *, seen_by: Actor) -> tuple[OpeningCard, ...]:
    found = list(rows)
    if not found:
        return ()
    bodies = organisations(numbers={n for r in found for n in (r.organisation_id, r.owner_id) if n}, seen_by=seen_by)
    persons = {n for row in found for n in (row.asked_by_id, row.agreed_by_id) if n}
    names = people(numbers=frozenset(persons), seen_by=seen_by)
    return tuple(
        OpeningCard(
            ref=row.ref,
            record=row.record,
            reason=Emergency(row.reason),
            because=row.because,
            minutes=row.minutes,
            organisation=bodies[row.organisation_id],
            owner=bodies[row.owner_id] if row.owner_id else None,
            asked_by=row.asked_by_id,
            asked_by_name=names[row.asked_by_id].name,
            asked_at=row.asked_at,
            agreed_by_name=names[row.agreed_by_id].name if row.agreed_by_id else "",
            agreed_at=row.agreed_at,
            ends_at=row.ends_at,
            closed_at=row.closed_at,
        )
        for row in found
    )
