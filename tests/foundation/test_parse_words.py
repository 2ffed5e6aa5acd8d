"""Text is kept as it was typed, except what hides, deceives or breaks."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.parse import Unreadable


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("  Home care  ", "Home care"),
        ("\ufeffHome care", "Home care"),
        ("Home care\u200b", "Home care"),
        ("\u00a0\u3000Home care\r\n", "Home care"),
        ("\ufeff \ufeff \u200bHome care", "Home care"),
    ],
)
def test_blanks_and_byte_order_marks_at_the_ends_are_taken_off(text: str, read: str) -> None:
    assert parse.single_line(text) == read


def test_letters_are_composed() -> None:
    assert parse.single_line("Cafe\u0301") == "Café"


def test_blanks_within_a_line_stay() -> None:
    assert parse.single_line("Home  care\u00a0north") == "Home  care\u00a0north"


@pytest.mark.parametrize(
    "text",
    ["one\ntwo", "one\r\ntwo", "one\rtwo", "one\ttwo", "one\u2028two", "one\x0btwo"],
)
def test_one_line_is_one_line(text: str) -> None:
    with pytest.raises(Unreadable, match="Enter one line, without line breaks or tabs"):
        parse.single_line(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_lines_end_in_one_way(end: str) -> None:
    assert parse.multi_line(f"one{end}{end}two\tthree") == "one\n\ntwo\tthree"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\u200b", "\ufeff", "\u200d\u200c", "\u3164", "\u2800", "\n\n", "\u200e"],
)
def test_text_in_which_nothing_can_be_seen_is_refused(text: str) -> None:
    for read in (parse.single_line, parse.multi_line):
        with pytest.raises(Unreadable, match="Enter some text that can be seen"):
            read(text)


def test_a_line_has_a_limit_that_its_last_character_may_reach() -> None:
    assert parse.single_line("x" * 200) == "x" * 200
    with pytest.raises(Unreadable, match="Enter up to 200 characters; these are 201"):
        parse.single_line("x" * 201)
    assert parse.single_line("e\u0301" * 5, at_most=5) == "é" * 5


def test_text_has_a_limit_of_characters_and_of_lines() -> None:
    assert parse.multi_line("x\ny\nz", lines_at_most=3) == "x\ny\nz"
    with pytest.raises(Unreadable, match="Enter up to 3 lines; these are 4"):
        parse.multi_line("w\nx\ny\nz", lines_at_most=3)
    with pytest.raises(Unreadable, match="Enter up to 10,000 characters; these are 10,001"):
        parse.multi_line("x" * 10_001)


@pytest.mark.parametrize("text", ["\x01", "\x1b[31m", "\x7f", "\ufffe"])
def test_controls_are_named_and_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=r"Take out the character '\\[xu]"):
        parse.single_line(f"a{text}b")


@pytest.mark.parametrize("mark", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2069"])
def test_marks_that_turn_the_reading_round_are_refused(mark: str) -> None:
    with pytest.raises(Unreadable, match=r"Take out the hidden mark '\\u20[26].', which turns"):
        parse.single_line(f"photo{mark}gnp.exe")


@pytest.mark.parametrize(
    "text",
    ["Â£500", "cafÃ©", "CAFÃ‰", "itâ€™s", "â‚¬5", "Åµ", "ï»¿name", "lost \ufffd letter", "it\x92s", "\x80"],
)
def test_traces_of_the_wrong_alphabet_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="they seem to be read in the wrong alphabet"):
        parse.single_line(f"a {text} b")


@pytest.mark.parametrize(
    "text",
    ["CAFÉ–BAR", "CAFÉ’S", "Siân’s £5", "Ångström", "SÃO PAULO", "Â", "€5", "d’Ã"],
)
def test_letters_that_only_look_like_traces_are_kept(text: str) -> None:
    assert parse.single_line(text) == text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", True),
        ("Y", True),
        ("TRUE", True),
        (" Yes ", True),
        ("no", False),
        ("N", False),
        ("False", False),
    ],
)
def test_yes_and_no_are_read(text: str, answer: bool) -> None:
    assert parse.yes_no(text) is answer


@pytest.mark.parametrize("text", ["1", "0", "on", "maybe", "oui", "y e s", "ｙｅｓ"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=f"Enter yes or no; '{text}' is neither"):
        parse.yes_no(text)


def test_no_answer_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"Enter yes or no\."):
        parse.yes_no(" ")


def read_if_it_can_be(text: str) -> str | None:
    """The line, or None where it is refused."""
    try:
        return parse.single_line(text)
    except Unreadable:
        return None


@STEADY
@given(text=st.text(max_size=60))
def test_text_that_is_read_is_composed_and_is_read_again_as_itself(text: str) -> None:
    line = read_if_it_can_be(text)
    if line is not None:
        assert unicodedata.is_normalized("NFC", line)
        assert parse.single_line(line) == parse.multi_line(line) == line


@pytest.mark.parametrize("value", [5, 1.5, None, b"bytes", ["a"]])
def test_what_is_not_text_is_refused(value: Any) -> None:
    for read in (parse.single_line, parse.multi_line):
        with pytest.raises(Unreadable, match=f"Enter some text, not {type(value).__name__}"):
            read(value)
