"""Finding areas, what lies within them, and moving from one map to another."""

from datetime import date

import pytest

from tests.factories.areas import CITY, MODEL, NEW_A, NEW_C, NEW_D, OLD_B, OTHER_CITY, file, rows
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.together.places import queries
from wholeplace.together.places.actions import AreaGiven, load_areas
from wholeplace.together.places.rules.kinds import AreaKind, Method

pytestmark = pytest.mark.django_db
K = AreaKind


@pytest.fixture(autouse=True)
def asked_by_the_public(invented_map):
    """All of it is published: everyone may ask."""
    with speaking_for(STRANGER):
        yield


def test_a_code_of_two_vintages_gives_the_newer_one_unless_a_kind_is_asked_for():
    assert queries.area(code="X01000001", seen_by=STRANGER).kind is K.LSOA_2021
    assert queries.area(code="X01000001", kind=K.LSOA_2011, seen_by=STRANGER).kind is K.LSOA_2011
    assert queries.kinds_of(code="X01000001", seen_by=STRANGER) == (K.LSOA_2021, K.LSOA_2011)


def test_an_area_that_is_not_there_is_not_there():
    with pytest.raises(NotThere):
        queries.area(code="X08000009", seen_by=STRANGER)
    with pytest.raises(NotThere):
        queries.area(code="X08000001", kind=K.WARD, seen_by=STRANGER)


def test_an_area_is_found_as_at_a_day():
    ended = AreaGiven(
        K.DISTRICT, "X07000001", "Old Fenwick", begins_on=date(1974, 4, 1), ends_on=date(2019, 3, 31), is_current=False
    )
    load_areas(file=file("ended"), rows=rows([ended]), by=BOOTSTRAP, on=TODAY)
    with speaking_for(STRANGER):
        assert queries.area(code="X07000001", on=date(2019, 3, 31), seen_by=STRANGER).name == "Old Fenwick"
        with pytest.raises(NotThere):
            queries.area(code="X07000001", on=date(2019, 4, 1), seen_by=STRANGER)


def test_areas_are_found_by_name_however_accented_and_by_code():
    def found(words):
        return [area.name for area in queries.found(words=words, seen_by=STRANGER)]

    assert found("etretham") == ["Étretham"]
    assert found("x08000001") == ["Marlbridge"]
    assert found("marl 001c") == ["Marlbridge 001C"]
    assert found("nowhere") == []


def test_what_lies_within_an_area_is_found_by_kind():
    codes = [area.code for area in queries.within(area=_number(CITY), kind=K.LSOA_2021, seen_by=STRANGER)]
    assert codes == ["X01000001", "X01000003", "X01000004"]
    assert queries.counts_within(area=_number(CITY), seen_by=STRANGER) == {K.WARD: 2, K.LSOA_2011: 2, K.LSOA_2021: 3}
    assert queries.within(area=_number(OTHER_CITY), kind=K.WARD, seen_by=STRANGER) == ()


def test_what_an_area_lies_in_is_told_from_large_to_small():
    small = queries.area(code="X01000004", seen_by=STRANGER)
    above = [area.name for area in queries.ancestors(area=small, seen_by=STRANGER)]
    assert above == ["Albany", "The Vales", "Marlbridge", "Mill"]


def test_a_bridge_of_one_step_keeps_the_published_weights(invented_map):
    found = queries.bridge(start=K.LSOA_2011, end=K.LSOA_2021, within_area=_number(CITY), seen_by=STRANGER)
    shares = {(share.of, share.to): share.weight for share in found.shares}
    assert shares[invented_map[OLD_B], invented_map[NEW_C]] == 0.75
    assert shares[invented_map[OLD_B], invented_map[NEW_D]] == 0.25
    assert set(found.methods) == {Method.NESTED, Method.POPULATION}


def test_a_bridge_of_two_steps_loses_nobody():
    found = queries.bridge(start=K.LSOA_2011, end=K.WARD, within_area=_number(CITY), seen_by=STRANGER)
    assert found.through == (K.LSOA_2021,)
    assert sum(share.weight for share in found.shares) == 2.0


def test_without_look_ups_there_is_no_bridge():
    assert queries.bridge(start=K.WARD, end=K.MSOA_2021, within_area=_number(CITY), seen_by=STRANGER) is None


def test_neighbours_are_told_with_their_model():
    (line,) = queries.neighbours(area=_number(CITY), seen_by=STRANGER)
    assert (line.area.name, line.model, line.position) == ("Étretham", MODEL, None)
    assert queries.neighbours(area=_number(CITY), model="Another", seen_by=STRANGER) == ()


def test_boundaries_are_given_in_their_newest_vintage(invented_map):
    numbers = [invented_map[NEW_A], invented_map[NEW_C]]
    found = queries.outlines(areas=numbers, seen_by=STRANGER)
    assert {one.vintage for one in found.values()} == {"2021"}
    assert set(queries.marks(areas=numbers, seen_by=STRANGER)) == set(numbers)


def test_whether_two_maps_agree_is_told_by_small_areas():
    city = queries.area(code="X08000001", seen_by=STRANGER)
    shared = [
        (one.area.name, one.shared, one.whole) for one in queries.overlaps(area=city, kind=K.WARD, seen_by=STRANGER)
    ]
    assert shared == [("Abbey", 2, 3), ("Mill", 1, 3)]


def test_the_councils_of_a_region_are_those_nested_in_it():
    region = queries.area(code="X12000001", seen_by=STRANGER)
    assert [area.name for area in queries.councils_in(area=region, seen_by=STRANGER)] == ["Marlbridge"]


def test_the_number_of_questions_does_not_grow_with_the_areas(django_assert_num_queries):
    city = _number(CITY)
    with django_assert_num_queries(2):
        queries.within(area=city, kind=K.LSOA_2021, seen_by=STRANGER)


def _number(area):
    kind, code = area
    return queries.numbers(kinds=[kind], codes=[code], seen_by=STRANGER)[area]
