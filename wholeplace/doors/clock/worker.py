"""The worker: takes up one job after another, does each in one transaction with the note that it is done.

A second thread reads the trail for the policies, asks for what the calendar says, and takes back the jobs of workers
that have gone. Asked to stop, a worker finishes what it is at, or hands it back when that takes too long.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from wholeplace.doors.clock.calendar import EVERY
from wholeplace.doors.clock.jobs import JOBS, Job
from wholeplace.doors.clock.policies import POLICIES, Policy, pass_on
from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail import queue
from wholeplace.ground.trail.later import about, later
from wholeplace.ground.trail.queue import Taken
from wholeplace.together.partnership.queries import THE_DOOR, capacities

log = logging.getLogger(__name__)

THE_CLOCK = service("The clock")
LONGEST_PAUSE = timedelta(minutes=10)
REST = 0.5  # seconds between two looks where nothing waits
PATIENCE = 20.0  # seconds that a job under way has left when the worker stops


class MayNoLonger(Exception):
    """Whoever asked for a job may not act as they did any more."""


@dataclass
class Worker:
    """One process of background work."""

    jobs: Mapping[str, Job] = field(default_factory=lambda: JOBS)
    policies: tuple[Policy, ...] = POLICIES
    every: Mapping[str, timedelta] = field(default_factory=lambda: EVERY)
    stopping: threading.Event = field(default_factory=threading.Event)
    number: int | None = None
    backend: int | None = None

    def run(self, *, patience: float = PATIENCE) -> None:
        """Work until asked to stop; then finish, or hand back."""
        threads = [
            threading.Thread(target=self._again_and_again, args=(work,), daemon=True) for work in (self.one, self.tick)
        ]
        for thread in threads:
            thread.start()
        self.stopping.wait()
        until = time.monotonic() + patience
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        if threads[0].is_alive():
            self._hand_back()

    def one(self) -> bool:
        """Take up one job and say what became of it; False where none waits."""
        self._be_registered()
        assert self.number is not None
        try:
            job = queue.take(worker=self.number)
        except IntegrityError:  # another took one of the same order at the same moment
            return True
        if job is None:
            return False
        try:
            self._do(job, on=timezone.localdate())
        except Exception as fault:
            self._set_back(job, fault)
        return True

    def tick(self) -> bool:
        """Look once at the trail, the calendar and the workers that have gone. True where there is more to do."""
        self._ask_for_what_is_due()
        self.take_back()
        return pass_on(self.policies) > 0

    def take_back(self) -> int:
        """Let the jobs of workers that have gone be tried again, and say how many there were."""
        with transaction.atomic():
            jobs = queue.left_behind()
            for job in jobs:
                queue.put_back(job, reason="The worker ended while it was at it.", again_in=self._again_in(job))
        return len(jobs)

    def _do(self, job: Taken, *, on: date) -> None:
        """Do it and note that it is done, in one transaction unless it keeps its own."""
        known, by = self.jobs[job.name], _whoever_asked(job.by, on=on)
        if isinstance(known.needs, Permission):
            by.must(known.needs)
        elif not by.is_system:
            raise MayNoLonger
        with contextlib.ExitStack() as one:
            if not known.own_transactions:
                one.enter_context(transaction.atomic())
                one.enter_context(speaking_for(by))
            known.do(by=by, **{"on": on} | about(job.about))
            queue.done(job)

    def _set_back(self, job: Taken, fault: Exception) -> None:
        if not connection.is_usable():  # it is known to be left behind, and is taken back
            raise fault
        final = isinstance(fault, Refused | NotThere | MayNoLonger | KeyError)
        log.warning("%s (job %s, try %s): %s", job.name, job.number, job.tries, _reason(fault))
        queue.put_back(job, reason=_reason(fault), again_in=None if final else self._again_in(job))

    def _again_in(self, job: Taken) -> timedelta | None:
        """How long a job rests before it is tried again; None when it had its last try."""
        known = self.jobs.get(job.name)
        if known is None or job.tries >= known.tries:
            return None
        pause: timedelta = known.pause * 2 ** (job.tries - 1)
        return min(pause, LONGEST_PAUSE)

    def _be_registered(self) -> None:
        """A worker is one for as long as its connection lasts; with a new one it is another."""
        connection.ensure_connection()
        if self.number is None or connection.connection.info.backend_pid != self.backend:
            self.number = queue.register()
            self.backend = connection.connection.info.backend_pid

    def _ask_for_what_is_due(self) -> None:
        for job, often in self.every.items():
            if time.monotonic() - self._asked.get(job, float("-inf")) >= often.total_seconds():
                later(job, by=THE_CLOCK, alone=True)
                self._asked[job] = time.monotonic()

    _asked: dict[str, float] = field(default_factory=dict)

    def _again_and_again(self, work: Callable[[], bool]) -> None:
        while not self.stopping.is_set():
            try:
                more = work()
            except (OperationalError, InterfaceError) as fault:
                log.warning("The database does not answer (%s); trying again.", type(fault).__name__)
                connection.close()
                more = False
            except DatabaseError:
                log.exception("Background work")
                connection.close()
                more = False
            if not more:
                self.stopping.wait(REST)
        if work == self.one and self.number is not None and connection.is_usable():
            queue.unregister(self.number)
        connection.close()

    def _hand_back(self) -> None:
        """Cut the job that takes too long off from the database, which undoes it, and let it be tried again."""
        queue.cut_off(self.backend)
        self.take_back()


def _whoever_asked(kept: dict[str, str | int], *, on: date) -> Actor:
    """Who asked for a job, as they stand on this day. Raises MayNoLonger."""
    if "service" in kept:
        return service(str(kept["service"]))
    with speaking_for(THE_DOOR):
        now = capacities(person=int(kept["person"]), seen_by=THE_DOOR, on=on)
    for one in now:
        if (one.actor.post_id, one.actor.organisation_id) == (kept["post"], kept["organisation"]):
            return one.actor
    raise MayNoLonger


def _reason(fault: Exception) -> str:
    """Why, in a form that holds nothing of anybody: codes of rules, or the kind of fault and its place in the code."""
    match fault:
        case Refused():
            return f"Refused: {', '.join(one.code for one in fault.refusals)}"[:200]
        case MayNoLonger():
            return "Whoever asked for it may no longer act as they did."
        case NotThere():
            return "What it is about is not there, or not open to whoever asked."
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__}{where}"[:200]
