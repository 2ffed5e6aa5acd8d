"""Maps of small areas: exact paths, hatching for what is missing, legend, table, and size."""

import math
from dataclasses import replace

import pytest

from tests.exchange.charts.chart_examples import (
    PERCENT,
    RATE,
    areas_of,
    collisions,
    marks,
    numbers,
    outside,
    square,
    words,
)
from wholeplace.edges.exchange.charts import (
    NARROW,
    WIDE,
    AreaMap,
    Landmark,
    MapArea,
    Missing,
    Overlay,
    choropleth,
    map_finding,
    outlines,
    quantile_classes,
)

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(facts, layout=WIDE, **more):
    return choropleth(facts, id_prefix="m", layout=layout, **more)


def shapes(chart):
    return {(path[0].text or "").split(":")[0]: path for path in marks(chart, "path", "wp-chart-areas")}


def crinkled(west, south, side, steps=12):
    """A closed ring of an area that shares crinkled edges with those beside it."""
    there = [place / steps for place in range(steps)]
    wave = [0.06 * math.sin(place * 17) for place in there]
    corners = (
        [(west + side * place, south + side * bend) for place, bend in zip(there, wave, strict=True)],
        [(west + side + side * bend, south + side * place) for place, bend in zip(there, wave, strict=True)],
        [(west + side * place, south + side + side * bend) for place, bend in zip(there, wave, strict=True)],
        [(west + side * bend, south + side * place) for place, bend in zip(there, wave, strict=True)],
    )
    bottom, right, top, left = corners
    ends = [(west + side, south), (west + side, south + side), (west, south + side)]
    return [*bottom, ends[0], *right[1:], ends[1], *top[:0:-1], ends[2], *left[:0:-1], (west, south)]


def a_city(across=22, down=22, count=482):
    """Small areas like those of a large city."""
    cells = [(column, row) for row in range(down) for column in range(across)][:count]
    return AreaMap(
        "Deprivation",
        "Northmoor",
        tuple(
            MapArea(
                f"E0101{index:04d}",
                f"Northmoor {index:03d}A",
                [crinkled(column * 0.01, 53 + row * 0.01, 0.01)],
                index % 10 + 1,
            )
            for index, (column, row) in enumerate(cells)
        ),
        tuple(f"decile {place}" for place in range(1, 11)),
    )


def test_each_area_is_one_shape_at_its_exact_place():
    found = shapes(drawn(areas_of()))
    assert list(found) == ["Alder", "Birch", "Cedar", "Damson"]
    # 446 units hold two degrees and two margins of two units; the equator is in the middle.
    assert found["Alder"].get("d") == "M 2 223l 221 0 0-221-221 0z"
    assert found["Damson"].get("d") == "M 223 444l 221 0 0-221-221 0z"


def test_a_degree_of_longitude_shrinks_with_the_latitude():
    facts = areas_of(areas=(MapArea("A", "Alder", [square(0, 59.5)], 1),))
    _, _, wide, *_ = numbers(shapes(drawn(facts))["Alder"].get("d", ""))
    height = abs(numbers(shapes(drawn(facts))["Alder"].get("d", ""))[5])
    assert wide / height == pytest.approx(math.cos(math.radians(60)), rel=0.001)


def test_a_hole_and_an_island_belong_to_their_area():
    rings = [square(0, 0, 4), square(1, 1, 1), square(5, 0, 1)]
    facts = areas_of(areas=(MapArea("A", "Alder", rings, 1),))
    (path,) = marks(drawn(facts), "path", "wp-chart-areas")
    assert path.get("d", "").count("M") == path.get("d", "").count("z") == 3
    assert 'fill-rule="evenodd"' in drawn(facts).svg


def test_rings_below_a_unit_are_dropped_but_no_area_is_lost():
    rings = [square(0, 0, 10), square(20, 0, 0.001)]
    facts = areas_of(areas=(MapArea("A", "Alder", rings, 1), MapArea("B", "Birch", [square(20, 5, 0.001)], 1)))
    found = shapes(drawn(facts))
    assert found["Alder"].get("d", "").count("M") == 1
    assert found["Birch"].get("d", "").endswith("h1v1h-1z")


def test_coordinates_have_one_decimal_at_most():
    path = shapes(drawn(a_city()))["Northmoor 000A"].get("d", "")
    assert all(number == round(number, 1) for number in numbers(path))


