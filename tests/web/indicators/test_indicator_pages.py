"""The pages of indicators: trend, comparison, neighbours, definition, and each figure back to the row of its file."""

import re

import pytest
from django.urls import reverse

from tests.factories.areas import (
    CARE,
    CITY,
    COUNTRY,
    OTHER_CITY,
    SMOKERS,
    file,
    load_figures,
    rows,
)
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.analyse.indicators.actions import FigureGiven
from wholeplace.analyse.indicators.rules.kinds import Sex
from wholeplace.analyse.indicators.rules.periods import span_of
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.together.places.actions import AreaGiven, LookUpGiven, load_areas, load_lookups
from wholeplace.together.places.rules.kinds import AreaKind, Method

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(invented_map):
    """Six years of smokers in a city, its neighbour and their country."""
    given = []
    for year in range(2019, 2025):
        rate = 20 - (year - 2019)
        given += [
            FigureGiven(
                SMOKERS.code, invented_map[CITY], span_of(str(year)), rate, rate - 1, rate + 1, rate * 100, 10_000
            ),
            FigureGiven(SMOKERS.code, invented_map[COUNTRY], span_of(str(year)), 13.0, 12.9, 13.1),
            FigureGiven(SMOKERS.code, invented_map[OTHER_CITY], span_of(str(year)), 11.0, 10.0, 12.0),
        ]
    given.append(FigureGiven(SMOKERS.code, invented_map[CITY], span_of("2024"), 17.0, sex=Sex.MALE))
    load_figures(given)
    return invented_map


