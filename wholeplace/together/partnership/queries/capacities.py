"""The posts and bodies for which a person may act: asked at the door, before anybody is anybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from wholeplace.ground.access.actor import Actor, Kind, service
from wholeplace.ground.access.roles import Role, permissions_of
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Consent, Holder, Membership, Partnership, PostBody, standing_on

THE_DOOR = service("The door")
"""Who asks which capacities a person has."""


@dataclass(frozen=True)
class Capacity:
    """One way in which a person may work: a post, on behalf of one of the bodies it answers to."""

    key: str
    actor: Actor
    roles: frozenset[Role]
    invented: bool

    @property
    def words(self) -> str:
        """How the switch names it."""
        return f"{self.actor.post_title}, {self.actor.organisation_name} ({self.actor.partnership_name})"


def capacities(*, person: int, seen_by: Actor, on: date) -> tuple[Capacity, ...]:
    """Every capacity in which this person may act on this day.

    A joint post gives one for its host, and one for each other body that consents to it on this day; none for a body
    that has left the partnership. Asked at the door, before anybody is anybody: so only the house itself may ask.
    """
    if not seen_by.is_system:
        return ()
    holders = list(
        Holder.objects.seen_by(seen_by)
        .filter(standing_on(on), person_id=person, person__is_active=True)
        .filter(Q(post__ends_on__isnull=True) | Q(post__ends_on__gte=on))
        .select_related("post", "person")
        .order_by("post__title", "pk")
    )
    posts = [holder.post_id for holder in holders]
    consents = Consent.objects.seen_by(seen_by).filter(standing_on(on), post__in=posts)
    acts_for = set(consents.values_list("post_id", "organisation_id"))
    belongs = Membership.objects.filter(
        standing_on(on), partnership_id=OuterRef("post__partnership_id"), organisation_id=OuterRef("body_id")
    )
    bodies = [
        body
        for body in PostBody.objects.seen_by(seen_by).filter(Exists(belongs), post__in=posts).order_by("pk")
        if body.body_id == body.organisation_id or (body.post_id, body.body_id) in acts_for
    ]
    names = organisations(numbers=[body.body_id for body in bodies], seen_by=seen_by)
    places = {p.pk: p for p in Partnership.objects.filter(pk__in=[h.post.partnership_id for h in holders])}
    return tuple(
        _capacity(holder, names[body.body_id], places[holder.post.partnership_id])
        for holder in holders
        for body in bodies
        if body.post_id == holder.post_id
    )


def _capacity(holder: Holder, body: OrganisationCard, place: Partnership) -> Capacity:
    roles = frozenset(Role(role) for role in holder.post.roles)
    return Capacity(
        key=f"{holder.post.public_id}-{body.ref.public_id}",
        roles=roles,
        invented=place.invented,
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
