"""Programs that speak to the interface, with and without a token."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions


@pytest.fixture
def program(db) -> Callable[[Actor | None], Client]:
    """Call it with an actor to get a client that carries their token; with None for one that carries none."""

    def come(actor: Actor | None) -> Client:
        if actor is None:
            return Client()
        today = timezone.localdate()
        with speaking_for(THE_DOOR):
            capacity = capacities(person=actor.person_id, seen_by=THE_DOOR, on=today)[0]
        secret = actions.issue_token(
            label="Test", capacity=capacity.key, ends_on=today + timedelta(days=1), by=actor, on=today
        )
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return come
