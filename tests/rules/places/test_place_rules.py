"""The rules of places: which kind a code tells, how boundaries are packed, how look-ups are joined."""

import pytest

from wholeplace.together.places.rules.bridging import Bridge, Share, joined, population_shares, same
from wholeplace.together.places.rules.kinds import AreaKind, Method, kind_of_code
from wholeplace.together.places.rules.rings import NotAShape, rings_of, shape_of


@pytest.mark.parametrize(
    "code, kind",
    [
        ("E08000035", AreaKind.METROPOLITAN),
        ("X08000001", AreaKind.METROPOLITAN),
        ("E10000018", AreaKind.COUNTY),
        ("E92000001", AreaKind.COUNTRY),
        ("W06000001", AreaKind.COUNCIL_ELSEWHERE),
        ("E05011384", AreaKind.WARD),
        ("E01011264", None),
        ("E0800003", None),
        ("", None),
    ],
)
def test_a_code_tells_its_kind_unless_it_stands_for_two_vintages(code, kind):
    assert kind_of_code(code) is kind


def test_kinds_are_in_order_from_large_to_small():
    assert AreaKind.COUNTRY.height < AreaKind.COUNTY.height < AreaKind.WARD.height < AreaKind.LSOA_2021.height


SQUARE = [[-1.5, 53.5], [-1.4, 53.5], [-1.4, 53.6], [-1.5, 53.6], [-1.5, 53.5]]
HOLE = [[-1.46, 53.54], [-1.44, 53.54], [-1.44, 53.56], [-1.46, 53.54]]
ISLAND = [[-1.3, 53.5], [-1.2, 53.5], [-1.2, 53.6], [-1.3, 53.5]]


def test_a_boundary_comes_back_as_it_was_to_half_a_metre():
    shape = shape_of({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [ISLAND]]})
    assert (shape.ring_points, shape.polygon_rings, shape.points) == ((5, 4, 4), (2, 1), 13)
    assert len(shape.packed) == 13 * 2 * 4
    for was, now in zip((SQUARE, HOLE, ISLAND), rings_of(shape.packed, shape.ring_points), strict=True):
        assert now == tuple(pytest.approx(tuple(point), abs=5e-6) for point in was)
    assert (shape.west, shape.east) == (pytest.approx(-1.5), pytest.approx(-1.2))


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [SQUARE[:3]]},
        {"type": "Polygon", "coordinates": [SQUARE[:4]]},
        {"type": "Polygon", "coordinates": [[[430129, 425504]] * 4]},
    ],
)
def test_what_is_no_boundary_in_degrees_is_refused(geometry):
    with pytest.raises(NotAShape):
        shape_of(geometry)


def test_parts_are_weighed_by_their_people_and_alike_where_nobody_lives():
    assert population_shares([(1, 30.0), (2, 10.0)]) == ((1, 0.75), (2, 0.25))
    assert population_shares([(1, 0.0), (2, 0.0)]) == ((1, 0.5), (2, 0.5))


def test_two_look_ups_are_joined_by_multiplying_weights_and_adding_ways_that_meet():
    split = Bridge(
        AreaKind.LSOA_2011,
        AreaKind.LSOA_2021,
        (),
        (Share(1, 11, 0.75, Method.POPULATION), Share(1, 12, 0.25, Method.POPULATION)),
        (Method.POPULATION,),
    )
    ward = Bridge(
        AreaKind.LSOA_2021,
        AreaKind.WARD,
        (),
        (Share(11, 100, 1.0, Method.BEST_FIT), Share(12, 100, 1.0, Method.BEST_FIT)),
        (Method.BEST_FIT,),
    )
    found = joined(split, ward)
    assert found.shares == (Share(1, 100, 1.0, Method.BEST_FIT),)
    assert (found.through, found.is_exact) == ((AreaKind.LSOA_2021,), False)
    assert found.words == (
        "Added up from small areas (LSOA 2011), through small areas (LSOA 2021) to wards (shared out by where its"
        " people live; best fit: the whole area is given to the one that holds most of its people)."
    )


def test_a_map_leads_to_itself_without_any_method():
    found = same(AreaKind.WARD, [1, 2])
    assert found.is_exact
    assert found.words == "As published: nothing had to be moved from one map to another."
