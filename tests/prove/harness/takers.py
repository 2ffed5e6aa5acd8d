"""Somebody who takes files of payments in, one after another, and begins again with a file whenever they are killed."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.prove import taking
from tests.prove.harness.site import PATIENCE, PROJECT, Site

ROWS = 200


@dataclass
class Taker:
    """One command at a time, as an operator would run it."""

    site: Site
    chance: random.Random
    files: dict[Path, int] = field(default_factory=dict)
    """Every file that was taken in to its end, with how many payments of it can be."""
    unfinished: list[str] = field(default_factory=list)
    before: int = 0
    """The payments that were there when it began."""
    stopping: threading.Event = field(default_factory=threading.Event)
    process: subprocess.Popen[str] | None = None
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to take in."""
        self.before = self._payments()
        self.thread = threading.Thread(target=self._take, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Begin no further file, and wait for the end of this one."""
        self.stopping.set()
        assert self.thread is not None
        self.thread.join(PATIENCE * 3)

    def kill(self) -> bool:
        """Kill it, wherever it is; False where it was not at work."""
        process = self.process
        if process is None or process.poll() is not None:
            return False
        process.kill()
        return True

    def _take(self) -> None:
        while not self.stopping.is_set():
            number = len(self.files)
            rows = taking.lines(self.chance, ROWS, prefix=f"hurt-{self.before}-{number}")
            path = taking.write(self.site.folder / f"spend-{self.before}-{number}.csv", rows)
            if not self._until_whole(path):
                self.unfinished.append(path.name)
                return
            self.files[path] = sum(map(taking.is_sound, rows))

    def _until_whole(self, path: Path) -> bool:
        command = [sys.executable, "-m", "tests.prove.taking", str(path), self.site.refs["council"].partition(":")[2]]
        until = time.monotonic() + PATIENCE * 2
        while time.monotonic() < until:
            with (self.site.folder / "takers.log").open("a") as log:
                self.process = subprocess.Popen(
                    command, env=self.site.environment, cwd=PROJECT, text=True, stdout=log, stderr=log
                )
            if self.process.wait(PATIENCE) == 0:
                return True
            time.sleep(0.05)
        return False

    def _payments(self) -> int:
        ((payments,),) = self.site.asked("SELECT count(*) FROM funds_publishedspend WHERE superseded_on IS NULL")
        return int(payments)

    def faults(self) -> Iterator[str]:
        """What does not add up, and files of which there is more or less than they hold."""
        yield from (f"never whole: {name}" for name in self.unfinished)
        yield from taking.faults(self.site.asked)
        expected = self.before + sum(self.files.values())
        if (payments := self._payments()) != expected:
            yield f"{payments} payments, where the files hold {expected}"
