"""Taking in the map: it works, it changes nothing twice, a stranger is stopped, rows are refused with reasons."""

import pytest

from tests.factories.areas import (
    AREAS,
    CITY,
    COUNTRY,
    MODEL,
    NEW_A,
    OTHER_CITY,
    build_map,
    file,
    known,
    rows,
    square,
    take_in_areas,
)
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.intake.book import NothingNew
from wholeplace.ground.intake.models import Batch, RowError
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.queries import history
from wholeplace.together.places import queries
from wholeplace.together.places.actions import (
    AreaGiven,
    BoundaryGiven,
    LookUpGiven,
    NeighbourGiven,
    load_areas,
    load_boundaries,
    load_lookups,
    load_neighbours,
)
from wholeplace.together.places.models import Area, Boundary, LookUp, Neighbour
from wholeplace.together.places.rules.kinds import AreaKind, Method
from wholeplace.together.places.rules.rings import shape_of

pytestmark = pytest.mark.django_db


def counts():
    """How many rows each table of the map and of batches holds."""
    with speaking_for(BOOTSTRAP):
        return [model.objects.count() for model in (Area, Boundary, LookUp, Neighbour, Batch)]


def test_areas_are_taken_in_under_one_batch_and_one_event(events):
    before = events()

    batch = take_in_areas()

    assert (batch.tally.rows_in, batch.tally.added, batch.tally.rows_refused) == (len(AREAS), len(AREAS), 0)
    assert events() == before + 1
    with speaking_for(STRANGER):
        city = queries.area(code="X08000001", seen_by=STRANGER)
        (line,) = history(of=[batch.ref], seen_by=STRANGER)
    assert (city.name, city.kind, city.invented) == ("Marlbridge", AreaKind.METROPOLITAN, True)
    assert line.sentence == (
        "Took in areas from invented/areas.csv: 11 new, 0 revised, 0 as before; 0 of 11 rows refused."
    )
    assert line.authority == ("place.set_up",)


def test_the_same_areas_again_change_nothing_and_leave_nothing(events):
    take_in_areas()
    before = (counts(), events())

    with pytest.raises(NothingNew) as known_already:
        take_in_areas()

    assert (known_already.value.tally.unchanged, known_already.value.tally.changes) == (len(AREAS), 0)
    assert (counts(), events()) == before


def test_a_file_that_says_more_revises_and_one_that_leaves_blank_takes_nothing_away():
    take_in_areas()
    more = AreaGiven(AreaKind.METROPOLITAN, "X08000001", "Marlbridge", also_known_as="The Mill City", longitude=-1.0)
    load_areas(file=file("more"), rows=rows([more]), by=BOOTSTRAP, on=TODAY)

    with pytest.raises(NothingNew):
        load_areas(
            file=file("more", content="2"),
            rows=rows([AreaGiven(AreaKind.METROPOLITAN, "X08000001", "Marlbridge")]),
            by=BOOTSTRAP,
            on=TODAY,
        )

    with speaking_for(STRANGER):
        city = queries.area(code="X08000001", seen_by=STRANGER)
    assert (city.called, city.longitude) == ("Marlbridge (The Mill City)", -1.0)


def test_rows_that_are_refused_are_kept_with_row_field_and_reason():
    given = [
        *rows([AREAS[0]]),
        rejected(3, "code", "Not the code of an area.", "08000001"),
        Elsewhere(4),
        Row(5, (AREAS[0],)),
        Row(6, (AreaGiven(AreaKind.COUNTRY, "X92000001", "Elsewhere"),)),
    ]

    batch = load_areas(file=file("mixed"), rows=given, by=BOOTSTRAP, on=TODAY)

    tally = batch.tally
    assert (tally.rows_in, tally.rows_taken, tally.rows_elsewhere, tally.rows_repeated, tally.rows_refused) == (
        *(5, 1, 1),
        *(1, 2),
    )
    with speaking_for(STRANGER):
        errors = list(RowError.objects.order_by("row").values_list("row", "field", "reason", "excerpt"))
    assert errors == [
        (3, "code", "Not the code of an area.", "08000001"),
        (6, "row", "Says otherwise than row 2 of the same file.", ""),
    ]


@pytest.mark.parametrize("load", [load_areas, load_boundaries, load_lookups, load_neighbours])
def test_somebody_without_the_permission_may_not_change_the_map(city, events, load):
    before = (counts(), events())

    for actor in (STRANGER, city.analyst, city.commissioner):
        with pytest.raises(NotAllowed):
            load(file=file("mine"), rows=[], by=actor, on=TODAY)

    assert (counts(), events()) == before


def test_boundaries_look_ups_and_neighbours_are_taken_in_and_change_nothing_twice(events):
    areas = build_map()
    before = (counts(), events())
    again = (
        (load_boundaries, [BoundaryGiven(areas[NEW_A], "2021", shape_of(square(-1.0 + 0.2, 53.0)))], "boundaries"),
        (load_lookups, [LookUpGiven(areas[CITY], areas[COUNTRY], Method.NESTED)], "look-ups"),
        (load_neighbours, [NeighbourGiven(areas[CITY], areas[OTHER_CITY], MODEL)], "neighbours"),
    )

    for load, given, source in again:
        with pytest.raises(NothingNew):
            load(file=file(source, content="2"), rows=rows(given), by=BOOTSTRAP, on=TODAY)

    assert (counts(), events()) == before


def test_a_boundary_a_weight_and_a_position_that_changed_are_revised():
    areas = build_map()
    moved = BoundaryGiven(areas[NEW_A], "2021", shape_of(square(-2.0, 53.0)))
    boundaries = load_boundaries(file=file("boundaries", content="2"), rows=rows([moved]), by=BOOTSTRAP, on=TODAY)
    share = LookUpGiven(areas[CITY], areas[COUNTRY], Method.NESTED, 0.5)
    look_ups = load_lookups(file=file("look-ups", content="2"), rows=rows([share]), by=BOOTSTRAP, on=TODAY)
    first = NeighbourGiven(areas[CITY], areas[OTHER_CITY], MODEL, 1)
    neighbours = load_neighbours(file=file("neighbours", content="2"), rows=rows([first]), by=BOOTSTRAP, on=TODAY)

    assert [batch.tally.revised for batch in (boundaries, look_ups, neighbours)] == [1, 1, 1]
    with speaking_for(STRANGER):
        outline = queries.outlines(areas=[areas[NEW_A]], seen_by=STRANGER)[areas[NEW_A]]
        (beside,) = queries.neighbours(area=areas[CITY], seen_by=STRANGER)
    assert (outline.west, outline.batch) == (pytest.approx(-2.0), boundaries.number)
    assert beside.position == 1


def test_an_invented_code_and_a_real_one_live_beside_each_other():
    take_in_areas()
    assert known()[CITY] != known()[OTHER_CITY]
