"""The worlds as fixtures, for every test that asks."""

import pytest

from tests.factories.worlds import TODAY, World, build_city, build_county
from wholeplace.ground.trail.models import Event


@pytest.fixture
def today():
    """The day on which everything in a test happens."""
    return TODAY


@pytest.fixture
def city(db) -> World:
    """A city partnership with somebody in each role."""
    return build_city()


@pytest.fixture
def county(db) -> World:
    """Another partnership."""
    return build_county()


@pytest.fixture
def events(db):
    """How many events the trail holds, seen by the house itself."""
    from wholeplace.ground.access.actor import BOOTSTRAP
    from wholeplace.ground.records.context import speaking_for

    def count() -> int:
        with speaking_for(BOOTSTRAP):
            return Event.objects.count()

    return count


@pytest.fixture
def invented_map(db):
    """An invented map: a city of small areas, another city, their country."""
    from tests.factories.areas import build_map

    return build_map()
