"""Processes and the database server killed under writers: what was acknowledged is there, once."""

import signal
import time
from collections.abc import Iterator

import pytest

from tests.prove.goals import chance, goal, size
from tests.prove.harness.site import Site, a_site
from tests.prove.harness.writers import Writers


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One site for all that is done to it."""
    with a_site() as one:
        yield one


def count(tally, writers: Writers, *, kills: int) -> None:
    """Count each kill and each write; every fault fails."""
    faults = writers.faults()
    for fault in faults:
        tally.that(False, fault)
    for _ in range(kills + len(writers.known)):
        tally.that(True, "")
    tally.that(len(writers.known) > 0, "nothing was written")


def test_processes_killed_at_any_moment(site):
    kills, by_chance = size(small=6, change=150, release=1000), chance("kills of processes")
    writers = Writers(site)
    with goal("C1") as tally:
        writers.start()
        for number in range(kills):
            time.sleep(by_chance.uniform(0.1, 0.8))
            site.kill_work() if number % 5 == 4 else site.kill_a_page_worker(by_chance)
        writers.stop()
        count(tally, writers, kills=kills)


def test_the_database_killed_under_writers_and_used_again_in_time(site):
    cycles, by_chance = size(small=2, change=15, release=200), chance("kills of the server")
    writers = Writers(site)
    with goal("C2") as tally, goal("C4") as in_time:
        workers = set(site.workers_of_the_pages())
        writers.start()
        for number in range(cycles):
            time.sleep(by_chance.uniform(0.3, 1.5))
            site.kill_server(how=(signal.SIGKILL, signal.SIGQUIT)[number % 2])
            time.sleep(by_chance.uniform(0.0, 0.5))
            site.start_server()
            seconds = site.wait_for_an_answer()
            in_time.that(seconds <= 10, f"the first success came after {seconds:.1f} s")
        in_time.that(set(site.workers_of_the_pages()) == workers, "a process had to be started again")
        in_time.that(site.work is not None and site.work.poll() is None, "the background work ended")
        writers.stop()
        count(tally, writers, kills=cycles)


def test_asked_to_stop_everything_finishes_or_hands_back(site):
    with goal("C8") as tally:
        for _ in range(size(small=1, change=20, release=200)):
            writers = Writers(site)
            writers.start(many=2)
            time.sleep(0.5)
            began = time.monotonic()
            for process in (site.work, site.pages):
                assert process is not None
                process.send_signal(signal.SIGTERM)
            for process in (site.work, site.pages):
                process.wait(40)
            seconds = time.monotonic() - began
            tally.that(seconds <= 30, f"stopping took {seconds:.0f} s")
            site.start_pages()
            site.start_work()
            writers.stop()
            count(tally, writers, kills=1)
            stuck = site.asked("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
            tally.that(stuck == [(0,)], "a job was left in nobody's hands")
