"""Processes and the database server killed under writers: what was acknowledged is there, once."""

import signal
import time
from collections.abc import Iterator

import pytest

from tests.prove.goals import Tally, chance, goal, size
from tests.prove.harness.nursery import a_nursery
from tests.prove.harness.site import Site, a_site
from tests.prove.harness.stops import IN_A_HURRY, Stops, end_in_order
from tests.prove.harness.takers import Taker
from tests.prove.harness.writers import MAY_COME, Writers
from wholeplace.doors.web.operations.early import ASKED_AGAIN_AFTER


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One site for all that is done to it."""
    with a_site() as one:
        yield one


def count(tally: Tally, writers: Writers, *, kills: int) -> None:
    """Count each kill and each write; every fault fails."""
    faults = writers.faults()
    for fault in faults:
        tally.that(False, fault)
    for _ in range(kills + len(writers.known)):
        tally.that(True, "")
    tally.that(len(writers.known) > 0, "nothing was written")


def count_files(tally: Tally, taker: Taker) -> None:
    """Count each file that was taken in; every fault fails."""
    for fault in taker.faults():
        tally.that(False, fault)
    for _ in taker.files:
        tally.that(True, "")
    tally.that(len(taker.files) > 0, "no file was taken in")


def test_processes_killed_at_any_moment(site):
    kills, by_chance = size(small=8, change=150, release=1000), chance("kills of processes")
    writers, taker = Writers(site), Taker(site, chance("files under kills"))
    victims = (lambda: site.kill_a_page_worker(by_chance), taker.kill, site.kill_work)
    killed = 0
    with goal("C1") as tally:
        writers.start()
        taker.start()
        while killed < kills:
            time.sleep(by_chance.uniform(0.1, 0.8))
            (victim,) = by_chance.choices(victims, weights=(2, 2, 1))
            killed += victim()
        taker.stop()
        writers.stop()
        count(tally, writers, kills=killed)
        count_files(tally, taker)


def test_the_database_killed_under_writers_and_used_again_in_time(site):
    cycles, by_chance = size(small=2, change=15, release=200), chance("kills of the server")
    writers, taker = Writers(site), Taker(site, chance("files under kills of the server"))
    with goal("C2") as tally, goal("C4") as in_time:
        workers = set(site.workers_of_the_pages())
        writers.start()
        taker.start()
        for number in range(cycles):
            time.sleep(by_chance.uniform(0.3, 1.5))
            site.kill_server(how=(signal.SIGKILL, signal.SIGQUIT)[number % 2])
            time.sleep(by_chance.uniform(0.0, 0.5))
            asked_while_it_is_away(site, in_time)
            if number == 0:
                in_time.that(is_told_to_be_away(site), "/health/ready did not say that the database is away")
            site.start_server()
            seconds = site.wait_for_an_answer()
            in_time.that(seconds <= 10, f"the first success came after {seconds:.1f} s")
        in_time.that(set(site.workers_of_the_pages()) == workers, "a process had to be started again")
        in_time.that(site.work is not None and site.work.poll() is None, "the background work ended")
        taker.stop()
        writers.stop()
        count(tally, writers, kills=cycles)
        count_files(tally, taker)
        told = site.log.read_text()
        for secret in (*site.tokens.values(), *site.emails, *writers.known):
            tally.that(secret not in told, "the log holds what somebody typed, or who they are")


def asked_while_it_is_away(site: Site, tally: Tally) -> None:
    """Every door says that the service is away; that this process lives is said all the same."""
    for address in ("/", "/sign-in", "/needs", "/api/v1/places", "/api/v1/needs"):
        status, said = site.send("GET", address)
        tally.that(status in MAY_COME, f"{address} answered {status} while the database was away: {said[:200]!r}")
        tally.that(not status or b"problem" in said or b"Away" in said, f"{address} does not say what is the matter")
    tally.that(site.send("GET", "/health/live")[0] == 200, "a process that lives does not say so")


def is_told_to_be_away(site: Site) -> bool:
    """Whether `/health/ready` says so once it asks again."""
    until = time.monotonic() + ASKED_AGAIN_AFTER + 5
    while time.monotonic() < until:
        if site.send("GET", "/health/ready")[0] == 503:
            return True
        time.sleep(0.2)
    return False


def test_asked_to_stop_everything_finishes_or_hands_back(site):
    many = size(small=2, change=20, release=200)
    end_in_order(site)
    with goal("C8") as tally, site.log.open("a") as log, a_nursery(site, log=log.fileno()) as nursery:
        stops = Stops(site, nursery, tally)
        stops.begin()
        for number in range(many):
            writers = Writers(site)
            writers.start(many=2)
            stops.stop(at=stops.be_at_a_job())
            stops.begin(patience=None if number % 2 else IN_A_HURRY)
            writers.stop()
            count(tally, writers, kills=1)
        stops.wait_for_the_end()
        tally.that(stops.finished > 0 and stops.handed_back > 0, f"finished or handed back never: {stops}")
        end_in_order(site)
