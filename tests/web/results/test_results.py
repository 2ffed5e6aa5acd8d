"""The dashboard, the page of one result, recording results and withdrawing them."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.thread import a_contract, a_contract_measure, a_measure, a_result, an_outcome
from tests.factories.worlds import TODAY
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.review.monitoring import queries

RESULT = {
    "value": "71",
    "begins_on-day": 1,
    "begins_on-month": 1,
    "begins_on-year": 2026,
    "ends_on-day": 31,
    "ends_on-month": 3,
    "ends_on-year": 2026,
    "sureness": "reported",
    "commentary": "Two bases had no nurse.",
}


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def outcome_measure(city, outcome):
    """The public id of the first measure of an outcome."""
    with speaking_for(city.commissioner):
        return outcomes.outcome(reference=outcome.public_id, seen_by=city.commissioner).measures[0].public_id


def results_of(city):
    """The results of the city that were not withdrawn."""
    by = city.commissioner
    with speaking_for(by):
        return queries.result_cards(rows=queries.results(within=by.partnership_id, seen_by=by), seen_by=by)


def test_the_dashboard_shows_where_every_measure_stands(city, measure, sign_in):
    an_outcome(city.commissioner, is_priority=True)
    a_result(city.commissioner, contract_measure=measure)
    page = words(sign_in(city, "commissioner").get("/results"))
    assert page.index("People over 75 who see somebody every week") < page.index("People seen within five days")
    for said in ("60%", "80%", "by 1 June 2027", "70%", "62%", "90%", "71%", "Missed", "Priority"):
        assert said in page, said
    assert "Record the first" in page
    assert "1 January to 31 March 2026" in page


def test_the_dashboard_can_show_only_what_missed_or_what_is_silent(city, contract, measure, sign_in):
    met = a_contract_measure(city, contract=contract, title="Calls answered")
    a_contract_measure(city, contract=contract, title="Homes visited")
    a_result(city.commissioner, contract_measure=measure)
    a_result(city.commissioner, contract_measure=met, value=Decimal(95))
    client = sign_in(city, "commissioner")
    missed = words(client.get("/results?show=missed"))
    assert "People seen within five days" in missed
    assert "Calls answered" not in missed
    silent = words(client.get("/results?show=none"))
    assert "Homes visited" in silent
    assert "Calls answered" not in silent
    assert "Calls answered" in words(client.get("/results?show=nonsense"))


def test_an_empty_dashboard_says_what_to_do(city, sign_in):
    assert "Nothing is measured yet." in words(sign_in(city, "analyst").get("/results"))


def test_the_dashboard_as_a_file_has_one_figure_a_cell(city, measure, sign_in):
    a_result(city.commissioner, contract_measure=measure, value=Decimal("1071.5"))
    file = sign_in(city, "commissioner").get("/results?format=csv").content.decode("utf-8-sig").strip()
    line = file.split("\r\n")[1]
    assert line.startswith(
        "People seen within five days,Home reablement service,Contract,%,62,2026-03-31,90,,90,1071.5,"
    )
    assert line.endswith("2026-01-01,2026-03-31,Met,Quarterly review of the service.")


def test_the_public_and_another_partnership_see_only_what_is_public(city, county, measure, client, sign_in):
    hidden = a_result(city.commissioner, contract_measure=measure)
    open_contract = a_contract(city, says={"title": "Equipment"}, sensitivity=Sensitivity.PUBLIC)
    shown = a_result(
        city.commissioner, contract_measure=a_contract_measure(city, contract=open_contract, title="Deliveries on time")
    )
    for reader in (client, sign_in(county, "commissioner")):
        page = words(reader.get("/results?place=marlbridge"))
        assert "Deliveries on time" in page
        assert "People seen within five days" not in page
        assert reader.get(f"/results/{hidden.public_id}").status_code == 404
        assert "Missed" in words(reader.get(f"/results/{shown.public_id}"))
        client.logout()
    assert client.get("/results").url == "/"
    page = words(client.get(f"/results/{shown.public_id}"))
    assert "Next step" not in page
    assert 'href="/results?place=marlbridge"' in page
    assert 'href="/results?place=marlbridge&amp;show=missed"' in words(client.get("/results?place=marlbridge"))


def test_a_result_of_a_contract_is_recorded_and_shown(city, contract, measure, sign_in):
    client = sign_in(city, "commissioner")
    chosen = client.get(f"/results/record?contract={contract.public_id}")
    assert chosen["Location"] == f"/results/record?measure={measure}"
    asked = words(client.get(chosen["Location"]))
    assert "Higher is better" in asked
    done = client.post(chosen["Location"], RESULT | {"numerator": "71", "denominator": "100"})
    assert done.status_code == 302
    page = words(client.get(done["Location"]))
    assert "71%: missed, 90% was expected." in page
    assert "71 of 100" in page
    assert "Two bases had no nurse." in page
    assert "linked to no outcome" in page
    assert "Withdraw it" in page


def test_a_result_of_an_outcome_is_compared_with_the_way_to_its_target(city, sign_in):
    outcome = an_outcome(city.commissioner)
    measure = outcome_measure(city, outcome)
    client = sign_in(city, "analyst")
    assert "80% by 1 June 2027" in words(client.get(f"/results/record?measure={measure}"))
    done = client.post(f"/results/record?measure={measure}", RESULT)
    page = words(client.get(done["Location"]))
    assert "71%: met, 68.3% was expected." in page
    assert "Older people live well in their own homes" in page


def test_the_measure_is_chosen_first_among_those_one_may_record(city, contract, measure, sign_in):
    other = a_contract_measure(city, contract=contract, title="Calls answered")
    an_outcome(city.commissioner, measures=[a_measure()])
    client = sign_in(city, "commissioner")
    asked = words(client.get("/results/record"))
    for said in (measure, other, "Older people live well in their own homes: People over 75"):
        assert said in asked
    assert "Calls answered" in words(client.get(f"/results/record?contract={contract.public_id}"))
    of_another = words(sign_in(city, "partner").get("/results/record"))
    assert measure not in of_another
    assert "People over 75" not in of_another


def test_a_result_is_refused_with_its_reason(city, measure, sign_in, events):
    client, before = sign_in(city, "commissioner"), events()
    for changes, why in (
        ({"ends_on-month": 6, "ends_on-day": 30}, "The period is not over until the end of 30 June 2026."),
        ({"numerator": "1", "denominator": "2"}, "1 of 2 gives 50%, not 71%."),
        ({"value": ""}, "Answer “What is the figure?”"),
    ):
        refused = client.post(f"/results/record?measure={measure}", RESULT | changes)
        assert refused.status_code == 422
        assert why in words(refused)
        assert "There is a problem" in words(refused)
    assert (results_of(city), events()) == ((), before)


def test_nobody_else_records_a_result(city, measure, sign_in, turned_away):
    told = turned_away(f"/results/record?measure={measure}", RESULT, partner=422)
    assert "Your organisation neither commissions nor funds this contract." in told
    assert sign_in(city, "commissioner").get("/results/record?measure=nothing").status_code == 404
    assert results_of(city) == ()


def test_a_public_measure_of_another_partnership_is_not_there_to_record(city, county, sign_in):
    outcome = an_outcome(city.commissioner, sensitivity=Sensitivity.PUBLIC)
    client = sign_in(county, "commissioner")
    assert client.get(f"/outcomes/{outcome.public_id}").status_code == 200
    assert client.get(f"/results/record?measure={outcome_measure(city, outcome)}").status_code == 404


def test_a_result_is_withdrawn_and_its_period_is_free_again(city, measure, sign_in):
    wrong = a_result(city.commissioner, contract_measure=measure)
    client = sign_in(city, "commissioner")
    address = f"/results/{wrong.public_id}/withdraw"
    assert "Missed, 90% was expected" in words(client.get(address))
    assert client.post(address, {"because": "Counted twice."}).status_code == 302
    page = words(client.get(f"/results/{wrong.public_id}"))
    assert "71% was withdrawn on 1 June 2026: Counted twice." in page
    assert "Withdraw it" not in page
    right = client.post(f"/results/record?measure={measure}", RESULT | {"value": "93"})
    assert "93%: met" in words(client.get(right["Location"]))


def test_only_its_organisation_withdraws_a_result(city, measure, turned_away):
    result = a_result(city.commissioner, contract_measure=measure)
    assert "only for" in turned_away(f"/results/{result.public_id}/withdraw", {"because": "Counted twice."})
    assert [card.ref for card in results_of(city)] == [result]


def test_a_result_is_not_withdrawn_without_a_reason(city, measure, sign_in):
    result = a_result(city.commissioner, contract_measure=measure)
    refused = sign_in(city, "commissioner").post(f"/results/{result.public_id}/withdraw", {"because": " "})
    assert refused.status_code == 422
    assert "Answer “What was wrong with it?”" in words(refused)
    assert [card.ref for card in results_of(city)] == [result]


def test_a_second_withdrawal_is_refused_in_the_summary(city, measure, sign_in):
    result = a_result(city.commissioner, contract_measure=measure)
    client = sign_in(city, "commissioner")
    address = f"/results/{result.public_id}/withdraw"
    client.post(address, {"because": "Counted twice."})
    assert "The result was withdrawn on 1 June 2026 already." in words(client.post(address, {"because": "Again."}))


def test_the_results_of_a_measure_stand_beside_each_other(city, measure, sign_in):
    a_result(city.commissioner, contract_measure=measure, begins_on=TODAY.replace(month=4, day=1),
             ends_on=TODAY.replace(month=4, day=30), value=Decimal(89))  # fmt: skip
    first = a_result(city.commissioner, contract_measure=measure)
    page = words(sign_in(city, "commissioner").get(f"/results/{first.public_id}"))
    assert "1 April to 30 April 2026" in page
    assert "Nearly met" in page
    assert "This one" in page


def test_the_number_of_queries_does_not_grow_with_the_results(city, contract, measure, sign_in):
    first = a_result(city.commissioner, contract_measure=measure)
    an_outcome(city.commissioner)
    client = sign_in(city, "commissioner")
    addresses = ("/results", "/results?show=missed", f"/results/{first.public_id}", "/results/record")
    before = [_queries(client, address) for address in addresses]
    for title in ("Calls answered", "Homes visited", "Plans agreed"):
        more = a_contract_measure(city, contract=contract, title=title)
        a_result(city.commissioner, contract_measure=more)
        an_outcome(city.commissioner, title=f"People live well: {title.lower()}")
    assert [_queries(client, address) for address in addresses] == before


def _queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
