"""Reading outcomes: what is answered, to whom, and with how many questions to the database."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.thread import a_measure, a_need, an_outcome
from tests.factories.worlds import STRANGER
from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.analyse.outcomes import queries
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges


def listed(actor, *, within, **asked):
    """The titles of the outcomes that an actor sees in a partnership."""
    with speaking_for(actor):
        return [row.title for row in queries.outcomes(within=within, seen_by=actor, **asked)]


def test_priority_outcomes_come_first_and_can_be_asked_for_alone(city):
    an_outcome(city.commissioner, title="A first by name")
    an_outcome(city.commissioner, title="Z last by name", is_priority=True, group=Group.CARERS)
    within = city.commissioner.partnership_id

    assert listed(city.partner, within=within) == ["Z last by name", "A first by name"]
    assert listed(city.partner, within=within, priority_only=True) == ["Z last by name"]
    assert listed(city.partner, within=within, group=Group.OLDER_PEOPLE) == ["A first by name"]


def test_another_partnership_and_the_public_see_nothing(city, county):
    ref = an_outcome(city.commissioner)
    within = city.commissioner.partnership_id

    for stranger in (county.commissioner, STRANGER):
        assert listed(stranger, within=within) == []
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.outcome(reference=ref.public_id, seen_by=stranger)
            assert queries.measures(within=within, seen_by=stranger) == ()
            assert queries.stops(refs=frozenset({ref}), seen_by=stranger) == ()
            assert queries.found(words="older", seen_by=stranger) == ()


def test_the_public_sees_an_outcome_that_is_public_with_its_measures(city):
    ref = an_outcome(city.commissioner, sensitivity=Sensitivity.PUBLIC)

    with speaking_for(STRANGER):
        outcome = queries.outcome(reference=ref.public_id, seen_by=STRANGER)
    assert [measure.title for measure in outcome.measures] == ["People over 75 who see somebody every week"]


def test_measures_without_a_national_code_are_found(city):
    an_outcome(city.commissioner, measures=[a_measure(title="Ours")])
    an_outcome(city.commissioner, measures=[a_measure(title="Theirs", national_code="ASCOF 1I")])

    with speaking_for(city.partner):
        unmapped = queries.measures(within=city.partner.partnership_id, seen_by=city.partner, unmapped=True)
    assert [measure.title for measure in unmapped] == ["Ours"]


def test_a_measure_is_expected_half_way_after_half_the_time(city):
    ref = an_outcome(city.commissioner)

    with speaking_for(city.partner):
        (measure,) = queries.outcome(reference=ref.public_id, seen_by=city.partner).measures
    assert measure.expected_on(date(2026, 6, 1)) == Decimal(70)


def test_an_outcome_is_found_by_the_words_of_its_title_and_stands_on_the_thread(city):
    need = a_need(city.commissioner)
    ref = an_outcome(city.commissioner, needs=[need.public_id], area_name="Holbeck")

    with speaking_for(city.partner):
        (found,) = queries.found(words="OLDER homes", seen_by=city.partner)
        (stop,) = queries.stops(refs=None, seen_by=city.partner)
        (edge,) = edges(queries.EDGES, refs=None, seen_by=city.partner)
    assert found == stop
    assert (stop.ref, stop.sentence) == (ref, "Outcome for older people, Holbeck")
    assert (edge.came_from, edge.leads_to, edge.how) == (need, ref, "is answered by")


@pytest.mark.parametrize("many", [1, 5])
def test_the_number_of_queries_of_a_list_does_not_grow(city, django_assert_num_queries, many):
    for number in range(many):
        an_outcome(city.commissioner, title=f"Outcome {'abcde'[number]}")

    with speaking_for(city.partner), django_assert_num_queries(4):
        rows = queries.outcomes(within=city.partner.partnership_id, seen_by=city.partner)
        assert len(queries.cards(rows=rows, seen_by=city.partner)) == many
