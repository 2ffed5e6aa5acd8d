"""The published data themselves, where they lie beside the project: Leeds as everyone can check it; twice, nothing."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.queries import EVERYBODY
from wholeplace.edges.exchange.published import councils, notices, spend
from wholeplace.edges.exchange.published.load import EVERY, Outcome, load
from wholeplace.ground.access.actor import service
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import partnerships
from wholeplace.together.places import queries as places
from wholeplace.together.places.rules.kinds import AreaKind

pytestmark = pytest.mark.published
K = AreaKind
BY = service("Published data")
# Organisations, spend and notices have tests of their own.
_OTHERS = {one.about.source for one in (*councils.IMPORTERS, *spend.IMPORTERS, *notices.IMPORTERS)}
MAP_AND_FIGURES = tuple(one for one in EVERY if one.about.source not in _OTHERS)


@pytest.fixture(scope="module")
def loaded(published, django_db_setup, django_db_blocker):
    """Everything taken in once, read by every test here, and undone."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield list(load(folder=published, by=BY, on=TODAY, importers=MAP_AND_FIGURES))
            transaction.set_rollback(True)


@pytest.fixture
def leeds(loaded):
    """Leeds, as the public sees it."""
    with speaking_for(STRANGER):
        yield places.area(code="E08000035", seen_by=STRANGER)


def small(area, kind):
    """The small areas of an area."""
    return places.within(area=area.number, kind=kind, seen_by=STRANGER)


def figures_of(code, areas):
    """The figures of an indicator for several areas."""
    card = queries.indicator(code=code, seen_by=STRANGER)
    return queries.across(indicator=card.number, areas=[area.number for area in areas], seen_by=STRANGER)


def test_no_file_is_refused_and_every_row_is_accounted_for(loaded):
    assert [report.file for report in loaded if report.outcome is Outcome.REFUSED] == []
    for report in loaded:
        tally = report.tally
        assert tally.rows_in == (tally.rows_taken + tally.rows_elsewhere + tally.rows_repeated + tally.rows_refused), (
            report.file
        )
        assert bool(tally.rows_refused) == bool(report.reasons), report.file


@pytest.mark.parametrize(
    "code, kind, most_deprived, of",
    [("imd-2019-decile", K.LSOA_2011, 114, 482), ("imd-2025-decile", K.LSOA_2021, 84, 488)],
)
def test_leeds_has_so_many_small_areas_in_the_most_deprived_tenth(leeds, code, kind, most_deprived, of):
    found = figures_of(code, small(leeds, kind))
    assert (sum(one.value == 1 for one in found.values()), len(found)) == (most_deprived, of)


def test_the_small_areas_of_leeds_add_up_to_its_population_of_mid_2020(leeds):
    by_small_area = figures_of("population-mid-2020", small(leeds, K.LSOA_2011))
    assert sum(one.value for one in by_small_area.values()) == 798_786
    (published,) = (
        figure.value
        for indicator, figure in queries.residents(area=leeds, seen_by=STRANGER)
        if indicator.code == "population-mid-2020"
    )
    assert published == 798_786


@pytest.mark.parametrize("kind, areas", [(K.LSOA_2021, 488), (K.MSOA_2021, 107), (K.WARD, 33)])
def test_the_population_of_leeds_is_moved_to_other_maps_and_nobody_is_lost(leeds, kind, areas):
    card = queries.indicator(code="population-mid-2020", seen_by=STRANGER)
    found = queries.on_map(card=card, within_area=leeds, kind=kind, seen_by=STRANGER)
    assert len(found.worked_out) == areas
    assert sum(one.value for one in found.worked_out.values()) == pytest.approx(798_786)


def test_leicestershire_is_known_with_its_seven_districts(loaded):
    with speaking_for(STRANGER):
        county = places.area(code="E10000018", seen_by=STRANGER)
        names = {area.name for area in places.within(area=county.number, kind=K.DISTRICT, seen_by=STRANGER)}
        whole = places.counts_within(area=county.number, seen_by=STRANGER)
    assert names == {
        *("Blaby", "Charnwood", "Harborough", "Hinckley and Bosworth"),
        *("Melton", "North West Leicestershire", "Oadby and Wigston"),
    }
    assert (whole[K.LSOA_2011], whole[K.LSOA_2021]) == (396, 408)


def test_leeds_lies_wholly_within_one_integrated_care_board(leeds):
    (found,) = places.overlaps(area=leeds, kind=K.ICB, seen_by=STRANGER)
    assert (found.area.name, found.shared, found.whole) == ("NHS West Yorkshire Integrated Care Board", 488, 488)


def test_an_indicator_of_leeds_has_interval_comparator_neighbours_and_source(leeds):
    card = queries.indicator(code="fingertips-93085", seen_by=STRANGER)
    country = places.area(code="E92000001", seen_by=STRANGER)
    asked = {"indicator": card.number, "seen_by": STRANGER, "group": EVERYBODY}
    here, there = queries.figure(**asked, area=leeds.number), queries.figure(**asked, area=country.number)
    assert here.lower < here.value < here.upper
    assert there.value == pytest.approx(10.5861)
    others = [line.area.number for line in places.neighbours(area=leeds.number, seen_by=STRANGER)]
    assert len(others) == 15
    assert len(queries.across(indicator=card.number, areas=others, seen_by=STRANGER)) >= 3
    assert queries.of_row(batch=here.batch, row=here.row, seen_by=STRANGER) == (here,)


def test_the_page_of_leeds_shows_the_finding_and_the_population(loaded):
    words = Client().get(reverse("area", kwargs={"reference": "E08000035"})).content.decode()
    assert "114 of 482 small areas are in the most deprived tenth of England (2019)" in words
    assert "84 of 488 small areas are in the most deprived tenth of England (2025)" in words
    assert "798,786" in words


def test_real_places_are_set_up_once_with_their_area_and_nothing_invented(loaded):
    with speaking_for(STRANGER):
        real = {one.slug: (one.area_code, one.invented) for one in partnerships(seen_by=STRANGER) if not one.invented}
    assert real == {"leeds": ("E08000035", False), "leicester-leicestershire-rutland": ("E54000015", False)}


def test_a_second_time_nothing_changes(loaded, published, events):
    before = events()
    again = list(load(folder=published, by=BY, on=TODAY, importers=MAP_AND_FIGURES))
    assert {report.outcome for report in again} <= {Outcome.UNCHANGED, Outcome.ABSENT}
    assert sum(report.tally.changes for report in again) == 0
    assert events() == before


def test_no_name_stands_where_a_code_should(loaded):
    with speaking_for(STRANGER):
        known = places.numbers(kinds=list(K), seen_by=STRANGER)
    assert all(len(code) == 9 and code[0] in "ENSW" for _, code in known)
