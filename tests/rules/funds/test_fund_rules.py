"""The rules of funds, and which money they let move."""

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.plan.funds.rules.drawing import Drawing, drawing
from wholeplace.plan.funds.rules.keeping import (
    Allotting,
    Contributing,
    Opening,
    Transfer,
    allotting,
    contributing,
    opening,
    transferring,
)

BOOKS = {
    "opening_a_fund": opening,
    "putting_money_into_a_fund": contributing,
    "setting_money_of_a_fund_aside": allotting,
    "moving_money_between_lines": transferring,
    "drawing_on_a_line": drawing,
}


@cases("opening_a_fund", Opening)
def test_opening_a_fund(asked, refused_by):
    assert codes(opening, asked) == refused_by


@cases("putting_money_into_a_fund", Contributing)
def test_putting_money_into_a_fund(asked, refused_by):
    assert codes(contributing, asked) == refused_by


@cases("setting_money_of_a_fund_aside", Allotting)
def test_setting_money_aside(asked, refused_by):
    assert codes(allotting, asked) == refused_by


@cases("moving_money_between_lines", Transfer)
def test_moving_money(asked, refused_by):
    assert codes(transferring, asked) == refused_by


@cases("drawing_on_a_line", Drawing)
def test_drawing_on_a_line(asked, refused_by):
    assert codes(drawing, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_is_seen_to_allow_and_to_refuse(file):
    assert every_rule_is_seen(file, BOOKS[file])


def test_the_reason_says_what_contracts_draw_and_what_may_move():
    asked = Transfer(
        same_fund=True,
        same_year=True,
        same_line=False,
        amount=Money(60_00),
        there=Money(100_00),
        drawn=Money(70_00),
        because="Equipment.",
    )
    (refusal,) = transferring.refusals(asked)
    assert refusal.sentence == "The line holds £100.00, of which contracts draw £70.00. Enter £30.00 or less."


def test_the_reason_says_how_much_is_left():
    years = (FinancialYear(2026), FinancialYear(2028))
    asked = Allotting(amount=Money(20_00), year=years[0], years=years, put_in=Money(100_00), set_aside=Money(90_00))
    (refusal,) = allotting.refusals(asked)
    assert "Only £10.00 is left for that year, of £100.00 put in." in refusal.sentence
