"""Entering a contract from its page, and tying it to the thread."""

from datetime import date

import pytest

from tests.factories.thread import a_decision, a_line, an_agreed_intention, an_intention, an_outcome
from tests.factories.worlds import TODAY
from wholeplace.do.contracts import queries
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.directory import actions as directory
from wholeplace.together.directory.rules.kinds import OrganisationKind


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def answers(city, **changes):
    """What somebody types to enter a contract of the council with the charity."""
    given = {
        "title": "Home reablement service",
        "kind": "contract",
        "reference_number": "MCC-2391",
        "group": "older_people",
        "commissioners": [city.organisations["council"].ref.public_id],
        "providers": [city.organisations["charity"].ref.public_id],
        "is_vcse": "yes",
        "is_sme": "no",
        "value": "300,000",
        "years_known": "yes",
        "year_2026": "100000",
        "year_2027": "200000",
        "starts_on-day": 1,
        "starts_on-month": 4,
        "starts_on-year": 2026,
        "ends_on-day": 31,
        "ends_on-month": 3,
        "ends_on-year": 2028,
        "notice_months": "6",
        "risk": "high",
        "sensitivity": "partnership",
    }
    return given | changes


def register(city):
    """The contracts of the city."""
    by = city.commissioner
    with speaking_for(by):
        rows = queries.contracts(within=by.partnership_id, seen_by=by, on=TODAY)
        return queries.contract_cards(rows=rows, seen_by=by, on=TODAY)


def test_a_contract_is_entered_and_shown(city, sign_in):
    client = sign_in(city, "commissioner")
    asked = words(client.get("/contracts/enter"))
    assert "2026/27" in asked
    assert "council looks after the entry." in asked
    done = client.post("/contracts/enter", answers(city))
    assert done.status_code == 302
    page = words(client.get(done["Location"]))
    assert "Runs until 31 March 2028" in page
    assert "£200,000" in page
    assert "Voluntary or community organisation" in page


def test_a_contract_entered_from_an_intention_is_tied_to_it(city, sign_in):
    intention = an_agreed_intention(city)
    client = sign_in(city, "commissioner")
    address = f"/contracts/enter?intention={intention.public_id}&title=Reablement+for+all"
    asked = words(client.get(address))
    assert 'value="Reablement for all"' in asked
    assert "Home reablement: one service</option>" in asked
    assert "It is linked to the intention “One home reablement service for the whole city”." in asked
    done = client.post(address, answers(city))
    page = words(client.get(done["Location"]))
    assert "One home reablement service for the whole city" in page
    assert "linked to no outcome" not in page


def test_a_decision_that_allows_it_is_chosen_already(city, sign_in):
    intention = an_intention(city.commissioner)
    decision = a_decision(city.member, on_subject=intention, title="Buy reablement")
    client = sign_in(city, "commissioner")
    asked = words(client.get(f"/contracts/enter?decision={decision.public_id}"))
    assert f'value="{decision.public_id}" selected' in asked
    done = client.post("/contracts/enter", answers(city, decision=decision.public_id))
    assert "Buy reablement" in words(client.get(done["Location"]))


def test_a_provider_outside_the_partnership_is_found_by_its_name(city, sign_in):
    for name in ("Larkfield Homes", "Larkfield Care"):
        directory.register(
            name=name, kind=OrganisationKind.CHARITY, invented=True, begins_on=date(2020, 4, 1), by=BOOTSTRAP, on=TODAY
        )
    client = sign_in(city, "commissioner")
    many = client.post("/contracts/enter", answers(city, providers=[], other_provider="larkfield"))
    assert many.status_code == 422
    assert "several organisations are called so, such as Larkfield Care, Larkfield Homes" in words(many)
    none = client.post("/contracts/enter", answers(city, providers=[], other_provider="Nobody at all"))
    assert "the directory knows no organisation of this name" in words(none)
    assert register(city) == ()
    done = client.post("/contracts/enter", answers(city, providers=[], other_provider="larkfield homes"))
    assert "Larkfield Homes" in words(client.get(done["Location"]))


