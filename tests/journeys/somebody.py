"""What somebody does and sees in a browser, as sentences."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.factories.worlds import PASSWORD

WCAG_2_2_AA = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


class Somebody:
    """A person in front of a browser."""

    def __init__(self, page: Page) -> None:
        """Sit down."""
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of, but for a form that is answered with its errors (422)."""
        if message.type == "error" and "status of 422" not in message.text:
            self.faults.append(message.text)

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in, and land on home."""
        self.opens("/sign-in")
        self.types("Email address", email)
        self.types("Password", password)
        self.presses("Sign in")
        expect(self.page).to_have_url(re.compile("/home"))

    def opens(self, path: str) -> int:
        """Go to an address; the status it answers with."""
        answer = self.page.goto(path)
        return answer.status if answer else 0

    def address(self) -> str:
        """The address of the page, without the site."""
        return re.sub(r"^https?://[^/]+", "", self.page.url).partition("?")[0]

    def types(self, label: str, text: str) -> None:
        """Type into a field by its label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def chooses(self, label: str, *, answer: str) -> None:
        """Choose from a list by its label, the answer that holds these words."""
        chosen = self.page.get_by_label(label, exact=True)
        chosen.select_option(value=chosen.locator("option", has_text=answer).first.get_attribute("value"))

    def ticks(self, answer: str) -> None:
        """Choose a radio or a checkbox by its words."""
        self.page.get_by_label(answer, exact=True).check()

    def enters_the_day(self, question: str, day: int, month: int, year: int) -> None:
        """Fill the three fields of a date."""
        group = self.page.get_by_role("group", name=question)
        for name, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(name).fill(str(value))

    def presses(self, button: str) -> None:
        """Press a button, or a link that looks like one."""
        main = self.page.locator("main")
        main.get_by_role("button", name=button, exact=True).or_(
            main.get_by_role("link", name=button, exact=True)
        ).first.click()
        self.page.wait_for_load_state()

    def follows(self, link: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def reads(self, *words: str) -> None:
        """See these words on the page."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def does_not_read(self, *words: str) -> None:
        """Not see these words on the page."""
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def finds_the_page_accessible(self) -> None:
        """The accessibility check: no violation of WCAG 2.2 AA, no sideways scrolling, no error in the console."""
        results = Axe().run(self.page, options=WCAG_2_2_AA)
        violations = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in results.response["violations"]]
        assert violations == [], f"{self.page.url}: {violations}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} pixels"
        assert self.faults == [], f"{self.page.url}: {self.faults}"
