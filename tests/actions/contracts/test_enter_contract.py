"""Entering contracts and tying them to the thread: it works, a stranger is stopped, it is refused."""

from datetime import date

import pytest

from tests.factories.areas import take_in_areas
from tests.factories.thread import (
    THIS_YEAR,
    a_contract,
    a_decision,
    a_fund,
    a_line,
    an_entry,
    an_intention,
    an_outcome,
    pounds,
)
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.do.contracts import actions, queries
from wholeplace.do.contracts.rules.kinds import ContractKind
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.plan.funds import actions as fund_actions
from wholeplace.plan.funds import queries as funds
from wholeplace.together.decisions.rules.deciding import Outcome


def contract_of(ref, actor):
    """A contract as an actor sees it."""
    with speaking_for(actor):
        return queries.contract(reference=ref.public_id, seen_by=actor, on=TODAY)


def contracts_of(actor):
    """The titles of the contracts an actor sees."""
    with speaking_for(actor):
        rows = queries.contracts(within=actor.partnership_id or 0, seen_by=actor, on=TODAY)
        return [row.title for row in rows]


def edges_of(ref, actor):
    """The ends of the edges that contracts hold about a record."""
    with speaking_for(actor):
        return [(edge.came_from, edge.leads_to) for edge in edges(queries.EDGES, refs=frozenset({ref}), seen_by=actor)]


def linked(city, contract, *, by=None, **to):
    """Tie a contract to something."""
    actions.link_contract(contract=contract.public_id, **to, by=by or city.commissioner, on=TODAY)


def put_in(city, line, *, by):
    """An organisation puts something into the fund of a line."""
    with speaking_for(city.finance):
        fund = funds.line(reference=line.public_id, seen_by=city.finance).fund
    body = city.organisations[by].ref.public_id
    fund_actions.contribute(
        fund=fund.public_id, organisation=body, amount=pounds(1), year=THIS_YEAR, by=city.finance, on=TODAY
    )


def test_a_commissioner_enters_a_contract_that_partners_see(city):
    decision = a_decision(city.member, on_subject=Ref("intention", "zzzzzzzzzzzz"))
    ref = a_contract(city, decision=decision.public_id)

    contract = contract_of(ref, city.partner)
    assert (contract.value, contract.kind) == (pounds(300_000), ContractKind.CONTRACT)
    assert contract.by_year == ((THIS_YEAR, pounds(100_000)), (THIS_YEAR.next, pounds(200_000)))
    assert [body.name for body in (*contract.commissioners, *contract.providers)] == ["council", "charity"]
    assert contract.notice_by == date(2027, 9, 30)
    assert (contract.decision, contract.missing) == (decision, ())
    assert edges_of(ref, city.partner) == [(decision, ref)]
    with speaking_for(city.partner):
        (line,) = history(of=[ref], seen_by=city.partner)
    assert line.sentence == "Entered in the register: £300,000.00 with charity."
    assert line.authority == ("contract.enter",)


