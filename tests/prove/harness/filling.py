"""A disk that is filled under writers: what is answered meanwhile, and what is there once there is room again."""

import time
from collections.abc import Callable

from tests.prove.goals import Tally
from tests.prove.harness.disks import Disk
from tests.prove.harness.site import PATIENCE, Site
from tests.prove.harness.writers import Writers
from wholeplace.config import serve

SOON = 30.0
"""Seconds within which a disk that is full is noticed, and all goes on once there is room."""
ENOUGH = 5
"""How often it must be told that there is no room."""
Asked = Callable[[Site], tuple[int, bytes]]


def while_full(site: Site, disk: Disk, tally: Tally, *, asked: Asked, soon: float = SOON) -> None:
    """Fill a disk under writers, look at what is answered, make room, and look at what is there."""
    tally.that(asked(site)[0] in {200, 201}, f"{disk.folder.name} has room: what is asked is refused")
    all_are_there(site)
    workers, writers = set(site.workers_of_the_pages()), Writers(site)
    writers.start(many=2)
    time.sleep(0.5)
    until, told = time.monotonic() + soon, 0
    while time.monotonic() < until and told < ENOUGH:
        disk.fill()
        status, said = asked(site)
        sound = status in {0, 200, 201, 503}
        tally.that(sound, f"{disk.folder.name} is full: answered {status}: {said[:200]!r}")
        if status == 503:
            told += 1
            tally.that(b"no room" in said, f"{disk.folder.name} is full: it is not said: {said[:200]!r}")
    tally.that(told == ENOUGH, f"{disk.folder.name} is full: it was told {told} times only")
    disk.empty()
    site.start_server()
    began = time.monotonic()
    site.wait_for_an_answer()
    writers.stop()
    tally.that(asked(site)[0] in {200, 201}, f"{disk.folder.name} has room again: what was refused is still refused")
    seconds = time.monotonic() - began
    tally.that(seconds <= soon, f"{disk.folder.name} has room again: all goes on after {seconds:.0f} s only")
    still = set(site.workers_of_the_pages())
    tally.that(still == workers, f"a process of the pages had to be started again: {workers}, {still}")
    tally.that(site.work is not None and site.work.poll() is None, "the background work ended")
    for fault in writers.faults():
        tally.that(False, f"{disk.folder.name}: {fault}")
    tally.that(len(writers.known) > 0, "nothing was written")


def all_are_there(site: Site) -> None:
    """Wait until every process of the pages has begun."""
    until = time.monotonic() + PATIENCE
    while len(site.workers_of_the_pages()) < serve.WORKERS and time.monotonic() < until:
        time.sleep(0.05)
