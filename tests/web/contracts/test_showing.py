"""The register, the providers in it and the page of one contract."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.thread import (
    a_contract,
    a_contract_measure,
    a_line,
    a_result,
    an_outcome,
    pounds,
)
from tests.factories.worlds import TODAY
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts import actions
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.review.monitoring import actions as monitoring
from wholeplace.review.monitoring.rules.reviewing import Answer, Answered, Question, Recommendation


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def grant(city, **says):
    """A public grant of £40,000 that stops soon, and whose notice has passed."""
    return a_contract(
        city,
        says={
            "title": "Lunch clubs",
            "kind": ContractKind.GRANT,
            "group": Group.CARERS,
            "value": pounds(40_000),
            "by_year": {},
            "ends_on": date(2026, 8, 31),
            "may_extend_until": None,
            "extension": "",
            **says,
        },
        sensitivity=Sensitivity.PUBLIC,
    )


def test_the_register_shows_what_stops_soonest_first_with_its_figures(city, contract, sign_in):
    grant(city)
    page = words(sign_in(city, "commissioner").get("/contracts"))
    assert page.index("Lunch clubs") < page.index("Home reablement service")
    assert page.count("£340,000") == 3  # what runs, what is not linked, and the total
    assert "All 2 contracts" in page
    assert "28 February 2026 <strong" in page
    assert "Passed" in page
    assert "30 September 2027" in page
    assert "Not linked to an outcome" in page
    assert 'href="/contracts/enter"' in page


def test_the_filters_of_the_register_leave_what_fits(city, contract, sign_in):
    grant(city)
    client = sign_in(city, "commissioner")
    for asked, there, gone in (
        ("group=carers", "Lunch clubs", "Home reablement service"),
        ("kind=contract", "Home reablement service", "Lunch clubs"),
        ("ending=182", "Lunch clubs", "Home reablement service"),
        ("provider=CHAR", "Home reablement service", "No contract is like that"),
    ):
        page = words(client.get(f"/contracts?{asked}"))
        assert there in page, asked
        assert gone not in page, asked
    for nobody in ("provider=nobody", "provider=council", "kind=contract&group=carers"):
        assert "No contract is like that." in words(client.get(f"/contracts?{nobody}"))
    assert client.get("/contracts?group=nonsense&ending=x&page=y").status_code == 200


def test_a_contract_that_ended_is_shown_only_when_it_is_asked_for(city, sign_in):
    grant(city, starts_on=date(2024, 4, 1), ends_on=date(2026, 5, 31))
    client = sign_in(city, "commissioner")
    assert "Lunch clubs" not in words(client.get("/contracts"))
    page = words(client.get("/contracts?show=all"))
    assert "Lunch clubs" in page
    assert "Ended" in page


def test_an_empty_register_says_what_to_do_next(city, sign_in):
    page = words(sign_in(city, "commissioner").get("/contracts"))
    assert "No contract has been entered yet." in page
    assert "Enter a contract" in page
    assert "Enter a contract" not in words(sign_in(city, "finance").get("/contracts"))


def test_the_public_and_another_partnership_see_only_what_is_public(city, county, client, sign_in):
    hidden = a_contract(city)
    shown = a_contract(city, says={"title": "Equipment on loan"}, sensitivity=Sensitivity.PUBLIC)

    def look():
        page = words(client.get("/contracts?place=marlbridge"))
        assert "Equipment on loan" in page
        assert "Home reablement service" not in page
        assert client.get(f"/contracts/{hidden.public_id}").status_code == 404
        page = words(client.get(f"/contracts/{shown.public_id}"))
        assert 'href="/contracts?place=marlbridge"' in page
        assert "Next step" not in page
        return page

    assert "linked to no published outcome" in look()
    assert client.get("/contracts").url == "/"
    assert client.get("/contracts/nothing").status_code == 404
    sign_in(county, "commissioner")
    look()


def test_the_register_as_a_file_holds_what_the_transparency_code_asks_for(city, client, sign_in):
    grant(city, title="=1+1")
    file = client.get("/contracts?place=marlbridge&format=csv")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    head, line = file.content.decode("utf-8-sig").strip().split("\r\n")
    assert head.startswith("Reference,Title,Kind,Department,Description,For whom,Providers,Commissioners")
    assert line.startswith("MCC-2391,'=1+1,Grant,Adults and health,Short-term help at home after hospital.,")
    assert ",charity,council,,40000.00,0.00,2026-04-01,2026-08-31,2027-04-01,2026-02-28,," in line


def test_providers_that_several_organisations_fund_come_with_what_each_pays(city, sign_in):
    icb = city.organisations["icb"].ref.public_id
    a_contract(city, co_funders=[icb])
    client = sign_in(city, "commissioner")
    page = words(client.get("/contracts/providers"))
    assert "1 of 1 provider is funded by several organisations" in page
    assert "council, icb" in page
    assert "£300,000" in page
    assert words(client.get("/contracts/providers?format=csv")).endswith('charity,"council, icb",1,"£300,000"')


def test_a_place_without_shared_providers_says_so(city, contract, sign_in):
    client = sign_in(city, "commissioner")
    assert "No provider is funded by several organisations." in words(client.get("/contracts/providers"))
    assert "charity" in words(client.get("/contracts/providers?show=all"))


def test_a_contract_says_how_it_stands_and_what_is_missing(city, contract, sign_in):
    page = words(sign_in(city, "commissioner").get(f"/contracts/{contract.public_id}"))
    assert "Runs until 31 March 2028; notice for that day can be given until 30 September 2027." in page
    assert "MCC-2391" in page
    assert "May run until 31 March 2029: One year, by agreement" in page
    assert "This contract is linked to no outcome." in page
    assert "No result has been recorded." in page
    assert "All years" in page
    for step in ("link", "measure", "extend", "end", "review"):
        assert f'href="/contracts/{contract.public_id}/{step}"' in page
    assert "Record a result" not in page


def test_a_contract_shows_its_measures_money_extensions_and_reviews(city, contract, sign_in):
    by, reference = city.commissioner, contract.public_id
    outcome = an_outcome(by)
    line = a_line(city)
    actions.link_contract(contract=reference, outcome=outcome.public_id, by=by, on=TODAY)
    actions.link_contract(contract=reference, line=line.public_id, amount=pounds(120_000), by=by, on=TODAY)
    measure = a_contract_measure(city, contract=contract, outcome=outcome.public_id)
    unused = a_contract_measure(city, contract=contract, title="Forms filled in", stated_use="", baseline=None,
                                baseline_on=None)  # fmt: skip
    a_result(by, contract_measure=measure)
    actions.extend(contract=reference, until=date(2028, 9, 30), because="To finish the move.", by=by, on=TODAY)
    monitoring.review_contract(
        contract=reference,
        answers={question: Answered(Answer.PARTLY, "The survey of May.") for question in Question},
        recommendation=Recommendation.CHANGE,
        because="Waits are too long",
        by=by,
        on=TODAY,
    )
    page = words(sign_in(city, "commissioner").get(f"/contracts/{reference}"))
    assert "Missed" in page
    assert "1 January to 31 March 2026" in page
    assert f'href="/contract-measures/{unused}/retire"' in page
    assert f"/contract-measures/{measure}/retire" not in page
    assert "£180,000 of its value comes from no line that is linked here." in page
    assert "To finish the move." in page
    assert "1 June 2026: change it. Waits are too long." in page
    assert "Did it address the needs that were understood?" in page
    assert "linked to no outcome" not in page
    assert "No result has been recorded." not in page
    others = words(sign_in(city, "partner").get(f"/contracts/{reference}"))
    assert "The survey of May." in others
    assert "Next step" not in others
    assert "Retire it" not in others


def test_what_the_entry_lacks_is_told_to_who_can_mend_it(city, sign_in):
    ref = a_contract(city, says={"route": "", "review_on": None})
    assert "Review, how it was bought" in words(sign_in(city, "commissioner").get(f"/contracts/{ref.public_id}"))
    assert "Still to be entered" not in words(sign_in(city, "partner").get(f"/contracts/{ref.public_id}"))


def test_the_number_of_queries_does_not_grow_with_the_register(city, contract, sign_in):
    client = sign_in(city, "commissioner")
    addresses = ("/contracts", "/contracts?provider=char", "/contracts/providers", f"/contracts/{contract.public_id}")

    def counted():
        return [_queries(client, address) for address in addresses]

    a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
    before = counted()
    for number in range(3):
        grant(city, title=f"Lunch club {number}")
        measure = a_contract_measure(city, contract=contract, title=f"Measure {number}")
        a_result(city.commissioner, contract_measure=measure, value=Decimal(95))
    assert counted() == before


def _queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_days_ahead_are_counted_from_today(city, sign_in):
    grant(city, ends_on=TODAY + timedelta(days=90), notice_months=0)
    client = sign_in(city, "commissioner")
    assert "Lunch clubs" in words(client.get("/contracts?ending=90"))
    assert "Soon" in words(client.get("/contracts"))


def test_a_contract_shows_its_value_year_by_year(city, contract, sign_in):
    page = words(sign_in(city, "partner").get(f"/contracts/{contract.public_id}"))

    assert "Value by financial year" in page
    for said in ("2026/27", "£100,000", "2027/28", "£200,000", "All years"):
        assert said in page[page.index("Value by financial year") :]
