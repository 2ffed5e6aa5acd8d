"""What every test can count on: a database of its own as the runtime role, no network, and published data."""

import os
import shutil
import tracemalloc  # noqa: F401  pytest asks it in the middle of clearing away, where it cannot be loaded any more
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.apps import apps
from django.conf import settings as house_settings
from django.db import connections
from django.test import TestCase, TransactionTestCase
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.config.databases import SECRET, WorkerDatabase, worker_database
from tests.config.network import close_the_network
from wholeplace.config.postgres import PROJECT
from wholeplace.ground.records.scope import Wall
from wholeplace.ground.trail import queries, sealing


def published_folder() -> Path | None:
    """Where the published data lie: where WHOLEPLACE_DATA says, or in `shared/data` beside the project."""
    said = os.environ.get("WHOLEPLACE_DATA")
    folder = Path(said) if said else PROJECT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def pytest_configure() -> None:
    """Settle what differs from a machine that serves, and close the network."""
    house_settings.SECRET_KEY = house_settings.CONTEXT_KEY = SECRET
    house_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests speak without HTTPS, as a machine for development does, whatever the shell they are started from says.
    os.environ["WHOLEPLACE_DEVELOPMENT"] = "1"
    house_settings.DEVELOPMENT = True
    house_settings.SESSION_COOKIE_SECURE = house_settings.CSRF_COOKIE_SECURE = False
    house_settings.SESSION_COOKIE_NAME, house_settings.CSRF_COOKIE_NAME = "session", "csrf"
    house_settings.SECURE_SSL_REDIRECT, house_settings.SECURE_HSTS_SECONDS = False, 0
    Path(house_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    close_the_network()


def pytest_report_header() -> str:
    """Say at the head of every run whether the published data take part."""
    return f"published data: {published_folder() or 'absent, so the tests on it are skipped'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, visibly, what needs published data where there are none."""
    if published_folder() is None:
        for item in items:
            if item.get_closest_marker("published"):
                item.add_marker(pytest.mark.skip(reason="no published data beside the project"))


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published data; a test that asks for it is skipped where there is none."""
    folder = published_folder()
    if folder is None:
        pytest.skip("no published data beside the project")
    return folder


@pytest.fixture(scope="session")
def own_database(request: pytest.FixtureRequest) -> Iterator[WorkerDatabase]:
    """This worker's database and the addresses of its two roles. Started by the first test that needs it."""
    given = getattr(request.config, "workerinput", {})
    with worker_database(
        worker=given.get("workerid", "alone"), session=given.get("testrunuid", f"{os.getpid():08d}")
    ) as database:
        yield database


@pytest.fixture(scope="session")
def django_db_setup(
    own_database: WorkerDatabase, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Stand in for Django's own set-up: the runtime role may not create a database, and must not own one."""
    address = dj_database_url.parse(own_database.runtime)
    # The role's own limit would end the transaction of a test that thinks for a minute.
    address["OPTIONS"] = {"options": "-c idle_in_transaction_session_timeout=15min"}
    for alias in house_settings.DATABASES:
        connections[alias].settings_dict.update(address)
    _clean_up_after_tests(own_database)
    _wait_for_nobody_else(own_database)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def _wait_for_nobody_else(database: WorkerDatabase) -> None:
    """The trail is read as far as the transactions of this database allow.

    The server of the tests has a database for every worker, and a transaction number is the server's: the trail of one
    worker would wait for the tests of the others.
    """

    def watermark() -> int:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            next_one = int(cursor.fetchone()[0])
        running = database.oldest_transaction()
        return next_one if running is None else min(running, next_one)

    for module in (sealing, queries):
        module.watermark = watermark  # type: ignore[attr-defined]


def _clean_up_after_tests(database: WorkerDatabase) -> None:
    """Leave no trace of a test, though the role it runs as may neither truncate nor take back a refusal."""
    roll_back: Callable[[Any], None] = TestCase._fixture_teardown
    logs = [
        model._meta.db_table for model in apps.get_models() if getattr(model, "wall", None) in {Wall.LOG, Wall.READINGS}
    ]

    def after_a_transaction(test: TestCase) -> None:
        roll_back(test)
        refusals = connections["refusals"]
        if refusals.connection is not None:
            refusals.close()
            database.empty(*logs)

    def after_real_commits(test: TransactionTestCase) -> None:
        connections.close_all()
        database.renew()

    # Refusals are written on a connection of their own in tests as well: all may use it, none wraps it.
    TransactionTestCase.databases = {"default", "refusals"}
    TestCase._databases_names = classmethod(lambda cls, include_mirrors=False: ["default"])
    TransactionTestCase._fixture_teardown = after_real_commits  # type: ignore[method-assign]
    TestCase._fixture_teardown = after_a_transaction  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without looking outside. One for all tests: a thread has room for one driver only."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
