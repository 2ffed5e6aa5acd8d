"""Figures of an area beside its country's, over time, beside others, on other maps."""

import pytest

from tests.factories.areas import (
    CARE,
    CITY,
    COUNTRY,
    NEW_A,
    NEW_C,
    NEW_D,
    OLD_A,
    OLD_B,
    OTHER_CITY,
    RESIDENTS,
    SCORE,
    SMOKERS,
    TENTH,
    load_figures,
)
from tests.factories.worlds import STRANGER
from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.actions import FigureGiven
from wholeplace.analyse.indicators.queries import Group
from wholeplace.analyse.indicators.rules.benchmark import TooFew
from wholeplace.analyse.indicators.rules.kinds import Sex
from wholeplace.analyse.indicators.rules.periods import span_of
from wholeplace.ground.analytics import Comparison, TrendReason, TrendResult
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.together.places import queries as places
from wholeplace.together.places.rules.kinds import AreaKind

pytestmark = pytest.mark.django_db
K = AreaKind


@pytest.fixture
def figures(invented_map):
    """Smokers over six years, residents and scores of small areas; all asked for by the public."""
    given = []
    for year in range(2019, 2025):
        rate = 20 - (year - 2019)
        given += [
            FigureGiven(
                SMOKERS.code, invented_map[CITY], span_of(str(year)), rate, rate - 1, rate + 1, rate * 100, 10_000
            ),
            FigureGiven(SMOKERS.code, invented_map[COUNTRY], span_of(str(year)), 13.0, 12.9, 13.1, 130_000, 1_000_000),
        ]
    given += [
        FigureGiven(SMOKERS.code, invented_map[CITY], span_of("2024"), 17.0, sex=Sex.MALE),
        FigureGiven(SMOKERS.code, invented_map[OTHER_CITY], span_of("2024"), 11.0, 10.0, 12.0),
        FigureGiven(RESIDENTS.code, invented_map[OLD_A], span_of("2020"), 1000),
        FigureGiven(RESIDENTS.code, invented_map[OLD_B], span_of("2020"), 2000),
        FigureGiven(TENTH.code, invented_map[OLD_A], span_of("2019"), 1),
        FigureGiven(TENTH.code, invented_map[OLD_B], span_of("2019"), 4),
        FigureGiven(SCORE.code, invented_map[NEW_A], span_of("2024"), 30.0),
        FigureGiven(SCORE.code, invented_map[NEW_C], span_of("2024"), 10.0),
        FigureGiven(SCORE.code, invented_map[NEW_D], span_of("2024"), 20.0),
        FigureGiven(RESIDENTS.code, invented_map[NEW_A], span_of("2021"), 1500),
        FigureGiven(RESIDENTS.code, invented_map[NEW_C], span_of("2021"), 500),
    ]
    load_figures(given)
    with speaking_for(STRANGER):
        yield invented_map


def card(given):
    """The card of an indicator."""
    return queries.indicator(code=given.code, seen_by=STRANGER)


def the_city():
    """The city's card."""
    return places.area(code="X08000001", seen_by=STRANGER)


def test_an_indicator_that_is_not_there_is_not_there(figures):
    with pytest.raises(NotThere):
        queries.indicator(code="nothing", seen_by=STRANGER)


def test_the_newest_figure_of_each_indicator_stands_beside_the_countrys(figures):
    lines = queries.latest(area=figures[CITY], comparator=figures[COUNTRY], seen_by=STRANGER)
    told = [(line.figure.group.sex, line.figure.span.label, line.figure.value, line.comparison) for line in lines]
    assert told == [
        (Sex.MALE, "2024", 17.0, Comparison.NOT_COMPARED),
        (Sex.PERSONS, "2024", 15.0, Comparison.WORSE),
    ]
    assert lines[1].comparator.value == 13.0


def test_figures_are_narrowed_by_subject_and_name(figures):
    asked = {"area": figures[CITY], "seen_by": STRANGER}
    assert len(queries.latest(**asked, subject="Public health")) == 2
    assert queries.latest(**asked, subject="Population") == ()
    assert len(queries.latest(**asked, words="smoke adults")) == 2
    assert queries.latest(**asked, words="drink") == ()


def test_a_trend_of_proportions_comes_from_numerators_and_denominators(figures):
    series = queries.series(indicator=card(SMOKERS).number, area=figures[CITY], seen_by=STRANGER)
    found = queries.trend(card=card(SMOKERS), figures=series, seen_by=STRANGER)
    assert found.result is TrendResult.DECREASING


def test_a_trend_that_cannot_be_calculated_says_why(figures):
    series = queries.series(indicator=card(SMOKERS).number, area=figures[OTHER_CITY], seen_by=STRANGER)
    found = queries.trend(card=card(SMOKERS), figures=series, seen_by=STRANGER)
    assert (found.result, found.reason) == (TrendResult.CANNOT, TrendReason.TOO_FEW_POINTS)


