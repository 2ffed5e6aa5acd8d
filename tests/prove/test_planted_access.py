"""The provers of access over time fail on a planted fault: what outlives its end, an opening made by one alone."""

import pytest

from tests.factories.sharing import NOON
from tests.prove import test_access_over_time as prover
from tests.prove.goals import TALLIES
from wholeplace.together.sharing.models import Share
from wholeplace.together.sharing.rules import opening as rules

pytestmark = pytest.mark.django_db
two, kept = prover.two, prover.kept


@pytest.fixture(autouse=True)
def told_apart(monkeypatch):
    """What is counted here is no goal reached or missed, and few cases are enough."""
    before = list(TALLIES)
    monkeypatch.setattr(prover, "size", lambda small, change, release: min(small, 18))
    yield
    TALLIES[:] = before


def test_a_door_that_remembers_an_ended_share_is_noticed(two, kept, monkeypatch):
    monkeypatch.setattr(prover, "REVOCATIONS", (prover.share_ended,))
    kept_so_far = Share.save
    monkeypatch.setattr(Share, "save", lambda self, **how: None if self.ended_on else kept_so_far(self, **how))

    with pytest.raises(AssertionError, match="share_ended: read before True, after True"):
        prover.test_whatever_is_taken_away_is_refused_at_the_next_request(two, kept)


def test_an_opening_that_does_not_end_is_noticed(two, kept, monkeypatch):
    monkeypatch.setattr(prover, "REVOCATIONS", (prover.opening_ran_out,))
    remembered = prover.reads
    monkeypatch.setattr(prover, "reads", lambda ref, actor, at=NOON, **_: remembered(ref, actor, at=min(at, NOON)))

    with pytest.raises(AssertionError, match="opening_ran_out: read before True, after True"):
        prover.test_whatever_is_taken_away_is_refused_at_the_next_request(two, kept)


def test_a_rule_of_two_people_taken_out_is_noticed(two, kept, monkeypatch):
    """The constraint of the database is the last word, so the fault is seen as its refusal, not as an opening."""
    monkeypatch.setitem(rules.agreeing._by_number, 1, rules.agreeing._by_number[2])

    with pytest.raises(Exception, match=r"opening_by_two_people|opening_is_agreed_whole"):
        prover.test_an_opening_is_asked_agreed_by_another_short_told_and_closed(two, kept)
