"""The bad inputs that readers of amounts, days, text and codes withstand, by their numbers in the list."""

import math
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.codes import OrgId, nhs_numbers_in, read_gss, read_postcode, read_uprn
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.parse import Unreadable

REFUSED: list[tuple[int, Callable[[Any], object], Any]] = [
    (1, parse.money, "1e5"),
    (2, parse.money, "1_000"),
    (2, parse.whole_number, "1_000"),
    (3, parse.money, "１２３"),
    (3, parse.money, "١٢٣"),
    (3, parse.whole_number, "１２３"),
    (3, parse.whole_number, "١٢٣"),
    (3, parse.percentage, "١٢"),
    (5, parse.money, "NaN"),
    (5, parse.money, "Infinity"),
    (5, parse.money, "1e999999"),
    (5, parse.percentage, "NaN"),
    (6, parse.money, math.nan),
    (6, parse.money, math.inf),
    (7, parse.money, "(500)"),
    (7, parse.money, "−500"),
    (7, parse.money, "500-"),
    (7, parse.money, "500 CR"),
    (9, parse.money, "12.345"),
    (9, parse.money, "0.005"),
    (9, parse.money, str(0.1 + 0.2)),
    (9, parse.money, 0.1 + 0.2),
    (10, parse.money, "92,233,720,368,547,758.08"),
    (10, parse.money_in_pence, "9223372036854775808"),
    (10, parse.money, "£99,999,999,999,999.99"),
    (11, parse.whole_number, "2.0"),
    (14, parse.money, 1234.10),
    (14, parse.money, 123410),
    (14, parse.money_in_pence, "1234.10"),
    (15, parse.money, "9" * 5_000),
    (15, parse.whole_number, "9" * 5_000),
    (15, parse.percentage, "9" * 5_000),
    (17, parse.day, "1/2/25"),
    (18, parse.day, "0001-01-01"),
    (18, parse.day, "9999-12-31"),
    (19, parse.day, "2025-02-29"),
    (19, parse.day, "31/04/2025"),
    (21, parse.moment, "2026-03-29 01:30"),
    (21, parse.moment, "2026-10-25 01:30"),
    (22, parse.moment, "2026-10-25T01:30:00-00:00"),
    (22, parse.moment, "2026-10-25T01:30:00+23:59"),
    (23, parse.moment, "2026-10-25T23:59:60Z"),
    (23, parse.moment, "2026-10-25T24:00Z"),
    (25, parse.day, "44927"),
    (25, parse.day, 44927),
    (26, parse.day, "２０２５-01-01"),
    (27, FinancialYear.parse, "2025/27"),
    (29, parse.single_line, "a\0b"),
    (29, parse.multi_line, "a\0b"),
    (30, parse.single_line, "\ud800"),
    (30, parse.multi_line, "name \ud800"),
    (31, parse.single_line, "\u202egnp.exe"),
    (31, parse.single_line, "\u200b"),
    (31, parse.single_line, "\ufeff"),
    (34, parse.multi_line, "x" * 1_000_000),
    (34, parse.single_line, "x" * 200_000),
    (34, parse.multi_line, "x\n" * 5_000 + "x"),
    (37, parse.single_line, "Â£500"),
    (37, parse.single_line, "it\x92s"),
    (39, read_postcode, "XX1 1XX"),
    (39, read_uprn, "1000233369567"),
]


@pytest.mark.parametrize(("number", "read", "given"), REFUSED)
def test_a_bad_input_is_refused_with_a_short_sentence_in_which_nothing_hides(
    number: int, read: Callable[[Any], object], given: Any
) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read(given)
    assert unreadable.value.sentence.isprintable()
    assert len(unreadable.value.sentence) < 200


@pytest.mark.parametrize(
    "read",
    [parse.money, parse.whole_number, parse.percentage, parse.day, parse.single_line],
)
def test_15_and_34_enormous_input_is_refused_at_once(read: Callable[[str], object]) -> None:
    enormous = "9" * 1_000_000
    began = process_time()
    with pytest.raises(Unreadable):
        read(enormous)
    assert process_time() - began < 0.05


@pytest.mark.parametrize("number", [6, 14])
def test_an_amount_that_came_as_a_number_is_asked_for_as_text(number: int) -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse.money({6: math.nan, 14: 1234.10}[number])  # type: ignore[arg-type]
    assert unreadable.value.sentence == (
        "Enter an amount such as 1,250.00. Give it as text, in quotation marks, not as float."
    )


def test_1_says_what_to_enter_instead() -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse.money("1e5")
    assert unreadable.value.sentence == "Enter an amount such as 1,250.00; '1e5' is not one."


def test_10_says_where_amounts_end() -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse.money("£99,999,999,999,999.99")
    assert unreadable.value.sentence == "Enter an amount of up to £100 billion. Check the number of noughts."


def test_14_an_amount_in_text_is_the_one_declared_form() -> None:
    assert parse.money("1234.10") == Money(123410)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_22_sane_offsets_are_stored_in_universal_time(text: str, utc: str) -> None:
    assert parse.moment(text).isoformat() == utc


@pytest.mark.parametrize("text", ["2025/26", "25-26"])
def test_27_financial_years_are_read(text: str) -> None:
    assert FinancialYear.parse(text) == FinancialYear(2025)


def test_31_a_byte_order_mark_at_the_start_is_taken_off() -> None:
    assert parse.single_line("\ufeffLeeds") == "Leeds"


@pytest.mark.parametrize(
    "text",
    ["<script>", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "'; drop table", "=HYPERLINK(1)", "a\\nb", "&amp;"],
)
def test_35_code_is_text_and_is_kept_as_typed(text: str) -> None:
    assert parse.single_line(text) == parse.multi_line(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr",
        "Tŷ’r ŵyl",
        "👩\u200d👩\u200d👧\u200d👦",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Wolfeschlegelsteinhausenbergerdorff" * 3,
        "Mononym",
        "Null",
        "True",
        "O’Brien",
        "نورة",
        "王",
    ],
)
def test_38_names_of_every_kind_are_accepted(text: str) -> None:
    assert parse.single_line(text) == text


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [("sw1a1aa", "SW1A 1AA"), ("SW1A 1AA", "SW1A 1AA"), ("GIR 0AA", "GIR 0AA"), ("BFPO 801", "BFPO 801")],
)
def test_39_postcodes_are_normalised(typed: str, postcode: str) -> None:
    assert read_postcode(typed) == postcode


def test_41_an_nhs_number_in_notes_is_recognised() -> None:
    assert nhs_numbers_in("see 943 476 5919") == ("9434765919",)


@pytest.mark.parametrize(
    ("typed", "number"), [("0123456", "00123456"), ("00123456", "00123456"), ("SC123456", "SC123456")]
)
def test_42_company_numbers_keep_their_leading_noughts(typed: str, number: str) -> None:
    assert OrgId.read(scheme="GB-COH", identifier=typed).identifier == number


def test_42_full_width_codes_are_no_codes() -> None:
    with pytest.raises(Unreadable):
        read_gss("Ｅ０６００００１６")
