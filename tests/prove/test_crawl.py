"""Everybody asks for everything, with both walls up and with each alone."""

import statistics
import time
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.prove.goals import Tally, chance, goal, size
from tests.prove.net.crawl import Ask, absent, alike, asks, lists, matches, wrong
from tests.prove.net.readers import Reader
from tests.prove.net.routes import reads, routes
from tests.prove.net.walls import policy_down
from tests.prove.net.world import World

# Events keep the scope of their moment: the history of a record that was narrowed since is not as if there were none.
EVENTS = {"read_history"}
PARTS = size(small=1, change=2, release=8)
in_parts = pytest.mark.parametrize("part", range(PARTS))
"""Each part asks as people of its own, so that the parts can be taken in turn or at once."""


@in_parts
def test_no_canary_reaches_anybody_who_is_not_entitled_to_it(net: World, everybody: list[Reader], part: int):
    with goal("X3") as tally:
        crawl(net, everybody, tally, purpose="crawl", part=part, times=size(small=150, change=20_000, release=200_000))


@in_parts
def test_every_address_answers_as_the_policy_table_says(net: World, everybody: list[Reader], part: int):
    of_records = [route for route in routes() if route.is_of_a_record and route.name not in EVENTS]
    with goal("X2") as tally:
        drawn = asks(net, everybody[part::PARTS], chance(f"matrix {part}"), routes=of_records)
        for ask in so_many(drawn, size(small=100, change=20_000, release=400_000) // PARTS, tally):
            tally.that(not (said := matches(net, ask)), f"{ask}: {said}")


def test_every_list_holds_what_its_reader_sees(net: World, everybody: list[Reader]):
    with goal("X2") as tally:
        for where, what, holds in lists(net, everybody):
            tally.that(holds, f"{where}: {what}")


def test_absent_and_forbidden_look_alike(net: World, everybody: list[Reader]):
    took: list[float] = []
    of_records = [route for route in reads() if route.is_of_a_record and route.name not in EVENTS]
    with goal("X7") as tally:
        hidden = (one for one in asks(net, everybody, chance("alike"), routes=of_records) if not one.is_seen(net))
        for ask in so_many(hidden, size(small=40, change=500, release=2_000), tally):
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


@in_parts
def test_row_security_holds_alone(net: World, everybody: list[Reader], part: int, monkeypatch: pytest.MonkeyPatch):
    policy_down(monkeypatch)
    with goal("X4") as tally:
        crawl(net, everybody, tally, purpose="rows", part=part, times=size(small=100, change=10_000, release=100_000))


@in_parts
def test_the_policy_holds_alone(net: World, everybody: list[Reader], part: int):
    times = size(small=100, change=10_000, release=100_000)
    with goal("X4") as tally:
        try:
            net.row_security(on=False)
            crawl(net, everybody, tally, purpose="policy", part=part, times=times)
        finally:
            net.row_security(on=True)


def crawl(net: World, everybody: list[Reader], tally: Tally, *, purpose: str, part: int, times: int) -> None:
    """So many answers in all, of which this part takes its share; each looked through for what was not to be told."""
    drawn = asks(net, everybody[part::PARTS], chance(f"{purpose} {part}"))
    for ask in so_many(drawn, times // PARTS, tally):
        tally.that(not (said := wrong(net, ask, ask.sent())), f"{ask}: {said}")


def so_many(drawn: Iterator[Ask], times: int, tally: Tally) -> Iterator[Ask]:
    """So many of the requests drawn; that there are fewer to draw is a failure."""
    count = 0
    for ask in islice(drawn, times):
        count += 1
        yield ask
    tally.that(count == times, f"only {count} different requests could be drawn, not {times}")
