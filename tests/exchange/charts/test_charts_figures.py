"""How figures are written."""

from decimal import Decimal

import pytest

from wholeplace.edges.exchange.charts.figures import (
    Format,
    Kind,
    counted,
    in_words,
    number,
    ordinal,
    percent,
    pounds,
    pounds_in_words,
    rate,
    significant,
)


@pytest.mark.parametrize(
    "value, decimals, written",
    [
        (1234567, 0, "1,234,567"),
        (1234.5, 0, "1,235"),
        (0.15, 1, "0.2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (-0.04, 1, "0.0"),
        (Decimal("1.005"), 2, "1.01"),
        (1e15, 0, "1,000,000,000,000,000"),
    ],
)
def test_numbers_have_thousands_separated_and_a_half_goes_away_from_zero(value, decimals, written):
    assert number(value, decimals=decimals) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_a_figure_is_refused(value):
    with pytest.raises(ValueError, match="not a figure"):
        number(value)


@pytest.mark.parametrize(
    "value, digits, written",
    [(1234567, 3, "1,230,000"), (0.012345, 3, "0.0123"), (0.012, 3, "0.0120"), (9.999, 3, "10.0"), (0, 3, "0")],
)
def test_significant_digits(value, digits, written):
    assert significant(value, digits=digits) == written


def test_units_stand_where_readers_expect_them():
    assert percent(45.25) == "45.3%"
    assert rate(312.44) == "312.4 per 100,000"
    assert rate(3.21, decimals=2, per=1000) == "3.21 per 1,000"
    assert pounds(1234.5) == "£1,235"
    assert pounds(-1234.567, decimals=2) == "−£1,234.57"


@pytest.mark.parametrize(
    "value, written",
    [
        (999_999, "999,999"),
        (1_234_567, "1.23 million"),
        (999_999_999, "1 billion"),
        (2_500_000_000, "2.5 billion"),
        (-3_000_000, "−3 million"),
        (0, "0"),
    ],
)
def test_large_numbers_in_a_sentence(value, written):
    assert in_words(value) == written


def test_large_sums_in_a_sentence():
    assert pounds_in_words(-1_234_567) == "−£1.23 million"


def test_places_in_an_order():
    assert [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]


def test_counts_in_words():
    assert [counted(count, "area") for count in (0, 1, 1234)] == ["no areas", "1 area", "1,234 areas"]
    assert counted(2, "county", "counties") == "2 counties"


def test_a_format_writes_one_indicator_everywhere():
    assert Format(Kind.RATE, 1).text(312.44) == "312.4"
    assert Format(Kind.RATE, 1).spoken(312.44) == "312.4 per 100,000"
    assert Format(Kind.PERCENT, 1).spoken(45.0) == "45.0%"
    assert Format(Kind.POUNDS).spoken(-1234) == "−£1,234"
    assert Format(Kind.NUMBER, 1, unit="years").spoken(81.24) == "81.2 years"


@pytest.mark.parametrize(
    "fmt, words",
    [
        (Format(Kind.RATE, per=1000), "Rate per 1,000"),
        (Format(Kind.RATE, unit="people"), "Rate per 100,000 people"),
        (Format(Kind.PERCENT), "Per cent"),
        (Format(Kind.PERCENT, unit="adults"), "Per cent of adults"),
        (Format(Kind.POUNDS), "Pounds"),
        (Format(Kind.NUMBER, unit="years"), "Years"),
        (Format(), "Number"),
    ],
)
def test_the_unit_in_words(fmt, words):
    assert fmt.words == words


@pytest.mark.parametrize(
    "fmt, value, step, written",
    [
        (Format(Kind.RATE, 1), 300, 50, "300"),
        (Format(Kind.RATE, 1), 0.25, 0.25, "0.25"),
        (Format(Kind.PERCENT, 1), 72, 2, "72%"),
        (Format(Kind.POUNDS), 1_500_000, 500_000, "£1.5m"),
        (Format(Kind.POUNDS), 0, 500_000, "£0"),
        (Format(Kind.POUNDS), -20_000, 10_000, "−£20k"),
        (Format(Kind.POUNDS), 200, 100, "£200"),
    ],
)
def test_axes_need_no_more_decimals_than_their_steps(fmt, value, step, written):
    assert fmt.tick(value, step=step) == written
