"""Holding a record beyond its day on the pages, and lifting that."""

import html

import pytest
from django.test import Client

from tests.factories.thread import a_need
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.retention import actions, queries


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def need(city) -> Ref:
    """A need of the council."""
    return a_need(city.commissioner)


def browser(city, who: str) -> Client:
    """A browser in which somebody has just signed in."""
    client = Client()
    client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    return client


def words(client: Client, address: str) -> str:
    """The words of a page."""
    return html.unescape(client.get(address).content.decode())


def held(city) -> list[Ref]:
    """What the council holds."""
    with speaking_for(city.governance):
        return [one.record for one in queries.holds(within=city.governance.partnership_id, seen_by=city.governance)]


def test_a_record_is_held_from_its_own_page_and_the_hold_is_lifted(city, need):
    officer = browser(city, "governance")
    address = f"/holds/new?of={need}"
    assert address in words(officer, f"/needs/{need.public_id}")
    assert str(need) in words(officer, address)

    assert officer.post(address, {"record": str(need), "because": "A claim was made"}).status_code == 302

    assert held(city) == [need]
    told = words(officer, "/holds")
    assert "A claim was made" in told
    assert "Not yet: its day has not come" in told
    lift = told.partition('href="/holds/')[2].partition("/holds/")[2].partition('"')[0]
    assert officer.post(f"/holds/{lift}", {"because": "The claim was settled"}).status_code == 302
    assert held(city) == []
    assert "Nothing is held." in words(officer, "/holds")


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("commissioner", 403), ("provider", 403)])
def test_a_stranger_holds_nothing_and_lifts_nothing(city, need, events, who, status):
    hold = actions.place_hold(on_record=need, because="A claim", by=city.governance, on=TODAY)
    client, before = (browser(city, who) if who else Client()), events()

    assert client.get("/holds").status_code == status
    assert client.post("/holds/new", {"record": str(need), "because": "Ours"}).status_code == status
    assert client.post(f"/holds/{hold.public_id}/lift", {"because": "Done"}).status_code == status

    assert events() == before
    assert held(city) == [need]


def test_another_organisation_neither_holds_nor_lifts_nor_sees(city, county, need, events):
    hold = actions.place_hold(on_record=need, because="A claim", by=city.governance, on=TODAY)
    client, before = browser(county, "governance"), events()

    assert client.post(f"/holds/{hold.public_id}/lift", {"because": "Done"}).status_code == 404
    hidden, absent = (
        client.post("/holds/new", {"record": one, "because": "Ours"}).status_code
        for one in (str(need), "need:zzzzzzzzzzzz")
    )
    assert (hidden, absent) == (422, 422)
    assert "A claim" not in words(client, "/holds")

    assert events() == before
    assert held(city) == [need]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"because": ""}, "Why must it be kept"),
        ({"record": "need:zzzzzzzzzzzz"}, "There is none of this reference that you can hold"),
        ({"record": "nonsense"}, "Enter a reference such as"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(city, need, events, changes, reason):
    client, before = browser(city, "governance"), events()

    refused = client.post("/holds/new", {"record": str(need), "because": "A claim"} | changes)

    assert refused.status_code == 422
    assert reason.lower() in html.unescape(refused.content.decode()).lower()
    assert events() == before
    assert held(city) == []


def test_a_record_is_held_once_and_lifted_once(city, need, events):
    hold = actions.place_hold(on_record=need, because="A claim", by=city.governance, on=TODAY)
    client, before = browser(city, "governance"), events()

    again = client.post("/holds/new", {"record": str(need), "because": "A claim"})
    assert again.status_code == 422
    assert "You hold this record already" in again.content.decode()
    assert events() == before

    client.post(f"/holds/{hold.public_id}/lift", {"because": "Settled"})
    before = events()
    assert client.post(f"/holds/{hold.public_id}/lift", {"because": "Settled"}).status_code == 422
    assert events() == before
