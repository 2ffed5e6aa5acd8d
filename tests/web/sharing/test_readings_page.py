"""The register of who has looked, for those who read the trail of an organisation."""

import csv
import html

import pytest
from django.test import Client
from django.utils import timezone

from tests.actions.needs.test_record_need import asked
from tests.factories.sharing import asked_to_open, shared
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.sharing import actions


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


def a_need(city, sensitivity: Sensitivity) -> Ref:
    """The council's need, as sensitive as this."""
    return needs.record_need(**asked() | {"sensitivity": sensitivity}, by=city.commissioner)


def browser(city, who: str) -> Client:
    """A browser in which somebody has just signed in."""
    client = Client()
    client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    return client


def words(client: Client, address: str) -> str:
    """The words of a page."""
    return html.unescape(client.get(address).content.decode())


def test_those_who_read_the_trail_are_told_by_which_way_a_record_was_read(city):
    ref = a_need(city, Sensitivity.COMMERCIAL)
    reader = browser(city, "commissioner")
    for address in (f"/needs/{ref.public_id}", "/needs?format=csv"):
        reader.get(address)

    told = browser(city, "governance").get(f"/readings?of={ref}&format=csv").content.decode()

    rows = [row[1:] for row in csv.reader(told.splitlines()[1:])]
    assert sorted(rows) == [
        ["council", "Commissioner", "Commissioner of marlbridge", way, f"Need {ref.public_id}"]
        for way in ("File taken away", "Page")
    ]


def test_what_was_shared_and_what_was_opened_in_an_emergency_are_told_apart(city):
    city.add_person("nhs_governance", role=Role.GOVERNANCE, organisation="icb", title="NHS governance officer")
    given, opened = (a_need(city, Sensitivity.ORGANISATION) for _ in range(2))
    shared(given, city, to="icb")
    reader = browser(city, "partner")
    reader.get(f"/needs/{given.public_id}")
    now = timezone.now()
    reference = asked_to_open(opened, city.partner, at=now).public_id
    actions.agree_to_open(opening=reference, by=city.nhs_governance, on=TODAY, at=now)
    reader.get(f"/needs/{opened.public_id}")
    teller = browser(city, "governance")

    assert "Page, shared" in words(teller, f"/readings?of={given}")
    assert "Page, opened in an emergency" in words(teller, f"/readings?of={opened}")
    assert "NHS commissioner" in words(teller, "/readings")


def test_the_page_of_a_record_leads_there_for_those_who_may_read_it(city):
    ref = a_need(city, Sensitivity.ORGANISATION)
    link = f"/readings?of={ref}"

    assert link in words(browser(city, "governance"), f"/needs/{ref.public_id}")
    assert link not in words(browser(city, "commissioner"), f"/needs/{ref.public_id}")


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("commissioner", 403), ("provider", 403)])
def test_a_stranger_is_told_nothing(city, who, status):
    client = browser(city, who) if who else Client()

    assert client.get("/readings").status_code == status


def test_another_organisation_is_told_nothing_of_ours_nor_whether_it_is_there(city, county):
    ref = a_need(city, Sensitivity.COMMERCIAL)
    browser(city, "commissioner").get(f"/needs/{ref.public_id}")
    client = browser(county, "governance")

    ours, absent = (
        words(client, f"/readings?of={one}").replace(str(one), "?") for one in (ref, Ref("need", "zzzzzzzzzzzz"))
    )

    assert "Nobody has been noted." in ours
    assert "Commissioner of marlbridge" not in ours
    assert ours.count("Need ") == absent.count("Need ")
