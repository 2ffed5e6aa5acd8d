"""A browser, and somebody in front of it."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.somebody import Somebody

CHROMIUM = shutil.which("chromium")
# The browser's driver keeps an event loop in this thread; the tests' own database calls are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey; skip them, visibly, where there is no browser."""
    for item in items:
        if "tests/journeys/" in item.nodeid:
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@pytest.fixture
def somebody(browser: Browser, live_server) -> Iterator[Callable[..., Somebody]]:
    """Call it to get a person with a browser of their own."""
    contexts = []

    def come(*, width: int = 1280, scripts: bool = True) -> Somebody:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=live_server.url
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Somebody(context.new_page())

    yield come
    for context in contexts:
        context.close()
