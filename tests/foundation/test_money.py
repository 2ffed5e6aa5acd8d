"""Money is whole pence: it loses none, invents none and is never a float."""

import copy
import pickle
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY, amounts, shares, small_amounts
from tests.foundation.twins import split_penny_by_penny
from wholeplace.ground.foundation.money import CEILING_IN_PENCE, MOST_IN_PENCE, Money, MoneyTooLarge
from wholeplace.ground.foundation.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1234.56", 123456),
        ("1234.5", 123450),
        ("1234", 123400),
        ("-5.00", -500),
        ("0", 0),
        ("-0.01", -1),
        ("-0", 0),
    ],
)
def test_plain_pounds_are_read(text: str, pence: int) -> None:
    assert Money.of_pounds(text) == Money(pence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£5",
        "1,234.00",
        "1.",
        ".5",
        "12.345",
        "1e5",
        "1_000",
        " 5",
        "5\n",
        "--5",
        "+5",
        "NaN",
        "１２３",
        "9" * 31,
    ],
)
def test_pounds_that_are_not_plain_are_not_read(text: str) -> None:
    with pytest.raises(Unreadable, match=r"is not an amount in pounds such as 1234\.56"):
        Money.of_pounds(text)


@pytest.mark.parametrize("value", [12.5, 12, Decimal("12.50"), None])
def test_pounds_are_read_from_text_only(value: Any) -> None:
    with pytest.raises(TypeError, match="Pounds are read from text"):
        Money.of_pounds(value)


@pytest.mark.parametrize("value", [1.0, Decimal(1), "1", True, None])
def test_pence_are_whole_numbers_only(value: Any) -> None:
    with pytest.raises(TypeError, match="Money is a whole number of pence"):
        Money(value)


def test_what_is_entered_reaches_up_to_the_ceiling_either_way() -> None:
    assert str(Money.entered(CEILING_IN_PENCE)) == "£100,000,000,000.00"
    assert str(Money.entered(-CEILING_IN_PENCE)) == "-£100,000,000,000.00"


@pytest.mark.parametrize("pence", [CEILING_IN_PENCE + 1, -CEILING_IN_PENCE - 1, MOST_IN_PENCE + 1])
def test_what_is_entered_beyond_the_ceiling_is_too_large(pence: int) -> None:
    with pytest.raises(MoneyTooLarge, match=r"Amounts go up to £100 billion\. Check the number of noughts\."):
        Money.entered(pence)


def test_plain_pounds_beyond_the_ceiling_are_too_large() -> None:
    with pytest.raises(MoneyTooLarge, match="Amounts go up to £100 billion"):
        Money.of_pounds("100000000000.01")


def test_sums_go_beyond_what_one_may_enter() -> None:
    together = Money.total([Money(CEILING_IN_PENCE), Money(CEILING_IN_PENCE), Money(1)])
    assert str(together) == "£200,000,000,000.01"
    assert together.brief() == "£200bn"
    assert Money(CEILING_IN_PENCE) + Money(1) == Money(CEILING_IN_PENCE + 1)


@pytest.mark.parametrize("pence", [MOST_IN_PENCE + 1, -MOST_IN_PENCE - 1])
def test_no_sum_goes_beyond_what_is_stored(pence: int) -> None:
    assert Money(MOST_IN_PENCE).pence == MOST_IN_PENCE
    with pytest.raises(MoneyTooLarge, match="more money than can be stored"):
        Money(pence)


def test_money_adds_subtracts_and_turns_round() -> None:
    assert Money(150) + Money(75) == Money(225)
    assert Money(150) - Money(200) == Money(-50)
    assert -Money(150) == Money(-150)
    assert abs(Money(-150)) == Money(150)


def test_money_is_multiplied_by_whole_numbers_from_either_side() -> None:
    assert Money(150) * 3 == 3 * Money(150) == Money(450)


@pytest.mark.parametrize("other", [1, 1.0, Decimal(1), None, "£1"])
def test_nothing_but_money_is_added_or_subtracted(other: Any) -> None:
    with pytest.raises(TypeError):
        Money(100) + other
    with pytest.raises(TypeError):
        Money(100) - other


@pytest.mark.parametrize("times", [1.5, Decimal(2), True, Money(2)])
def test_money_is_multiplied_by_nothing_but_whole_numbers(times: Any) -> None:
    with pytest.raises(TypeError):
        Money(100) * times


def test_money_compares_with_money_only() -> None:
    assert Money(1) < Money(2)
    assert Money(100) != cast(object, 100)
    with pytest.raises(TypeError):
        assert Money(1) < 2  # type: ignore[operator]


def test_nought_is_an_amount_and_counts_as_there() -> None:
    assert Money(0)


def test_a_total_is_the_sum_and_of_none_it_is_nought() -> None:
    assert Money.total(iter([Money(1), Money(2), Money(-5)])) == Money(-2)
    assert Money.total([]) == Money(0)


def test_a_total_takes_money_only() -> None:
    with pytest.raises(TypeError, match="Only Money adds up to Money, not int"):
        Money.total([Money(1), 2])  # type: ignore[list-item]


