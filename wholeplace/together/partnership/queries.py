"""Partnerships, their members, and the posts that a person may act in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wholeplace.ground.access.actor import Actor, Kind, service
from wholeplace.ground.access.roles import Role, permissions_of
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import NotThere
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Holder, Membership, Partnership, PostBody


@dataclass(frozen=True)
class PartnershipCard:
    """A partnership as a list shows it. `number` is its bare identity."""

    number: int
    ref: Ref
    name: str
    place_name: str
    slug: str
    area_code: str
    invented: bool


@dataclass(frozen=True)
class Capacity:
    """One way in which a person may work: a post, on behalf of one of the bodies it answers to."""

    key: str
    actor: Actor
    roles: frozenset[Role]

    @property
    def words(self) -> str:
        """How the switch names it."""
        return f"{self.actor.post_title}, {self.actor.organisation_name} ({self.actor.partnership_name})"


def partnerships(*, seen_by: Actor) -> tuple[PartnershipCard, ...]:
    """Every partnership there is: that they exist is public."""
    return tuple(_card(p) for p in Partnership.objects.seen_by(seen_by).order_by("name"))


def partnership(*, slug: str, seen_by: Actor) -> PartnershipCard:
    """The partnership of this slug, or NotThere."""
    found = Partnership.objects.seen_by(seen_by).filter(slug=slug).first()
    if found is None:
        raise NotThere("partnership")
    return _card(found)


def members(*, partnership: int, seen_by: Actor, on: date) -> tuple[OrganisationCard, ...]:
    """The organisations in this partnership on this day, by name."""
    numbers = (
        _on(Membership.objects.seen_by(seen_by), on)
        .filter(partnership_id=partnership)
        .values_list("organisation_id", flat=True)
    )
    return tuple(sorted(organisations(numbers=numbers, seen_by=seen_by).values(), key=lambda card: card.name))


def capacities(*, person: int, seen_by: Actor, on: date) -> tuple[Capacity, ...]:
    """Every capacity in which this person may act on this day. A joint post gives one for each of its bodies.

    Asked at the door, before anybody is anybody: so only the house itself may ask.
    """
    if not seen_by.is_system:
        return ()
    holders = list(
        _on(Holder.objects.seen_by(seen_by), on)
        .filter(person_id=person, person__is_active=True)
        .filter(Q(post__ends_on__isnull=True) | Q(post__ends_on__gte=on))
        .select_related("post", "person")
        .order_by("post__title", "pk")
    )
    bodies = list(PostBody.objects.seen_by(seen_by).filter(post__in=[h.post_id for h in holders]).order_by("pk"))
    names = organisations(numbers=[body.body_id for body in bodies], seen_by=seen_by)
    places = {p.pk: p for p in Partnership.objects.filter(pk__in=[h.post.partnership_id for h in holders])}
    return tuple(
        _capacity(holder, names[body.body_id], places[holder.post.partnership_id])
        for holder in holders
        for body in bodies
        if body.post_id == holder.post_id
    )


THE_DOOR = service("The door")
"""Who asks which capacities a person has."""


def _capacity(holder: Holder, body: OrganisationCard, place: Partnership) -> Capacity:
    roles = frozenset(Role(role) for role in holder.post.roles)
    return Capacity(
        key=f"{holder.post.public_id}-{body.ref.public_id}",
        roles=roles,
        actor=Actor(
            kind=Kind.PERSON,
            person_id=holder.person_id,
            person_name=holder.person.name,
            post_id=holder.post_id,
            post_title=holder.post.title,
            organisation_id=body.number,
            organisation_name=body.name,
            partnership_id=place.pk,
            partnership_name=place.name,
            permissions=permissions_of(roles),
        ),
    )


def _on(rows: "QuerySet[Membership] | QuerySet[Holder]", day: date) -> "QuerySet[Membership] | QuerySet[Holder]":
    return rows.filter(begins_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def places_of(*, numbers: Iterable[int], seen_by: Actor) -> dict[int, PartnershipCard]:
    """The partnerships behind these numbers."""
    return {p.pk: _card(p) for p in Partnership.objects.seen_by(seen_by).filter(pk__in=set(numbers))}


def _card(partnership: Partnership) -> PartnershipCard:
    return PartnershipCard(
        number=partnership.pk,
        ref=partnership.ref,
        name=partnership.name,
        place_name=partnership.place_name,
        slug=partnership.slug,
        area_code=partnership.area_code,
        invented=partnership.invented,
    )
