"""Recording and withdrawing results: it works, a stranger is stopped, it is refused with reasons."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.thread import a_board, a_contract, a_contract_measure, a_result, an_outcome
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.outcomes import actions as outcomes
from wholeplace.analyse.outcomes import queries as outcome_queries
from wholeplace.do.contracts import actions as contracts
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.review.monitoring import actions, queries
from wholeplace.review.monitoring.rules.standing import Standing
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.rules.seats import SeatRole


@pytest.fixture
def contract(city):
    """A contract that the council commissions and the integrated care board co-funds."""
    return a_contract(city, co_funders=[city.organisations["icb"].ref.public_id])


@pytest.fixture
def measure(city, contract):
    """The public id of its measure: 90% within five days, from 62%."""
    return a_contract_measure(city, contract=contract)


def result_of(ref, actor):
    """A result as an actor sees it."""
    with speaking_for(actor):
        return queries.result(reference=ref.public_id, seen_by=actor)


def results_of(actor):
    """The titles of the results an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.results(within=actor.partnership_id or 0, seen_by=actor)]


def outcome_measure(city, **changes):
    """The public id of an outcome's measure: from 60% in June 2025 to 80% in June 2027."""
    ref = an_outcome(city.commissioner, **changes)
    with speaking_for(city.partner):
        (card,) = outcome_queries.outcome(reference=ref.public_id, seen_by=city.partner).measures
    return ref, card.public_id


def test_a_result_says_how_it_stands_and_leads_from_its_contract(city, contract, measure):
    ref = a_result(
        city.commissioner,
        contract_measure=measure,
        value=Decimal("71.5"),
        numerator=Decimal(143),
        denominator=Decimal(200),
        commentary="Two of five bases had no nurse for six weeks.",
    )

    result = result_of(ref, city.partner)
    assert (result.title, result.standing) == ("People seen within five days: 71.5%", Standing.MISSED)
    assert (result.expected, result.of) == (Decimal(90), contract)
    with speaking_for(city.partner):
        (edge,) = edges(queries.EDGES, refs=frozenset({contract}), seen_by=city.partner)
        (line,) = history(of=[ref], seen_by=city.partner)
    assert (edge.came_from, edge.leads_to) == (contract, ref)
    assert line.sentence == (
        "Recorded 71.5% for “People seen within five days”, 1 January 2026 to 31 March 2026: missed."
    )


def test_a_co_funder_records_a_result_too(city, measure):
    ref = a_result(city.partner, contract_measure=measure, value=Decimal(89))

    result = result_of(ref, city.commissioner)
    assert (result.standing, result.organisation) == (Standing.NEARLY, city.partner.organisation_id)


def test_a_result_of_an_outcome_is_compared_with_the_way_to_its_target(city):
    outcome, measure = outcome_measure(city)
    ref = a_result(
        city.commissioner,
        outcome_measure=measure,
        value=Decimal(68),
        begins_on=date(2026, 3, 1),
        ends_on=date(2026, 5, 31),
    )

    result = result_of(ref, city.commissioner)
    assert (result.expected, result.standing, result.of) == (Decimal("69.9726"), Standing.NEARLY, outcome)


def test_a_later_target_does_not_change_how_an_earlier_result_stood(city):
    outcome, measure = outcome_measure(city)
    ref = a_result(city.commissioner, outcome_measure=measure, value=Decimal(68))
    before = result_of(ref, city.partner)
    outcomes.set_target(
        measure=measure,
        target=Decimal(95),
        due_on=date(2027, 6, 1),
        because="More is possible.",
        by=city.commissioner,
        on=TODAY,
    )

    after = result_of(ref, city.partner)
    assert (after.expected, after.standing) == (before.expected, before.standing)
    assert outcome == after.of


