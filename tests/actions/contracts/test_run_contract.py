"""Measuring, extending and ending contracts: it works, a stranger is stopped, it is refused."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.thread import a_contract, a_contract_measure, a_performance, an_outcome
from tests.factories.worlds import TODAY
from wholeplace.do.contracts import actions, queries
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history


@pytest.fixture
def contract(city):
    """A contract of the council, to the end of March 2028 with a year's option."""
    return a_contract(city)


def contract_of(ref, actor, *, on=TODAY):
    """A contract as an actor sees it."""
    with speaking_for(actor):
        return queries.contract(reference=ref.public_id, seen_by=actor, on=on)


def measures_of(ref, actor, **asked):
    """The measures of a contract as an actor sees them."""
    number = contract_of(ref, actor).number
    with speaking_for(actor):
        return queries.measures(contract=number, seen_by=actor, **asked)


def test_a_measure_says_what_it_is_used_for_and_contributes_to_an_outcome(city, contract):
    outcome = an_outcome(city.commissioner)
    added = a_contract_measure(city, contract=contract, outcome=outcome.public_id)

    (measure,) = measures_of(contract, city.partner)
    assert (measure.public_id, measure.target, measure.stated_use) == (
        added,
        Decimal(90),
        "Quarterly review of the service.",
    )
    assert measure.outcome == outcome
    with speaking_for(city.partner):
        (edge,) = edges(queries.EDGES, refs=frozenset({contract}), seen_by=city.partner)
    assert (edge.came_from, edge.how) == (outcome, "is contributed to by")


def test_a_measure_that_asks_for_worse_and_is_there_already_is_refused(city, contract, events):
    a_contract_measure(city, contract=contract)
    before = events()

    with pytest.raises(Refused) as refused:
        a_contract_measure(city, contract=contract, target=Decimal(50))

    assert [refusal.code for refusal in refused.value.refusals] == ["CME1", "CME4"]
    assert (len(measures_of(contract, city.partner)), events()) == (1, before)


def test_another_organisation_adds_no_measure(city, contract, events):
    before = events()

    with pytest.raises(NotAllowed):
        actions.add_measure(contract=contract.public_id, measure=a_performance(), by=city.partner, on=TODAY)

    assert (measures_of(contract, city.partner), events()) == ((), before)


def test_a_measure_that_nobody_uses_is_retired(city, contract):
    measure = a_contract_measure(city, contract=contract, stated_use="")
    actions.retire_measure(measure=measure, by=city.commissioner, on=TODAY)

    assert measures_of(contract, city.partner)[0].retired_on == TODAY
    assert measures_of(contract, city.partner, in_use_only=True) == ()
    with speaking_for(city.partner):
        told = history(of=[contract], seen_by=city.partner)[0].sentence
    assert told == "Retired the measure “People seen within five days”, which had no stated use."


def test_a_measure_that_is_used_is_kept_and_another_organisation_retires_none(city, contract, events):
    used = a_contract_measure(city, contract=contract)
    unused = a_contract_measure(city, contract=contract, title="Calls answered", stated_use="")
    before = events()

    with pytest.raises(Refused) as refused:
        actions.retire_measure(measure=used, by=city.commissioner, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.retire_measure(measure=unused, by=city.partner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["RET1"]
    assert (len(measures_of(contract, city.partner, in_use_only=True)), events()) == (2, before)


def test_an_extension_within_the_clause_is_kept_with_its_reason(city, contract):
    actions.extend(
        contract=contract.public_id,
        until=date(2029, 3, 31),
        because="It works.",
        by=city.commissioner,
        on=TODAY,
    )

    card = contract_of(contract, city.partner)
    assert (card.ends_on, card.notice_by) == (date(2029, 3, 31), date(2028, 9, 30))
    with speaking_for(city.partner):
        (line,) = queries.extensions(contract=card.number, seen_by=city.partner)
    assert (line.was_until, line.until, line.because) == (date(2028, 3, 31), date(2029, 3, 31), "It works.")


def test_an_extension_past_the_clause_without_a_reason_is_refused(city, contract, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.extend(contract=contract.public_id, until=date(2030, 3, 31), because="", by=city.commissioner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["EXT1", "EXT4"]
    assert (contract_of(contract, city.partner).ends_on, events()) == (date(2028, 3, 31), before)


def test_another_organisation_neither_extends_nor_ends_a_contract(city, contract, events):
    before = events()

    with pytest.raises(NotAllowed):
        actions.extend(contract=contract.public_id, until=date(2029, 3, 31), because="x", by=city.partner, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.end_contract(
            contract=contract.public_id,
            last_day=date(2027, 3, 31),
            because="x",
            by=city.partner,
            on=TODAY,
        )

    card = contract_of(contract, city.partner)
    assert (card.ends_on, card.ended_on, events()) == (date(2028, 3, 31), None, before)


def test_somebody_of_another_partnership_does_not_find_the_contract(city, county, contract, events):
    before = events()

    with pytest.raises(NotThere):
        actions.end_contract(
            contract=contract.public_id,
            last_day=date(2027, 3, 31),
            because="x",
            by=county.commissioner,
            on=TODAY,
        )

    assert events() == before


def test_a_contract_is_ended_with_its_notice(city, contract):
    actions.end_contract(
        contract=contract.public_id,
        last_day=date(2026, 12, 1),
        because="The need is met in another way.",
        by=city.commissioner,
        on=TODAY,
    )

    card = contract_of(contract, city.partner)
    assert (card.ended_on, card.last_day) == (date(2026, 12, 1), date(2026, 12, 1))
    assert not card.has_ended(on=date(2026, 12, 1))
    assert card.has_ended(on=date(2026, 12, 2))


def test_ending_it_too_soon_or_without_a_reason_is_refused(city, contract, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.end_contract(
            contract=contract.public_id,
            last_day=date(2026, 11, 30),
            because=" ",
            by=city.commissioner,
            on=TODAY,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["END2", "END3"]
    assert (contract_of(contract, city.partner).ended_on, events()) == (None, before)


def test_a_voluntary_provider_has_three_months_notice_whatever_the_contract_says(city):
    contract = a_contract(city, says={"is_vcse": True, "notice_months": 1})
    ending = {"contract": contract.public_id, "because": "Cuts", "by": city.commissioner, "on": TODAY}

    assert contract_of(contract, city.partner).notice_due == 3
    with pytest.raises(Refused) as refused:
        actions.end_contract(**ending, last_day=date(2026, 8, 31))
    assert [refusal.code for refusal in refused.value.refusals] == ["END2"]

    actions.end_contract(**ending, last_day=date(2026, 8, 31), by_agreement=True)
    assert contract_of(contract, city.partner).ended_on == date(2026, 8, 31)


def test_nothing_is_measured_after_a_contract_has_ended(city, contract, events):
    actions.end_contract(
        contract=contract.public_id,
        last_day=TODAY,
        because="Agreed.",
        by_agreement=True,
        by=city.commissioner,
        on=TODAY,
    )
    before = events()

    with pytest.raises(Refused) as refused:
        actions.add_measure(
            contract=contract.public_id,
            measure=a_performance(),
            by=city.commissioner,
            on=date(2026, 6, 2),
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["CME5"]
    assert events() == before
