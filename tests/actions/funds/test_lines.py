"""Setting money aside and moving it: it works, a stranger is stopped, it is refused; and no penny is lost."""

import pytest

from tests.factories.thread import THIS_YEAR, a_fund, a_line, an_outcome, pounds
from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.plan.funds import actions, queries


@pytest.fixture
def fund(city):
    """A fund with a million pounds for this year."""
    return a_fund(city)


def lines_of(fund, actor):
    """The lines of a fund as an actor sees them: title and amount."""
    with speaking_for(actor):
        card = queries.fund(reference=fund.public_id, seen_by=actor)
        return {line.title: line.amount for line in card.lines}


def moved(city, giver, taker, amount, *, by=None, because="Equipment came cheaper."):
    """Move money between two lines."""
    actions.move_between_lines(
        giver=giver.public_id,
        taker=taker.public_id,
        amount=amount,
        because=because,
        by=by or city.finance,
        on=TODAY,
    )


def test_a_line_says_what_its_money_is_for(city, fund):
    outcome = an_outcome(city.commissioner)
    ref = a_line(city, fund=fund, topic="Reablement", outcomes=[outcome.public_id])

    with speaking_for(city.partner):
        line = queries.line(reference=ref.public_id, seen_by=city.partner)
        held = edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner)
        (said,) = history(of=[ref], seen_by=city.partner)
    assert (line.amount, line.topic, line.year) == (pounds(400_000), "Reablement", THIS_YEAR)
    assert [(edge.came_from, edge.leads_to) for edge in held] == [(fund, ref), (outcome, ref)]
    assert said.sentence == "Set £400,000.00 aside for Home reablement, 2026/27."


def test_the_lines_of_a_year_use_up_what_was_put_in_and_no_more(city, fund, events):
    a_line(city, fund=fund, amount=400_000)
    a_line(city, fund=fund, amount=600_000, title="Equipment")
    before = events()

    with pytest.raises(Refused) as refused:
        a_line(city, fund=fund, amount=1, title="One pound more")

    assert [refusal.code for refusal in refused.value.refusals] == ["LNE3"]
    assert lines_of(fund, city.partner) == {"Equipment": pounds(600_000), "Home reablement": pounds(400_000)}
    assert events() == before


def test_what_was_put_in_for_one_year_is_not_set_aside_in_another(city, fund, events):
    before = events()

    with pytest.raises(Refused) as refused:
        a_line(city, fund=fund, year=THIS_YEAR.next)

    assert [refusal.code for refusal in refused.value.refusals] == ["LNE3"]
    assert (lines_of(fund, city.partner), events()) == ({}, before)


