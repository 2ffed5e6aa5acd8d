"""The world of the generated safety net, built once for everything that is tried in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.api.place import Place, build_place
from tests.config.databases import WorkerDatabase
from tests.factories.files import kept_in
from tests.prove.goals import SEED, chance, size
from tests.prove.net.readers import Reader, readers
from tests.prove.net.world import TODAY, World, at, build_world, the_world
from wholeplace.config.done import SHAPES_THE_DATABASE, fingerprint_of_code

__all__ = ["everybody", "kept_in", "net", "own_world", "world_to_copy"]

SHAPES_THE_WORLD = (
    *SHAPES_THE_DATABASE,
    "wholeplace/edges/demo/**/*",
    "wholeplace/*/*/actions*.py",
    "wholeplace/*/*/actions/*.py",
    "tests/prove/net/models.py",
    "tests/prove/net/world.py",
)


@pytest.fixture(scope="session")
def world_to_copy(
    own_database: WorkerDatabase, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> WorkerDatabase:
    """The world as it was built, for this code, this seed and this size; only to be copied from."""
    times = size(small=1, change=3, release=8)

    def build(database: WorkerDatabase) -> None:
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "localdate", lambda *_: TODAY)
            build_world(database, chance=chance("world"), times=times)

    name = f"world_{fingerprint_of_code(*SHAPES_THE_WORLD, and_of=f'{SEED} {times}')}"
    return own_database.kept(name, build=build)


@pytest.fixture(scope="session")
def own_world(own_database: WorkerDatabase, world_to_copy: WorkerDatabase) -> Iterator[World]:
    """A copy of the world for this worker."""
    with own_database.another("net", like=world_to_copy) as database:
        yield the_world(database)


@pytest.fixture
def net(own_world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, with the site at work in it on its one day."""
    with _at_work(own_world, django_db_blocker):
        yield own_world


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place with one record of each kind, on the one day of the world."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    return build_place()


@pytest.fixture(scope="session")
def everybody(own_world: World, django_db_blocker: DjangoDbBlocker) -> list[Reader]:
    """Who asks in the world: they sign in once for all that is tried."""
    with _at_work(own_world, django_db_blocker):
        return readers(own_world, chance("readers"), most=size(small=6, change=100, release=200))


@contextmanager
def _at_work(world: World, blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch, at(world.database):
        patch.setattr(timezone, "localdate", lambda *_: TODAY)
        yield
