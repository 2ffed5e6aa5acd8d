"""The rules of indicators: what they must say, which figures can be, how periods are read, how figures move."""

from datetime import date

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.analyse.indicators.rules.benchmark import Cost, TooFew, benchmark, quantile
from wholeplace.analyse.indicators.rules.defining import Defining, defining
from wholeplace.analyse.indicators.rules.figures import Measured, faults
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.moving import CannotMove, Moved, Part, moved, why_not
from wholeplace.analyse.indicators.rules.periods import Unclear, one_day, span_of


@cases("defining_an_indicator", Defining)
def test_defining_an_indicator(asked, refused_by):
    assert codes(defining, asked) == refused_by


def test_every_rule_of_defining_is_seen_to_refuse_and_to_allow():
    assert every_rule_is_seen("defining_an_indicator", defining)


# --- Figures that can be ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "measured, value_type, fields",
    [
        (Measured(12.5, 10.0, 15.0, 125, 1000), ValueType.PROPORTION, []),
        (Measured(None), ValueType.PROPORTION, []),
        (Measured(0.0), ValueType.COUNT, []),
        (Measured(-2.2), ValueType.SCORE, []),
        (Measured(-1.0), ValueType.COUNT, ["value"]),
        (Measured(101.0), ValueType.PROPORTION, ["value"]),
        (Measured(100.04), ValueType.PROPORTION, []),
        (Measured(11.0), ValueType.DECILE, ["value"]),
        (Measured(1.5), ValueType.DECILE, ["value"]),
        (Measured(50.0, None, None, 600, 500), ValueType.PROPORTION, ["numerator"]),
        (Measured(50.0, None, None, 6, -5), ValueType.RATE, ["denominator"]),
        (Measured(12.0, 10.0, None), ValueType.RATE, ["upper"]),
        (Measured(12.0, None, 10.0), ValueType.RATE, ["lower"]),
        (Measured(None, 1.0, 2.0), ValueType.RATE, ["value"]),
        (Measured(12.0, 15.0, 10.0), ValueType.RATE, ["lower"]),
        (Measured(9.0, 10.0, 15.0), ValueType.RATE, ["value"]),
        (Measured(9.97, 10.0, 15.0), ValueType.RATE, []),
        (Measured(float("nan")), ValueType.RATE, ["value"]),
        (Measured(1.0, 0.5, float("inf")), ValueType.RATE, ["upper"]),
    ],
)
def test_a_figure_that_cannot_be_is_told_with_its_field(measured, value_type, fields):
    found = faults(measured, value_type=value_type, multiplier=100.0)
    assert [field for field, _ in found] == fields
    assert all(reason.endswith(".") for _, reason in found)


# --- Periods ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, begins_on, ends_on, years",
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), 1),
        ("2016 - 18", date(2016, 1, 1), date(2018, 12, 31), 3),
        ("2016 - 2018", date(2016, 1, 1), date(2018, 12, 31), 3),
        ("2018/19", date(2018, 4, 1), date(2019, 3, 31), 1),
        ("2016-17", date(2016, 4, 1), date(2017, 3, 31), 1),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31), 1),
        ("2014/15 - 18/19", date(2014, 4, 1), date(2019, 3, 31), 5),
        ("2020/21 - 24/25", date(2020, 4, 1), date(2025, 3, 31), 5),
        ("May 2017", date(2017, 5, 1), date(2017, 5, 31), 1),
        ("December 2019", date(2019, 12, 1), date(2019, 12, 31), 1),
        ("Aug 2017 - Jul 2018", date(2017, 8, 1), date(2018, 7, 31), 1),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
    ],
)
def test_a_period_is_read_as_its_publisher_writes_it(text, begins_on, ends_on, years):
    span = span_of(text)
    assert (span.label, span.begins_on, span.ends_on, span.years) == (text, begins_on, ends_on, years)