def test_every_reason_against_an_entry_is_shown_and_nothing_is_kept(city, sign_in, events):
    client = sign_in(city, "commissioner")
    intention = an_agreed_intention(city)
    before = events()
    icb = city.organisations["icb"].ref.public_id
    refused = client.post(
        f"/contracts/enter?intention={intention.public_id}",
        answers(city, commissioners=[icb], year_2027="100,000"),
    )
    assert refused.status_code == 422
    page = words(refused)
    assert "There is a problem" in page
    assert "Your organisation is not among the commissioners." in page
    assert "The years add up to £200,000.00, the whole value is £300,000.00. Correct one of them." in page
    assert (register(city), events()) == ((), before)


def test_an_answer_that_is_missing_is_asked_for(city, sign_in):
    refused = sign_in(city, "commissioner").post("/contracts/enter", answers(city, title="", providers=[]))
    assert refused.status_code == 422
    assert "Answer “What is it called?”" in words(refused)
    assert "Answer “Who provides it?”" in words(refused)


def test_values_of_years_count_only_if_they_are_known(city, sign_in):
    done = sign_in(city, "commissioner").post("/contracts/enter", answers(city, years_known="no"))
    assert done.status_code == 302
    (card,) = register(city)
    assert card.by_year == ()


@pytest.mark.parametrize("key", ["finance", "provider"])
def test_nobody_enters_a_contract_without_the_permission(city, key, sign_in, events):
    client = sign_in(city, key)
    before = events()
    assert client.get("/contracts/enter").status_code == 403
    assert client.post("/contracts/enter", answers(city)).status_code == 403
    assert (register(city), events()) == ((), before)


def test_who_is_not_signed_in_is_asked_to(client, city):
    assert client.get("/contracts/enter")["Location"].startswith("/sign-in")


def test_an_intention_of_another_partnership_is_not_there(city, county, sign_in, events):
    intention = an_agreed_intention(city)
    client = sign_in(county, "commissioner")
    before = events()
    address = f"/contracts/enter?intention={intention.public_id}"
    assert client.get(address).status_code == 404
    assert client.post(address, answers(city)).status_code == 404
    assert events() == before


def test_a_contract_is_linked_to_an_outcome_and_to_its_line(city, contract, sign_in):
    outcome, line = an_outcome(city.commissioner), a_line(city)
    client = sign_in(city, "commissioner")
    address = f"/contracts/{contract.public_id}/link"
    assert "Home reablement, 2026/27 (£400,000 left)" in words(client.get(address))
    assert client.post(address, {"to": "outcome", "outcome": outcome.public_id}).status_code == 302
    paid = {"to": "line", "line": line.public_id, "amount": "120000"}
    assert client.post(address, paid).status_code == 302
    page = words(client.get(f"/contracts/{contract.public_id}"))
    assert "Older people live well in their own homes" in page
    assert "From these lines" in page


def test_a_link_is_refused_with_its_reason(city, contract, sign_in, events):
    line = a_line(city)
    client = sign_in(city, "commissioner")
    address, before = f"/contracts/{contract.public_id}/link", events()
    for given, why in (
        ({"to": "outcome"}, "Choose an intention, an outcome or a line of money to link."),
        ({"to": "line", "line": line.public_id}, "Enter an amount above £0."),
        ({"to": "line", "line": line.public_id, "amount": "500000"}, "The line holds £400,000.00"),
        ({"to": "outcome", "outcome": "elsewhere"}, "select one of the answers"),
        ({}, "Answer “What should it be linked to?”"),
    ):
        refused = client.post(address, {"other": "x"} | given)
        assert refused.status_code == 422
        assert why in words(refused)
    assert events() == before


def test_only_its_commissioner_links_a_contract(city, contract, turned_away):
    outcome = an_outcome(city.commissioner)
    told = turned_away(f"/contracts/{contract.public_id}/link", {"to": "outcome", "outcome": outcome.public_id})
    assert "You may enter contracts in the register only for" in told
