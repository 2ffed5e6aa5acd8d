"""A browser on the day of the tests, signed in as somebody of the city by name."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from tests.factories.worlds import PASSWORD, TODAY


@pytest.fixture
def the_day(monkeypatch) -> date:
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)
    return TODAY


@pytest.fixture
def signed_in(client, city, the_day) -> Callable:
    """A browser signed in as one of the city's people: `signed_in("commissioner")`."""

    def sign_in(key: str, *, world=city):
        client.logout()
        answer = client.post("/sign-in", {"username": world.emails[key], "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in


def words(response) -> str:
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def a_day(name: str, day: date) -> Mapping[str, int]:
    """A day as a form sends it."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def led_to(response) -> str:
    """The public id of the record to whose page a form led."""
    assert response.status_code == 302, words(response)
    return response["Location"].rstrip("/").split("/")[-1]
