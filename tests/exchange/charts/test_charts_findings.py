"""Titles that say the finding, and claim no more than the intervals allow."""

import pytest

from tests.exchange.charts.chart_examples import PERCENT, RATE, estimate
from wholeplace.edges.exchange.charts import (
    Estimate,
    Format,
    Missing,
    Polarity,
    Standing,
    change_and_standing,
    place_in_order,
    share_in_class,
    standing,
)


def by_year(*values, give_or_take=0.0, first=2015):
    return {
        str(first + step): value if isinstance(value, Missing) else estimate(value, give_or_take=give_or_take)
        for step, value in enumerate(values)
    }


def said(area, comparator=None, polarity=Polarity.LOWER_IS_BETTER, fmt=RATE):
    return change_and_standing(
        indicator="Early deaths",
        place="Northmoor",
        area=area,
        comparator_name="England",
        comparator=comparator,
        polarity=polarity,
        fmt=fmt,
    )


def test_a_fall_that_leaves_the_area_worse_than_england():
    assert said(by_year(400, 350, give_or_take=10), by_year(330, 310)) == (
        "Early deaths in Northmoor fell from 400.0 in 2015 to 350.0 per 100,000 in 2016 but is still worse than England"
    )


def test_a_rise_where_high_is_good_and_the_area_overtakes_england():
    sentence = said(
        by_year(50, 60, give_or_take=2), by_year(55, 56), Polarity.HIGHER_IS_BETTER, Format(PERCENT.kind, 0)
    )
    assert sentence == "Early deaths in Northmoor rose from 50% in 2015 to 60% in 2016 and is now better than England"


def test_no_change_is_claimed_where_the_intervals_touch():
    assert said(by_year(400, 385, give_or_take=10), by_year(330, 310)) == (
        "Early deaths in Northmoor shows no clear change: 400.0 in 2015, 385.0 per 100,000 in 2016;"
        " it is still worse than England"
    )


def test_an_area_whose_interval_holds_the_comparator_is_similar_to_it():
    assert said(by_year(400, 315, give_or_take=10), by_year(330, 310)).endswith("and is now similar to England")


def test_without_intervals_only_higher_and_lower_are_said():
    assert said(by_year(400, 350), by_year(330, 310)).endswith("but is still higher than England")
    assert said(by_year(400, 310), by_year(330, 310)).endswith("and is now the same as England")


def test_where_neither_is_better_nothing_is_worse():
    assert said(by_year(400, 350, give_or_take=5), by_year(330, 310), Polarity.NEITHER).endswith(
        "but is still higher than England"
    )


def test_figures_that_read_alike_have_not_changed():
    assert said(by_year(40.04, 40.01)) == "Early deaths in Northmoor was 40.0 per 100,000 in both 2015 and 2016"


def test_one_figure_makes_no_trend():
    assert said(by_year(400, give_or_take=10), by_year(330)) == (
        "Early deaths in Northmoor was 400.0 per 100,000 in 2015, worse than England"
    )


def test_the_standing_is_that_of_the_last_period_of_both():
    assert said(by_year(400, 350, 300, give_or_take=10), by_year(330, 310)).endswith(
        "to 300.0 per 100,000 in 2017; in 2016, the last period for both, it was worse than England"
    )


def test_missing_ends_are_passed_over():
    sentence = said(by_year(Missing.NO_DATA, 400, Missing.HIDDEN, 350, Missing.NO_DATA, give_or_take=10))
    assert sentence == "Early deaths in Northmoor fell from 400.0 in 2016 to 350.0 per 100,000 in 2018"


@pytest.mark.parametrize(
    "area, words",
    [
        ({}, "no figures yet"),
        (by_year(Missing.NO_DATA), "no data"),
        (by_year(Missing.NO_DATA, Missing.HIDDEN), "the figures are hidden to protect people"),
    ],
)
def test_an_area_without_figures_says_why(area, words):
    assert said(area) == f"Early deaths in Northmoor: {words}"


def test_intervals_that_touch_at_an_end_are_alike():
    assert standing(Estimate(10, 8, 12), Estimate(14, 12, 16)) is Standing.ALIKE
    assert standing(Estimate(10, 8, 12), Estimate(14, 12.1, 16)) is Standing.BELOW


@pytest.mark.parametrize(
    "ends, message",
    [((5, None), "two ends"), ((11, 12), "does not hold"), ((float("nan"), 12), "finite")],
)
def test_an_interval_that_cannot_be_is_refused(ends, message):
    with pytest.raises(ValueError, match=message):
        Estimate(10, *ends)


def ranked(figure, *others, comparator=None, indicator="Early deaths", give_or_take=10.0):
    return place_in_order(
        indicator=indicator,
        place="Northmoor",
        figure=figure if isinstance(figure, Missing) else estimate(figure, give_or_take=give_or_take),
        others={
            str(index): other if isinstance(other, Missing) else estimate(other, give_or_take=give_or_take)
            for index, other in enumerate(others)
        },
        among="councils",
        comparator_name="England",
        comparator=comparator,
        polarity=Polarity.LOWER_IS_BETTER,
        fmt=RATE,
    )


def test_the_place_is_counted_from_the_nearer_end():
    assert ranked(500, 400, 300, 200) == "Northmoor is the highest of 4 councils for early deaths"
    assert ranked(250, 500, 400, 300, 200) == "Northmoor is the 2nd lowest of 5 councils for early deaths"


def test_a_place_among_intervals_that_touch_is_not_certain():
    assert ranked(400, 410, 300, comparator=estimate(310)) == (
        "Northmoor is the 2nd highest of 3 councils for early deaths, though it cannot be told apart from 1 of them;"
        " it is worse than England"
    )


def test_an_area_that_is_like_all_others_has_no_place():
    assert ranked(400, 405, 395) == "Northmoor cannot be told apart from the other 2 councils on early deaths"


def test_equal_figures_share_a_place():
    sentence = ranked(400, 400, 300, 200, give_or_take=0)
    assert sentence == "Northmoor is the joint highest of 4 councils for early deaths"


def test_councils_without_figures_are_not_counted():
    assert ranked(400, 300, Missing.HIDDEN) == "Northmoor is the highest of 2 councils with figures for early deaths"


def test_an_abbreviation_keeps_its_capitals():
    assert ranked(400, 300, indicator="NEET").endswith("for NEET")
    assert ranked(400, 300, indicator="A&E visits").endswith("for A&E visits")


def test_a_missing_figure_and_a_lonely_one():
    assert ranked(Missing.HIDDEN, 300) == "Early deaths: hidden to protect people for Northmoor"
    assert ranked(400) == "Northmoor: early deaths is 400.0 per 100,000, with no other councils to compare"


@pytest.mark.parametrize(
    "inside, known, sentence",
    [
        (114, 482, "114 of the 482 small areas in Leeds are among the most deprived 10%"),
        (1, 1482, "1 of the 1,482 small areas in Leeds is among the most deprived 10%"),
        (0, 5, "None of the 5 small areas in Leeds are among the most deprived 10%"),
        (5, 5, "All of the 5 small areas in Leeds are among the most deprived 10%"),
        (0, 0, "No figures can be shown for the small areas in Leeds"),
    ],
)
def test_the_share_in_a_class(inside, known, sentence):
    words = "among the most deprived 10%"
    assert share_in_class(place="Leeds", inside=inside, known=known, areas="small areas", words=words) == sentence
