"""Setting an outcome and linking needs: it works, a stranger is stopped, it is refused with reasons."""

from decimal import Decimal

import pytest

from tests.factories.thread import a_board, a_measure, a_need, an_indicator, an_outcome
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.outcomes import actions, queries
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history


def titles_of(actor):
    """The titles of the outcomes an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.outcomes(within=actor.partnership_id or 0, seen_by=actor)]


def test_a_commissioner_sets_an_outcome_that_answers_a_need(city):
    need = a_need(city.commissioner)
    ref = an_outcome(city.commissioner, needs=[need.public_id], is_priority=True)

    with speaking_for(city.partner):
        outcome = queries.outcome(reference=ref.public_id, seen_by=city.partner)
        (edge,) = edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner)
        (line,) = history(of=[ref], seen_by=city.partner)
    (measure,) = outcome.measures
    assert (outcome.title, outcome.is_priority) == ("Older people live well in their own homes", True)
    assert (measure.baseline, measure.target.target) == (Decimal(60), Decimal(80))
    assert (edge.came_from, edge.leads_to) == (need, ref)
    assert line.sentence == "Set the outcome, measured by People over 75 who see somebody every week."
    assert line.authority == ("outcome.set",)


def test_an_outcome_can_answer_a_need_of_another_organisation_of_the_partnership(city):
    need = a_need(city.partner)
    ref = an_outcome(city.commissioner, needs=[need.public_id])

    with speaking_for(city.partner):
        (edge,) = edges(queries.EDGES, refs=frozenset({need}), seen_by=city.partner)
    assert edge.leads_to == ref


def test_a_board_can_own_an_outcome(city):
    board = a_board(city.governance)
    ref = an_outcome(city.commissioner, board=board.public_id)

    with speaking_for(city.commissioner):
        outcome = queries.outcome(reference=ref.public_id, seen_by=city.commissioner)
    assert outcome.board is not None


@pytest.mark.parametrize("who", ["finance", "provider", "member"])
def test_somebody_without_the_permission_sets_no_outcome(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        an_outcome(city.actors[who])

    assert (titles_of(city.commissioner), events()) == ([], before)


def test_the_public_sets_no_outcome(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        an_outcome(STRANGER)

    assert (titles_of(city.commissioner), events()) == ([], before)


def test_an_outcome_cannot_answer_a_need_of_another_partnership_even_a_public_one(city, county, events):
    need = a_need(county.commissioner, sensitivity=Sensitivity.PUBLIC)
    before = events()

    with pytest.raises(NotThere):
        an_outcome(city.commissioner, needs=[need.public_id])

    assert (titles_of(city.commissioner), events()) == ([], before)


def test_an_outcome_that_is_no_outcome_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        an_outcome(
            city.commissioner,
            statement="The service helps 400 people.",
            measures=[a_measure(target=Decimal(50))],
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["OUT1", "OUT2", "AIM2"]
    assert (titles_of(city.commissioner), events()) == ([], before)


def test_an_outcome_is_linked_to_another_need_once(city, events):
    need = a_need(city.commissioner)
    ref = an_outcome(city.commissioner)
    actions.link_need(outcome=ref.public_id, need=need.public_id, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_need(outcome=ref.public_id, need=need.public_id, by=city.commissioner, on=TODAY)

    assert refused.value.refusals[0].code == "OUT4"
    assert events() == before


def test_another_organisation_links_no_need_to_an_outcome_that_is_not_its_own(city, events):
    need = a_need(city.partner)
    ref = an_outcome(city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        actions.link_need(outcome=ref.public_id, need=need.public_id, by=city.partner, on=TODAY)

    with speaking_for(city.partner):
        assert edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner) == ()
    assert events() == before


def test_a_closed_outcome_is_no_longer_listed_and_is_not_closed_again(city, events):
    ref = an_outcome(city.commissioner)
    actions.close_outcome(outcome=ref.public_id, because="Reached.", by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.close_outcome(outcome=ref.public_id, because="Again.", by=city.commissioner, on=TODAY)

    assert refused.value.refusals[0].code == "OUT5"
    assert (titles_of(city.commissioner), events()) == ([], before)


def test_another_organisation_closes_no_outcome_that_is_not_its_own(city, events):
    ref = an_outcome(city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        actions.close_outcome(outcome=ref.public_id, because="No.", by=city.partner, on=TODAY)

    assert titles_of(city.commissioner) == ["Older people live well in their own homes"]
    assert events() == before


def test_a_need_that_not_everybody_sees_is_named_to_nobody_else(city):
    hidden = a_need(city.commissioner, title="Kept to ourselves", sensitivity=Sensitivity.ORGANISATION)
    ref = an_outcome(city.commissioner)
    actions.link_need(outcome=ref.public_id, need=hidden.public_id, by=city.commissioner, on=TODAY)

    def told(actor):
        with speaking_for(actor):
            return " ".join(line.sentence for line in history(of=[ref], seen_by=actor))

    assert ("Kept to ourselves" in told(city.commissioner), "Kept to ourselves" in told(city.partner)) == (True, False)


def test_an_indicator_or_area_that_nobody_knows_is_refused(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        an_outcome(city.commissioner, area_code="E99999999", measures=[a_measure(indicator_code="nothing")])

    assert [refusal.code for refusal in refused.value.refusals] == ["OUT6", "AIM4"]
    assert events() == before


def test_a_measure_takes_its_figures_from_an_indicator_that_is_known(city):
    ref = an_outcome(city.commissioner, measures=[a_measure(indicator_code=an_indicator())])

    with speaking_for(city.partner):
        (measure,) = queries.outcome(reference=ref.public_id, seen_by=city.partner).measures
    assert measure.indicator_code == "lives-alone"
