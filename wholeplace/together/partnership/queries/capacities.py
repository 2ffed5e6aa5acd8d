"""The posts and bodies for which a person may act: asked at the door, before anybody is anybody."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from wholeplace.ground.access.actor import Actor, Kind, service
from wholeplace.ground.access.roles import Role, permissions_of

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
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"person": person, "on": on})
        return tuple(_capacity(_Held(*row), person=person) for row in cursor.fetchall())


_HELD = """
    SELECT post.id, post.public_id, post.title, post.roles, person.name, body.key_id, body.public_id, body.name,
           place.key_id, place.name, place.invented
    FROM partnership_holder holder
    JOIN people_person person ON person.id = holder.person_id AND person.is_active
    JOIN partnership_post post ON post.id = holder.post_id AND (post.ends_on IS NULL OR post.ends_on >= %(on)s)
    JOIN partnership_postbody part ON part.post_id = post.id
    JOIN directory_organisation body ON body.key_id = part.body_id
    JOIN partnership_partnership place ON place.key_id = post.partnership_id
    WHERE holder.person_id = %(person)s
      AND holder.begins_on <= %(on)s AND (holder.ends_on IS NULL OR holder.ends_on >= %(on)s)
      AND EXISTS (
        SELECT FROM partnership_membership belongs
        WHERE belongs.partnership_id = post.partnership_id AND belongs.organisation_id = part.body_id
          AND belongs.begins_on <= %(on)s AND (belongs.ends_on IS NULL OR belongs.ends_on >= %(on)s))
      AND (part.body_id = part.organisation_id OR EXISTS (
        SELECT FROM partnership_consent consent
        WHERE consent.post_id = post.id AND consent.organisation_id = part.body_id
          AND consent.begins_on <= %(on)s AND (consent.ends_on IS NULL OR consent.ends_on >= %(on)s)))
    ORDER BY post.title, holder.id, part.id
"""
"""One statement, written out, because every request waits for it."""


class _Held(NamedTuple):
    """A post that somebody holds, with one of the bodies they act for in it."""

    post: int
    post_id: str
    title: str
    roles: list[str]
    person_name: str
    body: int
    body_id: str
    body_name: str
    place: int
    place_name: str
    invented: bool


def _capacity(held: _Held, *, person: int) -> Capacity:
    roles = frozenset(Role(role) for role in held.roles)
    return Capacity(
        key=f"{held.post_id}-{held.body_id}",
        roles=roles,
        invented=held.invented,
        actor=Actor(
            kind=Kind.PERSON,
            person_id=person,
            person_name=held.person_name,
            post_id=held.post,
            post_title=held.title,
            organisation_id=held.body,
            organisation_name=held.body_name,
            partnership_id=held.place,
            partnership_name=held.place_name,
            permissions=permissions_of(roles),
        ),
    )
