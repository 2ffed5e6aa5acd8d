"""Programs that speak to the interface, with and without a token."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.api.place import Place, build_place
from tests.config.databases import WorkerDatabase
from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Wall
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions


@pytest.fixture(scope="session", autouse=True)
def the_day() -> Iterator[None]:
    """The door reads one day from the clock, the same for every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_: TODAY)
        yield


@pytest.fixture
def program(db) -> Callable[[Actor | None], Client]:
    """Call it with an actor to get a client that carries their token; with None for one that carries none."""

    def come(actor: Actor | None) -> Client:
        if actor is None:
            return Client()
        with speaking_for(THE_DOOR):
            capacity = capacities(person=actor.person_id, seen_by=THE_DOOR, on=TODAY)[0]
        secret = actions.issue_token(
            label="Test", capacity=capacity.key, ends_on=TODAY + timedelta(days=1), by=actor, on=TODAY
        )
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return come


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker, own_database: WorkerDatabase) -> Iterator[Place]:
    """A place with one of everything, built once for the tests of a file and never committed."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield build_place()
            transaction.set_rollback(True)
        connections["refusals"].close()
        own_database.empty(*(one._meta.db_table for one in apps.get_models() if getattr(one, "wall", None) is Wall.LOG))


@pytest.fixture
def place(built: Place) -> Iterator[Place]:
    """The place as it was built: what a test does to it is undone after it."""
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)