def test_a_school_year_begins_in_september():
    span = span_of("2024/25", split_year_begins_in=9)
    assert (span.begins_on, span.ends_on) == (date(2024, 9, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    "text", ["", "18/19", "2025/27", "2014/15 - 18/20", "Smarch 2017", "2018 Q1", "2018 - 16", "20188", "２０１８"]
)
def test_a_period_that_is_not_plain_is_refused(text):
    with pytest.raises(Unclear):
        span_of(text)


def test_a_measurement_of_one_day_covers_that_day():
    span = one_day(date(2021, 3, 21), label="March 2021")
    assert (span.period.days, span.years) == (1, 1)


# --- From one map to another --------------------------------------------------------------------------------

WHOLE_AND_SPLIT = [(1, 10, 1.0), (2, 10, 0.25), (2, 20, 0.75)]


def test_counts_are_added_up_by_weight_and_nothing_is_lost():
    found = moved({1: Part(100), 2: Part(40)}, WHOLE_AND_SPLIT, value_type=ValueType.COUNT)
    assert found == {10: Moved(110.0, None, None, 1.0), 20: Moved(30.0, None, None, 1.0)}


def test_proportions_are_worked_out_anew_from_numerators_and_denominators():
    parts = {1: Part(50.0, 50, 100), 2: Part(10.0, 40, 400)}
    found = moved(parts, WHOLE_AND_SPLIT, value_type=ValueType.PROPORTION, multiplier=100.0)
    assert found[10] == Moved(60 / 200 * 100, 60.0, 200.0, 1.0)
    assert found[20] == Moved(10.0, 30.0, 300.0, 1.0)


def test_scores_are_averaged_by_people():
    parts = {1: Part(10.0, people=300), 2: Part(50.0, people=400)}
    found = moved(parts, WHOLE_AND_SPLIT, value_type=ValueType.SCORE)
    assert found[10] == Moved((300 * 10 + 100 * 50) / 400, 8000.0, 400.0, 1.0)


def test_what_is_missing_is_told_as_the_share_that_is_covered():
    found = moved({1: Part(100)}, WHOLE_AND_SPLIT, value_type=ValueType.COUNT)
    assert found[10] == Moved(100.0, None, None, 0.8)
    assert found[20] == CannotMove("None of its parts has a figure.")


@pytest.mark.parametrize(
    "parts, value_type, reason",
    [
        ({1: Part(10.0)}, ValueType.RATE, "no numerators and denominators"),
        ({1: Part(10.0, 0, 0)}, ValueType.RATE, "add up to nought"),
        ({1: Part(10.0)}, ValueType.SCORE, "how many people live"),
        ({1: Part(10.0, people=0)}, ValueType.MEAN, "Nobody lives"),
    ],
)
def test_a_figure_that_cannot_be_worked_out_says_why(parts, value_type, reason):
    found = moved(parts, [(1, 10, 1.0)], value_type=value_type)
    assert isinstance(found[10], CannotMove)
    assert reason in found[10].reason


@pytest.mark.parametrize("value_type", [ValueType.RANK, ValueType.DECILE, ValueType.YEARS, ValueType.STANDARDISED])
def test_ranks_and_standardised_rates_are_never_moved(value_type):
    assert moved({1: Part(1)}, [(1, 10, 1.0)], value_type=value_type) == {}
    assert "cannot be worked out" in why_not(value_type)
    assert why_not(ValueType.COUNT) is None


# --- Unit costs ---------------------------------------------------------------------------------------------


def test_a_quantile_lies_between_two_values_where_it_must():
    assert [quantile([1, 2, 3, 4, 5], share) for share in (0, 0.25, 0.5, 1)] == [1, 2, 3, 5]
    assert quantile([1, 2], 0.5) == 1.5


def test_a_cost_far_from_the_middle_half_stands_out_with_what_it_is_worth():
    costs = [Cost(area, 500 + area, 1000) for area in range(1, 10)] + [Cost(99, 900, 2000), Cost(98, 505, None)]
    found = benchmark(costs)
    (dear,) = found.outliers
    assert (found.middle, dear.area, dear.rank, dear.of) == (505, 99, 11, 11)
    assert (dear.above_the_middle, dear.saving) == (395, 790_000)
    assert next(position for position in found.positions if position.area == 98).saving is None


def test_too_few_costs_are_not_compared():
    with pytest.raises(TooFew, match="Only 7 figures"):
        benchmark([Cost(area, 1.0) for area in range(7)])
