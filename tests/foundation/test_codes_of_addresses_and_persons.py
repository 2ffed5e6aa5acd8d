"""Postcodes and property references are read; the numbers of persons are recognised, to keep them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation.codes import (
    is_nhs_number,
    is_postcode,
    national_insurance_numbers_in,
    nhs_numbers_in,
    outward_code,
    read_postcode,
    read_uprn,
)
from wholeplace.ground.foundation.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        ("SW1A 1AA", "SW1A 1AA"),
        (" ls1  1ur ", "LS1 1UR"),
        ("LE1\u00a06ZG", "LE1 6ZG"),
        ("L1 8JQ", "L1 8JQ"),
        ("M11AE", "M1 1AE"),
        ("W1A 0AX", "W1A 0AX"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("DN55 1PT", "DN55 1PT"),
        ("E20 2ST", "E20 2ST"),
        ("GIR 0AA", "GIR 0AA"),
        ("gir0aa", "GIR 0AA"),
        ("BF1 3AA", "BF1 3AA"),
        ("BFPO 801", "BFPO 801"),
        ("bfpo57", "BFPO 57"),
        ("JE2 3AB", "JE2 3AB"),
    ],
)
def test_postcodes_are_brought_into_their_usual_form(typed: str, postcode: str) -> None:
    assert read_postcode(typed) == postcode
    assert is_postcode(postcode)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "XX1 1XX",
        "AA1 1AA",
        "SW1A",
        "SW1A 1A",
        "LA14 2IB",
        "DN15 6QV",
        "L1A1 8JQ",
        "LS1I 1UR",
        "M1J 1AE1",
        "BFPO",
        "BFPO 12345",
        "LS1-1UR",
        "ＬＳ1 1UR",
        "ſW1A 1AA",
        "LS1 1UR\n",
        "Leeds",
        "10500",
    ],
)
def test_what_royal_mail_could_not_have_formed_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="Enter a full postcode such as LS1 1UR"):
        read_postcode(typed)


@pytest.mark.parametrize("code", ["sw1a 1aa", "SW1A1AA", "SW1A  1AA", "SW1A 1AA "])
def test_a_postcode_in_another_form_is_not_in_its_usual_form(code: str) -> None:
    assert not is_postcode(code)


def test_the_outward_code_names_the_district() -> None:
    assert outward_code("ls1 1ur") == "LS1"


@pytest.mark.parametrize(
    ("typed", "uprn"), [("100023336956", "100023336956"), (" 000012345678 ", "12345678"), ("1", "1")]
)
def test_property_references_have_up_to_twelve_figures(typed: str, uprn: str) -> None:
    assert read_uprn(typed) == uprn


@pytest.mark.parametrize("typed", ["", "1000233369567", "000000000000", "1e5", "12 34", "１２３"])
def test_other_text_is_no_property_reference(typed: str) -> None:
    with pytest.raises(Unreadable, match="UPRN"):
        read_uprn(typed)


@pytest.mark.parametrize(
    "text",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        " 9434765919 ",
        "943\u00a0476\u00a05919",
        "９４３４７６５９１９",
    ],
)
def test_nhs_numbers_are_recognised_with_and_without_gaps(text: str) -> None:
    assert is_nhs_number(text)


@pytest.mark.parametrize(
    "text", ["9434765918", "943476591", "94347659190", "", "943 4765 919", "NHS 9434765919", "1000000002"]
)
def test_other_numbers_are_no_nhs_numbers(text: str) -> None:
    assert not is_nhs_number(text)


def test_a_check_digit_of_eleven_counts_as_nought() -> None:
    assert is_nhs_number("9876543210")


def test_a_check_digit_of_ten_is_never_given() -> None:
    assert not any(is_nhs_number(f"100000001{digit}") for digit in range(10))


def test_nhs_numbers_are_found_in_notes_and_file_names() -> None:
    text = "Seen 943 476 5919 (was 9434765918), file_9876543210.csv; telephone 01132224444; ٩٤٣٤٧٦٥٩١٩"
    assert nhs_numbers_in(text) == ("9434765919", "9876543210", "9434765919")


def test_figures_on_different_lines_are_not_one_number() -> None:
    assert nhs_numbers_in("943\n476\n5919") == ()


def test_national_insurance_numbers_are_found_in_any_case_and_with_gaps() -> None:
    text = "ab 12 34 56 c, JK987654D and AB-12-34-56-A"
    assert national_insurance_numbers_in(text) == ("AB123456C", "JK987654D", "AB123456A")


@pytest.mark.parametrize(
    "text", ["BG123456A", "QQ123456C", "AO123456C", "AB123456E", "AB1234567A", "XAB123456C", "ZZ123456A"]
)
def test_letters_that_are_never_given_make_no_national_insurance_number(text: str) -> None:
    assert national_insurance_numbers_in(text) == ()


@STEADY
@given(number=st.integers(0, 999_999_999))
def test_at_most_one_check_digit_holds(number: int) -> None:
    assert sum(is_nhs_number(f"{number:09}{digit}") for digit in range(10)) <= 1


@STEADY
@given(typed=st.text(max_size=9))
def test_whatever_is_read_as_a_postcode_is_in_its_usual_form(typed: str) -> None:
    try:
        postcode = read_postcode(typed)
    except Unreadable:
        return
    assert is_postcode(postcode)
    assert read_postcode(postcode) == postcode
