"""Tying money to intentions: it works, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.factories.thread import THIS_YEAR, a_fund, a_line, an_intention, pounds
from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.plan.funds import queries as funds
from wholeplace.plan.plans import actions, queries

FOUR_HUNDRED_THOUSAND = pounds(400_000)


def paid(city, intention, fund, *, by=None, amount=FOUR_HUNDRED_THOUSAND):
    """Set money of a fund aside for an intention."""
    return actions.fund_intention(
        intention=intention.public_id,
        fund=fund.public_id,
        title="Home reablement",
        amount=amount,
        year=THIS_YEAR,
        by=by or city.finance,
        on=TODAY,
    )


def lines_of(fund, actor):
    """The lines of a fund as an actor sees them."""
    with speaking_for(actor):
        return [line.ref for line in funds.fund(reference=fund.public_id, seen_by=actor).lines]


def edges_of(ref, actor):
    """The ends of the edges that plans hold about a record."""
    with speaking_for(actor):
        return [(edge.came_from, edge.leads_to) for edge in edges(queries.EDGES, refs=frozenset({ref}), seen_by=actor)]


def test_money_is_set_aside_for_an_intention_of_another_organisation(city):
    fund, intention = a_fund(city), an_intention(city.partner)
    line = paid(city, intention, fund)

    assert lines_of(fund, city.partner) == [line]
    assert edges_of(line, city.partner) == [(intention, line)]
    with speaking_for(city.partner):
        told = history(of=[intention], seen_by=city.partner)[0].sentence
    assert told == (
        "£400,000.00 in the line “Home reablement” is for “One home reablement service for the whole city”."
    )


def test_more_than_the_fund_holds_is_refused_and_nothing_is_left_behind(city, events):
    fund, intention = a_fund(city), an_intention(city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        paid(city, intention, fund, amount=pounds(1_000_001))

    assert [refusal.code for refusal in refused.value.refusals] == ["LNE3"]
    assert (lines_of(fund, city.partner), events()) == ([], before)


@pytest.mark.parametrize("who", ["commissioner", "partner"])
def test_somebody_who_does_not_keep_the_fund_sets_nothing_aside(city, events, who):
    fund, intention = a_fund(city), an_intention(city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        paid(city, intention, fund, by=city.actors[who])

    assert (lines_of(fund, city.partner), events()) == ([], before)


def test_a_line_is_linked_to_an_intention_once(city, events):
    line, intention = a_line(city), an_intention(city.commissioner)
    actions.link_line(line=line.public_id, intention=intention.public_id, by=city.finance, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_line(line=line.public_id, intention=intention.public_id, by=city.finance, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.link_line(line=line.public_id, intention=intention.public_id, by=city.commissioner, on=TODAY)

    assert refused.value.refusals[0].code == "LNE5"
    assert edges_of(line, city.partner) == [(intention, line)]
    assert events() == before


def test_a_line_that_not_everybody_sees_is_named_to_nobody_else(city):
    fund = a_fund(city, sensitivity=Sensitivity.ORGANISATION)
    intention = an_intention(city.partner)
    line = paid(city, intention, fund)

    with speaking_for(city.partner):
        told = [one.sentence for one in history(of=[intention], seen_by=city.partner)]
    with speaking_for(city.finance):
        (own, _) = history(of=[line], seen_by=city.finance)
    assert (len(told), "Home reablement" in " ".join(told)) == (1, False)
    assert own.sentence.startswith("£400,000.00 in the line “Home reablement”")
