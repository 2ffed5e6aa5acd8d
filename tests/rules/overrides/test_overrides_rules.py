"""The rules of setting a number of law by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.ground.law.entry import UNITS
from wholeplace.ground.overrides.rules import MOST, Setting, setting

FILE = "setting_a_number_of_law_by_hand"


@cases(FILE, Setting)
def test_a_case_is_refused_by_just_these_rules(asked, refused_by):
    assert codes(setting, asked) == refused_by


def test_every_rule_is_seen_to_allow_and_to_refuse():
    assert every_rule_is_seen(FILE, setting)


def test_every_unit_of_the_book_has_its_largest_value():
    assert set(MOST) == set(UNITS)


@pytest.mark.parametrize("unit", sorted(UNITS))
@given(value=st.decimals(allow_nan=True, allow_infinity=True))
def test_a_value_that_is_allowed_fits_its_column_and_is_whole_where_it_counts(unit, value):
    asked = Setting(
        rule="r", unit=unit, jurisdiction="England", value=value, begins_on=date(2026, 6, 1), because="B", others=()
    )
    if not codes(setting, asked):
        assert 0 <= value < 10**14
        assert value == value.quantize(Decimal("0.0001"))
        assert unit in {"percent", "chi_squared"} or value == int(value)
