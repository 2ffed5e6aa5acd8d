"""Opening a fund and putting money in: it works, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.factories.thread import THIS_YEAR, a_decision, a_fund, pounds
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.plan.funds import actions, queries
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.together.decisions.rules.deciding import Outcome

FIVE_HUNDRED = pounds(500)


def funds_of(actor):
    """The titles of the funds an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.funds(within=actor.partnership_id or 0, seen_by=actor)]


def fund_of(ref, actor):
    """A fund as an actor sees it."""
    with speaking_for(actor):
        return queries.fund(reference=ref.public_id, seen_by=actor)


def opened(by, **changes):
    """Open a fund as this actor."""
    asked = {
        "title": "Learning disability pool",
        "kind": FundKind.POOLED,
        "rules": "As the section 75 agreement says.",
        "first_year": THIS_YEAR,
        "last_year": THIS_YEAR,
        "on": TODAY,
    }
    return actions.open_fund(**asked | changes, by=by)


def put(by, fund, *, organisation, amount=FIVE_HUNDRED, year=THIS_YEAR):
    """Put money into a fund as this actor."""
    actions.contribute(
        fund=fund.public_id,
        organisation=organisation.ref.public_id,
        amount=amount,
        year=year,
        by=by,
        on=TODAY,
    )


def test_a_finance_officer_opens_a_fund_that_partners_see(city):
    ref = opened(city.finance)

    fund = fund_of(ref, city.partner)
    assert (fund.title, fund.kind, fund.host.name) == ("Learning disability pool", FundKind.POOLED, "council")
    assert (fund.put_in, fund.set_aside, fund.left) == (pounds(0), pounds(0), pounds(0))
    with speaking_for(city.partner):
        (line,) = history(of=[ref], seen_by=city.partner)
    assert (line.sentence, line.authority) == ("Opened the fund.", ("fund.keep",))


def test_a_fund_can_stand_on_a_decision(city):
    decision = a_decision(city.member, on_subject=Ref("arrangement", "zzzzzzzzzzzz"))
    ref = opened(city.finance, decision=decision.public_id)

    with speaking_for(city.partner):
        (edge,) = edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner)
    assert (edge.came_from, edge.leads_to, edge.how) == (decision, ref, "allows")


def test_a_fund_cannot_stand_on_a_decision_that_is_not_there(city, events):
    before = events()

    with pytest.raises(NotThere):
        opened(city.finance, decision="zzzzzzzzzzzz")

    assert (funds_of(city.finance), events()) == ([], before)


@pytest.mark.parametrize("who", ["commissioner", "provider", "member", "partner"])
def test_somebody_without_the_permission_opens_no_fund(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        opened(city.actors[who])

    assert (funds_of(city.finance), events()) == ([], before)


def test_the_public_opens_no_fund(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        opened(STRANGER)

    assert (funds_of(city.finance), events()) == ([], before)


def test_a_fund_without_rules_that_ends_too_early_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        opened(city.finance, rules="", last_year=THIS_YEAR.previous)

    assert [refusal.code for refusal in refused.value.refusals] == ["FND1", "FND2"]
    assert (funds_of(city.finance), events()) == ([], before)


def test_contributions_of_several_organisations_add_up(city):
    ref = a_fund(city, put_in=0)
    put(city.finance, ref, organisation=city.organisations["council"], amount=pounds(17))
    put(city.finance, ref, organisation=city.organisations["icb"], amount=pounds(42))

    fund = fund_of(ref, city.partner)
    assert [(one.contributor.name, one.amount) for one in fund.contributions] == [
        ("council", pounds(17)),
        ("icb", pounds(42)),
    ]
    assert fund.put_in == pounds(59)


def test_another_organisation_puts_nothing_into_a_fund_it_does_not_host(city, events):
    ref = a_fund(city, put_in=0)
    before = events()

    with pytest.raises(NotAllowed):
        put(city.partner, ref, organisation=city.organisations["icb"])

    assert fund_of(ref, city.partner).contributions == ()
    assert events() == before


def test_somebody_of_another_partnership_does_not_find_the_fund(city, county, events):
    ref = a_fund(city, put_in=0)
    before = events()

    with pytest.raises(NotThere):
        put(county.commissioner, ref, organisation=county.organisations["county"])

    assert events() == before


def test_a_contribution_of_nothing_outside_the_fund_is_refused_with_every_reason(city, events):
    ref = a_fund(city, put_in=0)
    before = events()

    with pytest.raises(Refused) as refused:
        put(
            city.finance,
            ref,
            organisation=city.organisations["icb"],
            amount=pounds(0),
            year=THIS_YEAR.previous,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["CTB1", "CTB2"]
    assert fund_of(ref, city.partner).contributions == ()
    assert events() == before


def test_a_decision_that_is_not_agreed_allows_no_fund(city, events):
    decision = a_decision(city.member, on_subject=Ref("arrangement", "zzzzzzzzzzzz"), outcome=Outcome.DEFERRED)
    before = events()

    with pytest.raises(Refused) as refused:
        opened(city.finance, decision=decision.public_id)

    assert [refusal.code for refusal in refused.value.refusals] == ["FND3"]
    assert (funds_of(city.finance), events()) == ([], before)


def test_who_never_joined_the_partnership_puts_nothing_in(city, county, events):
    fund = a_fund(city, put_in=0)
    before = events()

    with pytest.raises(Refused) as refused:
        put(city.finance, fund, organisation=county.organisations["county"])

    assert [refusal.code for refusal in refused.value.refusals] == ["CTB4"]
    assert (fund_of(fund, city.finance).put_in, events()) == (pounds(0), before)
