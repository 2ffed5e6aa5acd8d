"""The register of interests, and the interests that touch a matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Interest, standing_on
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.topics import Topic
from wholeplace.together.people.queries import people


@dataclass(frozen=True)
class InterestCard:
    """A declared interest: in an organisation, or in a subject. The public is told no names."""

    number: int
    ref: Ref
    person: int
    person_name: str
    body: OrganisationCard | None
    topic: Topic | None
    nature: Nature
    words: str
    begins_on: date
    ends_on: date | None
    sensitivity: Sensitivity

    @property
    def about(self) -> str:
        """What the interest is in."""
        return self.body.name if self.body else self.topic.label if self.topic else ""


def interests(*, within: int, seen_by: Actor, on: date) -> tuple[InterestCard, ...]:
    """The register of a partnership on this day, by name. Without names there is none, so the public sees none."""
    rows = Interest.objects.seen_by(seen_by).filter(standing_on(on), partnership_id=within)
    cards = _cards(rows, seen_by=seen_by)
    return tuple(sorted(cards, key=lambda card: (card.person_name, card.about)))


def interest(*, reference: str, seen_by: Actor) -> InterestCard:
    """The interest of this public id, or NotThere; so too when the reader does not see whose it is."""
    cards = _cards(Interest.objects.seen_by(seen_by).filter(public_id=reference), seen_by=seen_by)
    if not cards:
        raise NotThere("interest")
    return cards[0]


def interests_of(*, person: int, seen_by: Actor, on: date) -> tuple[InterestCard, ...]:
    """What one person has declared and not ended, newest first."""
    rows = Interest.objects.seen_by(seen_by).filter(standing_on(on), person_id=person)
    return _cards(rows.order_by("-begins_on", "pk"), seen_by=seen_by)


def interests_touching(
    *, persons: Iterable[int], bodies: Iterable[int], topic: Topic, seen_by: Actor, on: date
) -> tuple[InterestCard, ...]:
    """The interests of these persons in one of these organisations or in this subject, on this day."""
    rows = Interest.objects.seen_by(seen_by).filter(
        Q(body__in=set(bodies)) | Q(topic=topic.value), standing_on(on), person__in=set(persons)
    )
    return _cards(rows.order_by("pk"), seen_by=seen_by)


def _cards(rows: "QuerySet[Interest]", *, seen_by: Actor) -> tuple[InterestCard, ...]:
    found = list(rows)
    names = people(numbers=frozenset(row.person_id for row in found), seen_by=seen_by)
    bodies = organisations(numbers=[row.body_id for row in found if row.body_id], seen_by=seen_by)
    return tuple(
        InterestCard(
            number=row.pk,
            ref=row.ref,
            person=row.person_id,
            person_name=names[row.person_id].name,
            body=bodies[row.body_id] if row.body_id else None,
            topic=Topic(row.topic) if row.topic else None,
            nature=Nature(row.nature),
            words=row.words,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            sensitivity=Sensitivity(row.sensitivity),
        )
        for row in found
        if row.person_id in names
    )
