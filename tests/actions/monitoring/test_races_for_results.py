"""Two who write the same thing at the same moment: one does, the other is refused with a reason."""

import pytest

from tests.factories.at_once import at_once
from tests.factories.thread import (
    a_board,
    a_contract,
    a_contract_measure,
    a_line,
    a_plan,
    a_result,
    an_intention,
    an_outcome,
)
from tests.factories.worlds import TODAY, build_city
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans.rules.writing import PlanKind
from wholeplace.review.monitoring import queries

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_results_of_one_measure_and_period():
    city = build_city()
    measure = a_contract_measure(city, contract=a_contract(city))

    refused = at_once(*(lambda: a_result(city.commissioner, contract_measure=measure) for _ in range(2)))

    with speaking_for(city.partner):
        found = queries.results(within=city.partner.partnership_id, seen_by=city.partner).count()
    assert (refused, found) == (["RES2"], 1)


def test_one_line_linked_to_one_intention_twice():
    city = build_city()
    line, intention = a_line(city).public_id, an_intention(city.commissioner).public_id

    refused = at_once(
        *(lambda: plans.link_line(line=line, intention=intention, by=city.finance, on=TODAY) for _ in range(2))
    )

    assert refused == ["LNE5"]


def test_two_plans_of_one_board_published_at_once():
    city = build_city()
    board = a_board(city.governance)
    outcome = an_outcome(city.commissioner)

    def final(title):
        ref = a_plan(
            city.commissioner, title=title, kind=PlanKind.BOARD, board=board.public_id, outcomes=[outcome.public_id]
        )
        plans.challenge(plan=ref.public_id, remarks="Who pays?", by=city.commissioner, on=TODAY)
        plans.finalise(plan=ref.public_id, by=city.commissioner, on=TODAY)
        return lambda: plans.publish(plan=ref.public_id, by=city.commissioner, on=TODAY)

    assert at_once(final("One plan"), final("Another plan")) == ["PLB3"]
