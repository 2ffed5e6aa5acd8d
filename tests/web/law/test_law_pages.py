"""The pages of law: what they say, who is named, and what is refused."""

from decimal import Decimal

import pytest

from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.ground.access.roles import Role
from wholeplace.ground.overrides import actions


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def signed_in(client, city, county):
    """A browser signed in as somebody of the city or the county, by name."""
    city.add_person("administrator", role=Role.ADMINISTRATOR, organisation="council", title="Administrator")
    county.add_person("rival", role=Role.ADMINISTRATOR, organisation="county", title="County administrator")

    def sign_in(key):
        client.logout()
        emails = city.emails | {"rival": county.emails["rival"]}
        assert client.post("/sign-in", {"username": emails[key], "password": PASSWORD}).status_code == 302
        return client

    return sign_in


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def override(city, **changes):
    """Six months of notice, set by hand in the city."""
    given = {
        "rule": "voluntary_sector_notice",
        "jurisdiction": "England",
        "value": Decimal(6),
        "begins_on": TODAY,
        "because": "As the partnership agreed.",
        "by": city.actors["administrator"],
        "on": TODAY,
    }
    return actions.set_override(**(given | changes))


def asked(**changes):
    """A number as the form sends it."""
    given = {
        "rule": "voluntary_sector_notice",
        "jurisdiction": "England",
        "value": "6",
        "begins_on-day": TODAY.day,
        "begins_on-month": TODAY.month,
        "begins_on-year": TODAY.year,
        "because": "As the partnership agreed.",
    }
    return given | changes


@pytest.mark.django_db
def test_the_page_says_plainly_what_its_numbers_are_used_for(client):
    page = words(client.get("/law"))
    assert (
        "Legal thresholds and time limits, with their dates and sources."
        " Only the notice for voluntary-sector providers is used in checks so far."
    ) in page


def test_the_public_reads_which_organisation_set_a_number_and_not_which_person(city, signed_in, client):
    override(city)
    partner = signed_in("partner")
    assert "Set by Administrator of marlbridge, council" in words(partner.get("/law"))
    partner.logout()

    page = words(client.get("/law"))
    assert "Set by council" in page
    assert "Only in Marlbridge Partnership" in page
    assert "Administrator of marlbridge" not in page
    told = client.get("/api/v1/overrides").json()["items"]
    assert [one["set_by"] for one in told] == ["council"]
    assert "Administrator of marlbridge" not in client.get("/law?format=csv").content.decode()


def test_a_number_is_set_and_ended_in_the_browser(signed_in):
    client = signed_in("administrator")
    form = words(client.get("/law/set"))
    assert "From that day the service uses your number in your partnership. This page marks it as set by hand." in form
    assert client.post("/law/set", asked()).status_code == 302

    page = words(client.get("/law"))
    assert "Set by hand" in page
    end = page.split('href="/law/end/')[1].split('"')[0]
    assert client.get(f"/law/end/{end}").status_code == 200
    assert client.post(f"/law/end/{end}", {"sure": "yes"}).status_code == 302
    assert "/law/end/" not in words(client.get("/law"))


@pytest.mark.parametrize(
    "value, sentence",
    [
        ("2.5", "Value: enter a whole number of months."),
        ("1201", "Value: enter 1,200 months or less."),
        ("NaN", "Value: enter a number such as 12.5"),
        ("Infinity", "Value: enter a number such as 12.5"),
        ("1e30", "Value: enter a number such as 12.5"),
        ("-1", "Value: enter 0 or more"),
    ],
)
def test_a_value_that_nobody_could_use_is_refused_with_the_field_and_what_to_enter(signed_in, value, sentence):
    client = signed_in("administrator")
    shown = client.post("/law/set", asked(value=value))
    assert shown.status_code == 422
    assert sentence in words(shown)
    assert "Set by hand" not in words(client.get("/law"))


def test_an_administrator_of_another_partnership_ends_nothing_here(city, signed_in):
    client = signed_in("rival")
    ref = override(city)
    assert "/law/end/" not in words(client.get("/law"))
    assert client.post(f"/law/end/{ref.public_id}", {"sure": "yes"}).status_code == 403
    assert "Set by council" in words(client.get("/law"))


@pytest.mark.parametrize("who", ["commissioner", "governance"])
def test_those_who_may_not_are_told_so(signed_in, who):
    client = signed_in(who)
    for ask in (client.get, client.post):
        assert ask("/law/set").status_code == 403