@pytest.mark.parametrize("who", ["finance", "analyst", "provider", "member"])
def test_somebody_without_the_permission_enters_no_contract(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        a_contract(city, by=city.actors[who])

    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_the_public_enters_no_contract(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        a_contract(city, by=STRANGER)

    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_another_organisation_does_not_enter_what_it_does_not_commission(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        a_contract(city, by=city.partner)

    assert [refusal.code for refusal in refused.value.refusals] == ["CTR2"]
    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_a_contract_that_does_not_add_up_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        a_contract(
            city,
            providers=[],
            says={"ends_on": date(2026, 3, 31), "may_extend_until": None, "value": pounds(1)},
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["CTR1", "CTR4", "CTR6"]
    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_a_decision_of_another_partnership_allows_no_contract(city, county, events):
    decision = a_decision(
        county.add_person("chair", role=Role.MEMBER, organisation="county", title="Chair"),
        on_subject=Ref("intention", "zzzzzzzzzzzz"),
    )
    before = events()

    with pytest.raises(NotThere):
        a_contract(city, decision=decision.public_id)

    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_a_decision_that_is_not_agreed_allows_no_contract(city, events):
    decision = a_decision(city.member, on_subject=Ref("intention", "zzzzzzzzzzzz"), outcome=Outcome.REFUSED)
    before = events()

    with pytest.raises(Refused) as refused:
        a_contract(city, decision=decision.public_id)

    assert [refusal.code for refusal in refused.value.refusals] == ["CTR10"]
    assert (contracts_of(city.commissioner), events()) == ([], before)


def test_who_never_joined_commissions_and_funds_nothing_but_may_provide(city, county, events):
    council, county_council = (
        one.ref.public_id for one in (city.organisations["council"], county.organisations["county"])
    )
    before = events()

    for changes in ({"commissioners": [council, county_council]}, {"co_funders": [county_council]}):
        with pytest.raises(Refused) as refused:
            a_contract(city, **changes)
        (refusal,) = refused.value.refusals
        assert (refusal.code, "Not in this partnership: county." in refusal.sentence) == ("CTR11", True)
    assert (contracts_of(city.commissioner), events()) == ([], before)

    a_contract(city, providers=[county_council])
    assert contracts_of(city.commissioner) == ["Home reablement service"]


@pytest.mark.parametrize("kind", ["outcome", "line"])
def test_what_not_everybody_sees_is_named_to_nobody_else(city, kind):
    kept = {"sensitivity": Sensitivity.ORGANISATION}
    ref = a_contract(city)
    if kind == "outcome":
        linked(city, ref, outcome=an_outcome(city.commissioner, **kept).public_id)
    else:
        linked(city, ref, line=a_line(city, fund=a_fund(city, **kept)).public_id, amount=pounds(1))

    def told(actor):
        with speaking_for(actor):
            return len(history(of=[ref], seen_by=actor))

    assert (told(city.commissioner), told(city.partner)) == (2, 1)


def test_a_contract_is_tied_to_its_intention_its_outcome_and_its_money(city):
    intention, line = an_intention(city.partner), a_line(city)
    outcome, ref = an_outcome(city.commissioner), a_contract(city)
    linked(city, ref, intention=intention.public_id)
    linked(city, ref, outcome=outcome.public_id, line=line.public_id, amount=pounds(100_000))

    assert set(edges_of(ref, city.partner)) == {(intention, ref), (outcome, ref), (line, ref)}
    with speaking_for(city.partner):
        number = queries.contract(reference=ref.public_id, seen_by=city.partner, on=TODAY).number
        (drawn,) = queries.drawn_from(contract=number, seen_by=city.partner)
        told = [event.sentence for event in history(of=[ref], seen_by=city.partner)]
    assert (drawn.line, drawn.amount) == (line, pounds(100_000))
    assert told[0] == "£100,000.00 comes from the line “Home reablement”."


@pytest.mark.parametrize("kind", ["intention", "outcome", "line"])
def test_a_contract_is_tied_to_each_record_once(city, events, kind):
    make = {"intention": lambda: an_intention(city.commissioner), "outcome": lambda: an_outcome(city.partner)}
    there = make.get(kind, lambda: a_line(city))()
    ref = a_contract(city)
    money = {"amount": pounds(1)} if kind == "line" else {}
    linked(city, ref, **{kind: there.public_id}, **money)
    before = events()

    with pytest.raises(Refused) as refused:
        linked(city, ref, **{kind: there.public_id}, **money)

    assert [refusal.code for refusal in refused.value.refusals] == ["CTR9"]
    assert (edges_of(ref, city.partner), events()) == ([(there, ref)], before)


def test_contracts_take_no_more_from_a_line_than_it_holds(city, events):
    line = a_line(city, amount=100_000)
    first, second = a_contract(city), a_contract(city)
    linked(city, first, line=line.public_id, amount=pounds(60_000))
    before = events()

    for amount in (pounds(40_001), None):
        with pytest.raises(Refused):
            linked(city, second, line=line.public_id, amount=amount)

    assert (edges_of(second, city.partner), events()) == ([], before)


def drawn_of(line, actor):
    """What is drawn from a line, and what is left."""
    with speaking_for(actor):
        card = funds.line(reference=line.public_id, seen_by=actor)
    return card.drawn, card.left


def test_what_is_drawn_counts_contracts_that_the_reader_may_not_see(city, events):
    line = a_line(city, fund=a_fund(city, sensitivity=Sensitivity.PARTNERSHIP), amount=100_000)
    put_in(city, line, by="icb")
    hidden = a_contract(city, sensitivity=Sensitivity.ORGANISATION)
    linked(city, hidden, line=line.public_id, amount=pounds(60_000))
    theirs = a_contract(city, by=city.partner, commissioners=[city.organisations["icb"].ref.public_id])
    before = events()

    with pytest.raises(Refused) as refused:
        linked(city, theirs, line=line.public_id, amount=pounds(40_001), by=city.partner)

    (refusal,) = refused.value.refusals
    assert refusal.code == "PAY2"
    assert refusal.sentence == "The line holds £100,000.00, of which £60,000.00 is taken. Enter £40,000.00 or less."
    assert (drawn_of(line, city.finance), events()) == ((pounds(60_000), pounds(40_000)), before)


def test_one_who_contributes_to_a_fund_draws_on_its_lines_and_the_line_says_so(city):
    line = a_line(city, amount=100_000)
    put_in(city, line, by="icb")
    theirs = a_contract(city, by=city.partner, commissioners=[city.organisations["icb"].ref.public_id])

    linked(city, theirs, line=line.public_id, amount=pounds(40_000), by=city.partner)

    assert drawn_of(line, city.finance) == (pounds(40_000), pounds(60_000))
    with speaking_for(city.finance):
        told = history(of=[line], seen_by=city.finance)[0]
    assert (told.sentence, told.acting_for_name) == ("icb drew £40,000.00 for a contract.", "icb")


def test_nobody_draws_on_a_fund_that_they_share_nothing_in(city, events):
    line = a_line(city, amount=100_000)
    theirs = a_contract(city, by=city.partner, commissioners=[city.organisations["icb"].ref.public_id])
    before = events()

    with pytest.raises(Refused) as refused:
        linked(city, theirs, line=line.public_id, amount=pounds(1), by=city.partner)

    assert [refusal.code for refusal in refused.value.refusals] == ["PAY3"]
    assert (drawn_of(line, city.finance), edges_of(theirs, city.partner), events()) == (
        (pounds(0), pounds(100_000)),
        [],
        before,
    )


@pytest.mark.parametrize("who", ["finance", "provider", "member"])
def test_somebody_without_the_permission_draws_nothing(city, events, who):
    line = a_line(city)
    before = events()

    with pytest.raises(NotAllowed):
        fund_actions.draw(line=line.public_id, amount=pounds(1), by=city.actors[who], on=TODAY)

    assert (drawn_of(line, city.finance)[0], events()) == (pounds(0), before)


def test_tying_to_nothing_is_refused_and_another_organisation_ties_nothing(city, events):
    ref, outcome = a_contract(city), an_outcome(city.partner)
    before = events()

    with pytest.raises(Refused) as refused:
        linked(city, ref)
    with pytest.raises(NotAllowed):
        linked(city, ref, outcome=outcome.public_id, by=city.partner)

    assert [refusal.code for refusal in refused.value.refusals] == ["CTR8"]
    assert (edges_of(ref, city.partner), events()) == ([], before)


@pytest.mark.parametrize("kind", ["intention", "outcome", "line"])
def test_nothing_of_another_partnership_is_tied_even_when_it_is_public(city, county, events, kind):
    ref = a_contract(city)
    county.add_person("finance", role=Role.FINANCE, organisation="county", title="Finance officer")
    county.organisations["council"] = county.organisations["county"]
    public = {"sensitivity": Sensitivity.PUBLIC}
    make = {
        "intention": lambda: an_intention(county.commissioner, **public),
        "outcome": lambda: an_outcome(county.commissioner, **public),
        "line": lambda: a_line(county, fund=a_fund(county, **public)),
    }
    there = make[kind]()
    before = events()

    with pytest.raises(NotThere):
        linked(city, ref, **{kind: there.public_id}, amount=pounds(1))

    assert (edges_of(ref, city.partner), events()) == ([], before)


def test_an_entry_is_kept_as_it_was_said(city):
    ref = a_contract(city, says={"irrecoverable_vat": pounds(7), "is_sme": True})

    contract = contract_of(ref, city.commissioner)
    said = an_entry()
    assert (contract.reference_number, contract.department, contract.route) == (
        said.reference_number,
        said.department,
        said.route,
    )
    assert (contract.irrecoverable_vat, contract.is_sme, contract.is_vcse) == (pounds(7), True, False)


def test_an_area_that_nobody_knows_is_refused_and_a_known_one_goes_by_its_own_name(city, events):
    take_in_areas()
    before = events()

    with pytest.raises(Refused) as refused:
        a_contract(city, says={"area_code": "E99999999"})
    assert [refusal.code for refusal in refused.value.refusals] == ["CTR12"]
    assert (contracts_of(city.commissioner), events()) == ([], before)

    ref = a_contract(city, says={"area_code": "X08000001", "area_name": "Elsewhere"})
    assert contract_of(ref, city.partner).area_name == "Marlbridge"
