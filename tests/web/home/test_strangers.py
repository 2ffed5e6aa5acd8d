"""At every step of the thread, strangers are refused by every method, and nothing changes."""

import pytest
from django.test import Client

from tests.across.test_thread import line
from wholeplace.doors.web import urls
from wholeplace.doors.web.shell.routes import PAGES
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.people.models import Person

__all__ = ["line", "urls"]

STEPS = sorted(
    name
    for name, page in PAGES.items()
    if isinstance(page.needs, Permission) and page.address.split("/")[0] in {"needs", "outcomes", "intentions"}
)


def as_somebody(email: str | None) -> Client:
    """A browser in which this person has signed in; nobody, without an address."""
    client = Client()
    if email:
        person = Person.objects.get(email=email)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address_of(name: str, refs: dict[str, Ref]) -> str:
    """The address of a step on this thread's own records."""
    page = PAGES[name]
    kind = {"needs": "need", "outcomes": "outcome", "intentions": "intention"}[page.address.split("/")[0]]
    return "/" + page.address.replace("<str:reference>", refs[kind].public_id)


@pytest.mark.parametrize("name", STEPS)
def test_strangers_are_refused_at_every_step(city, county, line, events, name):
    refs = {ref.kind: ref for ref in line}
    address = address_of(name, refs)
    filled = {"because": "We would rather not.", "title": "Ours now", "came_of_it": "Nothing."}
    before = events()
    for who, allowed in (
        (None, {302}),
        (city.emails["provider"], {403}),
        (county.emails["governance"], {403, 404}),
        (county.emails["commissioner"], {404, 403, 422, 200} if "<" in PAGES[name].address else {200, 422}),
    ):
        for ask in (as_somebody(who).get, as_somebody(who).post):
            answer = ask(address, filled)
            assert answer.status_code in allowed, (who, answer.status_code)
    if "<" in PAGES[name].address:
        assert as_somebody(county.emails["commissioner"]).get(address).status_code in {403, 404}
    assert events() == before


def test_a_page_of_another_place_looks_like_one_that_is_not_there(city, county, line):
    need = line[0]
    reader = as_somebody(county.emails["commissioner"])
    hidden, absent = reader.get(f"/needs/{need.public_id}"), reader.get("/needs/zzzzzzzzzzzz")
    assert hidden.status_code == absent.status_code == 404
    assert main_of(hidden.content, without=need.public_id) == main_of(absent.content, without="zzzzzzzzzzzz")


def main_of(page: bytes, *, without: str) -> str:
    """What a page says, without the address that was asked for: each page has a nonce and its own address elsewhere."""
    return page.decode().partition("<main")[2].partition("</main>")[0].replace(without, "")