def test_neighbours_lose_the_same_corners_so_that_no_crack_shows():
    facts = a_city(2, 1, 2)
    ready = outlines((area.code, area.rings) for area in facts.areas)
    places = []
    for path in ready.paths.values():
        steps = numbers(path)
        x, y = steps[:2]
        corners = {(round(x, 1), round(y, 1))}
        for across, down in zip(steps[2::2], steps[3::2], strict=True):
            x, y = x + across, y + down
            corners.add((round(x, 1), round(y, 1)))
        places.append(corners)
    first, second = places
    shared = first & second
    middle = sum(x for x, _ in shared) / len(shared)
    assert {place for place in first if abs(place[0] - middle) < 15} == shared
    assert {place for place in second if abs(place[0] - middle) < 15} == shared
    assert len(shared) > 5


def test_colours_follow_the_classes_and_missing_areas_are_hatched():
    chart = drawn(areas_of())
    fills = {group.get("class"): group.get("fill") for group in marks(chart, "g", "wp-chart-areas")}
    assert fills["wp-chart-class wp-chart-class--1"] == "#2b0f45"
    assert fills["wp-chart-class wp-chart-class--2"] == "#f5efc4"
    assert fills["wp-chart-class wp-chart-class--no-data"] == "url(#m-wide-no-data)"
    assert fills["wp-chart-class wp-chart-class--hidden"] == "url(#m-wide-hidden)"
    assert [each.get("id") for each in marks(chart, "pattern")] == ["m-wide-no-data", "m-wide-hidden"]


def test_the_darkest_class_may_be_the_last():
    chart = drawn(areas_of(darkest_first=False))
    fills = {group.get("class"): group.get("fill") for group in marks(chart, "g", "wp-chart-areas")}
    assert fills["wp-chart-class wp-chart-class--2"] == "#2b0f45"


def test_zero_is_a_value_and_no_data_is_not():
    found = shapes(drawn(areas_of()))
    assert found["Birch"][0].text == "Birch: 0.0%"
    assert found["Cedar"][0].text == "Cedar: no data"
    assert found["Damson"][0].text == "Damson: hidden to protect people"


def test_an_area_without_a_value_says_its_class():
    facts = areas_of(fmt=None)
    assert shapes(drawn(facts))["Alder"][0].text == "Alder: most deprived half"


def test_a_missing_area_carries_no_value():
    with pytest.raises(ValueError, match="carries neither"):
        MapArea("A", "Alder", [square(0, 0)], None, 3.0)


@pytest.mark.parametrize("in_class", [0, 3])
def test_a_class_that_does_not_exist_is_refused(in_class):
    with pytest.raises(ValueError, match="only classes 1 to 2"):
        areas_of(areas=(MapArea("A", "Alder", [square(0, 0)], in_class),))


def test_a_map_without_areas_or_boundaries_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        areas_of(areas=())
    with pytest.raises(ValueError, match="no boundary"):
        MapArea("A", "Alder", [], 1)


def test_the_legend_counts_in_words():
    facts = areas_of(classes=("low", "middle", "high"))
    assert words(drawn(facts))[1:] == [
        "Half of England",
        "low",
        "1 area",
        "middle",
        "1 area",
        "high",
        "no areas",
        "No data",
        "1 area",
        "Hidden to protect people",
        "1 area",
    ]


def test_an_overlay_is_drawn_over_the_areas_and_named():
    chart = drawn(areas_of(overlay=Overlay("Edge of the district", [square(0.5, -0.5)])))
    rim, edge = (each for each in marks(chart, "path") if each.get("class") == "wp-chart-overlay")
    assert rim.get("d") == edge.get("d")
    assert (rim.get("fill"), edge.get("stroke")) == ("none", "#0b0c0c")
    assert "Edge of the district" in words(chart)


def test_landmarks_that_would_touch_are_left_out():
    landmarks = (Landmark("Northmoor", 1, 0), Landmark("Nearby", 1.01, 0.01), Landmark("Far", 1.5, 0.8))
    written = words(drawn(areas_of(landmarks=landmarks)))
    assert "Northmoor" in written
    assert "Far" in written
    assert "Nearby" not in written


