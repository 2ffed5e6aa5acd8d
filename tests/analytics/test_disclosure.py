"""Small counts are hidden together, others rounded, and nothing that is shown gives them back."""

import numpy as np
import pytest

from wholeplace.ground.analytics import (
    Hidden,
    ImpossibleFigures,
    quantile_columns,
    safe_count,
    safe_count_columns,
    safe_percentage,
)


@pytest.mark.parametrize("count", range(8))
def test_nought_to_seven_are_hidden_alike(count):
    assert safe_count(count=count) == Hidden()
    assert str(safe_count(count=count)) == "*"


@pytest.mark.parametrize(
    "count, shown", [(8, 10), (12, 10), (13, 15), (15, 15), (17, 15), (18, 20), (1_000_002, 1_000_000)]
)
def test_others_are_rounded_to_the_nearest_five(count, shown):
    assert safe_count(count=count) == shown


def test_a_hidden_cell_of_a_column_holds_nothing_of_what_it_hides():
    safe = safe_count_columns(counts=np.array([[0, 7], [8, 23]], dtype=np.uint16))
    assert safe.hidden.tolist() == [[True, True], [False, False]]
    assert safe.shown.tolist() == [[0, 0], [10, 25]]


def test_counts_of_people_are_whole_and_not_negative():
    for counts in ([1.5], [None], ["12"], [True]):
        with pytest.raises(TypeError, match="whole numbers"):
            safe_count_columns(counts=counts)
    with pytest.raises(ImpossibleFigures, match="negative"):
        safe_count(count=-1)


def test_a_percentage_is_worked_out_from_rounded_counts():
    assert safe_percentage(numerator=33, denominator=101) == 35.0  # 35 of 100
    assert safe_percentage(numerator=1234, denominator=3999) == 30.9  # 1,235 of 4,000
    assert safe_percentage(numerator=1234, denominator=3997) == 31.0  # 1,235 of 3,995


@pytest.mark.parametrize("numerator, denominator", [(0, 100), (7, 100), (100, 100), (93, 100), (0, 0), (7, 7)])
def test_a_percentage_of_few_or_of_nearly_all_is_hidden(numerator, denominator):
    assert safe_percentage(numerator=numerator, denominator=denominator) == Hidden()


def test_a_percentage_above_a_hundred_is_refused():
    with pytest.raises(ImpossibleFigures):
        safe_percentage(numerator=20, denominator=10)


def test_places_are_divided_into_equal_parts_from_the_most_deprived():
    assert quantile_columns(values=[9, 1, 5, 7, 3], into=5, highest_first=True).tolist() == [1, 5, 3, 2, 4]
    assert quantile_columns(values=[1, 2, 3, 4], into=2, highest_first=False).tolist() == [1, 1, 2, 2]


def test_places_without_a_value_have_no_quantile_nor_have_too_few_places():
    assert quantile_columns(values=[9, None, 5], into=2, highest_first=True).tolist() == [1, 0, 2]
    assert quantile_columns(values=[9, None, 5], into=3, highest_first=True).tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="two parts"):
        quantile_columns(values=[9], into=1, highest_first=True)
