"""The probers of bad input are shown planted faults, and must find them."""

import json

from tests.prove.asked import fault_of_field
from tests.prove.bad import Bad
from tests.prove.goals import Tally, chance
from tests.prove.rubbish import fuzz, text_parser
from wholeplace.doors.web.shell.forms import MoneyField
from wholeplace.ground.foundation.money import Money


def test_a_parser_that_breaks_in_another_way_is_found():
    tally = Tally("F3")
    parser = text_parser("planted", json.loads, '{"amount": "1"}', refuses=(json.JSONDecodeError,))
    fuzz(parser, chance("planted"), seconds=0.3, tally=tally)
    assert any("RecursionError" in one or "ValueError" in one for one in tally.failures)


def test_a_money_field_that_takes_an_exponent_is_found(monkeypatch):
    field, bad = MoneyField(label="Amount"), Bad(("1e5",))
    assert not fault_of_field("amount", field, bad)
    monkeypatch.setattr(MoneyField, "read", lambda self, text: Money(int(float(text)) * 100))
    assert fault_of_field("amount", field, bad) == "took '1e5'"
