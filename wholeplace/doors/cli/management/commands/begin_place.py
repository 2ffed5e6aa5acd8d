"""Begin a place on a new site: its partnership, its first organisation, and the first person who can sign in."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.directory import actions as directory
from wholeplace.together.directory.rules.kinds import OrganisationKind
from wholeplace.together.partnership import actions as partnership
from wholeplace.together.partnership.queries import partnerships
from wholeplace.together.people import actions as people

FIRST_POST = "Administrator of the partnership"
FIRST_ROLES = (Role.ADMINISTRATOR, Role.PROGRAMME)


class Command(BaseCommand):
    """`begin_place PLACE --organisation … --kind … --person … --email …`."""

    help = "Begin a place: its partnership, its first organisation, and the first person, who lets everybody else in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the place, its first organisation and its first person are called."""
        parser.add_argument("place", help="the name of the place")
        parser.add_argument("--partnership", help="the name of the partnership, if it is not that of the place")
        parser.add_argument("--organisation", required=True, help="the organisation that begins it")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in OrganisationKind])
        parser.add_argument("--consented", required=True, metavar="OFFICER", help="who consented for the organisation")
        parser.add_argument("--person", required=True, help="the name of the first person")
        parser.add_argument("--email", required=True, help="the address that they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it all, or nothing of it. The password is asked for, or read from a pipe; it is never an argument."""
        slug = slugify(options["place"])
        with speaking_for(BOOTSTRAP):
            if not slug or slug in {one.slug for one in partnerships(seen_by=BOOTSTRAP)}:
                raise CommandError(f"There is a place with the address “{slug}” already. Give the place another name.")
        password = _password()
        try:
            with transaction.atomic():
                _begin(slug, password=password, **options)
        except Refused as refused:
            raise CommandError(" ".join(one.sentence for one in refused.refusals)) from None
        self.stdout.write(f"{options['place']} is there, and {options['email']} can sign in.")


def _password() -> str:
    if sys.stdin.isatty():
        password = getpass("A password of at least 12 characters: ")
        if getpass("The same again: ") != password:
            raise CommandError("The two passwords are not the same. Nothing was begun.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as faults:
        raise CommandError(" ".join(faults.messages)) from None
    return password


def _begin(slug: str, *, password: str, **said: Any) -> None:
    today = timezone.localdate()
    ref = partnership.set_up(
        name=said["partnership"] or said["place"], place_name=said["place"], slug=slug, by=BOOTSTRAP, on=today
    )
    body = directory.register(
        name=said["organisation"], kind=OrganisationKind(said["kind"]), begins_on=today, by=BOOTSTRAP, on=today
    )
    partnership.admit(
        partnership=ref.public_id,
        organisation=body.ref.public_id,
        consented_by=said["consented"],
        by=BOOTSTRAP,
        on=today,
    )
    person = people.invite(name=said["person"], email=said["email"], password=password, by=BOOTSTRAP, on=today)
    post = partnership.set_up_post(
        partnership=ref.public_id,
        host=body.ref.public_id,
        title=FIRST_POST,
        roles=FIRST_ROLES,
        by=BOOTSTRAP,
        on=today,
    )
    partnership.fill_post(post=post.public_id, person=person.public_id, by=BOOTSTRAP, on=today)