@LAYOUTS
@pytest.mark.parametrize(
    "facts",
    [
        areas_of(),
        a_city(3, 3, 9),
        areas_of(
            classes=("a class with rather a lot of words about deprivation", "another one"),
            overlay=Overlay("The edge of the integrated care board in the year 2026", [square(0, 0)]),
            class_name="Share of people who live in a household without a car",
            landmarks=(Landmark("Edge", 0, 1), Landmark("Other edge", 2, -1)),
        ),
    ],
    ids=["plain", "deciles", "long-words"],
)
def test_words_keep_clear_of_each_other_and_inside_the_picture(facts, layout):
    chart = drawn(facts, layout)
    assert collisions(chart) == []
    assert outside(chart) == []


@LAYOUTS
def test_a_large_city_weighs_little(layout):
    chart = drawn(a_city(), layout)
    assert len(shapes(chart)) == 482
    assert len(chart.svg) < 200_000


def test_boundaries_made_ready_give_the_same_picture():
    facts = areas_of(overlay=Overlay("Edge", [square(0.5, -0.5)]))
    assert facts.overlay
    ready = outlines(((area.code, area.rings) for area in facts.areas), layout=NARROW, overlay=facts.overlay.rings)
    assert drawn(facts, NARROW, ready=ready) == drawn(facts, NARROW)
    with pytest.raises(ValueError, match="prepared for the narrow layout"):
        drawn(facts, WIDE, ready=ready)


def test_boundaries_with_heights_are_drawn_without_them():
    tall = [[(x, y, 12.5) for x, y in square(0, 0)]]
    flat = areas_of(areas=(MapArea("A", "Alder", [square(0, 0)], 1),))
    assert drawn(areas_of(areas=(MapArea("A", "Alder", tall, 1),))).svg == drawn(flat).svg


def test_the_table_is_the_picture():
    chart = drawn(areas_of())
    assert chart.table.headers == ("Area", "Code", "Deprivation", "Half of England")
    assert list(chart.table.texts()) == [
        ("Alder", "A", "12.3%", "most deprived half"),
        ("Birch", "B", "0.0%", "least deprived half"),
        ("Cedar", "C", "no data", "no data"),
        ("Damson", "D", "hidden to protect people", "hidden to protect people"),
    ]
    assert next(iter(chart.table.raw_rows())) == ("Alder", "A", 12.34, 1)
    assert list(chart.table.raw_rows())[3] == ("Damson", "D", None, None)
    hovers = {name: path[0].text for name, path in shapes(chart).items()}
    assert hovers == {row[0]: f"{row[0]}: {row[2]}" for row in chart.table.texts()}


def test_the_title_counts_what_is_known():
    facts = areas_of()
    assert map_finding(facts, classes=[1], words="in the most deprived half of England") == (
        "1 of the 2 small areas with data in Northmoor is in the most deprived half of England"
    )
    assert drawn(facts).title == "Deprivation in the small areas of Northmoor"
    assert drawn(replace(facts, finding="Half is poor")).title == "Half is poor"


def test_the_description_says_what_is_seen():
    assert drawn(areas_of()).description == (
        "Map. Deprivation in the 4 small areas of Northmoor. Per cent. Half of England: most deprived half: 1 area;"
        " least deprived half: 1 area; no data: 1 area; hidden to protect people: 1 area. The figures are in the table."
    )


def test_quantile_classes_hold_about_as_many_each():
    classes = quantile_classes([5, None, 1, 4, 2, 3, 6], classes=3, fmt=RATE)
    assert classes.words == ("1.0 to 2.0", "3.0 to 4.0", "5.0 to 6.0")
    assert classes.of == (3, None, 1, 2, 1, 2, 3)


def test_equal_values_share_a_class_however_many_they_are():
    classes = quantile_classes([0, 0, 0, 0, 1, 2], classes=3, fmt=PERCENT)
    assert classes.words == ("0.0%", "1.0% to 2.0%")
    assert classes.of == (1, 1, 1, 1, 2, 2)


def test_no_values_make_no_classes():
    assert quantile_classes([None], classes=5, fmt=RATE).words == ()
    facts = areas_of(areas=(MapArea("A", "Alder", [square(0, 0)], None, missing=Missing.HIDDEN),), classes=())
    assert shapes(drawn(facts))["Alder"][0].text == "Alder: hidden to protect people"
    assert map_finding(facts, classes=[1], words="x") == (
        "No figures can be shown for the small areas with data in Northmoor"
    )