def test_three_equal_shares_of_a_pound_give_the_odd_penny_to_the_first() -> None:
    assert Money(100).split([1, 1, 1]) == (Money(34), Money(33), Money(33))


def test_a_negative_amount_is_shared_out_as_the_mirror_of_its_positive_twin() -> None:
    assert Money(-100).split([1, 1, 1]) == (Money(-34), Money(-33), Money(-33))


def test_the_odd_penny_goes_to_the_largest_remainder() -> None:
    assert Money(101).split([30, 70]) == (Money(30), Money(71))


def test_a_share_of_nought_gets_nothing() -> None:
    assert Money(5).split([0, 2, 0]) == (Money(0), Money(5), Money(0))


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_nothing_is_shared_out_among_nobody(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="Nothing can be shared out when all shares together are nought"):
        Money(100).split(weights)


def test_a_negative_share_is_refused() -> None:
    with pytest.raises(ValueError, match="A share cannot be negative"):
        Money(100).split([2, -1])


@pytest.mark.parametrize("share", [0.5, Decimal(1), True])
def test_shares_are_whole_numbers(share: Any) -> None:
    with pytest.raises(TypeError, match="Shares are whole numbers"):
        Money(100).split([share, 1])


@STEADY
@given(amount=amounts, weights=shares)
def test_splitting_loses_and_invents_nothing(amount: Money, weights: list[int]) -> None:
    assert Money.total(amount.split(weights)) == amount


@STEADY
@given(amount=small_amounts, weights=shares)
def test_splitting_agrees_with_dealing_out_pennies(amount: Money, weights: list[int]) -> None:
    assert [part.pence for part in amount.split(weights)] == split_penny_by_penny(amount.pence, weights)


@STEADY
@given(amount=amounts, weights=shares)
def test_splitting_the_reversal_reverses_each_part(amount: Money, weights: list[int]) -> None:
    assert (-amount).split(weights) == tuple(-part for part in amount.split(weights))


@STEADY
@given(one=small_amounts, other=small_amounts, times=st.integers(-100, 100))
def test_money_keeps_the_laws_of_addition(one: Money, other: Money, times: int) -> None:
    assert one + other == other + one
    assert one + other - other == one
    assert (one + other) * times == one * times + other * times


@pytest.mark.parametrize(
    ("pence", "parts", "of", "portion"),
    [
        (1000, 20, 100, 200),
        (1, 1, 2, 1),
        (-1, 1, 2, -1),
        (1, 49, 100, 0),
        (333, 175, 1000, 58),
        (100, -5, 100, -5),
    ],
)
def test_a_portion_is_rounded_to_the_nearest_penny_and_halves_away_from_nought(
    pence: int, parts: int, of: int, portion: int
) -> None:
    assert Money(pence).portion(parts=parts, of=of) == Money(portion)


def test_a_portion_needs_whole_parts_of_something() -> None:
    with pytest.raises(TypeError, match="Parts are whole numbers"):
        Money(100).portion(parts=0.2, of=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one part"):
        Money(100).portion(parts=1, of=0)


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (123456, "£1,234.56"),
        (-500, "-£5.00"),
        (0, "£0.00"),
        (5, "£0.05"),
        (-5, "-£0.05"),
        (100000000, "£1,000,000.00"),
    ],
)
def test_money_writes_itself_in_pounds_and_pence(pence: int, written: str) -> None:
    assert str(Money(pence)) == written


@pytest.mark.parametrize(
    ("pounds", "brief"),
    [
        ("0", "£0"),
        ("12.50", "£12.50"),
        ("12", "£12"),
        ("999.99", "£999.99"),
        ("1234.56", "£1,235"),
        ("1234.50", "£1,235"),
        ("610000", "£610,000"),
        ("999999.49", "£999,999"),
        ("999999.50", "£1m"),
        ("1200000", "£1.2m"),
        ("1249999.99", "£1.2m"),
        ("1250000", "£1.3m"),
        ("77000000", "£77m"),
        ("86400000", "£86.4m"),
        ("999949999.99", "£999.9m"),
        ("999950000", "£1bn"),
        ("3400000000", "£3.4bn"),
        ("100000000000", "£100bn"),
        ("-1200000", "-£1.2m"),
        ("-5", "-£5"),
    ],
)
def test_the_brief_form_is_short_enough_for_a_screen(pounds: str, brief: str) -> None:
    assert Money.of_pounds(pounds).brief() == brief


@STEADY
@given(amount=amounts)
def test_what_money_writes_is_read_back(amount: Money) -> None:
    assert Money.of_pounds(str(amount).replace("£", "").replace(",", "")) == amount


def test_money_survives_copying_and_the_way_to_another_process() -> None:
    assert copy.deepcopy(Money(5)) == pickle.loads(pickle.dumps(Money(5))) == Money(5)


def test_money_inside_an_event_is_taken_apart_into_pence() -> None:
    @dataclass(frozen=True)
    class Paid:
        amount: Money

    assert asdict(Paid(Money(500))) == {"amount": {"pence": 500}}