@pytest.mark.parametrize("who", ["finance", "provider", "member", "governance"])
def test_somebody_without_the_permission_records_nothing(city, measure, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        a_result(city.actors[who], contract_measure=measure)

    assert (results_of(city.commissioner), events()) == ([], before)


def test_the_public_and_another_partnership_record_nothing(city, county, measure, events):
    before = events()

    with pytest.raises(NotAllowed):
        a_result(STRANGER, contract_measure=measure)
    with pytest.raises(NotThere):
        a_result(county.commissioner, contract_measure=measure)

    assert (results_of(city.commissioner), events()) == ([], before)


def test_another_partnership_records_nothing_against_a_public_outcome(city, county, events):
    ref = an_outcome(city.commissioner, sensitivity=Sensitivity.PUBLIC)
    with speaking_for(city.partner):
        (card,) = outcome_queries.outcome(reference=ref.public_id, seen_by=city.partner).measures
    before = events()

    with pytest.raises(NotThere):
        a_result(county.commissioner, outcome_measure=card.public_id)

    assert events() == before


def test_an_organisation_that_neither_commissions_nor_funds_it_records_nothing(city, events):
    measure = a_contract_measure(city, contract=a_contract(city))
    before = events()

    with pytest.raises(Refused) as refused:
        a_result(city.partner, contract_measure=measure)

    assert [refusal.code for refusal in refused.value.refusals] == ["RES5"]
    assert (results_of(city.commissioner), events()) == ([], before)


def test_who_did_not_set_an_outcome_and_is_not_on_its_board_records_nothing(city, events):
    _, measure = outcome_measure(city, board=a_board(city.governance).public_id)
    before = events()

    with pytest.raises(Refused) as refused:
        a_result(city.partner, outcome_measure=measure)

    assert [refusal.code for refusal in refused.value.refusals] == ["RES7"]
    assert (results_of(city.commissioner), events()) == ([], before)


def test_who_sits_on_the_board_of_an_outcome_records_its_results(city):
    board = a_board(city.governance)
    partnerships.give_seat(
        board=board.public_id,
        organisation=city.organisations["icb"].ref.public_id,
        role=SeatRole.MEMBER,
        voting=True,
        by=city.governance,
        on=TODAY,
    )
    _, measure = outcome_measure(city, board=board.public_id)

    ref = a_result(city.partner, outcome_measure=measure)

    assert result_of(ref, city.commissioner).organisation == city.partner.organisation_id


def test_whose_contract_it_is_withdraws_what_a_co_funder_recorded(city, contract, measure):
    ref = a_result(city.partner, contract_measure=measure)

    actions.withdraw_result(result=ref.public_id, because="Of another quarter.", by=city.commissioner, on=TODAY)

    assert result_of(ref, city.partner).withdrawn_because == "Of another quarter."
    with speaking_for(city.partner):
        line = history(of=[ref], seen_by=city.partner)[0]
    assert (line.acting_for_name, line.authority) == ("council", ("result.record",))


def test_a_result_that_cannot_be_is_refused_with_every_reason(city, measure, events):
    a_result(city.commissioner, contract_measure=measure, begins_on=TODAY, ends_on=TODAY, on=date(2026, 6, 2))
    before = events()

    with pytest.raises(Refused) as refused:
        a_result(
            city.commissioner,
            contract_measure=measure,
            value=Decimal(71),
            numerator=Decimal(1),
            denominator=Decimal(2),
            begins_on=TODAY,
            ends_on=TODAY,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["RES1", "RES2", "RES3"]
    assert (len(results_of(city.commissioner)), events()) == (1, before)


def test_a_retired_measure_takes_no_result(city, contract, events):
    measure = a_contract_measure(city, contract=contract, title="Calls answered", stated_use="")
    contracts.retire_measure(measure=measure, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        a_result(city.commissioner, contract_measure=measure)

    assert [refusal.code for refusal in refused.value.refusals] == ["RES4"]
    assert events() == before


def test_a_withdrawn_result_stays_on_the_record_and_frees_its_period(city, contract, measure):
    wrong = a_result(city.commissioner, contract_measure=measure, value=Decimal(17))
    actions.withdraw_result(result=wrong.public_id, because="Two figures were swapped.", by=city.commissioner, on=TODAY)
    right = a_result(city.commissioner, contract_measure=measure, value=Decimal(71))

    assert results_of(city.partner) == ["People seen within five days: 71%"]
    assert result_of(wrong, city.partner).withdrawn_because == "Two figures were swapped."
    with speaking_for(city.partner):
        (edge,) = edges(queries.EDGES, refs=frozenset({contract}), seen_by=city.partner)
        (stop,) = queries.stops(refs=frozenset({wrong}), seen_by=city.partner)
    assert (edge.leads_to, stop.sentence) == (right, "Withdrawn on 1 June 2026")


def test_a_result_is_withdrawn_once_with_a_reason_by_those_who_recorded_it(city, measure, events):
    ref = a_result(city.commissioner, contract_measure=measure)
    before = events()

    with pytest.raises(Refused):
        actions.withdraw_result(result=ref.public_id, because=" ", by=city.commissioner, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.withdraw_result(result=ref.public_id, because="No", by=city.partner, on=TODAY)
    assert (result_of(ref, city.partner).withdrawn_on, events()) == (None, before)

    actions.withdraw_result(result=ref.public_id, because="Swapped", by=city.commissioner, on=TODAY)
    with pytest.raises(Refused) as refused:
        actions.withdraw_result(result=ref.public_id, because="Again", by=city.commissioner, on=TODAY)
    assert [refusal.code for refusal in refused.value.refusals] == ["RES6"]


def test_a_long_name_is_cut_and_its_figure_is_not(city, contract):
    measure = a_contract_measure(city, contract=contract, title="x" * 200, unit="y" * 40)

    ref = a_result(city.commissioner, contract_measure=measure, value=Decimal("99999999999999.9999"))

    title = result_of(ref, city.partner).title
    assert (len(title), title.endswith(f"…: 99,999,999,999,999.9999 {'y' * 40}")) == (250, True)
