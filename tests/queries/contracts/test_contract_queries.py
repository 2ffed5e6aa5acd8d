"""Reading the register: what stops when, who pays whom, to whom it is shown, with how many questions."""

from datetime import date

import pytest

from tests.factories.thread import a_contract, a_contract_measure, a_line, pounds
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts import actions, queries
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.rules.kinds import OrganisationKind


def listed(city, **asked):
    """The titles of the register, as a partner asks for them."""
    with speaking_for(city.partner):
        rows = queries.contracts(within=city.partner.partnership_id, seen_by=city.partner, **{"on": TODAY} | asked)
        return [row.title for row in rows]


def test_the_register_shows_first_what_stops_first(city):
    a_contract(city, says={"title": "Late", "ends_on": date(2028, 3, 31)})
    a_contract(city, says={"title": "Open", "ends_on": None, "may_extend_until": None})
    a_contract(city, says={"title": "Early", "ends_on": date(2026, 9, 30), "may_extend_until": None})
    a_contract(city, says={"title": "Over", "ends_on": date(2026, 5, 31), "may_extend_until": None})

    assert listed(city) == ["Early", "Late", "Open"]
    assert listed(city, running_only=False) == ["Over", "Early", "Late", "Open"]
    assert listed(city, ending_by=date(2026, 12, 31)) == ["Early"]


def test_the_register_is_asked_by_kind_group_provider_and_words(city):
    provider = city.organisations["charity"]
    a_contract(city, says={"title": "Carers’ breaks", "kind": ContractKind.GRANT, "group": Group.CARERS})
    a_contract(city, providers=[city.organisations["icb"].ref.public_id], says={"title": "Équipment"})

    assert listed(city, kind=ContractKind.GRANT) == ["Carers’ breaks"]
    assert listed(city, group=Group.CARERS) == ["Carers’ breaks"]
    assert listed(city, provider=provider.number) == ["Carers’ breaks"]
    assert listed(city, words="equipment") == ["Équipment"]


def test_a_provider_paid_by_several_is_flagged_and_the_lines_add_up_to_the_register(city):
    council, icb = (city.organisations[name].ref.public_id for name in ("council", "icb"))
    other = city.add_organisation("carers", OrganisationKind.CHARITY, commissions=False)
    charity = city.organisations["charity"].ref.public_id
    plain = {"by_year": {}}
    a_contract(city, says=plain | {"value": pounds(100)}, providers=[charity])
    a_contract(
        city,
        says=plain | {"value": pounds(60)},
        by=city.partner,
        commissioners=[icb],
        providers=[charity],
        co_funders=[council],
    )
    a_contract(city, says=plain | {"value": pounds(501)}, providers=[charity, other.ref.public_id])

    with speaking_for(city.partner):
        first, second = queries.by_provider(within=city.partner.partnership_id, seen_by=city.partner, on=TODAY)
    assert (first.provider.name, first.contracts, first.is_shared) == ("charity", 3, True)
    assert [body.name for body in first.commissioners] == ["council", "icb"]
    assert (second.provider.name, second.contracts, second.is_shared) == ("carers", 1, False)
    assert (first.value, second.value) == (pounds(160) + second.value, pounds(501).split([1, 1])[1])
    assert first.value + second.value == pounds(661)


def test_another_partnership_and_the_public_see_nothing(city, county):
    ref = a_contract(city)
    measure = a_contract_measure(city, contract=ref)
    within = city.partner.partnership_id

    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.contract(reference=ref.public_id, seen_by=stranger, on=TODAY)
            with pytest.raises(NotThere):
                queries.measure(reference=measure, seen_by=stranger)
            assert list(queries.contracts(within=within, seen_by=stranger, on=TODAY)) == []
            assert queries.measures(within=within, seen_by=stranger) == ()
            assert queries.by_provider(within=within, seen_by=stranger, on=TODAY) == ()
            assert queries.stops(refs=frozenset({ref}), seen_by=stranger) == ()
            assert queries.found(words="reablement", seen_by=stranger) == ()


def test_a_commercial_contract_is_seen_only_by_those_with_a_commercial_role(city):
    ref = a_contract(city, sensitivity=Sensitivity.COMMERCIAL)

    with speaking_for(city.finance):
        assert queries.contract(reference=ref.public_id, seen_by=city.finance, on=TODAY).ref == ref
    for other in (city.analyst, city.partner):
        with speaking_for(other), pytest.raises(NotThere):
            queries.contract(reference=ref.public_id, seen_by=other, on=TODAY)


def test_what_contracts_take_from_a_line_is_told(city):
    line, ref = a_line(city), a_contract(city)
    actions.link_contract(
        contract=ref.public_id,
        line=line.public_id,
        amount=pounds(90_000),
        by=city.commissioner,
        on=TODAY,
    )

    with speaking_for(city.partner):
        everything = queries.drawn_from(seen_by=city.partner)
    assert [(one.contract, one.line, one.amount) for one in everything] == [(ref, line, pounds(90_000))]


def test_a_contract_stands_on_the_thread_with_its_value(city):
    ref = a_contract(city)

    with speaking_for(city.partner):
        (stop,) = queries.stops(refs=None, seen_by=city.partner)
        (found,) = queries.found(words="REABLEMENT service", seen_by=city.partner)
    assert found == stop
    assert (stop.ref, stop.amount, stop.sentence) == (ref, pounds(300_000), "Contract, until 31 March 2028")


def test_an_entry_says_what_it_lacks_to_be_published(city):
    ref = a_contract(city, says={"route": "", "department": ""})

    with speaking_for(city.partner):
        card = queries.contract(reference=ref.public_id, seen_by=city.partner, on=TODAY)
    assert card.missing == ("department", "how it was bought")


@pytest.mark.parametrize("many", [1, 4])
def test_the_number_of_queries_of_the_register_does_not_grow(city, django_assert_num_queries, many):
    for number in range(many):
        a_contract_measure(city, contract=a_contract(city, says={"title": f"Contract {'abcd'[number]}"}))
    within = city.partner.partnership_id

    with speaking_for(city.partner):
        with django_assert_num_queries(5):
            rows = queries.contracts(within=within, seen_by=city.partner, on=TODAY)
            assert len(queries.contract_cards(rows=rows, seen_by=city.partner, on=TODAY)) == many
        with django_assert_num_queries(2):
            assert len(queries.measures(within=within, seen_by=city.partner)) == many
        with django_assert_num_queries(3):
            queries.by_provider(within=within, seen_by=city.partner, on=TODAY)


def test_no_notice_is_to_be_given_of_a_contract_that_was_ended(city):
    ref = a_contract(city, says={"review_on": None})
    asked = {"held_by": city.commissioner.organisation_id, "within": city.commissioner.partnership_id, "on": TODAY}

    def near():
        with speaking_for(city.commissioner):
            card = queries.contract(reference=ref.public_id, seen_by=city.commissioner, on=TODAY)
            points = queries.turning_points(**asked, seen_by=city.commissioner, until=date(2028, 1, 1))
            return card.notice_by, len(points)

    assert near() == (date(2027, 9, 30), 1)
    actions.end_contract(
        contract=ref.public_id, last_day=date(2027, 3, 31), because="Bought together.", by=city.commissioner, on=TODAY
    )
    assert near() == (None, 0)
