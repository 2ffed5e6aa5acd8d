"""The pages of areas: found by anyone, with maps, figures, comparison in words and sources."""

import pytest
from django.urls import reverse

from tests.factories.areas import (
    CITY,
    COUNTRY,
    NEW_A,
    NEW_C,
    NEW_D,
    OLD_A,
    OLD_B,
    RESIDENTS,
    SCORE,
    SMOKERS,
    TENTH,
    load_figures,
)
from tests.factories.counting import asks_no_more_for_more, counted
from wholeplace.analyse.indicators.actions import FigureGiven
from wholeplace.analyse.indicators.rules.periods import span_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(invented_map):
    """Smokers, residents, deprivation and need of the invented city."""
    load_figures(
        [
            FigureGiven(SMOKERS.code, invented_map[CITY], span_of("2024"), 15.0, 14.0, 16.0),
            FigureGiven(SMOKERS.code, invented_map[COUNTRY], span_of("2024"), 13.0),
            FigureGiven(RESIDENTS.code, invented_map[CITY], span_of("2024"), 798786),
            FigureGiven(TENTH.code, invented_map[OLD_A], span_of("2019"), 1),
            FigureGiven(TENTH.code, invented_map[OLD_B], span_of("2019"), 4),
            FigureGiven(SCORE.code, invented_map[NEW_A], span_of("2024"), 30.0),
            FigureGiven(SCORE.code, invented_map[NEW_C], span_of("2024"), 10.0),
            FigureGiven(SCORE.code, invented_map[NEW_D], span_of("2024"), 20.0),
            FigureGiven(RESIDENTS.code, invented_map[NEW_A], span_of("2021"), 1500),
            FigureGiven(RESIDENTS.code, invented_map[NEW_C], span_of("2021"), 500),
        ]
    )
    return invented_map


def page(client, name, query="", **given):
    """The words of a page that anyone may open."""
    answer = client.get(reverse(name, kwargs=given) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anyone_finds_an_area_by_name_without_signing_in(client, figures):
    assert "Marlbridge" in page(client, "areas")
    found = page(client, "areas", "?words=etretham")
    assert "Étretham" in found
    assert "Marlbridge" not in found
    assert "No area is called that." in page(client, "areas", "?words=nowhere")


def test_the_page_of_an_area_says_its_finding_first(client, figures):
    words = page(client, "area", reference="X08000001")
    assert "1 of 2 small areas is in the most deprived tenth of England (2019)" in words
    assert "798,786" in words
    assert "Marlbridge Observatory: invented/figures.csv, row 4" in words
    assert "<svg" in words


def test_the_page_of_an_area_says_how_it_stands_beside_its_country(client, figures):
    words = page(client, "area", reference="X08000001")
    assert "Worse than Albany" in words
    assert "14.0% to 16.0%" in words


def test_a_code_of_two_vintages_leads_to_each(client, figures):
    words = page(client, "area", reference="X01000001")
    assert "Small area (LSOA 2021)" in words
    assert "?kind=lsoa_2011" in words
    assert "Small area (LSOA 2011)" in page(client, "area", "?kind=lsoa_2011", reference="X01000001")


def test_an_area_that_is_not_there_is_not_there(client, figures):
    for query in ("", "?kind=ward", "?kind=nonsense"):
        assert client.get(reverse("area", kwargs={"reference": "X08000099"}) + query).status_code == 404


def test_every_figure_of_an_area_can_be_narrowed_and_taken_away(client, figures):
    words = page(client, "area-figures", reference="X08000001")
    assert "Adults who smoke" in words
    assert "Residents" in words
    narrowed = page(client, "area-figures", "?subject=Population", reference="X08000001")
    assert "Adults who smoke" not in narrowed
    file = client.get(reverse("area-figures", kwargs={"reference": "X08000001"}) + "?format=csv")
    assert file["Content-Type"].startswith("text/csv")
    assert "Adults who smoke,15.0%" in file.content.decode()


def test_any_figure_of_small_areas_is_shown_on_wards_with_the_method(client, figures):
    words = page(client, "area-parts", "?kind=ward&indicator=marlbridge-score", reference="X08000001")
    assert "weighted by where people live" in words
    assert "25.0" in words  # Abbey: 1,500 people at 30 and 500 at 10
    assert "It is not known how many people live in each part" in words
    assert "Worked out" in words


def test_what_cannot_be_moved_says_why(client, figures):
    words = page(client, "area-parts", "?kind=ward&indicator=imd-2019-decile", reference="X08000001")
    assert "cannot be worked out from those of smaller ones" in words


def test_small_areas_are_listed_highest_first_with_their_source(client, figures):
    words = page(client, "area-parts", "?kind=lsoa_2021&indicator=marlbridge-score", reference="X08000001")
    assert words.rindex("Marlbridge 001A") < words.rindex("Marlbridge 001D") < words.rindex("Marlbridge 001C")
    assert "As published for small areas (LSOA 2021)." in words
    assert "Row 7" in words


def test_an_area_without_parts_has_no_page_of_parts(client, figures):
    assert client.get(reverse("area-parts", kwargs={"reference": "X08000002"})).status_code == 404


def test_an_indicator_that_is_not_offered_is_not_shown(client, figures):
    words = page(client, "area-parts", "?indicator=nothing", reference="X08000001")
    assert "Choose an indicator to see it on these areas." in words


def test_new_figures_are_shown_at_once_though_pages_are_kept(client, figures):
    assert "15.0%" in page(client, "area", reference="X08000001")
    load_figures([FigureGiven(SMOKERS.code, figures[CITY], span_of("2024"), 16.5, 15.5, 17.5)], content="2")
    words = page(client, "area", reference="X08000001")
    assert "16.5%" in words
    assert "15.0%" not in words


def test_a_page_of_an_area_asks_the_database_no_more_for_more_figures(client, figures):
    page(client, "area", reference="X08000001")
    with asks_no_more_for_more() as counts:
        for year in (2023, 2022, 2021):
            # New figures are not kept from before, so each page is made anew.
            given = [FigureGiven(SMOKERS.code, figures[area], span_of(str(year)), 17.0) for area in (CITY, COUNTRY)]
            load_figures(given, content=str(year)[-1])
            with counted(counts):
                page(client, "area", reference="X08000001")


def test_a_page_of_an_area_that_was_made_before_is_kept(client, figures, django_assert_max_num_queries):
    page(client, "area", reference="X08000001")
    with django_assert_max_num_queries(12):
        page(client, "area", reference="X08000001")
