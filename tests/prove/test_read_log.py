"""Reads of the most sensitive records are written down, whichever page, list, file or search shows them."""

from itertools import islice

from tests.prove.goals import chance, goal, size
from tests.prove.net.crawl import asks
from tests.prove.net.read_log import ReadLog, entitled, marked
from tests.prove.net.readers import readers
from tests.prove.net.world import World

MOST = size(small=6, change=16, release=45)


def test_whatever_is_shown_of_the_most_sensitive_records_is_in_the_log(net: World):
    everybody = readers(net, chance("readers"), most=MOST)
    each = size(small=1, change=12, release=60)
    with goal("A8") as tally, net.owner() as owner:
        log = ReadLog(net, owner)
        for route in marked():
            drawn = entitled(net, route, everybody, chance(f"read {route.name}"))
            for ask in islice(drawn, each if route.is_of_a_record else 2 * each):
                told = log.wrong(ask, ask.sent())
                tally.that(not told, f"{ask}: {told[:3]}")


def test_a_refused_read_is_not_a_read(net: World):
    everybody = [one for one in readers(net, chance("readers"), most=MOST) if one.person]
    of_records = [route for route in marked() if route.is_of_a_record]
    with goal("A8") as tally, net.owner() as owner:
        log = ReadLog(net, owner)
        hidden = (one for one in asks(net, everybody, chance("refused"), routes=of_records) if not one.is_seen(net))
        for ask in islice(hidden, size(small=40, change=1_000, release=10_000)):
            told = log.wrong(ask, ask.sent())
            tally.that(not told, f"{ask}: {told[:3]}")
