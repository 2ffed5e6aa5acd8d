"""Whatever is read of the most sensitive records is written down, and told to the organisation they belong to."""

import pytest

from tests.actions.needs.test_record_need import asked
from tests.factories.sharing import shared
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.reading import noting
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.ground.trail.readings import who_has_looked


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


def a_need(city, sensitivity: Sensitivity) -> Ref:
    """The council's need, as sensitive as this."""
    return needs.record_need(**asked() | {"sensitivity": sensitivity}, by=city.commissioner)


def opened(client, city, who: str, address: str) -> int:
    """The status of a page, opened by somebody who has just signed in."""
    client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    return client.get(address).status_code


def looks(city, ref, *, by: str = "governance") -> list[tuple[str, str]]:
    """By which page, and acting as what, a record was read, as somebody is told."""
    with speaking_for(getattr(city, by)):
        found = list(who_has_looked(of=ref, seen_by=getattr(city, by)))
    return [(look.door, look.post_title) for look in found]


def test_whoever_opens_a_commercial_record_is_written_down(client, city):
    ref = a_need(city, Sensitivity.COMMERCIAL)

    assert opened(client, city, "commissioner", f"/needs/{ref.public_id}") == 200

    assert looks(city, ref) == [("need", "Commissioner")]


def test_the_register_its_file_and_the_search_are_written_down_as_well(client, city):
    ref = a_need(city, Sensitivity.COMMERCIAL)
    client.post("/sign-in", {"username": city.emails["commissioner"], "password": PASSWORD})

    for address in ("/needs", "/needs?format=csv", "/search?q=older"):
        client.get(address)

    assert {door for door, _ in looks(city, ref)} >= {"needs", "needs.file", "search"}


def test_what_the_organisation_reads_of_its_own_without_a_clearance_is_not(client, city):
    ref = a_need(city, Sensitivity.ORGANISATION)

    opened(client, city, "commissioner", f"/needs/{ref.public_id}")

    assert looks(city, ref) == []


def test_what_is_read_by_a_share_is_written_down_for_its_owner(client, city):
    ref = a_need(city, Sensitivity.ORGANISATION)
    shared(ref, city, to="icb")

    assert opened(client, city, "partner", f"/needs/{ref.public_id}") == 200

    assert ("need", "NHS commissioner") in looks(city, ref)


def test_nobody_is_told_who_looked_but_those_who_read_the_trail_of_its_owner(client, city, county):
    ref = a_need(city, Sensitivity.COMMERCIAL)
    opened(client, city, "commissioner", f"/needs/{ref.public_id}")

    assert looks(city, ref, by="analyst") == []
    with speaking_for(county.governance):
        assert list(who_has_looked(of=ref, seen_by=county.governance)) == []


def test_the_history_of_a_commercial_record_is_a_read_of_it(city):
    ref = a_need(city, Sensitivity.COMMERCIAL)

    with noting() as read, speaking_for(city.commissioner):
        history(of=[ref], seen_by=city.commissioner)

    assert {one.record for one in read} == {str(ref)}
