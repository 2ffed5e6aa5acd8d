"""Giving people a sign-in."""

from datetime import date

from django.contrib.auth.hashers import make_password

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.models import scope_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.people.events import PersonInvited
from wholeplace.together.people.models import Person
from wholeplace.together.people.queries import PersonCard


@action
def invite(*, name: str, email: str, password: str | None, by: Actor, on: date) -> PersonCard:
    """Give somebody a sign-in. Without a password they set one by the link they are sent.

    Raises Refused when the address has a sign-in already.
    """
    by.must(Permission.PERSON_INVITE)
    if Person.objects.filter(email__iexact=email).exists():
        raise Refused(
            [Refusal("PER1", "One sign-in an address", "This e-mail address cannot be invited. Use another one.")]
        )
    person = Person.objects.create(name=name, email=email.lower(), password=make_password(password))
    scope = scope_for(by, sensitivity=Sensitivity.PERSONAL)
    record(
        PersonInvited(name=name), subject=Ref(kind="person", public_id=person.public_id), scope=scope, by=by, on=on
    )
    return PersonCard(number=person.pk, public_id=person.public_id, name=person.name)
