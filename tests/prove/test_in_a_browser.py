"""A browser that walks the site as four readers hears of nothing that the content policy had to stop."""

import os
import shutil
from collections import deque
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.worlds import PASSWORD
from tests.prove.goals import goal, size
from wholeplace.doors.web.shell.routes import PAGES

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine"),
]
# The browser's driver keeps an event loop in this thread; the tests' own database calls are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
READERS = (None, "commissioner", "governance", "finance")
FIRST = (
    "/",
    "/sign-in",
    "/home",
    "/account",
    "/needs",
    "/areas",
    "/help",
    "/needs/record",
    "/seals",
    "/delegations/who",
)


def stopped(page: Page) -> list[str]:
    """What the policy stops on a page from now on, as the browser tells it."""
    heard: list[str] = []
    page.on("console", lambda one: heard.append(one.text) if "Content Security Policy" in one.text else None)
    return heard


def walked(page: Page, *, most: int) -> list[str]:
    """Open so many pages: first every kind of page, then whatever they link to. Which were opened."""
    whole = [f"/{one.address}" for one in PAGES.values() if "<" not in one.address]
    waiting, seen = deque([*FIRST, *sorted(whole)]), []
    while waiting and len(seen) < most:
        path = waiting.popleft()
        if path in seen or path.startswith(("/sign-out", "/static/")) or path.endswith(".py"):
            continue
        seen.append(path)
        page.goto(path)
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        here = urlsplit(page.url).netloc
        waiting += [
            one.path
            for one in map(urlsplit, links)
            if one.netloc == here and one.path not in seen and "csv" not in one.query
        ]
    return seen


def test_the_policy_stops_nothing_on_any_page(browser: Browser, live_server, city):
    with goal("W1") as tally:
        for reader in READERS:
            context = browser.new_context(base_url=live_server.url)
            page = context.new_page()
            heard = stopped(page)
            if reader:
                page.goto("/sign-in")
                page.get_by_label("Email address", exact=True).fill(city.emails[reader])
                page.get_by_label("Password", exact=True).fill(PASSWORD)
                page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
                page.wait_for_url("**/home")
            for path in walked(page, most=size(small=5, change=120, release=1_000)):
                tally.that(not heard, f"{reader or 'nobody'} at or before {path}: {heard}")
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\" onclick=\"x()\">')")
            page.wait_for_timeout(50)
            tally.that(bool(heard), "what was planted was not heard, so nothing was shown")
            context.close()
