"""Opening a record in an emergency on the pages: asked, answered, read, closed, and told to whom it belongs."""

import html
import re

import pytest
from django.test import Client

from tests.actions.needs.test_record_need import asked
from tests.factories.sharing import NOON, asked_to_open
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.analyse.needs import actions as needs
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.people.models import Person
from wholeplace.together.sharing import actions, queries
from wholeplace.together.sharing.queries import OpeningCard

NOWHERE = "zzzzzzzzzzzz"
WHY = {"reason": "safeguarding", "because": "A home is closing tonight", "minutes": "30"}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """The day and the moment at which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.now", lambda: NOON)


@pytest.fixture
def two(city):
    """The city with a governance officer at the integrated care board, beside its commissioner."""
    city.add_person("nhs_governance", role=Role.GOVERNANCE, organisation="icb", title="NHS governance officer")
    return city


@pytest.fixture
def kept(two):
    """The reference of a need that only people acting for the council read."""
    return needs.record_need(**asked() | {"sensitivity": Sensitivity.ORGANISATION}, by=two.commissioner)


def browser(city, who: str) -> Client:
    """A browser in which somebody has just signed in."""
    client = Client()
    client.post("/sign-in", {"username": city.emails[who], "password": PASSWORD})
    return client


def words(client: Client, address: str) -> str:
    """The words of a page, without the token that no two pages share."""
    return re.sub(r'value="\w{64}"', "", html.unescape(client.get(address).content.decode()))


def kept_openings(city) -> list[OpeningCard]:
    """Every opening that people of the integrated care board asked for."""
    with speaking_for(city.partner):
        rows = queries.openings(seen_by=city.partner)
        return list(queries.opening_cards(rows=rows, seen_by=city.partner))


def agreed(city, kept) -> str:
    """The public id of an opening that a second person has agreed to."""
    reference = asked_to_open(kept, city.partner).public_id
    actions.agree_to_open(opening=reference, by=city.nhs_governance, on=TODAY, at=NOON)
    return reference


def test_a_record_is_asked_for_agreed_to_read_and_closed(two, kept):
    asker, second = browser(two, "partner"), browser(two, "nhs_governance")
    address = f"/openings/new?of={kept}"
    assert address in words(asker, f"/needs/{kept.public_id}")
    assert str(kept) in words(asker, address)

    told = asker.post(address, WHY | {"record": str(kept)})
    here = told["Location"]
    assert "It waits until 2 June 2026, 13:00" in words(asker, here)
    assert "Agree, or decline" in words(second, "/home")
    assert second.post(f"{here}/agree", {"agree": "yes"}).status_code == 302

    assert "can read the record until 13:30" in words(second, here)
    read = words(asker, f"/needs/{kept.public_id}")
    assert "Open to you in an emergency until 13:30" in read
    assert asker.get(f"{here}/close").status_code == 200
    assert asker.post(f"{here}/close", {"sure": "on"}).status_code == 302
    assert asker.get(f"/needs/{kept.public_id}").status_code == 404


def test_the_owner_is_told_in_the_register_and_on_the_record(two, kept):
    reference = agreed(two, kept)
    owner = browser(two, "governance")

    assert reference in words(owner, "/openings")
    told = words(owner, f"/openings/{reference}")
    assert "NHS commissioner of marlbridge, icb" in told
    assert "council, 1 June 2026, 13:00" in told
    assert "Open in an emergency to NHS commissioner of marlbridge of icb until 13:30." in words(
        owner, f"/needs/{kept.public_id}"
    )
    assert owner.post(f"/openings/{reference}/close", {"sure": "on"}).status_code == 302


def test_the_owner_knows_nothing_of_what_was_declined(two, kept):
    reference = asked_to_open(kept, two.partner).public_id
    second, owner = browser(two, "nhs_governance"), browser(two, "governance")

    assert second.post(f"/openings/{reference}/agree", {"agree": "no"}).status_code == 302

    assert "Declined by NHS governance officer of marlbridge" in words(second, f"/openings/{reference}")
    assert owner.get(f"/openings/{reference}").status_code == 404
    assert reference not in words(owner, "/openings")


def test_whoever_may_ask_is_offered_it_alike_for_what_is_hidden_and_what_is_not_there(two, kept):
    asker, other = browser(two, "partner"), browser(two, "provider")
    hidden, absent = (words(asker, f"/needs/{one}") for one in (kept.public_id, NOWHERE))

    assert "ask to open it in an emergency" in hidden
    assert hidden.replace(kept.public_id, NOWHERE) == absent
    assert "/openings/new" not in words(other, f"/needs/{kept.public_id}")
    assert "/openings/new" not in words(asker, "/needs/nonsense")


def test_asking_tells_nobody_whether_there_is_such_a_record(two, kept):
    asker, told = browser(two, "partner"), []
    for record in (kept, f"need:{NOWHERE}"):
        answer = asker.post("/openings/new", WHY | {"record": str(record)})
        reference = answer["Location"].rpartition("/")[2]
        page = words(asker, answer["Location"])
        told.append(page.replace(reference, "?").replace(kept.public_id, NOWHERE))

    assert told[0] == told[1]


def test_a_record_is_named_by_the_address_of_its_page_too(two, kept):
    answer = browser(two, "partner").post(
        "/openings/new", WHY | {"record": f"https://here.example/needs/{kept.public_id}?from=elsewhere"}
    )

    assert answer.status_code == 302
    assert [card.record for card in kept_openings(two)] == [kept]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"record": "nonsense"}, "Enter a reference such as need:7k3q9x2m4p5r"),
        ({"record": "/nowhere/at/all"}, "or the address of the record's page"),
        ({"minutes": "61"}, "For how long"),
        ({"because": ""}, "What has happened"),
        ({"reason": ""}, "Why must it be read now"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(two, kept, events, changes, reason):
    before = events()

    refused = browser(two, "partner").post("/openings/new", WHY | {"record": str(kept)} | changes)

    assert refused.status_code == 422
    assert reason in html.unescape(refused.content.decode())
    assert events() == before
    assert kept_openings(two) == []


def test_nobody_agrees_to_what_they_asked_for_nor_twice(two, kept, events):
    reference = agreed(two, kept)
    second, before = browser(two, "nhs_governance"), events()

    refused = second.post(f"/openings/{reference}/agree", {"agree": "yes"})

    assert refused.status_code == 422
    assert "answered or closed already" in refused.content.decode()
    assert browser(two, "partner").post(f"/openings/{reference}/agree", {"agree": "yes"}).status_code == 403
    assert events() == before


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("provider", 403), ("governance", 404)])
def test_a_stranger_neither_asks_nor_agrees_nor_closes(two, kept, events, who, status):
    reference = asked_to_open(kept, two.partner).public_id
    client = browser(two, who) if who else Client()
    before, was = events(), kept_openings(two)

    asked_for = client.post("/openings/new", WHY | {"record": str(kept)})
    assert asked_for.status_code == (302 if who is None else 403)
    assert client.post(f"/openings/{reference}/agree", {"agree": "yes"}).status_code == status
    assert client.post(f"/openings/{reference}/close", {"sure": "on"}).status_code in {302, 404}

    assert events() == before
    assert kept_openings(two) == was


def test_a_colleague_who_may_do_neither_reads_it_and_closes_nothing(two, kept, events):
    two.add_person("nhs_finance", role=Role.FINANCE, organisation="icb", title="NHS finance officer")
    reference = agreed(two, kept)
    client, before = browser(two, "nhs_finance"), events()

    assert client.get(f"/openings/{reference}").status_code == 200
    assert "/close" not in words(client, f"/openings/{reference}")
    assert client.get(f"/openings/{reference}/close").status_code == 403
    assert client.post(f"/openings/{reference}/close", {"sure": "on"}).status_code == 403

    assert events() == before


def test_what_is_closed_is_not_closed_again(two, kept, events):
    reference = agreed(two, kept)
    client = browser(two, "partner")
    client.post(f"/openings/{reference}/close", {"sure": "on"})
    before = events()

    assert client.get(f"/openings/{reference}/close").status_code == 422
    refused = client.post(f"/openings/{reference}/close", {"sure": "on"})

    assert refused.status_code == 422
    assert "This is closed already" in refused.content.decode()
    assert events() == before


def test_the_register_leaves_as_a_file(two, kept):
    agreed(two, kept)

    answer = browser(two, "governance").get("/openings?format=csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"Need {kept.public_id},Open now,Safeguarding a child or an adult at risk" in answer.content.decode()


def test_asking_asks_for_the_password_again(two):
    client = Client()
    person = two.emails["partner"]
    client.force_login(Person.objects.get(email=person), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/openings/new").status_code == 302
