"""Notices, by rule: who may be named as a supplier, and which values say nothing."""

import pytest

from wholeplace.do.contracts.rules.notices import may_be_named, says_nothing
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money

COMPANY, PLATFORM = OrgId("GB-COH", "01234567"), OrgId("GB-PPON", "ABCD-1234-EFGH")


@pytest.mark.parametrize(
    ("name", "ids", "may"),
    [
        ("Alder Care Ltd", (), True),
        ("Birch & Co LLP", (), True),
        ("Marlbridge City Council", (), True),
        ("The Rowan School", (), True),
        ("Ash Rowan", (), False),
        ("Rowan's Taxis", (), False),
        ("Ash Rowan", (COMPANY,), True),
        ("Ash Rowan", (PLATFORM,), False),
        ("Alder Care Ltd", (PLATFORM,), True),
        ("Altdorf Lamps", (), False),
    ],
)
def test_a_supplier_is_named_only_where_it_is_plainly_a_body(name, ids, may):
    assert may_be_named(name, ids=ids) is may


@pytest.mark.parametrize(("pence", "nothing"), [(0, True), (1, True), (2, False), (100, False)])
def test_a_penny_only_fills_the_field(pence, nothing):
    assert says_nothing(Money(pence)) is nothing
