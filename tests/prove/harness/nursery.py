"""One process that has loaded the program, and from which pages and workers are begun in no time.

They are what `make run` starts, forked after loading as the processes of the pages are. Nothing is connected before.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.prove.harness.site import PATIENCE, PROJECT, Site


@dataclass
class Begun:
    """A process that the nursery has begun, to be watched as one of one's own."""

    pid: int
    watch: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """None while it lives."""
        if select.select([self.watch], [], [], 0)[0]:
            self.returncode = 0
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises TimeoutExpired."""
        if not select.select([self.watch], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self.poll() or 0

    def send_signal(self, sign: signal.Signals) -> None:
        """Send it a signal; nothing where it has ended."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.watch, sign)


@dataclass
class Nursery:
    """The process, and what is asked of it."""

    process: subprocess.Popen[str]

    def pages(self, door: int, command: list[str]) -> Begun:
        """Begin pages at this door, with the words that `make run` would use."""
        return self._begun("pages", door=door, words=command)

    def work(self, *, patience: float | None = None) -> Begun:
        """Begin background work; with a patience of its own, where it is to hand back sooner than it would."""
        return self._begun("work", patience=patience)

    def bring_in(self, content: str, *, name: str) -> None:
        """A file is brought in by one person and confirmed by another."""
        self._asked("bring_in", content=content, name=name)

    def _begun(self, what: str, **given: Any) -> Begun:
        pid = self._asked(what, **given)
        return Begun(pid, os.pidfd_open(pid))

    def _asked(self, what: str, **given: Any) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([what, given]) + "\n")
        self.process.stdin.flush()
        while not (said := self.process.stdout.readline()).startswith("BEGUN"):
            assert said, f"the nursery ended with {self.process.wait()}"
        return int(said.split()[1])


@contextmanager
def a_nursery(site: Site, *, log: int) -> Iterator[Nursery]:
    """A nursery of a site, whose children write to this log."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.prove.harness.nursery"],
        env=site.environment,
        cwd=PROJECT,
        pass_fds=[site.door.fileno()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        yield Nursery(process)
    finally:
        process.kill()
        process.wait(PATIENCE)


def _pages(*, door: int, words: list[str]) -> None:
    from gunicorn.app.wsgiapp import run

    os.set_inheritable(door, True)
    sys.argv = words[words.index("gunicorn") :]
    run()


def _work(*, patience: float | None) -> None:
    from django.core.management import call_command

    from wholeplace.doors.clock.worker import Worker

    if patience is not None:
        Worker.run.__kwdefaults__["patience"] = patience
    call_command("work")


def _bring_in(*, content: str, name: str) -> None:
    from django.utils import timezone

    from tests.factories.files import arriving
    from wholeplace.ground.access.actor import Actor
    from wholeplace.ground.files import actions
    from wholeplace.ground.records.context import speaking_for
    from wholeplace.together.partnership.queries import THE_DOOR, capacities
    from wholeplace.together.people.models import Person

    on = timezone.localdate()

    def somebody(key: str) -> Actor:
        with speaking_for(THE_DOOR):
            person = Person.objects.get(email=f"{key}@marlbridge.example")
            return capacities(person=person.pk, seen_by=THE_DOOR, on=on)[0].actor

    one, other = somebody("finance"), somebody("governance")
    with speaking_for(one), arriving([content.encode()]) as arrived:
        ref = actions.bring_in(content=arrived, name=name, read_as="beneficiary", encoding="utf-8-sig", by=one, on=on)
    with speaking_for(other):
        actions.confirm(file=ref.public_id, by=other, on=on)


CHILDREN: dict[str, Callable[..., None]] = {"pages": _pages, "work": _work, "bring_in": _bring_in}


def _begin(what: str, given: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(2, 1)
        CHILDREN[what](**given)
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _main() -> None:
    import django

    django.setup()
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    for line in sys.stdin:
        what, given = json.loads(line)
        child = _begin(what, given)
        if what == "bring_in":
            _, status = os.waitpid(child, 0)
            assert status == 0, "nothing was brought in"
        sys.stdout.write(f"BEGUN {child}\n")
        sys.stdout.flush()
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    _main()