@pytest.mark.parametrize("who", ["commissioner", "partner", "provider"])
def test_somebody_without_the_permission_adds_no_line(city, fund, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        actions.add_line(
            fund=fund.public_id,
            title="Mine",
            amount=pounds(1),
            year=THIS_YEAR,
            by=city.actors[who],
            on=TODAY,
        )

    assert (lines_of(fund, city.partner), events()) == ({}, before)


def test_a_line_cannot_serve_an_outcome_of_another_partnership(city, county, fund, events):
    outcome = an_outcome(county.commissioner, sensitivity=Sensitivity.PUBLIC)
    before = events()

    with pytest.raises(NotThere):
        a_line(city, fund=fund, outcomes=[outcome.public_id])

    assert (lines_of(fund, city.partner), events()) == ({}, before)


def test_a_line_is_linked_to_an_outcome_once(city, fund, events):
    outcome, ref = an_outcome(city.commissioner), a_line(city, fund=fund)
    actions.link_line_to_outcome(line=ref.public_id, outcome=outcome.public_id, by=city.finance, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_line_to_outcome(line=ref.public_id, outcome=outcome.public_id, by=city.finance, on=TODAY)

    assert refused.value.refusals[0].code == "LNE4"
    assert events() == before


def test_another_organisation_links_no_line_of_a_fund_it_does_not_host(city, fund, events):
    outcome, ref = an_outcome(city.partner), a_line(city, fund=fund)
    before = events()

    with pytest.raises(NotAllowed):
        actions.link_line_to_outcome(line=ref.public_id, outcome=outcome.public_id, by=city.partner, on=TODAY)

    assert events() == before


def test_what_one_line_loses_another_gains(city, fund):
    giver, taker = a_line(city, fund=fund), a_line(city, fund=fund, amount=600_000, title="Equipment")
    moved(city, giver, taker, pounds(150_000))

    assert lines_of(fund, city.partner) == {"Equipment": pounds(750_000), "Home reablement": pounds(250_000)}
    with speaking_for(city.partner):
        card = queries.fund(reference=fund.public_id, seen_by=city.partner)
        (movement,) = queries.movements(fund=card.number, seen_by=city.partner)
        told = [history(of=[ref], seen_by=city.partner)[0].sentence for ref in (fund, giver, taker)]
    assert (movement.giver, movement.taker, movement.amount) == (giver, taker, pounds(150_000))
    assert set(told) == {"Moved £150,000.00 from Home reablement to Equipment: Equipment came cheaper."}


def test_after_any_number_of_movements_each_line_is_what_it_began_with_and_what_moved(city, fund):
    one, two = a_line(city, fund=fund, amount=500_000), a_line(city, fund=fund, amount=500_000, title="Two")
    for amount, giver, taker in ((1, one, two), (333_333, two, one), (17, one, two)):
        moved(city, giver, taker, pounds(amount))

    with speaking_for(city.partner):
        card = queries.fund(reference=fund.public_id, seen_by=city.partner)
        journal = queries.movements(fund=card.number, seen_by=city.partner)
    for line in card.lines:
        taken = sum(movement.amount.pence for movement in journal if movement.taker == line.ref)
        given = sum(movement.amount.pence for movement in journal if movement.giver == line.ref)
        assert line.amount.pence == line.first_amount.pence + taken - given
    assert card.set_aside == pounds(1_000_000)


def test_a_line_gives_no_more_than_it_holds_and_says_why(city, fund, events):
    giver, taker = a_line(city, fund=fund), a_line(city, fund=fund, title="Equipment")
    before = events()

    with pytest.raises(Refused) as refused:
        moved(city, giver, taker, pounds(400_001), because="")

    assert [refusal.code for refusal in refused.value.refusals] == ["TFR3", "TFR4"]
    assert lines_of(fund, city.partner) == {"Equipment": pounds(400_000), "Home reablement": pounds(400_000)}
    assert events() == before


def test_money_does_not_leave_its_fund(city, fund, events):
    giver, taker = a_line(city, fund=fund), a_line(city, fund=a_fund(city, title="Another"))
    before = events()

    with pytest.raises(Refused) as refused:
        moved(city, giver, taker, pounds(1))

    assert [refusal.code for refusal in refused.value.refusals] == ["TFR1"]
    assert events() == before


def test_money_does_not_move_to_the_line_it_is_in(city, fund, events):
    line = a_line(city, fund=fund)
    before = events()

    with pytest.raises(Refused) as refused:
        moved(city, line, line, pounds(1))

    assert [refusal.code for refusal in refused.value.refusals] == ["TFR1"]
    assert events() == before


def test_another_organisation_moves_no_money_of_a_fund_it_does_not_host(city, fund, events):
    giver, taker = a_line(city, fund=fund), a_line(city, fund=fund, title="Equipment")
    before = events()

    with pytest.raises(NotAllowed):
        moved(city, giver, taker, pounds(1), by=city.partner)

    assert lines_of(fund, city.partner) == {"Equipment": pounds(400_000), "Home reablement": pounds(400_000)}
    assert events() == before


def test_what_a_contract_draws_from_a_line_does_not_move(city, fund, events):
    giver, taker = a_line(city, fund=fund, amount=100), a_line(city, fund=fund, amount=100, title="Equipment")
    actions.draw(line=giver.public_id, amount=pounds(70), by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        moved(city, giver, taker, pounds(31))

    assert [refusal.code for refusal in refused.value.refusals] == ["TFR3"]
    assert (lines_of(fund, city.finance)["Home reablement"], events()) == (pounds(100), before)
    moved(city, giver, taker, pounds(30))
    assert lines_of(fund, city.finance) == {"Home reablement": pounds(70), "Equipment": pounds(130)}
