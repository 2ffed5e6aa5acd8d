"""The tools of drawing: room for words, scales, colours, and tables."""

from itertools import pairwise

import pytest

from wholeplace.edges.exchange.charts import Cell, Column, Estimate, Format, Kind, Missing, Table
from wholeplace.edges.exchange.charts.lettering import (
    Span,
    centred,
    shortened,
    side_by_side,
    stacked,
    width_of,
    wrapped,
)
from wholeplace.edges.exchange.charts.palette import (
    COMPARATOR,
    COMPARATOR_WORDS,
    EDGE,
    INK,
    OTHER_AREA,
    QUIET,
    RIBBON,
    RIBBON_EDGE,
    TARGET,
    THIS_AREA,
    WHITE,
    contrast,
    luminance,
    sequential,
)
from wholeplace.edges.exchange.charts.scales import Scale, axis
from wholeplace.edges.exchange.charts.svg import num

# --- Room for words ------------------------------------------------------------------------------------------


def test_words_are_as_wide_as_the_font_makes_them():
    assert width_of("Leeds", size=10) == pytest.approx(5.56 + 5.56 + 5.56 + 5.56 + 5.0)
    assert width_of("Leeds", size=10, bold=True) > width_of("Leeds", size=10)


def test_accents_are_as_wide_as_their_letters_and_strange_letters_have_room():
    assert width_of("Ŵ", size=10) == width_of("W", size=10)
    assert width_of("e\u0301", size=10) == width_of("e", size=10)
    assert width_of("区", size=10) == 10
    assert width_of("ß", size=10) == pytest.approx(6.67)


def test_words_wrap_and_what_does_not_fit_ends_in_an_ellipsis():
    room = width_of("one two", size=10)
    assert wrapped("one two three", within=room, size=10) == ("one two", "three")
    assert wrapped("one two three four", within=room, size=10, lines=1) == ("one…",)
    assert wrapped("Llanfairpwllgwyngyll", within=room, size=10)[0].endswith("…")
    assert wrapped("", within=room, size=10) == ()


def test_short_words_stay_whole():
    assert shortened("Leeds", within=100, size=10) == "Leeds"


def test_labels_stay_where_they_want_to_be_if_they_can():
    assert stacked([10, 50], [10, 10], low=0, high=100) == [10, 50]


def test_labels_that_would_overlap_share_the_way():
    assert stacked([50, 52], [10, 10], low=0, high=100) == [46, 56]
    assert stacked([52, 50], [10, 10], low=0, high=100) == [56, 46]


def test_labels_stay_between_the_edges():
    assert stacked([0, 2], [10, 10], low=0, high=100) == [5, 15]
    assert stacked([99, 100, 20], [10, 10, 10], low=0, high=100) == [85, 95, 20]


def test_labels_of_different_heights_do_not_touch():
    wanted, heights = [30, 31, 33, 90], [36, 18, 36, 18]
    middles = stacked(wanted, heights, low=0, high=120)
    order = sorted(range(4), key=middles.__getitem__)
    for upper, lower in pairwise(order):
        assert middles[upper] + heights[upper] / 2 <= middles[lower] - heights[lower] / 2 + 1e-9


def test_a_label_near_the_edge_moves_in():
    assert centred("1234", at=2, size=10, low=0, high=100) == Span(0, pytest.approx(22.24))
    assert centred("1234", at=99, size=10, low=0, high=100).end == 100


def test_labels_side_by_side_keep_their_distance_and_stay_inside():
    assert side_by_side([Span(0, 10), Span(5, 15)], gap=2, high=100) == [Span(0, 10), Span(12, 22)]
    assert side_by_side([Span(80, 90), Span(85, 95)], gap=2, high=95) == [Span(73, 83), Span(85, 95)]


def test_coordinates_have_one_decimal_and_no_needless_zeros():
    assert [num(value) for value in (1, 1.04, 1.06, -0.04, -2.5)] == ["1", "1", "1.1", "0", "-2.5"]


