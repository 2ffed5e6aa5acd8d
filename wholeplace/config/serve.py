"""Serves the pages and does the background work until somebody stops it, then puts both down in order."""

import errno
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from wholeplace.config.postgres import PROJECT
from wholeplace.config.steps import StepFailed, Steps, end, start

PORT = 8000
PORTS_TRIED = 20
WORKERS, THREADS = 3, 2
FIRST_ANSWER = 60  # seconds that the first page may take
LAST_ANSWERS = 20  # seconds that pages under way have left when the site stops


def take_port(steps: Steps, *, host: str, wanted: int | None) -> socket.socket:
    """Take the port that was asked for, or the next free one, which is then said plainly.

    It is taken before anything else is done, so that nobody waits for a set-up that could not be served.
    """
    if wanted is not None:
        with steps.step(f"Port {wanted}", mend="Stop what uses the port, or choose another: make run PORT=8080"):
            if door := _taken(host, wanted):
                return door
            raise OSError(f"Another program uses port {wanted}.")
    for port in range(PORT, PORT + PORTS_TRIED):
        if door := _taken(host, port):
            if port != PORT:
                steps.say(f"Another program uses port {PORT}, so the site will be on port {port}.")
            return door
    steps.say(f"Ports {PORT} to {PORT + PORTS_TRIED - 1} are all in use. Choose another: make run PORT=9000")
    raise StepFailed("port")


def serve(
    steps: Steps,
    *,
    environment: Mapping[str, str],
    door: socket.socket,
    work: list[str] | None,
    welcome: Callable[[str], None],
) -> None:
    """Serve until stopped. `work` is the command that does the background work, where there is one.

    `welcome` is called with the address once the first page has answered.
    """
    address = f"http://{_spoken(*door.getsockname()[:2])}/"
    with ExitStack() as running:
        with steps.step("Pages", mend="Read what the site says above."), door:
            pages = start(_pages(door), environment=environment, folder=PROJECT, keep_open=[door.fileno()])
            running.callback(end, pages, patience=LAST_ANSWERS + 5)
            door.close()  # the pages hold it now, and it goes when they go
            _must_answer(address, pages)
        others = [start(work, environment=environment, folder=PROJECT)] if work else []
        for other in others:
            running.callback(end, other, patience=LAST_ANSWERS + 5)
        welcome(address)
        _watch(steps, pages, others)


def _pages(door: socket.socket) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "wholeplace.config.wsgi"),
        f"--bind=fd://{door.fileno()}",
        f"--workers={WORKERS}",
        "--worker-class=gthread",
        f"--threads={THREADS}",
        "--preload",
        "--timeout=120",
        f"--graceful-timeout={LAST_ANSWERS}",
        "--no-control-socket",
        "--log-level=warning",
        "--logger-class=wholeplace.config.logs.ServerLog",
    ]


def _taken(host: str, port: int) -> socket.socket | None:
    """The port, listened on; or nothing when another program has it."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen()
    except OSError as fault:
        door.close()
        if fault.errno == errno.EADDRINUSE:
            return None
        raise
    return door


def _must_answer(address: str, pages: subprocess.Popen[str]) -> None:
    try:
        urllib.request.urlopen(address, timeout=FIRST_ANSWER).close()
    except urllib.error.HTTPError as answer:
        raise OSError(f"The front page answers with {answer.code}.") from None
    except OSError as fault:
        end(pages, patience=1)
        raise OSError(f"The pages did not answer ({fault}), and ended with {pages.returncode}.") from None


def _watch(steps: Steps, pages: subprocess.Popen[str], others: list[subprocess.Popen[str]]) -> None:
    while pages.poll() is None:
        for other in [other for other in others if other.poll() is not None]:
            steps.say(
                f"The background work ended by itself, with {other.returncode}. The pages go on;"
                " stop and start again to have both."
            )
            others.remove(other)
        time.sleep(0.5)
    steps.say(f"The pages ended by themselves, with {pages.returncode}.")
    raise StepFailed("pages")


def _spoken(host: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    if host in {"127.0.0.1", "::1", "0.0.0.0", "::"}:
        host = "localhost"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
