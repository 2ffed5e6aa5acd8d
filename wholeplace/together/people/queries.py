"""Who somebody is."""

from dataclasses import dataclass

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.models import NotThere
from wholeplace.together.people.models import Person


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


def people(*, numbers: frozenset[int], seen_by: Actor) -> dict[int, PersonCard]:
    """The persons behind these numbers. The public sees none."""
    if not _may_see_names(seen_by):
        return {}
    return {
        found.pk: PersonCard(number=found.pk, public_id=found.public_id, name=found.name)
        for found in Person.objects.filter(pk__in=numbers)
    }


def name_of(person: Person) -> str:
    """What to call the person who has signed in."""
    return person.name


def _may_see_names(actor: Actor) -> bool:
    return actor.is_signed_in or actor.is_system
