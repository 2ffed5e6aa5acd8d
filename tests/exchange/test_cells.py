"""Text that leaves for a spreadsheet stays text."""

import pytest

from wholeplace.edges.exchange.cells import inert


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '"=1', " =1", "\r=1", "\u00a0=1", " \t=1", "-£2+1"]
)
def test_a_cell_that_would_run_is_made_inert(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-2", "1,250.00", "-1,250.00", "O’Brien", "a=b", "", "£5", "-£25.50", "12.5%"])
def test_a_cell_that_would_not_run_is_left_alone(text):
    assert inert(text) == text
