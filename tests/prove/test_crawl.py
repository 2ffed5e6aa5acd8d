"""Everybody asks for everything, with both walls up and with each alone."""

import statistics
import time
from itertools import islice

import pytest

from tests.prove.goals import Tally, chance, goal, size
from tests.prove.net.crawl import absent, alike, asks, lists, matches, wrong
from tests.prove.net.readers import readers
from tests.prove.net.routes import reads, routes
from tests.prove.net.walls import policy_down
from tests.prove.net.world import World

# Events keep the scope of their moment: the history of a record that was narrowed since is not as if there were none.
EVENTS = {"read_history"}
MOST = size(small=6, change=45, release=90)


def test_no_canary_reaches_anybody_who_is_not_entitled_to_it(net: World):
    everybody = readers(net, chance("readers"), most=MOST)
    with goal("X3") as tally:
        crawl(net, everybody, tally, purpose="crawl", times=size(small=150, change=20_000, release=200_000))


def test_every_address_answers_as_the_policy_table_says(net: World):
    everybody = readers(net, chance("readers"), most=MOST)
    of_records = [route for route in routes() if route.is_of_a_record and route.name not in EVENTS]
    with goal("X2") as tally:
        drawn = asks(net, everybody, chance("matrix"), routes=of_records)
        for ask in islice(drawn, size(small=100, change=20_000, release=200_000)):
            tally.that(not (said := matches(net, ask)), f"{ask}: {said}")
        for where, what, holds in lists(net, everybody):
            tally.that(holds, f"{where}: {what}")


def test_absent_and_forbidden_look_alike(net: World):
    everybody = readers(net, chance("readers"), most=MOST)
    took: list[float] = []
    of_records = [route for route in reads() if route.is_of_a_record and route.name not in EVENTS]
    with goal("X7") as tally:
        hidden = (one for one in asks(net, everybody, chance("alike"), routes=of_records) if not one.is_seen(net))
        for ask in islice(hidden, size(small=40, change=500, release=2_000)):
            other = absent(ask)
            answers, spent = {}, {}
            for which in chance(str(ask)).sample((ask, other), 2):
                began = time.perf_counter()
                answers[which.address] = which.sent()
                spent[which.address] = time.perf_counter() - began
            took.append(spent[ask.address] - spent[other.address])
            said = alike(ask, answers[ask.address], other, answers[other.address])
            tally.that(not said, f"{ask}: {said}")
        tally.that(abs(statistics.median(took)) <= 0.005, f"a median difference of {statistics.median(took):.4f} s")


def test_row_security_holds_alone(net: World, monkeypatch: pytest.MonkeyPatch):
    everybody = readers(net, chance("readers"), most=MOST)
    policy_down(monkeypatch)
    with goal("X4") as tally:
        crawl(net, everybody, tally, purpose="rows", times=size(small=100, change=10_000, release=100_000))


def test_the_policy_holds_alone(net: World):
    everybody = readers(net, chance("readers"), most=MOST)
    with goal("X4") as tally:
        try:
            net.row_security(on=False)
            crawl(net, everybody, tally, purpose="policy", times=size(small=100, change=10_000, release=100_000))
        finally:
            net.row_security(on=True)


def crawl(net: World, everybody: list, tally: Tally, *, purpose: str, times: int) -> None:
    """So many answers, each looked through for what its reader may not know."""
    for ask in islice(asks(net, everybody, chance(purpose)), times):
        tally.that(not (said := wrong(net, ask, ask.sent())), f"{ask}: {said}")
