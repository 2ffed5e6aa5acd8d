"""Reading results: the dashboard, what was missed, to whom it is shown, with how many questions."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.thread import a_contract, a_contract_measure, a_result, an_outcome
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import edges
from wholeplace.review.monitoring import queries
from wholeplace.review.monitoring.rules.standing import Standing


def dashboard(city, actor=None):
    """The dashboard as a partner sees it."""
    actor = actor or city.partner
    with speaking_for(actor):
        return queries.dashboard(within=city.partner.partnership_id, seen_by=actor, on=TODAY)


def measure_of(ref, actor):
    """The public id of an outcome's measure."""
    with speaking_for(actor):
        return outcomes.outcome(reference=ref.public_id, seen_by=actor).measures[0].public_id


def test_the_dashboard_shows_every_measure_with_its_latest_result(city):
    outcome = an_outcome(city.commissioner, is_priority=True)
    contract = a_contract(city)
    measure = a_contract_measure(city, contract=contract)
    a_result(city.commissioner, contract_measure=measure, value=Decimal(71))
    a_result(
        city.commissioner,
        contract_measure=measure,
        value=Decimal(91),
        begins_on=date(2026, 4, 1),
        ends_on=date(2026, 5, 31),
    )

    of_outcome, of_contract = dashboard(city)
    assert (of_outcome.of, of_outcome.is_priority, of_outcome.latest) == (outcome, True, None)
    assert (of_outcome.baseline, of_outcome.target, of_outcome.expected_now) == (60, 80, 70)
    assert of_outcome.standing is None
    assert (of_contract.of, of_contract.results, of_contract.latest.value) == (contract, 2, 91)
    assert of_contract.standing is Standing.MET
    assert of_contract.said(of_contract.target) == "90%"


def test_what_was_missed_is_listed(city):
    contract = a_contract(city)
    missed = a_contract_measure(city, contract=contract)
    met = a_contract_measure(city, contract=contract, title="Calls answered")
    a_result(city.commissioner, contract_measure=missed, value=Decimal(70))
    a_result(city.commissioner, contract_measure=met, value=Decimal(99))

    with speaking_for(city.partner):
        within, council = city.partner.partnership_id, city.commissioner.organisation_id
        cards = queries.missed(recorded_by=council, within=within, seen_by=city.partner)
        others = queries.missed(recorded_by=city.partner.organisation_id, within=within, seen_by=city.partner)
    assert [card.measure_title for card in cards] == ["People seen within five days"]
    assert others == ()


def test_a_measure_that_is_met_again_is_missed_no_longer(city):
    measure = a_contract_measure(city, contract=a_contract(city))
    a_result(city.commissioner, contract_measure=measure, value=Decimal(70))
    april, end = date(2026, 4, 1), date(2026, 4, 30)
    a_result(city.commissioner, contract_measure=measure, value=Decimal(99), begins_on=april, ends_on=end)

    with speaking_for(city.partner):
        within, council = city.partner.partnership_id, city.commissioner.organisation_id
        (line,) = queries.dashboard(within=within, seen_by=city.partner, on=TODAY)
        assert (line.results, line.latest.value) == (2, Decimal(99))
        assert queries.missed(recorded_by=council, within=within, seen_by=city.partner) == ()


def test_results_are_listed_for_one_contract_and_for_one_outcome(city):
    outcome, contract = an_outcome(city.commissioner), a_contract(city)
    of_outcome = a_result(city.commissioner, outcome_measure=measure_of(outcome, city.partner), value=Decimal(65))
    of_contract = a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
    within = city.partner.partnership_id

    with speaking_for(city.partner):
        numbers = {
            "contract": contracts.contract(reference=contract.public_id, seen_by=city.partner, on=TODAY),
            "outcome": outcomes.outcome(reference=outcome.public_id, seen_by=city.partner),
        }
        for kind, found in (("contract", of_contract), ("outcome", of_outcome)):
            rows = queries.results(within=within, seen_by=city.partner, **{kind: numbers[kind].number})
            assert [card.ref for card in queries.result_cards(rows=rows, seen_by=city.partner)] == [found]


def test_another_partnership_and_the_public_see_nothing(city, county):
    contract = a_contract(city)
    ref = a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
    refs = frozenset({ref, contract})

    for stranger in (county.commissioner, STRANGER):
        assert dashboard(city, stranger) == ()
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.result(reference=ref.public_id, seen_by=stranger)
            assert queries.stops(refs=refs, seen_by=stranger) == ()
            assert edges(queries.EDGES, refs=refs, seen_by=stranger) == ()
            assert queries.found(words="seen", seen_by=stranger) == ()


def test_a_result_stands_on_the_thread_with_what_was_expected(city):
    contract = a_contract(city)
    ref = a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))

    with speaking_for(city.partner):
        (stop,) = queries.stops(refs=None, seen_by=city.partner)
        (found,) = queries.found(words="FIVE days", seen_by=city.partner)
        (edge,) = edges(queries.EDGES, refs=None, seen_by=city.partner)
    assert found == stop
    assert (stop.ref, stop.sentence) == (ref, "Missed: 90% was expected")
    assert (edge.came_from, edge.leads_to, edge.how) == (contract, ref, "is measured by")


@pytest.mark.parametrize("many", [1, 4])
def test_the_number_of_queries_of_the_dashboard_does_not_grow(city, django_assert_num_queries, many):
    for number in range(many):
        outcome = an_outcome(city.commissioner, title=f"Outcome {'abcd'[number]}")
        contract = a_contract(city, says={"title": f"Contract {'abcd'[number]}"})
        a_result(city.commissioner, contract_measure=a_contract_measure(city, contract=contract))
        a_result(city.commissioner, outcome_measure=measure_of(outcome, city.partner), value=Decimal(65))

    with speaking_for(city.partner), django_assert_num_queries(7):
        within = city.partner.partnership_id
        assert len(queries.dashboard(within=within, seen_by=city.partner, on=TODAY)) == many * 2


def test_results_of_one_measure_and_the_latest_of_each_of_a_contract(city):
    contract = a_contract(city)
    seen = a_contract_measure(city, contract=contract)
    answered = a_contract_measure(city, contract=contract, title="Calls answered")
    first = a_result(city.commissioner, contract_measure=seen, value=Decimal(70))
    april, end = date(2026, 4, 1), date(2026, 4, 30)
    second = a_result(city.commissioner, contract_measure=seen, value=Decimal(80), begins_on=april, ends_on=end)
    other = a_result(city.commissioner, contract_measure=answered, value=Decimal(99))

    with speaking_for(city.partner):
        within = city.partner.partnership_id
        rows = queries.results(within=within, seen_by=city.partner, measure=seen)
        number = contracts.contract(reference=contract.public_id, seen_by=city.partner, on=TODAY).number
        latest = queries.latest_of_contract(contract=number, within=within, seen_by=city.partner)
        assert [row.ref for row in rows] == [second, first]
    assert {measure: card.ref for measure, card in latest.items()} == {seen: second, answered: other}
    with speaking_for(STRANGER):
        assert queries.latest_of_contract(contract=number, within=within, seen_by=STRANGER) == {}
