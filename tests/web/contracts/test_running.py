"""Measuring, extending, reviewing and ending a contract from its pages."""

from datetime import date

import pytest

from tests.factories.thread import a_contract_measure, a_result, an_outcome
from tests.factories.worlds import TODAY
from wholeplace.do.contracts import actions, queries
from wholeplace.ground.records.context import speaking_for

MEASURE = {
    "title": "People seen within five days",
    "asks": "how_well",
    "unit": "%",
    "polarity": "higher",
    "baseline": "62",
    "baseline_on-day": 31,
    "baseline_on-month": 3,
    "baseline_on-year": 2026,
    "target": "90",
    "frequency": "quarterly",
    "stated_use": "The quarterly review.",
}
EXTEND = {"until-day": 31, "until-month": 3, "until-year": 2029, "because": "It works."}
END = {
    "last_day-day": 31,
    "last_day-month": 12,
    "last_day-year": 2026,
    "by_agreement": "no",
    "because": "Another service takes over.",
}
REVIEW = {
    "delivered": "partly",
    "delivered_evidence": "Results of May.",
    "needs": "yes",
    "needs_evidence": "The survey.",
    "partners": "no",
    "partners_evidence": "Two promises are open.",
    "recommendation": "change",
    "because": "Waits are too long.",
}
FORMS = {"measure": MEASURE, "extend": EXTEND, "end": END, "review": REVIEW}


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def last_day_of(city, contract):
    """The last day of a contract."""
    by = city.commissioner
    with speaking_for(by):
        return queries.contract(reference=contract.public_id, seen_by=by, on=TODAY).last_day


def test_a_measure_is_added_with_the_outcome_of_the_contract_offered(city, contract, sign_in):
    outcome = an_outcome(city.commissioner)
    actions.link_contract(contract=contract.public_id, outcome=outcome.public_id, by=city.commissioner, on=TODAY)
    client = sign_in(city, "commissioner")
    address = f"/contracts/{contract.public_id}/measure"
    assert f'value="{outcome.public_id}" selected' in words(client.get(address))
    assert client.post(address, MEASURE | {"outcome": outcome.public_id}).status_code == 302
    page = words(client.get(f"/contracts/{contract.public_id}"))
    assert "People seen within five days" in page
    assert "62%" in page
    assert "No result yet" in page
    assert "Record a result" in page


def test_a_measure_that_asks_for_worse_than_before_is_refused(city, contract, sign_in, events):
    client, before = sign_in(city, "commissioner"), events()
    refused = client.post(f"/contracts/{contract.public_id}/measure", MEASURE | {"target": "50"})
    assert refused.status_code == 422
    assert "the target may not be worse than the baseline of 62%." in words(refused)
    assert events() == before


def test_a_measure_without_a_use_is_retired(city, contract, sign_in):
    measure = a_contract_measure(city, contract=contract, stated_use="")
    client = sign_in(city, "commissioner")
    address = f"/contract-measures/{measure}/retire"
    assert "No stated use" in words(client.get(address))
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert "Retired" in words(client.get(f"/contracts/{contract.public_id}"))


def test_a_measure_that_is_used_is_not_retired(city, contract, sign_in, events):
    measure = a_contract_measure(city, contract=contract)
    client, before = sign_in(city, "commissioner"), events()
    refused = client.post(f"/contract-measures/{measure}/retire", {"sure": "on"})
    assert refused.status_code == 422
    assert "Measures are retired when nobody uses them." in words(refused)
    assert events() == before


def test_a_contract_is_extended_within_its_clause(city, contract, sign_in):
    client = sign_in(city, "commissioner")
    address = f"/contracts/{contract.public_id}/extend"
    assert "One year, by agreement" in words(client.get(address))
    assert client.post(address, EXTEND).status_code == 302
    page = words(client.get(f"/contracts/{contract.public_id}"))
    assert "Runs until 31 March 2029" in page
    assert "How it was extended" in page
    assert "Extend it" not in page


def test_a_contract_is_not_extended_beyond_its_clause(city, contract, sign_in, events):
    client, before = sign_in(city, "commissioner"), events()
    refused = client.post(f"/contracts/{contract.public_id}/extend", EXTEND | {"until-year": 2030})
    assert refused.status_code == 422
    assert "The contract may not run past 31 March 2029." in words(refused)
    assert events() == before


def test_a_contract_is_ended_with_its_notice(city, contract, sign_in):
    client = sign_in(city, "commissioner")
    address = f"/contracts/{contract.public_id}/end"
    assert "6 months" in words(client.get(address))
    assert client.post(address, END).status_code == 302
    page = words(client.get(f"/contracts/{contract.public_id}"))
    assert "Ends early, on 31 December 2026: Another service takes over." in page
    assert "End it" not in page
    assert "Ends early" in words(client.get("/contracts"))


def test_a_contract_is_not_ended_too_soon_unless_it_is_agreed(city, contract, sign_in, events):
    client, before = sign_in(city, "commissioner"), events()
    address, soon = f"/contracts/{contract.public_id}/end", END | {"last_day-month": 7}
    refused = client.post(address, soon)
    assert refused.status_code == 422
    assert "6 months' notice is due" in refused.content.decode().replace("&#39;", "'")
    assert events() == before
    assert client.post(address, soon | {"by_agreement": "yes"}).status_code == 302


def test_a_contract_is_reviewed(city, contract, sign_in):
    client = sign_in(city, "commissioner")
    address = f"/contracts/{contract.public_id}/review"
    assert "Did all partners act on what they had promised?" in words(client.get(address))
    assert client.post(address, REVIEW).status_code == 302
    assert "1 June 2026: change it. Waits are too long." in words(client.get(f"/contracts/{contract.public_id}"))


def test_a_review_that_claims_success_without_a_result_is_refused(city, contract, sign_in, events):
    client, before = sign_in(city, "commissioner"), events()
    address = f"/contracts/{contract.public_id}/review"
    refused = client.post(address, REVIEW | {"delivered": "yes"})
    assert refused.status_code == 422
    assert "No result of this contract is recorded." in words(refused)
    silent = client.post(address, REVIEW | {"needs_evidence": ""})
    assert "Say what shows it: Did it address the needs that were understood?" in words(silent)
    assert events() == before
    a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
    assert client.post(address, REVIEW | {"delivered": "yes"}).status_code == 302


@pytest.mark.parametrize("verb", FORMS)
def test_only_people_of_its_commissioner_change_a_contract(city, contract, verb, turned_away):
    assert "only for" in turned_away(f"/contracts/{contract.public_id}/{verb}", FORMS[verb])
    assert last_day_of(city, contract) == date(2028, 3, 31)


def test_only_people_of_its_commissioner_retire_a_measure(city, contract, turned_away):
    measure = a_contract_measure(city, contract=contract, stated_use="")
    assert "only for" in turned_away(f"/contract-measures/{measure}/retire", {"sure": "on"})


@pytest.mark.parametrize("verb", ["link", "measure", "extend", "end", "review"])
def test_who_is_not_signed_in_is_asked_to(client, contract, verb):
    assert client.get(f"/contracts/{contract.public_id}/{verb}")["Location"].startswith("/sign-in")
