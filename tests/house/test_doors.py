"""Every page says who may open it, and refuses a stranger by every method."""

import pytest

from tests.factories.worlds import PASSWORD
from wholeplace.config.urls import urlpatterns
from wholeplace.doors.web.shell.routes import PAGES
from wholeplace.ground.access.limits import GRAVEST
from wholeplace.ground.access.permissions import PUBLIC, SIGNED_IN, Permission

# Doors that are not ours, each with its policy.
NOT_OURS = {"openapi": "public description", "api": "its own operations declare their permission"}


def test_every_address_is_a_page_with_a_policy_or_stands_on_the_list():
    undeclared = [
        str(pattern.pattern)
        for pattern in urlpatterns
        if getattr(getattr(pattern, "callback", None), "needs", None) is None
        and getattr(pattern, "name", None) not in NOT_OURS
        and getattr(pattern, "namespace", None) not in NOT_OURS
    ]
    assert undeclared == []


def address(page) -> str:
    """The page's address with something that is not there in every place for a reference."""
    parts = ["zzzzzzzzzzzz" if part.startswith("<") else part for part in page.address.split("/")]
    return "/" + "/".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_stranger_is_shown_only_public_pages(client, name):
    page = PAGES[name]
    for ask in (client.get, client.post):
        response = ask(address(page))
        if page.needs == PUBLIC:
            assert response.status_code != 500, page.address
        else:
            assert response.status_code == 302, page.address
            assert response["Location"].startswith("/sign-in"), page.address


def test_every_page_needs_something_that_is_known():
    assert {page.needs for page in PAGES.values()} <= {PUBLIC, SIGNED_IN, *Permission}


def test_the_gravest_pages_ask_for_the_password_again():
    grave = {name for name, page in PAGES.items() if page.needs in GRAVEST} | {"issue-token", "decision-pack"}
    assert "held-about" in grave
    assert [name for name in sorted(grave) if not PAGES[name].fresh] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, page in PAGES.items() if page.fresh))
def test_a_grave_page_asks_whoever_gave_it_long_ago(client, city, name, monkeypatch):
    needs = PAGES[name].needs
    key = next(key for key, actor in city.actors.items() if needs in actor.permissions)
    client.post("/sign-in", {"username": city.emails[key], "password": PASSWORD})
    monkeypatch.setattr("wholeplace.doors.web.shell.routes.is_fresh", lambda _: False)
    for ask in (client.get, client.post):
        assert ask(address(PAGES[name]))["Location"].startswith("/account/password-again?next=")
