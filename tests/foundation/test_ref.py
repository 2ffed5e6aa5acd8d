"""A reference is read exactly as it is written."""

import pytest

from wholeplace.ground.foundation.ref import Malformed, Ref
from wholeplace.ground.foundation.unreadable import Unreadable

ID = "7k3q9x2m4p5r"


def test_a_reference_is_written_as_kind_colon_id() -> None:
    assert str(Ref(kind="need", public_id=ID)) == "need:7k3q9x2m4p5r"


def test_what_is_written_is_read_back() -> None:
    assert Ref.parse("case_for_change:7k3q9x2m4p5r") == Ref(kind="case_for_change", public_id=ID)


def test_references_sort_by_kind_and_then_by_id() -> None:
    later, earlier, other = Ref("need", ID), Ref("need", "0" * 12), Ref("contract", ID)
    assert sorted([later, earlier, other]) == [other, earlier, later]


def test_references_are_members_of_sets() -> None:
    assert len({Ref("need", ID), Ref.parse(f"need:{ID}")}) == 1


def test_references_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Ref("need", ID).kind = "contract"  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "need",
        "need:",
        f":{ID}",
        f"need:{ID}x",
        f"need:{ID[:-1]}",
        f"need:{ID.upper()}",
        f"Need:{ID}",
        f" need:{ID}",
        f"need:{ID}\n",
        f"need::{ID}",
        f"nëed:{ID}",
        f"need:{ID[:-1]}i",
        f"{'n' * 41}:{ID}",
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(Malformed, match="is not a reference such as need:7k3q9x2m4p5r"):
        Ref.parse(text)


def test_a_reference_that_could_not_be_read_back_cannot_be_made() -> None:
    with pytest.raises(Malformed):
        Ref(kind="need", public_id="1")


def test_malformed_is_one_of_the_things_that_cannot_be_read() -> None:
    assert issubclass(Malformed, Unreadable)
