"""The rules of files that are brought in."""

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.ground.files.rules import (
    AskingAgain,
    Cancelling,
    Confirming,
    Finishing,
    asking_again,
    cancelling,
    confirming,
    finishing,
)

BOOKS = {
    "confirming_a_file_that_was_brought_in": (confirming, Confirming),
    "asking_again_for_a_file_to_be_taken_in": (asking_again, AskingAgain),
    "cancelling_a_file_that_was_brought_in": (cancelling, Cancelling),
    "noting_that_a_file_was_taken_in": (finishing, Finishing),
}


@cases("confirming_a_file_that_was_brought_in", Confirming)
def test_confirming(asked, refused_by):
    assert codes(confirming, asked) == refused_by


@cases("asking_again_for_a_file_to_be_taken_in", AskingAgain)
def test_asking_again(asked, refused_by):
    assert codes(asking_again, asked) == refused_by


@cases("cancelling_a_file_that_was_brought_in", Cancelling)
def test_cancelling(asked, refused_by):
    assert codes(cancelling, asked) == refused_by


@cases("noting_that_a_file_was_taken_in", Finishing)
def test_finishing(asked, refused_by):
    assert codes(finishing, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_refuses_something_and_every_book_allows_something(file):
    assert every_rule_is_seen(file, BOOKS[file][0])
