"""The rules of needs: each seen to allow and to refuse."""

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.analyse.needs.rules.recording import Recording, recording


@cases("recording_a_need", Recording)
def test_recording_a_need(asked, refused_by):
    assert codes(recording, asked) == refused_by


def test_every_rule_of_recording_is_seen():
    assert every_rule_is_seen("recording_a_need", recording)
