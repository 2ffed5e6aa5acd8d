"""The proofs notice what is planted: an edited row, a dropped check of the verifier, a dropped duty."""

import copy

import pytest

from tests.exchange.proof.test_verify_trail import TAMPERINGS
from tests.exchange.proof.trails import KEY, a_trail, head_of, text
from tests.prove import goals, test_proof
from wholeplace.edges.exchange.proof import verify_trail
from wholeplace.edges.exchange.proof.verify_trail import Trail

WHOLE = list(a_trail(40, heads=(10, 20, 30)))
HELD = [head_of(WHOLE, 40)]


def unnoticed():
    """What is done to a trail and not found by the verifier as it is now."""
    missed = []
    for tamper in TAMPERINGS:
        lines = copy.deepcopy(WHOLE)
        tamper(lines)
        faults = verify_trail.check_trail(text(lines), key=KEY.public, held=HELD)[0]
        if not any(TAMPERINGS[tamper] in fault for fault in faults):
            missed.append(tamper.__name__)
    return missed


def test_the_verifier_as_it_is_misses_nothing():
    assert unnoticed() == []


SKIPPED = {
    "words": (verify_trail, "words_hold", lambda entry: True),
    "signatures": (verify_trail, "signature_holds", lambda *given: True),
    "heads": (verify_trail, "head_faults", lambda head, key: []),
    "roots": (verify_trail, "root_of", lambda peaks: bytes(32)),
    "held heads": (Trail, "_against", lambda self, head: None),
    "the end": (Trail, "finish", lambda self: None),
    "what is unsealed": (Trail, "_unsealed", lambda self, event: None),
    "each event": (Trail, "_event", lambda self, place, event, entry: None),
}


@pytest.mark.parametrize("check", SKIPPED)
def test_a_verifier_that_skips_a_check_is_noticed(monkeypatch, check):
    monkeypatch.setattr(*SKIPPED[check])
    whole = verify_trail.check_trail(text(WHOLE), key=KEY.public, held=HELD)[0]
    assert unnoticed() or whole


@pytest.mark.parametrize("name", ["inclusion_holds", "growth_holds"])
@pytest.mark.parametrize("answer", [True, False])
def test_a_verifier_that_takes_every_proof_or_none_is_noticed(monkeypatch, name, answer):
    monkeypatch.setattr(verify_trail, name, lambda *given: answer)
    monkeypatch.setattr(goals, "TALLIES", [])
    with pytest.raises(AssertionError, match="A5"):
        test_proof.test_evidence_of_earlier_releases_still_verifies()


def strung_together(value):
    """The bytes of a value as text, which forgets what type it was."""
    content = str(value).encode()
    return b"s%d:%b" % (len(content), content)


def test_canonical_bytes_that_are_only_strung_together_are_noticed(monkeypatch):
    monkeypatch.setattr(verify_trail, "canonical", strung_together)
    monkeypatch.setattr(goals, "TALLIES", [])
    with pytest.raises(AssertionError, match="A6"):
        test_proof.test_no_two_records_have_the_same_bytes()


@pytest.mark.django_db
def test_an_action_whose_duties_are_not_asked_for_is_noticed(monkeypatch):
    monkeypatch.setattr("wholeplace.ground.trail.action._both_duties_done", lambda name: None)
    monkeypatch.setattr(goals, "TALLIES", [])
    with pytest.raises(AssertionError, match="A1"):
        test_proof.test_every_action_leaves_its_event_in_its_own_transaction_or_nothing_at_all()
