"""What could not be read is repeated to whoever typed it, short and with nothing hidden in it."""

import pytest

from wholeplace.ground.foundation.unreadable import Unreadable, echo


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1e5", "'1e5'"),
        ("", "''"),
        ("O’Brien", "'O’Brien'"),
        ("x" * 40, f"'{'x' * 40}'"),
        ("x" * 41, f"'{'x' * 40}…'"),
        ("a\0b", r"'a\x00b'"),
        ("\u202egnp.exe", r"'\u202egnp.exe'"),
        ("\ud800", r"'\ud800'"),
        ("two\nlines", r"'two\nlines'"),
    ],
)
def test_input_is_repeated_in_quotation_marks(text: str, shown: str) -> None:
    assert echo(text) == shown


def test_unreadable_is_a_value_error_with_a_sentence() -> None:
    unreadable = Unreadable("Enter yes or no.")
    assert isinstance(unreadable, ValueError)
    assert unreadable.sentence == "Enter yes or no."
