"""The probers of the doors notice a planted fault."""

import logging

import pytest
from django.http import HttpResponse

from tests.prove.goals import Tally
from tests.prove.test_web import Gathered, looked_at, personal_lines


def test_a_page_without_headers_is_noticed():
    tally = Tally("W1")
    looked_at(tally, HttpResponse(), "a bare page", signed_in=True)
    assert len(tally.failures) >= 8


@pytest.mark.parametrize("policy", ["default-src *; script-src 'unsafe-inline'; frame-ancestors 'none'"])
def test_an_unsafe_policy_is_noticed(policy):
    tally = Tally("W1")
    looked_at(tally, HttpResponse(headers={"Content-Security-Policy": policy}), "a page")
    assert any("unsafe" in fault for fault in tally.failures)


def test_a_line_with_a_name_is_noticed():
    gathered = Gathered()
    gathered.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("planted")
    logger.addHandler(gathered)
    logger.error("Somebody of the name %s failed.", "Ada Marl")
    logger.error("Somebody failed.")
    logger.removeHandler(gathered)
    assert len(personal_lines(gathered, ("Ada Marl",))) == 1
