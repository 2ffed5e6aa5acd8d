"""Measures, targets and forecasts of an outcome: they work, a stranger is stopped, they are refused."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.thread import a_measure, an_outcome
from tests.factories.worlds import TODAY
from wholeplace.analyse.outcomes import actions, queries
from wholeplace.analyse.outcomes.rules.measures import Point
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.queries import history

DUE = date(2028, 6, 1)
LATER = date(2026, 9, 1)


@pytest.fixture
def outcome(city):
    """An outcome of the council."""
    return an_outcome(city.commissioner)


def measures_of(outcome, actor):
    """The measures of an outcome as an actor sees them."""
    with speaking_for(actor):
        return queries.outcome(reference=outcome.public_id, seen_by=actor).measures


@pytest.fixture
def measure(city, outcome):
    """The public id of its measure."""
    return measures_of(outcome, city.commissioner)[0].public_id


def test_a_changed_target_ends_the_one_that_held(city, outcome, measure):
    actions.set_target(
        measure=measure, target=Decimal(90), due_on=DUE, because="More is possible.", by=city.commissioner, on=LATER
    )

    (card,) = measures_of(outcome, city.partner)
    now, before = card.targets
    assert (now.target, now.due_on, now.begins_on, now.ends_on) == (Decimal(90), DUE, LATER, None)
    assert (before.target, before.begins_on, before.ends_on) == (Decimal(80), TODAY, date(2026, 8, 31))
    assert card.target == now
    with speaking_for(city.partner):
        line = history(of=[outcome], seen_by=city.partner)[0]
    assert "from 80% to 90% by 1 June 2028: More is possible." in line.sentence


def test_a_target_can_be_corrected_on_the_day_it_was_set(city, outcome, measure):
    actions.set_target(
        measure=measure, target=Decimal(90), due_on=DUE, because="A slip.", by=city.commissioner, on=TODAY
    )

    (card,) = measures_of(outcome, city.partner)
    assert [line.ends_on for line in card.targets] == [None, TODAY]


def test_a_measure_that_waited_gets_its_first_target_without_a_reason(city, outcome):
    added = actions.add_measure(
        outcome=outcome.public_id,
        measure=a_measure(title="Falls", target=None, due_on=None),
        by=city.commissioner,
        on=TODAY,
    )
    actions.set_target(measure=added, target=Decimal(70), due_on=DUE, by=city.commissioner, on=TODAY)

    assert [card.target.target for card in measures_of(outcome, city.partner)] == [Decimal(80), Decimal(70)]


def test_a_target_in_the_bad_direction_is_refused_with_every_reason(city, outcome, measure, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.set_target(measure=measure, target=Decimal(50), due_on=TODAY, by=city.commissioner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["AIM2", "TGT2", "TGT3"]
    assert [line.target for line in measures_of(outcome, city.partner)[0].targets] == [Decimal(80)]
    assert events() == before


def test_another_organisation_sets_no_target(city, outcome, measure, events):
    before = events()

    with pytest.raises(NotAllowed):
        actions.set_target(measure=measure, target=Decimal(90), due_on=DUE, because="Ours.", by=city.partner, on=TODAY)

    assert [line.target for line in measures_of(outcome, city.partner)[0].targets] == [Decimal(80)]
    assert events() == before


def test_another_organisation_adds_no_measure(city, outcome, events):
    before = events()

    with pytest.raises(NotAllowed):
        actions.add_measure(outcome=outcome.public_id, measure=a_measure(), by=city.partner, on=TODAY)

    assert len(measures_of(outcome, city.partner)) == 1
    assert events() == before


def test_a_measure_with_a_baseline_of_tomorrow_is_refused(city, outcome, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.add_measure(
            outcome=outcome.public_id,
            measure=a_measure(baseline_on=date(2026, 6, 2)),
            by=city.commissioner,
            on=TODAY,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["AIM1"]
    assert len(measures_of(outcome, city.partner)) == 1
    assert events() == before


def test_a_forecast_says_where_the_measure_would_stand_if_nothing_were_done(city, outcome, measure):
    points = [Point(date(2026, 12, 1), Decimal(58)), Point(date(2027, 12, 1), Decimal(55))]
    actions.add_forecast(measure=measure, points=points, basis="Five years of decline", by=city.commissioner, on=TODAY)

    (card,) = measures_of(outcome, city.partner)
    assert card.forecast == tuple(points)
    assert card.forecast_basis == "Five years of decline"


def test_a_new_forecast_takes_the_place_of_the_last(city, outcome, measure):
    for figure, day in ((58, TODAY), (57, LATER)):
        actions.add_forecast(
            measure=measure,
            points=[Point(date(2027, 12, 1), Decimal(figure))],
            basis="The trend",
            by=city.commissioner,
            on=day,
        )

    (card,) = measures_of(outcome, city.partner)
    assert [point.figure for point in card.forecast] == [Decimal(57)]


def test_a_forecast_that_rests_on_nothing_is_refused(city, outcome, measure, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.add_forecast(measure=measure, points=[], basis="", by=city.commissioner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["FOR1", "FOR4"]
    assert measures_of(outcome, city.partner)[0].forecast == ()
    assert events() == before


def test_another_organisation_adds_no_forecast(city, outcome, measure, events):
    before = events()

    with pytest.raises(NotAllowed):
        actions.add_forecast(
            measure=measure,
            points=[Point(DUE, Decimal(1))],
            basis="A guess",
            by=city.partner,
            on=TODAY,
        )

    assert measures_of(outcome, city.partner)[0].forecast == ()
    assert events() == before


def test_nothing_is_added_to_a_closed_outcome(city, outcome, measure, events):
    actions.close_outcome(outcome=outcome.public_id, because="Reached.", by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.set_target(
            measure=measure, target=Decimal(90), due_on=DUE, because="Late.", by=city.commissioner, on=TODAY
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["OUT5"]
    assert events() == before
