"""One value, one sequence of bytes, for ever."""

from collections import OrderedDict
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.examples import STEADY
from wholeplace.ground.foundation.hashing import (
    VERSION,
    Canonical,
    canonical_bytes,
    content_hash,
    hash_of_bytes,
)
from wholeplace.ground.foundation.money import Money


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"n0:"),
        (True, b"b1:1"),
        (False, b"b1:0"),
        (-12, b"i3:-12"),
        ("£5", b"s3:\xc2\xa35"),
        ("", b"s0:"),
        (b"\x00\xff", b"y2:\x00\xff"),
        (Money(-500), b"m4:-500"),
        (date(2026, 3, 31), b"d10:2026-03-31"),
        (("ab", "c"), b"t9:s2:abs1:c"),
        ((), b"t0:"),
        ({"b": 1, "a": None}, b"p15:s1:an0:s1:bi1:1"),
    ],
)
def test_each_type_is_written_in_its_one_way(value: Any, written: bytes) -> None:
    assert canonical_bytes(value) == written


def test_hashes_never_change() -> None:
    paper: Canonical = {
        "title": "Home care",
        "amount": Money(123456),
        "on": date(2026, 3, 31),
        "tags": ("a", None, True),
    }
    assert content_hash(paper) == "cfa6048daac4b49bdc6d83fb3135d66d0dd08b054d012fe698a94cffdda5a4b1"
    assert content_hash(None) == sha256(b"wholeplace value 1\nn0:").hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ("b",)), (("a", "b"),)),
        (1, True),
        (0, False),
        (1, "1"),
        (None, ""),
        ("a", b"a"),
        (Money(5), 5),
        ("2026-03-31", date(2026, 3, 31)),
        ((), {}),
        ({"a": "b"}, ("a", "b")),
        ({"a": None}, {}),
    ],
)
def test_values_that_look_alike_differ(one: Any, other: Any) -> None:
    assert content_hash(one) != content_hash(other)


def test_the_order_of_a_mapping_does_not_matter() -> None:
    assert content_hash({"a": 1, "b": 2}) == content_hash(OrderedDict([("b", 2), ("a", 1)]))


def test_a_word_from_a_list_of_words_is_text() -> None:
    class Colour(StrEnum):
        RED = "red"

    assert content_hash(Colour.RED) == content_hash("red")


@pytest.mark.parametrize("value", [1.5, float("nan"), [1], {1}, datetime(2026, 3, 31), object(), ("a", 1.5)])
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical_bytes(value)


def test_the_keys_of_a_mapping_are_text() -> None:
    with pytest.raises(TypeError, match="The keys of a mapping are text, not int"):
        canonical_bytes({1: "a"})  # type: ignore[dict-item]


def test_text_that_is_no_text_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical_bytes("\ud800")


def test_the_hash_of_a_file_is_the_one_that_other_programs_print() -> None:
    assert hash_of_bytes(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_no_file_has_the_hash_of_the_value_that_it_spells() -> None:
    assert content_hash("a") != hash_of_bytes(canonical_bytes("a"))
    assert VERSION == b"wholeplace value 1\n"


plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.dates()
    | st.builds(Money, st.integers(-99, 99))
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def identity(value: Any) -> Any:
    """The value with its types, for telling 1 from True."""
    if isinstance(value, tuple):
        return ("tuple", tuple(map(identity, value)))
    if isinstance(value, dict):
        return ("dict", tuple(sorted((key, identity(inner)) for key, inner in value.items())))
    return (type(value).__name__, value)


@STEADY
@given(one=values, other=values)
def test_two_values_share_their_bytes_only_when_they_are_the_same(one: Any, other: Any) -> None:
    assert (canonical_bytes(one) == canonical_bytes(other)) == (repr(identity(one)) == repr(identity(other)))
