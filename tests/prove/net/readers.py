"""Everybody who asks: browsers that have signed in, programs that carry a token, and the public."""

import math
import random
import time
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from tests.prove.net.oracle import NOBODY, Eyes
from tests.prove.net.world import TODAY, World
from wholeplace.doors.web.middleware import ACTING_AS
from wholeplace.doors.web.sessions import PASSWORD_GIVEN
from wholeplace.ground.access.limits import FRESH
from wholeplace.ground.access.roles import Role, permissions_of
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people.actions import issue_token
from wholeplace.together.people.models import Person


@dataclass
class Reader:
    """Somebody who asks, with what they are as the oracle knows it."""

    name: str
    eyes: Eyes
    browser: Client
    program: Client
    roles: frozenset[str] = frozenset()
    email: str = ""
    person: int | None = None

    posts: frozenset[str] = frozenset()
    """The public ids of the posts they hold: everybody is told what they themselves may act as."""

    given_at: float = math.inf
    """When they gave their password; they give it again in time, so that no step asks for it in vain."""

    @property
    def signed_in(self) -> bool:
        """Whether they act for somebody."""
        return self.eyes != NOBODY

    @property
    def permissions(self) -> frozenset[str]:
        """What their roles allow."""
        return (
            frozenset(one.value for one in permissions_of(frozenset(map(Role, self.roles))))
            if self.roles
            else frozenset()
        )

    def client(self, *, is_api: bool) -> Client:
        """What they ask with."""
        if not is_api and time.time() - self.given_at > FRESH.total_seconds() / 2:
            self.give_password()
        return self.program if is_api else self.browser

    def give_password(self) -> None:
        """Let the session say that the password was given just now."""
        session = self.browser.session
        self.given_at = session[PASSWORD_GIVEN] = time.time()
        session.save()


def readers(world: World, chance: random.Random, *, most: int) -> list[Reader]:
    """The public, everybody who acts for nobody any more, and so many capacities, each role first."""
    drawn = {}
    every = list(world.dump.capacities)
    chance.shuffle(every)
    of_roles = [next((one for one in every if role.value in one.roles), None) for role in Role]
    for one in [*(one for one in of_roles if one), *every]:
        if len(drawn) < most:
            drawn[one.key, one.person] = one
    public = Reader("the public", NOBODY, _client(), _client())
    acting = {one.person for one in every}
    nobody = [number for number in world.emails if number not in acting]
    asking = [
        public,
        *(_reader(world, one.person, one.key, one.eyes, one.roles) for one in drawn.values()),
        *(
            _reader(world, number, "", NOBODY, frozenset())
            for number in chance.sample(nobody, min(1 + most // 8, len(nobody)))
        ),
    ]
    # A token that is issued leaves an event.
    world.look_again()
    return asking


def _client(**given: str) -> Client:
    return Client(raise_request_exception=False, headers=given or None)


def _reader(world: World, person: int, key: str, eyes: Eyes, roles: frozenset[str]) -> Reader:
    browser = _client()
    browser.force_login(Person.objects.get(pk=person), backend="django.contrib.auth.backends.ModelBackend")
    if key:
        session = browser.session
        session[ACTING_AS] = key
        session.save()
    reader = Reader(
        name=f"{world.emails[person]} ({', '.join(sorted(roles)) or 'no post'} {key})",
        eyes=eyes,
        browser=browser,
        program=_program(person, key) if key else _client(),
        roles=roles,
        email=world.emails[person],
        person=person,
        posts=frozenset(one.key.partition("-")[0] for one in world.dump.capacities if one.person == person),
    )
    reader.give_password()
    return reader


def _program(person: int, key: str) -> Client:
    with speaking_for(THE_DOOR):
        held = capacities(person=person, seen_by=THE_DOOR, on=TODAY)
    capacity = next(one for one in held if one.key == key)
    token = issue_token(
        label="Net", capacity=key, ends_on=TODAY + timedelta(days=30), by=capacity.actor, on=TODAY
    )  # fmt: skip
    return _client(Authorization=f"Bearer {token}")
