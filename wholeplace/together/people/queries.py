"""Who somebody is."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.hashing import hash_of_bytes
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.people.models import Person, Token


@dataclass(frozen=True)
class PersonCard:
    """A person by name. `number` is what seats, holders and interests point at."""

    number: int
    public_id: str
    name: str


def person(*, public_id: str, seen_by: Actor) -> PersonCard:
    """The person of this public id. Raises NotThere for one who is not there, and for the public."""
    found = Person.objects.filter(public_id=public_id).first() if _may_see_names(seen_by) else None
    if found is None:
        raise NotThere("person")
    return PersonCard(number=found.pk, public_id=found.public_id, name=found.name)


INVENTED = ".example"
"""How the addresses of invented people end: nobody can own a name under it."""


def somebody_is_invented(*, seen_by: Actor) -> bool:
    """Whether somebody of an example place can sign in. Only the house itself may ask."""
    return seen_by.is_system and Person.objects.filter(is_active=True, email__endswith=INVENTED).exists()


def people(*, numbers: frozenset[int], seen_by: Actor) -> dict[int, PersonCard]:
    """The persons behind these numbers. The public sees none."""
    if not _may_see_names(seen_by):
        return {}
    return {
        found.pk: PersonCard(number=found.pk, public_id=found.public_id, name=found.name)
        for found in Person.objects.filter(pk__in=numbers)
    }


@dataclass(frozen=True)
class TokenCard:
    """A token, without the token."""

    public_id: str
    label: str
    capacity: str
    begins_on: date
    ends_on: date


def tokens(*, seen_by: Actor) -> tuple[TokenCard, ...]:
    """The reader's own tokens, newest first."""
    rows = Token.objects.filter(person_id=seen_by.person_id or 0).order_by("-pk")
    return tuple(
        TokenCard(
            public_id=row.public_id,
            label=row.label,
            capacity=row.capacity,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
        )
        for row in rows
    )


def bearer(*, secret: str, seen_by: Actor, on: date) -> tuple[int, str] | None:
    """The person and capacity that a token stands for on this day. Only the door itself may ask."""
    if not seen_by.is_system:
        return None
    row = Token.objects.filter(
        digest=hash_of_bytes(secret.encode()), begins_on__lte=on, ends_on__gte=on, person__is_active=True
    ).first()
    return (row.person_id, row.capacity) if row else None


def _may_see_names(actor: Actor) -> bool:
    return actor.reads_field("person", "name")
