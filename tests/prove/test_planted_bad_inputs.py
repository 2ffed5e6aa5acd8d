"""The probers of bad input are shown planted faults, and must find them."""

import json

from tests.prove.goals import Tally, chance
from tests.prove.rubbish import fuzz, text_parser


def test_a_parser_that_breaks_in_another_way_is_found():
    tally = Tally("F3")
    parser = text_parser("planted", json.loads, '{"amount": "1"}', refuses=(json.JSONDecodeError,))
    fuzz(parser, chance("planted"), seconds=0.3, tally=tally)
    assert any("RecursionError" in one or "ValueError" in one for one in tally.failures)
