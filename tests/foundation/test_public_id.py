"""Public ids are random, short and hard to misread."""

import pytest

from wholeplace.ground.foundation.public_id import ALPHABET, is_public_id, new_public_id


def test_the_alphabet_leaves_out_the_letters_that_are_misread() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ilou")


def test_a_new_id_is_a_public_id() -> None:
    assert all(is_public_id(new_public_id()) for _ in range(100))


def test_new_ids_differ() -> None:
    assert len({new_public_id() for _ in range(1_000)}) == 1_000


@pytest.mark.parametrize(
    "text",
    ["", "7k3q9x2m4p5", "7k3q9x2m4p5rr", "7K3Q9X2M4P5R", "7k3q9x2m4p5i", "７k3q9x2m4p5r"],
)
def test_other_text_is_no_public_id(text: str) -> None:
    assert not is_public_id(text)
