"""A site that is asked to stop again and again, each time while a worker is at a file."""

import signal
import subprocess
import time
from dataclasses import dataclass
from typing import Any

from tests.prove.goals import Tally
from tests.prove.harness.nursery import Nursery
from tests.prove.harness.site import PATIENCE, Site
from wholeplace.config import serve

SOON_ENOUGH = 30.0
"""Seconds that everything has to stop."""
ROWS = 3_000
HEADING = "Payment Date,Amount,Beneficiary Name,Organisational Unit,Service Division Label,Purpose,Transaction Number"
IN_A_HURRY = 0.1
"""A patience within which no file is taken in: such a worker must hand back what it is at."""
UNDER_WAY = "task_name = 'take_in_file' AND status <> 'succeeded'"
IS_HELD = "NOT pg_try_advisory_xact_lock(hashtextextended('worker ' || coalesce(worker_id, 0), 0))"


@dataclass
class Stops:
    """What is stopped, and what became of the jobs that were under way."""

    site: Site
    nursery: Nursery
    tally: Tally
    files: int = 0
    finished: int = 0
    handed_back: int = 0

    def __post_init__(self) -> None:
        """Count what is there before."""
        self.before = self._payments()

    def begin(self, *, patience: float | None = None) -> None:
        """Begin pages and background work, and wait for the first answer."""
        site: Any = self.site
        site.work = self.nursery.work(patience=patience)
        site.pages = self.nursery.pages(site.door.fileno(), serve._pages(site.door))
        site.wait_for_an_answer()

    def be_at_a_job(self) -> int:
        """Bring a file in where none waits, and wait until a worker is at it; the number of its job."""
        if not self.site.asked(f"SELECT id FROM procrastinate_jobs WHERE {UNDER_WAY}"):
            self.files += 1
            self.nursery.bring_in(a_file(self.files), name=f"{self.files}.csv")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self._cut_rests_short()
            held = self.site.asked(
                f"SELECT id FROM procrastinate_jobs WHERE {UNDER_WAY} AND status = 'doing' AND {IS_HELD}"
            )
            if held:
                return int(held[0][0])
            time.sleep(0.02)
        raise TimeoutError("No worker took the file up.")

    def stop(self, *, at: int) -> None:
        """Ask everything to stop, and look how long it took and what became of the job that was under way."""
        began = time.monotonic()
        end_in_order(self.site)
        seconds = time.monotonic() - began
        self.tally.that(seconds <= SOON_ENOUGH, f"stopping took {seconds:.0f} s")
        ((status, held),) = self.site.asked(f"SELECT status, {IS_HELD} FROM procrastinate_jobs WHERE id = %s", at)
        done = status == "succeeded"
        self.finished, self.handed_back = self.finished + done, self.handed_back + (not done)
        self.tally.that(done or status in {"todo", "doing"}, f"a job that was under way is {status}")
        self.tally.that(done or not held, "a job is held by a worker that has stopped")

    def wait_for_the_end(self) -> None:
        """Wait until every file is taken in, and count what is there."""
        until = time.monotonic() + PATIENCE
        while self.site.asked(f"SELECT id FROM procrastinate_jobs WHERE {UNDER_WAY}") and time.monotonic() < until:
            self._cut_rests_short()
            time.sleep(0.1)
        done = self.site.asked("SELECT count(*) FROM files_broughtfile WHERE state = 'done' AND changes = %s", ROWS)
        self.tally.that(done == [(self.files,)], f"{done} files were taken in whole, of {self.files}")
        rows = self._payments() - self.before
        self.tally.that(rows == self.files * ROWS, f"{rows} payments, where the files hold {self.files * ROWS}")

    def _payments(self) -> int:
        ((payments,),) = self.site.asked("SELECT count(*) FROM funds_publishedspend WHERE superseded_on IS NULL")
        return int(payments)

    def _cut_rests_short(self) -> None:
        """What was handed back rests before it is tried again; nobody waits for that here."""
        self.site.asked("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo' RETURNING id")


def end_in_order(site: Site) -> None:
    """Ask the pages and the work to stop, and wait until they have. What does not is killed, and stays to be seen."""
    for process in (site.work, site.pages):
        assert process is not None
        process.send_signal(signal.SIGTERM)
    for process in (site.work, site.pages):
        try:
            process.wait(SOON_ENOUGH + 10)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


def a_file(number: int) -> str:
    """A file of payments."""
    payments = (f"01/04/2026,{n % 900}.10,Alder Care Ltd,Adults,Homes,Care,stopped-{number}-{n}" for n in range(ROWS))
    return "\n".join([HEADING, *payments, ""])
