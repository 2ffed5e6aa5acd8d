"""The register of shares, sharing a record, and ending that, on the pages."""

import pytest
from django.test import Client

from tests.actions.needs.test_record_need import asked
from tests.factories.sharing import shared
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.people.models import Person
from wholeplace.together.sharing.models import Share

LAST = {"ends_on-day": "1", "ends_on-month": "7", "ends_on-year": "2026"}
FIRST = {"begins_on-day": "1", "begins_on-month": "6", "begins_on-year": "2026"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def kept(city):
    """The reference of a need that only people acting for the council read."""
    return needs.record_need(**asked() | {"sensitivity": Sensitivity.ORGANISATION}, by=city.commissioner)


def browser(city, who: str) -> Client:
    """A browser in which somebody has just signed in."""
    client = Client()
    client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    return client


def answers(city, **changes: str) -> dict[str, str]:
    """What somebody fills in to share a record with the charity."""
    whom = city.organisations["charity"].ref.public_id
    return {"organisation": whom, "purpose": "To plan care together", "basis": "public_task"} | FIRST | LAST | changes


def kept_shares(city) -> list[Share]:
    """Every share of the council, read as somebody who acts for it: without a reader there is no row to see."""
    with speaking_for(city.governance):
        return list(Share.objects.seen_by(city.governance))


def test_a_record_is_shared_from_its_own_page_and_told_there(city, kept):
    client = browser(city, "commissioner")
    address = f"/shares/new?of={kept}"
    assert address in client.get(f"/needs/{kept.public_id}").content.decode()
    assert client.get(address).status_code == 200

    assert client.post(address, answers(city)).status_code == 302

    told = client.get(f"/needs/{kept.public_id}").content.decode()
    assert [(one.record, one.grantee_id) for one in kept_shares(city)] == [(kept, city.organisations["charity"].number)]
    assert "Shared with charity until 1 July 2026, for: To plan care together" in told


def test_the_register_shows_what_is_given_and_what_is_received(city, kept):
    shared(kept, city)

    ours, theirs, others = (
        browser(city, who).get("/shares").content.decode() for who in ("commissioner", "provider", "partner")
    )

    assert "To plan care together" in ours
    assert "End it now" in ours
    assert "To plan care together" in theirs
    assert "End it now" not in theirs
    assert "To plan care together" not in others


def test_a_share_is_ended_now(city, kept):
    given = shared(kept, city)
    client = browser(city, "commissioner")

    assert client.get(f"/shares/{given.public_id}/end").status_code == 200
    assert client.post(f"/shares/{given.public_id}/end", {"sure": "on"}).status_code == 302

    assert [one.ended_on for one in kept_shares(city)] == [TODAY]
    assert "Ended on 1 June 2026" in client.get("/shares").content.decode()


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("provider", 403), ("analyst", 403), ("partner", 404)])
def test_a_stranger_shares_nothing_and_ends_nothing(city, kept, events, who, status):
    given = shared(kept, city, to="icb") if who != "partner" else shared(kept, city)
    client = browser(city, who) if who else Client()
    before = events()

    assert client.post(f"/shares/new?of={kept}", answers(city)).status_code == status
    assert client.post(f"/shares/{given.public_id}/end", {"sure": "on"}).status_code == status

    assert events() == before
    assert [one.ended_on for one in kept_shares(city)] == [None]


def test_whoever_it_is_shared_with_passes_nothing_on_and_ends_nothing(city, kept, events):
    given = shared(kept, city, to="icb")
    client, before = browser(city, "partner"), events()

    assert client.post(f"/shares/new?of={kept}", answers(city)).status_code == 403
    assert client.post(f"/shares/{given.public_id}/end", {"sure": "on"}).status_code == 403
    assert f"/shares/new?of={kept}" not in client.get(f"/needs/{kept.public_id}").content.decode()

    assert events() == before
    assert [one.ended_on for one in kept_shares(city)] == [None]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ends_on-year": "2029"}, "Choose a last day between"),
        ({"begins_on-month": "5"}, "A share cannot begin in the past"),
        ({"purpose": ""}, "What do they need it for"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(city, kept, events, changes, reason):
    client, before = browser(city, "commissioner"), events()

    refused = client.post(f"/shares/new?of={kept}", answers(city, **changes))

    assert refused.status_code == 422
    assert reason in refused.content.decode()
    assert events() == before
    assert kept_shares(city) == []


def test_a_share_that_has_ended_is_not_ended_again(city, kept, events):
    given = shared(kept, city)
    client = browser(city, "commissioner")
    client.post(f"/shares/{given.public_id}/end", {"sure": "on"})
    before = events()

    refused = client.post(f"/shares/{given.public_id}/end", {"sure": "on"})

    assert refused.status_code == 422
    assert "ended on 1 June 2026 already" in refused.content.decode()
    assert events() == before
    assert [one.ended_on for one in kept_shares(city)] == [TODAY]


@pytest.mark.parametrize("of", ["", "need", "need:zzzzzzzzzzzz", "nothing:7k3q9x2m4p5r", "share:7k3q9x2m4p5r"])
def test_what_is_not_there_is_not_shared(city, of):
    assert browser(city, "commissioner").get(f"/shares/new?of={of}").status_code == 404


def test_sharing_asks_for_the_password_again(city, kept):
    client = Client()
    person = city.emails["commissioner"]
    client.force_login(Person.objects.get(email=person), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(f"/shares/new?of={kept}").status_code == 302