def page(client, name, query="", **given):
    """The words of a page that anyone may open."""
    answer = client.get(reverse(name, kwargs=given) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_indicator_in_an_area_is_told_in_a_sentence(client, figures):
    words = page(client, "indicator", area="X08000001", code=SMOKERS.code)
    assert "15.0% adults in 2024 (95% interval 14.0% to 16.0%). Worse than Albany, at 13.0% adults." in words
    assert "1,500" in words
    assert "out of 10,000" in words
    assert "Decreasing" in words
    assert "Over the last five years, at 99.8% confidence." in words


def test_an_indicator_shows_its_trend_and_its_neighbours(client, figures):
    words = page(client, "indicator", area="X08000001", code=SMOKERS.code)
    assert "Adults who smoke in Marlbridge fell from 20.0% in 2019" in words
    assert "Invented neighbours" in words
    assert words.count("<svg") >= 4


def test_another_group_of_people_has_its_own_page(client, figures):
    assert "?sex=M" in page(client, "indicator", area="X08000001", code=SMOKERS.code)
    assert "Adults who smoke, males" in page(client, "indicator", "?sex=M", area="X08000001", code=SMOKERS.code)


def test_each_figure_opens_to_the_row_of_its_file(client, figures):
    words = page(client, "indicator", area="X08000001", code=SMOKERS.code)
    address = re.search(r'href="(/files-taken-in/[0-9a-z]{12}\?row=17)"', words)[1]
    source = client.get(address).content.decode()
    assert "Row 17 of this file gave 1 figures." in source
    assert "Marlbridge Observatory" in source
    assert "15.0%" in source
    assert "1" * 64 in source


def test_a_revised_figure_is_told_with_what_it_was(client, figures):
    load_figures([FigureGiven(SMOKERS.code, figures[CITY], span_of("2024"), 15.5, 14.5, 16.5)], content="2")
    words = page(client, "indicator", area="X08000001", code=SMOKERS.code)
    assert "What was revised" in words
    assert "15.5%" in words


def test_an_analyst_is_offered_to_record_a_need_and_the_public_is_not(client, figures, city):
    link = "/needs/record?indicator_code=marlbridge-smokers"
    assert link not in page(client, "indicator", area="X08000001", code=SMOKERS.code)
    client.post(reverse("sign-in"), {"username": city.emails["analyst"], "password": PASSWORD})
    assert link in page(client, "indicator", area="X08000001", code=SMOKERS.code)


def test_an_indicator_or_area_that_is_not_there_is_not_there(client, figures):
    for area, code in (("X08000001", "nothing"), ("X08000099", SMOKERS.code), ("X12000001", SMOKERS.code)):
        assert client.get(reverse("indicator", kwargs={"area": area, "code": code})).status_code == 404


def test_indicators_are_listed_and_narrowed(client, figures):
    assert "Adults who smoke" in page(client, "indicators")
    assert "Adults who smoke" not in page(client, "indicators", "?subject=Population")
    assert "No indicator has been loaded yet" in page(client, "indicators", "?words=nothing")


def test_an_indicator_is_shown_for_every_council_highest_first(client, figures):
    words = page(client, "measure", code=SMOKERS.code)
    assert words.index(">Marlbridge<") < words.index(">Étretham<")
    assert "Median of these areas" in words
    assert "13.0%" in words


def unit_costs(*costs: int) -> None:
    """Towns with these unit costs of care."""
    given = [AreaGiven(AreaKind.METROPOLITAN, f"X0800010{place}", f"Town {place}") for place in range(len(costs))]
    load_areas(file=file("towns"), rows=rows(given), by=BOOTSTRAP, on=TODAY)
    from tests.factories.areas import known

    areas = known()
    towns = [areas[AreaKind.METROPOLITAN, one.code] for one in given]
    look_ups = [LookUpGiven(town, areas[COUNTRY], Method.NESTED) for town in towns]
    load_lookups(file=file("look-ups", content="9"), rows=rows(look_ups), by=BOOTSTRAP, on=TODAY)
    load_figures(
        [
            FigureGiven(CARE.code, town, span_of("2014/15"), cost, numerator=cost * 1000, denominator=1000)
            for town, cost in zip(towns, costs, strict=True)
        ]
    )


def test_unit_costs_say_who_stands_out_and_what_the_difference_is_worth(client, invented_map):
    unit_costs(*range(500, 508), 900)
    words = page(client, "measure", code=CARE.code)
    assert "One age group, one year." in words
    assert "£396,000" in words
    assert words.count(">Yes<") == 1


def test_a_few_unit_costs_are_listed_and_not_compared(client, invented_map):
    unit_costs(*range(500, 507))
    words = page(client, "measure", code=CARE.code)
    assert "Town 6" in words
    assert "Stands out" not in words


def test_what_was_taken_in_is_listed(client, figures):
    assert "invented/figures.csv" in page(client, "batches")
    assert "invented/figures.csv" in page(client, "batches", "?format=csv")


def test_the_rows_that_were_refused_are_shown_with_the_reason(client, figures):
    batch = load_figures(
        [
            FigureGiven(SMOKERS.code, figures[CITY], span_of("2025"), 150.0),
            FigureGiven(SMOKERS.code, figures[COUNTRY], span_of("2025"), 15.0),
        ],
        content="7",
    )
    words = page(client, "batch", reference=batch.ref.public_id)
    assert "A proportion cannot be above 100." in words
    assert "2 rows read on 1 June 2026: 1 taken in, 0 about other places, 1 refused." in words


@pytest.mark.parametrize("row", ["", "0", "99999", "-1", "1e5", "１", "9" * 30])
def test_a_row_that_gave_nothing_says_so(client, figures, row):
    batch = load_figures([FigureGiven(SMOKERS.code, figures[CITY], span_of("2025"), 15.0)], content="7")
    answer = client.get(reverse("batch", kwargs={"reference": batch.ref.public_id}), {"row": row})
    assert answer.status_code == 200


def test_a_page_of_an_indicator_asks_the_same_number_of_questions_however_long_it_runs(
    client, figures, django_assert_max_num_queries
):
    with django_assert_max_num_queries(22):
        page(client, "indicator", area="X08000001", code=SMOKERS.code)
