"""Two administrators who set the same number at the same moment: one sets it, the other is refused with reasons."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from tests.factories.worlds import TODAY, build_city
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.overrides import actions, queries


@pytest.mark.django_db(transaction=True)
def test_one_number_has_one_value_a_day_though_two_set_it_at_once():
    city = build_city()
    officers = [
        city.add_person(f"{body}_administrator", role=Role.ADMINISTRATOR, organisation=body, title="Administrator")
        for body in ("council", "icb")
    ]
    ready = Barrier(len(officers))

    def tried(officer) -> list[str]:
        try:
            ready.wait(timeout=10)
            actions.set_override(
                rule="voluntary_sector_notice",
                jurisdiction="England",
                value=Decimal(6),
                begins_on=TODAY,
                because="As agreed.",
                by=officer,
                on=TODAY,
            )
        except Refused as refused:
            return [refusal.code for refusal in refused.refusals]
        finally:
            connections.close_all()
        return []

    with ThreadPoolExecutor(len(officers)) as pool:
        refused = [code for codes in pool.map(tried, officers) for code in codes]

    assert (refused, len(queries.kept(seen_by=officers[0]))) == (["LAW3"], 1)