# --- Scales --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "low, high, ticks",
    [
        (310, 410, (300, 325, 350, 375, 400, 425)),
        (12, 98, (0, 25, 50, 75, 100)),
        (-4.1, 6.1, (-5, -2.5, 0, 2.5, 5, 7.5)),
        (0.02, 0.031, (0.02, 0.0225, 0.025, 0.0275, 0.03, 0.0325)),
        (5, 5, (4.5, 4.75, 5, 5.25, 5.5)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (-3, -3, (-3.4, -3.2, -3, -2.8, -2.6)),
    ],
)
def test_marks_are_round_and_hold_all_values(low, high, ticks):
    scale = axis(low, high, start=0, end=100, ticks=5)
    assert scale.ticks == ticks
    assert scale.low <= low <= high <= scale.high


@pytest.mark.parametrize("ticks", [4, 5])
@pytest.mark.parametrize("high", [1.01, 2.3, 3.7, 5.2, 7.9, 9.99])
def test_an_axis_has_a_handful_of_marks(ticks, high):
    assert ticks - 2 <= len(axis(0, high, start=0, end=100, ticks=ticks).ticks) <= ticks + 2


def test_a_scale_begins_at_zero_where_that_costs_little_or_is_asked_for():
    assert axis(30, 100, start=0, end=1, ticks=5).low == 0
    assert axis(60, 100, start=0, end=1, ticks=5).low == 60
    assert axis(60, 100, start=0, end=1, ticks=5, from_zero=True).low == 0
    assert axis(-60, -50, start=0, end=1, ticks=5, from_zero=True).high == 0


def test_per_cent_never_pass_a_hundred():
    for low in range(0, 100, 7):
        assert axis(low, 100, start=0, end=1, ticks=5).high == 100


def test_a_scale_of_one_value_stands_in_the_middle():
    assert Scale(3, 3, 0, 10)(3) == 5


# --- Colours -------------------------------------------------------------------------------------------------


def test_marks_can_be_told_from_what_lies_beside_them():
    for one, other in (
        (THIS_AREA, WHITE),
        (OTHER_AREA, WHITE),
        (COMPARATOR, WHITE),
        (TARGET, WHITE),
        (RIBBON_EDGE, WHITE),
        (EDGE, WHITE),
        (THIS_AREA, OTHER_AREA),
        (THIS_AREA, COMPARATOR),
        (THIS_AREA, RIBBON),
    ):
        assert contrast(one, other) >= 3, (one, other)


def test_words_can_be_read():
    for colour in (INK, QUIET, THIS_AREA, COMPARATOR_WORDS, TARGET):
        assert contrast(colour, WHITE) >= 4.5, colour


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("steps", range(2, 11))
def test_classes_grow_darker_so_that_they_print_in_grey(steps):
    lights = [116 * luminance(colour) ** (1 / 3) - 16 for colour in sequential(steps)]
    gaps = [lighter - darker for lighter, darker in pairwise(lights)]
    assert min(gaps) > 5
    assert len(set(sequential(steps))) == steps


def test_few_classes_have_colours_too():
    assert sequential(0) == ()
    assert sequential(1) == ("#56a9a1",)


# --- Tables --------------------------------------------------------------------------------------------------


def test_a_cell_has_the_words_and_the_value():
    fmt = Format(Kind.POUNDS)
    assert Cell.figure(Estimate(1234.5), fmt) == Cell("£1,235", 1234.5)
    assert Cell.figure(Missing.HIDDEN, fmt) == Cell("hidden to protect people", None)
    assert Cell.ends(Estimate(2, 1, 3), fmt) == (Cell("£1", 1), Cell("£3", 3))
    assert Cell.ends(Estimate(2), fmt) == (Cell("", None), Cell("", None))


def test_a_table_whose_rows_do_not_fit_its_headings_is_refused():
    with pytest.raises(ValueError, match="one cell for each heading"):
        Table("Caption", (Column("Area"),), ((Cell.of("a"), Cell.of("b")),))
