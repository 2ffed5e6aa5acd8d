"""Browsers signed in as people of the city, and what they find there."""

import pytest

from tests.factories.thread import a_contract
from tests.factories.worlds import PASSWORD, TODAY


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def sign_in(client):
    """Sign a browser in as somebody of a place, by name."""

    def signed_in(world, key):
        client.logout()
        answer = client.post("/sign-in", {"username": world.emails[key], "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return signed_in


@pytest.fixture
def contract(city):
    """A contract of the city's council that the partnership can see."""
    return a_contract(city)


@pytest.fixture
def turned_away(city, county, sign_in, events):
    """Send a form as a partner, as somebody without the permission and from another partnership: nothing happens.

    Answers with what the partner is told.
    """

    def tried(address, given):
        before = events()
        told = sign_in(city, "partner").post(address, given)
        assert told.status_code == 403
        assert sign_in(city, "finance").post(address, given).status_code == 403
        stranger = sign_in(county, "commissioner")
        assert (stranger.get(address).status_code, stranger.post(address, given).status_code) == (404, 404)
        assert events() == before
        return " ".join(told.content.decode().split())

    return tried