def test_figures_of_several_areas_are_those_of_the_newest_period(figures):
    found = queries.across(
        indicator=card(SMOKERS).number, areas=[figures[CITY], figures[OTHER_CITY], figures[COUNTRY]], seen_by=STRANGER
    )
    assert {number: one.value for number, one in found.items()} == {
        figures[CITY]: 15.0,
        figures[OTHER_CITY]: 11.0,
        figures[COUNTRY]: 13.0,
    }
    assert queries.middle(figures=found.values(), seen_by=STRANGER) == 13.0


def test_groups_are_told_in_order_and_asked_for_one_by_one(figures):
    found = queries.groups(indicator=card(SMOKERS).number, area=figures[CITY], seen_by=STRANGER)
    assert found == (Group(), Group(Sex.MALE))
    (men,) = queries.series(indicator=card(SMOKERS).number, area=figures[CITY], group=Group(Sex.MALE), seen_by=STRANGER)
    assert men.value == 17.0


# --- On other maps ------------------------------------------------------------------------------------------


def test_what_was_published_for_a_map_is_shown_as_published(figures):
    found = queries.on_map(card=card(RESIDENTS), within_area=the_city(), kind=K.LSOA_2011, seen_by=STRANGER)
    assert {number: one.value for number, one in found.published.items()} == {
        figures[OLD_A]: 1000,
        figures[OLD_B]: 2000,
    }
    assert found.method == "As published for small areas (LSOA 2011)."


def test_scores_of_small_areas_are_averaged_by_people_for_wards_with_the_method(figures):
    found = queries.on_map(card=card(SCORE), within_area=the_city(), kind=K.WARD, seen_by=STRANGER)
    (abbey, mill) = (number for number, _ in sorted(found.worked_out.items()))
    assert found.worked_out[abbey].value == (1500 * 30 + 500 * 10) / 2000
    assert "how many people" in found.worked_out[mill].reason
    assert found.method.endswith("The figures are averaged, weighted by where people live.")
    assert found.method.startswith("Added up from small areas (LSOA 2021) to wards (best fit")


def test_counts_of_2011_are_moved_to_the_wards_through_2021_and_nobody_is_lost(figures):
    found = queries.rolled_up(card=card(RESIDENTS), area=the_city(), seen_by=STRANGER)
    assert found.worked_out[figures[CITY]].value == 2000
    smaller = queries.on_map(card=card(TENTH), within_area=the_city(), kind=K.WARD, seen_by=STRANGER)
    assert (smaller.worked_out, smaller.published) == ({}, {})
    assert smaller.method == (
        "A tenth (1 is the most deprived) of larger areas cannot be worked out from those of smaller ones."
    )


def test_an_indicator_without_small_areas_has_none_on_a_map(figures):
    found = queries.on_map(card=card(SMOKERS), within_area=the_city(), kind=K.WARD, seen_by=STRANGER)
    assert (found.worked_out, found.method) == ({}, "No figures are known from which to work out those of wards.")


def test_only_a_council_is_rolled_up_since_only_its_small_areas_are_all_known(figures):
    country = places.area(code="X92000001", seen_by=STRANGER)
    found = queries.rolled_up(card=card(RESIDENTS), area=country, seen_by=STRANGER)
    assert found.method == "Only councils are known with all of their small areas."


def test_the_indicators_of_small_areas_are_offered(figures):
    offered = [one.code for one in queries.measured_within(area=the_city(), seen_by=STRANGER)]
    assert offered == [TENTH.code, SCORE.code, RESIDENTS.code]


def test_counts_of_residents_are_told_newest_first(figures):
    load_figures([FigureGiven(RESIDENTS.code, figures[CITY], span_of("2020"), 3000)], content="2")
    with speaking_for(STRANGER):
        ((indicator, figure),) = queries.residents(area=the_city(), seen_by=STRANGER)
    assert (indicator.code, figure.value) == (RESIDENTS.code, 3000)


# --- Unit costs ---------------------------------------------------------------------------------------------


def test_too_few_unit_costs_are_not_compared(figures):
    load_figures([FigureGiven(CARE.code, figures[CITY], span_of("2014/15"), 551.0)], content="3")
    with speaking_for(STRANGER), pytest.raises(TooFew):
        queries.costs(card=card(CARE), kinds=[K.METROPOLITAN], seen_by=STRANGER)


def test_the_number_of_questions_does_not_grow_with_the_figures(figures, django_assert_num_queries):
    with django_assert_num_queries(3):
        queries.latest(area=figures[CITY], comparator=figures[COUNTRY], seen_by=STRANGER)
    smokers = card(SMOKERS).number
    with django_assert_num_queries(1):
        assert len(queries.series(indicator=smokers, area=figures[CITY], seen_by=STRANGER)) == 6
