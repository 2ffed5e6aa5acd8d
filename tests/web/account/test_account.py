"""Sessions end when they must, and the gravest steps ask for the password again."""

import time
from datetime import date

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.doors.web import sessions, throttle
from wholeplace.ground.access.actor import THE_PUBLIC, NotAllowed
from wholeplace.together.people import actions
from wholeplace.together.people.models import Person

pytestmark = pytest.mark.django_db
NEW = "other invented words there"


def browser(world, key: str = "commissioner", *, password: str = PASSWORD) -> Client:
    """A browser of its own in which somebody signed in."""
    client = Client()
    assert client.post("/sign-in", {"username": world.emails[key], "password": password}).status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    """Whether the next page still knows who asks."""
    return client.get("/account").status_code == 200


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves on."""
    began, ahead = time.time(), [0.0]
    monkeypatch.setattr(sessions.time, "time", lambda: began + ahead[0])
    return lambda minutes: ahead.__setitem__(0, ahead[0] + minutes * 60)


@pytest.mark.parametrize("key,minutes", [("commissioner", 60), ("finance", 15), ("governance", 15)])
def test_a_session_ends_after_idle_minutes_which_are_fewer_with_much_power(city, the_day, clock, key, minutes):
    client = browser(city, key)
    clock(minutes - 1)
    assert is_signed_in(client)
    clock(minutes + 2)
    assert not is_signed_in(client)


def test_a_session_ends_after_half_a_day_however_busy(city, the_day, clock):
    client = browser(city)
    for _ in range(14):
        clock(50)
        assert is_signed_in(client)
    clock(25)
    assert not is_signed_in(client)


def test_another_password_ends_every_other_session_and_every_token(city, the_day):
    here, elsewhere = browser(city), browser(city)
    key = next(iter(here.get("/tokens/issue").wsgi_request.capacities)).key
    secret = actions.issue_token(label="x", capacity=key, ends_on=TODAY, by=city.commissioner, on=TODAY)
    bearing = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert Client().get("/api/v1/inbox", **bearing).status_code == 200
    answer = here.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert Client().get("/api/v1/inbox", **bearing).status_code == 401
    assert is_signed_in(browser(city, password=NEW))


@pytest.mark.parametrize(
    "given,said",
    [
        ({"old": "wrong words entirely", "new": NEW, "again": NEW}, "The password is not right"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "too short"),
        ({"old": PASSWORD, "new": NEW, "again": f"{NEW}!"}, "same password"),
        ({"old": "", "new": NEW, "again": NEW}, "Enter your password now"),
    ],
)
def test_a_password_is_not_changed_without_the_old_or_with_a_weak_one(city, the_day, events, given, said):
    client, before = browser(city), events()
    answer = client.post("/account/password", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert events() == before
    assert Person.objects.get(email=city.emails["commissioner"]).check_password(PASSWORD)


def test_signing_out_everywhere_ends_every_session(city, the_day):
    here, elsewhere = browser(city), browser(city)
    here.post("/account/sign-out-everywhere", {"sure": "on"})
    assert not is_signed_in(here)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize("act", [actions.sign_out_everywhere, actions.change_password])
def test_a_stranger_has_no_sign_in_to_keep(city, events, act):
    before = events()
    words = {"password": NEW} if act is actions.change_password else {}
    with pytest.raises(NotAllowed):
        act(**words, by=THE_PUBLIC, on=date(2026, 6, 1))
    assert events() == before


def test_the_gravest_steps_ask_for_the_password_again_when_it_was_given_long_ago(city, the_day, clock):
    client = browser(city)
    assert client.get("/tokens/issue").status_code == 200
    clock(16)
    answer = client.get("/tokens/issue")
    assert answer["Location"] == "/account/password-again?next=/tokens/issue"
    key = client.session.session_key
    assert client.post("/account/password-again", {"password": "wrong", "next": "/tokens/issue"}).status_code == 422
    answer = client.post("/account/password-again", {"password": PASSWORD, "next": "/tokens/issue"})
    assert answer["Location"] == "/tokens/issue"
    assert client.session.session_key != key
    assert client.get("/tokens/issue").status_code == 200


@pytest.mark.parametrize("wanted", ["//evil.test", "https://evil.test/", "http://good.org\\@evil.test", "javascript:x"])
def test_nobody_is_led_to_another_site(city, the_day, wanted):
    client = browser(city)
    assert client.post("/account/password-again", {"password": PASSWORD, "next": wanted})["Location"] == "/home"
    answer = Client().post(
        "/sign-in", {"username": city.emails["commissioner"], "password": PASSWORD, "next": wanted}
    )  # fmt: skip
    assert answer["Location"] == "/home"


def test_a_network_that_fails_with_many_accounts_is_not_listened_to(city, the_day, monkeypatch):
    monkeypatch.setattr(throttle, "FROM_ONE_ADDRESS", 3)
    for number in range(3):
        Client().post("/sign-in", {"username": f"nobody{number}@marlbridge.example", "password": "wrong"})
    right = {"username": city.emails["commissioner"], "password": PASSWORD}
    assert Client().post("/sign-in", right).status_code == 429
    assert Client().post("/sign-in", right, REMOTE_ADDR="192.0.2.9").status_code == 302


@pytest.mark.parametrize(
    "proxies,said,known",
    [
        (0, "198.51.100.1", "192.0.2.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.7"),
        (1, "", "192.0.2.7"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_is_believed(settings, proxies, said, known):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=said)
    assert throttle.address_of(request) == known


@pytest.mark.parametrize(
    "page,given",
    [
        ("/account/password-again", {"password": "wrong words entirely", "next": ""}),
        ("/account/password", {"old": "wrong words entirely", "new": NEW, "again": NEW}),
    ],
)
def test_a_wrong_password_counts_wherever_it_is_given(city, the_day, settings, page, given):
    settings.AXES_FAILURE_LIMIT = 3
    client = browser(city)
    assert [client.post(page, given).status_code for _ in range(4)] == [422, 422, 429, 429]
    right = {"username": city.emails["commissioner"], "password": PASSWORD}
    assert Client().post("/sign-in", right).status_code == 429


def test_no_password_is_kept_of_a_try_that_failed(city, the_day):
    browser(city).post("/account/password", {"old": "wrong words entirely", "new": NEW, "again": f"{NEW} yes"})
    browser(city).post("/account/password", {"old": "wrong words entirely", "new": NEW, "again": NEW})
    browser(city).post("/account/password-again", {"password": "wrong words entirely", "next": ""})
    kept = [words for row in AccessAttempt.objects.values_list("get_data", "post_data") for words in row]
    assert "old=***" in "".join(kept)
    assert not [words for words in kept if "words" in words]
