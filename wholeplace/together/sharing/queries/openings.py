"""What was opened in an emergency, what waits to be agreed to, and what has been closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.policy import mark_of_opening
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.people.queries import people
from wholeplace.together.sharing.models import Opening
from wholeplace.together.sharing.rules.opening import LAPSES_AFTER, Course, Emergency, OpeningState


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
    closed_by: int | None
    closed_by_name: str
    closed_at: datetime | None
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    def state(self, *, at: datetime) -> OpeningState:
        """Where it stands at this moment."""
        return Course(self.asked_by, self.asked_at, self.ends_at, self.closed_by).state(at=at)

    def can_end(self, *, at: datetime) -> bool:
        """Whether it can still be closed: it waits, or is open."""
        return self.state(at=at) in {OpeningState.WAITING, OpeningState.OPEN}


def openings(*, seen_by: Actor) -> models.QuerySet[Opening]:
    """What people of the reader's organisation asked for, and what of its own was opened; newest first."""
    here = Opening.objects.seen_by(seen_by).filter(partnership_id=seen_by.partnership_id)
    mine = here.filter(Q(organisation_id=seen_by.organisation_id) | Q(owner_id=seen_by.organisation_id))
    return mine.order_by("-asked_at", "-pk")


def opening_cards(*, rows: Iterable[Opening], seen_by: Actor) -> tuple[OpeningCard, ...]:
    """Openings with the names of everybody in them."""
    found = list(rows)
    if not found:
        return ()
    bodies = organisations(numbers={n for r in found for n in (r.organisation_id, r.owner_id) if n}, seen_by=seen_by)
    persons = {n for row in found for n in (row.asked_by_id, row.agreed_by_id, row.closed_by_id) if n}
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
            closed_by=row.closed_by_id,
            closed_by_name=names[row.closed_by_id].name if row.closed_by_id else "",
            closed_at=row.closed_at,
            sensitivity=Sensitivity(row.sensitivity),
            audience=tuple(row.audience),
        )
        for row in found
    )


def opening(*, reference: str, seen_by: Actor) -> OpeningCard:
    """The opening of this public id, or NotThere."""
    return opening_cards(rows=[Opening.objects.all().the(reference, seen_by=seen_by)], seen_by=seen_by)[0]


def opened_now(*, marks: Iterable[int], seen_by: Actor, at: datetime) -> tuple[OpeningCard, ...]:
    """The openings that an audience names and that run at this moment, as far as the reader may see them."""
    rows = Opening.objects.seen_by(seen_by).filter(pk__in=_numbers(marks), ends_at__gt=at, closed_at__isnull=True)
    return opening_cards(rows=rows.order_by("ends_at", "pk"), seen_by=seen_by)


def waiting_to_be_agreed(*, seen_by: Actor, on: date) -> tuple[OpeningCard, ...]:
    """What others of the reader's organisation asked for today or the day before, and nobody has answered."""
    rows = Opening.objects.seen_by(seen_by).filter(
        partnership_id=seen_by.partnership_id,
        organisation_id=seen_by.organisation_id,
        agreed_at__isnull=True,
        closed_at__isnull=True,
        asked_at__date__gte=on - LAPSES_AFTER,
    )
    return opening_cards(rows=rows.exclude(asked_by_id=seen_by.person_id).order_by("asked_at", "pk"), seen_by=seen_by)


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
    rows = Opening.objects.seen_by(seen_by).filter(pk__in=_numbers(marks), owner__isnull=False)
    return tuple((row.owner_id, row.record) for row in rows if row.owner_id is not None)


def _numbers(marks: Iterable[int]) -> set[int]:
    return {(-mark - 1) // 2 for mark in marks if mark < 0 and mark == mark_of_opening((-mark - 1) // 2)}
