"""Shows the steps of a start: each with its name and the time it took, and on failure how to mend it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.status import Status

HOUSE = "wholeplace."
LAST_LINES = 25
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class StepFailed(Exception):
    """A step did not succeed. What was shown on the way says why."""


class Steps:
    """The steps shown so far. On a terminal the one at work turns; elsewhere each is a plain line."""

    def __init__(self, console: Console | None = None) -> None:
        """Write to standard output unless another console is given."""
        self.console = console or Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, name: str, *, mend: str = "", shows_itself: bool = False) -> Iterator[Callable[[str], None]]:
        """Show one step while the block runs. The block is given a way to say what it is at.

        A step that shows its own progress gets no turning mark beside it.
        """
        began = time.monotonic()
        try:
            with self._at_work(name, turning=self.console.is_terminal and not shows_itself) as say:
                yield say
        except Exception as fault:
            self.console.print(f"[red]✗[/red] {name}  {_time_since(began)}")
            expected = isinstance(fault, OSError) or type(fault).__module__.startswith(HOUSE)
            self.say(str(fault) if expected else traceback.format_exc())
            if mend:
                self.console.print(f"\n[bold]To mend it:[/bold] {escape(mend)}")
            raise StepFailed(name) from fault
        self.console.print(f"[green]✓[/green] {name}  {_time_since(began)}")

    def skipped(self, name: str, why: str) -> None:
        """Show a step that has nothing to do."""
        self.console.print(f"[dim]·[/dim] {name}: {escape(why)}")

    def say(self, line: str) -> None:
        """Show a plain line."""
        self.console.print(escape(line))

    @contextmanager
    def _at_work(self, name: str, *, turning: bool) -> Iterator[Callable[[str], None]]:
        if turning:
            with self.console.status(f"{name} …") as status:
                yield lambda line: _turn(status, name, line)
        else:
            self.console.print(f"… {name}")
            yield lambda line: None


def run_to_end(
    command: list[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    say: Callable[[str], None],
) -> str:
    """Run a command and return what it wrote. Each line is said while it works.

    Raises StepFailed with the end of what it wrote.
    """
    lines: list[str] = []
    process = start(command, environment=environment, folder=folder, output=subprocess.PIPE)
    try:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            say(lines[-1])
        process.wait()
    finally:
        end(process, patience=10)
    if process.returncode:
        raise StepFailed("\n".join(lines[-LAST_LINES:]) or f"It ended with {process.returncode} and said nothing.")
    return "\n".join(lines)


def run_in_sight(command: list[str], *, environment: Mapping[str, str], folder: Path) -> None:
    """Run a command that shows its own progress. Raises StepFailed when it does not succeed."""
    process = start(command, environment=environment, folder=folder)
    try:
        process.wait()
    finally:
        end(process, patience=10)
    if process.returncode:
        raise StepFailed(f"It ended with {process.returncode}; what it wrote above says why.")


def start(
    command: list[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    output: int | None = None,
    keep_open: Sequence[int] = (),
) -> subprocess.Popen[str]:
    """Start a program that ends with this one at the latest.

    It has a session of its own, so that Ctrl-C reaches only this process, which ends the others in order.
    """
    return subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        text=True,
        errors="replace",
        start_new_session=True,
        pass_fds=keep_open,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def end(process: subprocess.Popen[str], *, patience: float) -> None:
    """Ask a program and its children to end, and make them if they do not."""
    for sign, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5)):
        if process.poll() is not None:
            return
        try:
            os.killpg(process.pid, sign)
            process.wait(seconds)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


_LIBRARY = ctypes.CDLL(None)


def _end_with_parent() -> None:
    _LIBRARY.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _turn(status: Status, name: str, line: str) -> None:
    status.update(f"{name} … [dim]{escape(line[:80])}[/dim]")


def _time_since(began: float) -> str:
    seconds = time.monotonic() - began
    return f"[dim]{seconds:.1f} s[/dim]" if seconds < 60 else f"[dim]{seconds // 60:.0f} min {seconds % 60:.0f} s[/dim]"
