"""The gallery in a real browser: accessible, within its page at every width, and whole without scripts."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as house_settings
from playwright.sync_api import Browser, Page

from tests.web.shell.gallery import gallery
from wholeplace.config import assets

CHROMIUM = shutil.which("chromium")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = (
    "record",
    "list",
    "list-empty",
    "form",
    "form-errors",
    "question",
    "confirm",
    "refused",
    "home",
    "not-found",
)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


class Answers(SimpleHTTPRequestHandler):
    """Serves the drawn pages and the static files, with the content policy of the site."""

    def __init__(self, *given: object, pages: dict[str, str]) -> None:
        """Keep the pages at hand."""
        self.pages = pages
        super().__init__(*given, directory=str(assets.WEB))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A page of the gallery, or a file."""
        page = self.pages.get(self.path.strip("/"))
        if page is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def end_headers(self) -> None:
        """Forbid what the site forbids."""
        policy = house_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        words = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
        self.send_header("Content-Security-Policy", words)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    assets.build()


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answers, pages=gallery()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(browser: Browser, *, width: int, **given: bool) -> tuple[Page, list[str]]:
    """A window, and what went wrong in it."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **given).new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    return page, faults


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible_and_stays_within_its_width(browser, site, width):
    page, faults = opened(browser, width=width, bypass_csp=True)
    for name in PAGES:
        page.goto(f"{site}/{name}")
        broken = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in broken] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert faults == []


def test_the_components_start_under_the_content_policy(browser, site):
    page, faults = opened(browser, width=320)
    page.goto(f"{site}/form-errors")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Personal budgets").is_visible()
    page.get_by_role("button", name="Show password").click()
    assert page.locator("#id_password").get_attribute("type") == "text"
    page.get_by_label("No", exact=True).check()
    assert not page.locator("#id_reason").is_visible()
    assert faults == []


def test_a_link_of_the_error_summary_goes_to_its_input(browser, site):
    page, _ = opened(browser, width=1280)
    page.goto(f"{site}/form-errors")
    page.get_by_role("link", name="Start date: enter the month as well.").click()
    assert page.evaluate("document.activeElement.id") == "id_starts_on-month"


def test_without_scripts_everything_is_there(browser, site):
    page, _ = opened(browser, width=320, java_script_enabled=False)
    page.goto(f"{site}/form")
    assert page.get_by_role("link", name="Personal budgets").is_visible()
    assert page.locator("#id_reason").is_visible()
    assert page.locator("input[type=file]").is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser, site):
    page, _ = opened(browser, width=1280)
    page.goto(f"{site}/record")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_register_is_a_table_on_a_desk_and_cards_on_a_phone(browser, site):
    for width, label in ((1280, False), (320, True)):
        page, _ = opened(browser, width=width)
        page.goto(f"{site}/list")
        assert page.locator(".wp-table__label").first.is_visible() is label
        assert page.get_by_role("rowheader", name="Carers’ breaks").count() == 1
