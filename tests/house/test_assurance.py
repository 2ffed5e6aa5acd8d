"""What the pack of assurance rests on is there; an answer that rests on nothing is found."""

from dataclasses import replace

import pytest

from tests.house.plan import PROJECT
from wholeplace.across.assurance.answers import Evidence, answers, not_there

FACTS = ("version", "kinds", "fields", "personal", "special", "roles", "scoped", "retention")
SAID = answers(dict.fromkeys(FACTS, 1))


def test_every_evidence_names_something_that_is_there():
    assert list(not_there(SAID, project=PROJECT)) == []


@pytest.mark.parametrize(
    "kind, name",
    [
        ("test", "tests/house/test_walls.py::test_nothing"),
        ("setting", "NO_SUCH"),
        ("command", "no_such"),
        ("hope", "x"),
    ],
)
def test_an_evidence_that_is_not_there_is_found(kind, name):
    planted = replace(SAID[0], evidence=(Evidence(kind, name),))
    assert len(list(not_there([planted], project=PROJECT))) == 1


def test_an_answer_that_nothing_shows_is_found():
    assert len(list(not_there([replace(SAID[0], evidence=())], project=PROJECT))) == 1
