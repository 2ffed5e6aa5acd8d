"""A word of a closed list is stored as its value and read as its label."""

from wholeplace.ground.foundation.labelled import Labelled


class Direction(Labelled):
    """Which way an indicator moves."""

    BETTER = "better", "Getting better"
    UNKNOWN = "unknown"


def test_a_word_keeps_its_value_for_storage_and_its_label_for_people() -> None:
    assert Direction("better") is Direction.BETTER
    assert str(Direction.BETTER) == "better"
    assert Direction.BETTER.label == "Getting better"


def test_a_word_may_go_without_a_label() -> None:
    assert Direction.UNKNOWN.label == ""
