"""Two who reach for the same money at the same moment: one gets it, the other is refused, none is made or lost."""

import pytest

from tests.factories.at_once import at_once
from tests.factories.thread import THIS_YEAR, a_contract, a_fund, a_line, pounds
from tests.factories.worlds import TODAY, build_city
from wholeplace.do.contracts import actions as contracts
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.funds import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_lines_that_do_not_both_fit_in_a_fund():
    city = build_city()
    fund = a_fund(city)

    refused = at_once(*(lambda: a_line(city, fund=fund, amount=600_000) for _ in range(2)))

    with speaking_for(city.finance):
        card = queries.fund(reference=fund.public_id, seen_by=city.finance)
    assert (refused, card.set_aside) == (["LNE3"], pounds(600_000))


def test_two_movements_that_cannot_both_come_from_one_line():
    city = build_city()
    fund = a_fund(city)
    giver, taker = a_line(city, fund=fund, amount=100), a_line(city, fund=fund, amount=100, title="Equipment")

    def moved() -> None:
        actions.move_between_lines(
            giver=giver.public_id,
            taker=taker.public_id,
            amount=pounds(60),
            because="Cheaper",
            by=city.finance,
            on=TODAY,
        )

    refused = at_once(moved, moved)

    with speaking_for(city.finance):
        lines = queries.fund(reference=fund.public_id, seen_by=city.finance).lines
    assert refused == ["TFR3"]
    assert {line.title: line.amount for line in lines} == {
        "Home reablement": pounds(40),
        "Equipment": pounds(160),
    }


def test_two_contracts_that_cannot_both_be_paid_from_one_line():
    city = build_city()
    line = a_line(city, amount=100, year=THIS_YEAR)
    both = [a_contract(city), a_contract(city)]

    def paid(contract):
        return lambda: contracts.link_contract(
            contract=contract.public_id,
            line=line.public_id,
            amount=pounds(60),
            by=city.commissioner,
            on=TODAY,
        )

    assert at_once(*map(paid, both)) == ["PAY2"]


def test_a_movement_and_a_contract_that_cannot_both_have_the_money_of_a_line():
    city = build_city()
    fund = a_fund(city)
    giver, taker = a_line(city, fund=fund, amount=100), a_line(city, fund=fund, amount=100, title="Equipment")

    refused = at_once(
        lambda: actions.move_between_lines(
            giver=giver.public_id,
            taker=taker.public_id,
            amount=pounds(60),
            because="Cheaper",
            by=city.finance,
            on=TODAY,
        ),
        lambda: actions.draw(line=giver.public_id, amount=pounds(60), by=city.commissioner, on=TODAY),
    )

    with speaking_for(city.finance):
        line = queries.line(reference=giver.public_id, seen_by=city.finance)
    assert (refused, line.left) in ((["TFR3"], pounds(40)), (["PAY2"], pounds(40)))
