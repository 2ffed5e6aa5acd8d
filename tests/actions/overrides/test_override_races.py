"""Two administrators who set the same number at the same moment: one sets it, the other is refused with reasons."""

from decimal import Decimal

import pytest

from tests.factories.at_once import at_once
from tests.factories.worlds import TODAY, build_city
from wholeplace.ground.access.roles import Role
from wholeplace.ground.overrides import actions, queries


@pytest.mark.django_db(transaction=True)
def test_one_number_has_one_value_a_day_though_two_set_it_at_once():
    city = build_city()
    officers = [
        city.add_person(f"{body}_administrator", role=Role.ADMINISTRATOR, organisation=body, title="Administrator")
        for body in ("council", "icb")
    ]

    def sets_it(officer):
        return lambda: actions.set_override(
            rule="voluntary_sector_notice",
            jurisdiction="England",
            value=Decimal(6),
            begins_on=TODAY,
            because="As agreed.",
            by=officer,
            on=TODAY,
        )

    refused = at_once(*map(sets_it, officers))

    assert (refused, len(queries.kept(seen_by=officers[0]))) == (["LAW3"], 1)
