"""Amounts, numbers and percentages are read exactly as written, or refused with a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY, amounts
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.parse import Negative, Unreadable

EVERY_WAY = ~Negative.NEVER


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,250.00", 125000),
        ("£1,250", 125000),
        ("£ 1,250.5", 125050),
        ("1250", 125000),
        ("0.05", 5),
        ("1,234,567.89", 123456789),
        ("\u00a012\u00a0", 1200),
        ("-12.50", -1250),
        ("-£12.50", -1250),
        ("£-12.50", -1250),
        ("- £12.50", -1250),
        ("-0.50", -50),
        ("-0", 0),
        ("100,000,000,000", 10_000_000_000_000),
    ],
)
def test_amounts_are_read_in_the_ways_people_type_them(text: str, pence: int) -> None:
    assert parse.money(text) == Money(pence)


@pytest.mark.parametrize(
    "text",
    [
        "1,25",
        "12,34,567",
        "1250,00",
        "1.250,00",
        ",5",
        "1,",
        "5.",
        ".5",
        "12 50",
        "£",
        "£€5",
        "5k",
        "1.2m",
        "++5",
        "0x10",
    ],
)
def test_an_amount_that_could_be_another_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=r"Enter an amount such as 1,250\.00; '.+' is not one\."):
        parse.money(text)


def test_a_blank_amount_is_refused_with_an_example() -> None:
    with pytest.raises(Unreadable) as blank:
        parse.money("  ")
    assert blank.value.sentence == "Enter an amount such as 1,250.00."


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("-500", Negative.MINUS),
        ("−500", Negative.LONG_MINUS),
        ("(500)", Negative.BRACKETS),
        ("(£500.00)", Negative.BRACKETS),
        ("500-", Negative.TRAILING_MINUS),
        ("£500.00 -", Negative.TRAILING_MINUS),
        ("500 CR", Negative.CREDIT),
        ("500cr", Negative.CREDIT),
    ],
)
def test_a_negative_is_read_where_its_way_is_declared_and_nowhere_else(text: str, way: Negative) -> None:
    assert parse.money(text, negative=way) == parse.money(text, negative=EVERY_WAY) == Money(-50000)
    with pytest.raises(Unreadable):
        parse.money(text, negative=EVERY_WAY & ~way)


def test_the_refusal_of_a_negative_says_how_to_write_it() -> None:
    with pytest.raises(Unreadable, match=r"with a minus sign, such as -500\.00, not as '\(500\)'"):
        parse.money("(500)")
    with pytest.raises(Unreadable, match="Enter an amount that is not below nought"):
        parse.money("-500", negative=Negative.NEVER)
    with pytest.raises(Unreadable, match="Enter an amount as this file declares it"):
        parse.money("-500", negative=Negative.BRACKETS)


def test_both_ends_of_a_range_are_allowed() -> None:
    assert parse.money("1", at_least=Money(100), at_most=Money(200)) == Money(100)
    assert parse.money("2", at_least=Money(100), at_most=Money(200)) == Money(200)
    with pytest.raises(Unreadable, match=r"Enter £1\.00 or more, not £0\.99\."):
        parse.money("0.99", at_least=Money(100), at_most=Money(200))
    with pytest.raises(Unreadable, match=r"Enter £2\.00 or less, not £2\.01\."):
        parse.money("2.01", at_least=Money(100), at_most=Money(200))


@pytest.mark.parametrize(("text", "pence"), [("125000", 125000), ("-500", -500), ("0", 0), (" 5 ", 5)])
def test_pence_are_read_where_a_file_declares_them(text: str, pence: int) -> None:
    assert parse.money_in_pence(text) == Money(pence)


@pytest.mark.parametrize("text", ["1234.10", "1,250", "£5", "1e5", "1" * 16])
def test_what_is_not_whole_pence_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter an amount in whole pence such as 125000"):
        parse.money_in_pence(text)


def test_pence_beyond_the_ceiling_or_the_range_are_refused() -> None:
    with pytest.raises(Unreadable, match="Enter an amount of up to £100 billion"):
        parse.money_in_pence("10000000000001")
    with pytest.raises(Unreadable, match=r"Enter £0\.00 or more"):
        parse.money_in_pence("-1", at_least=Money(0))


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("-3", -3), ("1,250", 1250), ("007", 7), ("999999999999999", 999_999_999_999_999)],
)
def test_whole_numbers_are_read(text: str, number: int) -> None:
    assert parse.whole_number(text) == number


@pytest.mark.parametrize("text", ["2.0", "1,25", "1 000", "+5", "five", "1e3", "1_000", "--1", "−1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter a whole number such as 1,250; "):
        parse.whole_number(text)


def test_whole_numbers_have_up_to_fifteen_figures() -> None:
    with pytest.raises(Unreadable, match="Enter a number of up to 15 figures"):
        parse.whole_number("9007199254740993")


def test_whole_numbers_keep_within_their_range() -> None:
    assert parse.whole_number("5", at_least=5, at_most=5) == 5
    with pytest.raises(Unreadable, match=r"Enter 1 or more, not 0\."):
        parse.whole_number("0", at_least=1)
    with pytest.raises(Unreadable, match=r"Enter 1,000 or less, not 1,001\."):
        parse.whole_number("1,001", at_most=1_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", "12.5"),
        ("1,250.75", "1250.75"),
        ("-3", "-3"),
        ("0.10", "0.10"),
        ("-0", "0"),
        ("-0.00", "0.00"),
    ],
)
def test_decimals_are_read_as_they_were_written(text: str, number: str) -> None:
    assert str(parse.decimal_number(text, places=2)) == number


@pytest.mark.parametrize("text", ["1e5", "NaN", "Infinity", "1_0", "1,5", ".5", "5.", "0.1+0.2", "１.５"])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=r"Enter a number such as 12\.5; "):
        parse.decimal_number(text, places=2)


def test_decimals_keep_their_places_figures_and_range() -> None:
    with pytest.raises(Unreadable, match=r"Enter a number with up to 2 decimal places; '0\.125' has more"):
        parse.decimal_number("0.125", places=2)
    with pytest.raises(Unreadable, match="up to 15 figures"):
        parse.decimal_number("1234567890123456.5", places=2)
    with pytest.raises(Unreadable, match=r"Enter 0 or more, not -1\.5\."):
        parse.decimal_number("-1.5", places=2, at_least=Decimal(0))


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.5", "12.5"), ("12.5%", "12.5"), ("0 %", "0"), ("100", "100")],
)
def test_percentages_are_read_with_and_without_their_sign(text: str, number: str) -> None:
    assert parse.percentage(text) == Decimal(number)


@pytest.mark.parametrize("text", ["%", "12%%", "12.345", "-1", "100.01", "half", ""])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter"):
        parse.percentage(text)


def test_a_percentage_may_be_given_another_range() -> None:
    assert parse.percentage("-2.5", at_least=Decimal(-100), at_most=None) == Decimal("-2.5")
    assert parse.percentage("250", at_most=None) == Decimal(250)


@STEADY
@given(amount=amounts)
def test_whatever_money_writes_is_read_back(amount: Money) -> None:
    assert parse.money(str(amount)) == amount
    assert parse.money_in_pence(str(amount.pence)) == amount


@STEADY
@given(number=st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_are_read_back_with_and_without_commas(number: int) -> None:
    assert parse.whole_number(str(number)) == parse.whole_number(f"{number:,}") == number


def read_if_it_can_be(text: str) -> Money | None:
    """The amount, or None where it is refused."""
    try:
        return parse.money(text)
    except Unreadable:
        return None


@STEADY
@given(text=st.text(alphabet="0123456789.,-£ ()CR−e_", max_size=12))
def test_an_amount_is_read_only_when_it_says_the_same_to_everybody(text: str) -> None:
    amount = read_if_it_can_be(text)
    if amount is not None:
        bare = text.replace("£", "").replace(",", "").replace(" ", "")
        assert Decimal(bare) * 100 == amount.pence
