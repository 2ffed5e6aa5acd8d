"""The money of a fund under many who reach for it at once: nothing made, nothing lost, nothing spent twice."""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connections, transaction

from tests.factories.thread import THIS_YEAR, a_contract, a_fund, a_line, pounds
from tests.factories.worlds import TODAY, World
from tests.prove import money
from tests.prove.goals import chance, goal, size
from wholeplace.do.contracts import actions as contracts
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.plan.funds import actions

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 8


def contribute(city: World, fund: Ref, by_chance: random.Random) -> None:
    """Put a little more in."""
    council = city.organisations["council"].ref.public_id
    actions.contribute(
        fund=fund.public_id, organisation=council, amount=pounds(by_chance.randint(1, 500)), year=THIS_YEAR,
        by=city.finance, on=TODAY,
    )  # fmt: skip


def set_aside(city: World, fund: Ref, by_chance: random.Random) -> None:
    """Set some aside in a new line, which is refused once the fund is full."""
    a_line(city, fund=fund, amount=by_chance.randint(1, 400))


def move(city: World, lines: list[Ref], by_chance: random.Random) -> None:
    """Move money from one line to another, now and then more than it holds."""
    giver, taker = by_chance.sample(lines, 2)
    actions.move_between_lines(
        giver=giver.public_id, taker=taker.public_id, amount=pounds(by_chance.randint(1, 900)),
        because="Dearer than thought.", by=city.finance, on=TODAY,
    )  # fmt: skip


def draw(city: World, lines: list[Ref], by_chance: random.Random) -> None:
    """Pay a contract from a line, now and then more than is left of it."""
    actions.draw(
        line=by_chance.choice(lines).public_id, amount=pounds(by_chance.randint(1, 300)), by=city.commissioner, on=TODAY
    )  # fmt: skip


def test_whatever_is_moved_set_aside_and_drawn_at_once_adds_up(city: World):
    """Eight writers, each with chance of its own, on two funds; refused where the money is not there."""
    funds = [a_fund(city, put_in=3_000, title=title) for title in ("Pooled", "Aligned")]
    lines = {fund: [a_line(city, fund=fund, amount=500) for _ in range(3)] for fund in funds}
    many = size(small=160, change=5_000, release=100_000)

    def write(number: int) -> tuple[int, int]:
        by_chance, done, refused = chance(f"money {number}"), 0, 0
        for _ in range(many // WRITERS):
            fund = by_chance.choice(funds)
            tried = by_chance.choice(
                [partial(contribute, city, fund), partial(set_aside, city, fund)]
                + [partial(move, city, lines[fund]), partial(draw, city, lines[fund])] * 3
            )
            try:
                with transaction.atomic():
                    tried(by_chance)
                done += 1
            except Refused:
                refused += 1
        connections.close_all()
        return done, refused

    with goal("L1") as tally:
        with ThreadPoolExecutor(WRITERS) as pool:
            ended = list(pool.map(write, range(WRITERS)))
        for done, refused in ended:
            for _ in range(done + refused):
                tally.that(True, "")
        tally.that(
            all(done and refused for done, refused in ended), f"a writer never was let, or never refused: {ended}"
        )
        with speaking_for(BOOTSTRAP):
            for fault in money.faults():
                tally.that(False, fault)
            tally.that(money.counted() > many // 20, "hardly anything was written")


def test_a_contract_that_does_not_fit_leaves_nothing_behind(city: World):
    """What is drawn and the contract's link to its line come together or not at all."""
    line = a_line(city, fund=a_fund(city, put_in=1_000), amount=100)
    with goal("L1") as tally:
        for _ in range(3):
            contract = a_contract(city)
            with pytest.raises(Refused):
                contracts.link_contract(
                    contract=contract.public_id, line=line.public_id, by=city.commissioner, on=TODAY
                )
            with speaking_for(BOOTSTRAP):
                tally.that(not (found := money.faults()), f"{found}")
