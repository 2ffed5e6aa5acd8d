"""Brings up the whole site on one machine: server, database, example places, pages. `make run` calls it.

What is done already is skipped, so that a second start takes seconds and keeps the data.
"""

import argparse
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from wholeplace.config import assets
from wholeplace.config.addresses import DATABASE, environment_of, kept_addresses
from wholeplace.config.done import (
    SHAPES_THE_DATABASE,
    done_to,
    fingerprint_of_code,
    fingerprint_of_folder,
    note_done,
)
from wholeplace.config.postgres import PROJECT, administrator_url, state_folder
from wholeplace.config.serve import PORT, serve, take_port
from wholeplace.config.steps import StepFailed, Steps, run_in_sight, run_to_end, start
from wholeplace.ground.records.roles import Addresses, make_database, make_roles

HOUSE = PROJECT / "wholeplace"
BEGIN_ANEW = "If the data can go, begin anew: make clean EVERYTHING=1, then make run."
BROKEN_TRAIL = "docs/how-to/verify.md says what to do when the trail is not the one that was signed."
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(argparse.Namespace):
    """What was asked for on the command line."""

    data: Path | None
    size: int
    port: int | None
    host: str


class Stop(BaseException):
    """Somebody asked the site to stop."""


@dataclass(frozen=True)
class Site:
    """What the steps work with, once the server is up."""

    steps: Steps
    administrator: str
    database: str
    addresses: Addresses
    environment: Mapping[str, str]

    def manage(self, *words: str, say: Callable[[str], None], as_migrator: bool = False) -> str:
        """Run a command of the house to its end, and return what it wrote."""
        environment = dict(self.environment)
        if as_migrator:
            environment |= {"MIGRATOR_DATABASE_URL": self.addresses.migrator, "WHOLEPLACE_AS_MIGRATOR": "1"}
        return run_to_end(_manage(*words), environment=environment, folder=PROJECT, say=say)

    def manage_in_sight(self, *words: str) -> None:
        """Run a command of the house that shows its own progress."""
        run_in_sight(_manage(*words), environment=self.environment, folder=PROJECT)

    def once(
        self,
        name: str,
        work: Callable[[Callable[[str], None]], object],
        *,
        key: str,
        fingerprint: str,
        mend: str,
        shows_itself: bool = False,
    ) -> None:
        """Do a step to the database once for each state of what it works from."""
        if done_to(self.database, administrator_url=self.administrator).get(key) == fingerprint:
            self.steps.skipped(name, "done before")
            return
        with self.steps.step(name, mend=mend, shows_itself=shows_itself) as say:
            work(say)
        note_done(key, to=self.database, fingerprint=fingerprint, administrator_url=self.administrator)


def main() -> int:
    """Bring the site up, serve it until somebody stops it, and put everything down in order."""
    asked, steps, began = _asked(), Steps(), time.monotonic()
    for sign in STOPPING:
        signal.signal(sign, _stop)
    try:
        with take_port(steps, host=asked.host, wanted=asked.port) as door, _server(steps) as administrator:
            with _one_at_a_time(steps):
                site = _prepare(steps, asked, administrator)
            # Asked while the pages start, so that nobody waits for both.
            who = _start(site, "who_can_sign_in", output=subprocess.PIPE)
            serve(
                steps,
                environment=site.environment,
                door=door,
                work=_manage("work"),
                welcome=partial(_welcome, steps, who, began=began),
            )
    except Stop:
        steps.say("Stopped. The data are kept.")
        return 0
    except StepFailed:
        return 1
    return 0


def _asked() -> Asked:
    parser = argparse.ArgumentParser(prog="make run", description="Set up everything, and serve the site.")
    parser.add_argument("--data", type=Path, help="a folder of published data to load as well (make run DATA=…)")
    parser.add_argument("--size", type=int, default=1, help="how many times larger the example places are (SIZE=…)")
    parser.add_argument("--port", type=int, help=f"the port (PORT=…); by default {PORT}, or the next free one")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (HOST=…)")
    asked = parser.parse_args(namespace=Asked())
    if asked.data is not None and not asked.data.is_dir():
        parser.error(f"there is no folder {asked.data}")
    if asked.size < 1:
        parser.error("the size is 1 or more")
    return asked


def _stop(number: int, frame: FrameType | None) -> None:
    # Asked once is enough: a second Ctrl-C must not cut short how the server is put down.
    for sign in STOPPING:
        signal.signal(sign, signal.SIG_IGN)
    raise Stop


@contextmanager
def _server(steps: Steps) -> Iterator[str]:
    """The database server, put down last of all."""
    if "DATABASE_URL" in os.environ:
        name = "PostgreSQL: the server of DATABASE_URL"
        mend = "DATABASE_URL must name a PostgreSQL 15 or newer, and one of its administrators."
    else:
        name = "PostgreSQL: the embedded server"
        mend = "docs/how-to/run.md lists what can stand in its way."
    with ExitStack() as held:
        with steps.step(name, mend=mend):
            url = held.enter_context(administrator_url(state_folder() / "site"))
        yield url


@contextmanager
def _one_at_a_time(steps: Steps) -> Iterator[None]:
    """Only one start of this checkout prepares at a time; they may serve together."""
    with (state_folder() / "preparing.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            steps.say("Another start is preparing the same site. Waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(steps: Steps, asked: Asked, administrator: str) -> Site:
    """Everything that must stand before the site can be served."""
    database = DATABASE if asked.size == 1 else f"{DATABASE}_{asked.size}"
    with steps.step(
        f"Database {database}, its roles and its keys",
        mend="The address in DATABASE_URL must be an administrator's, who may make roles and databases.",
    ):
        make_roles(administrator_url=administrator)
        make_database(administrator_url=administrator, name=database)
        addresses = kept_addresses(administrator_url=administrator, database=database, folder=state_folder())
    environment = {"ALLOWED_HOSTS": _hosts(asked.host)} | environment_of(addresses, folder=state_folder())
    site = Site(steps, administrator, database, addresses, environment)
    _build_assets(site)
    _build_database(site)
    _build_places(site, asked.size)
    if asked.data is not None:
        _load_published(site, asked.data.resolve())
    if has_command("seal_trail"):
        with steps.step("What has happened, sealed on top of the head that was kept", mend=BROKEN_TRAIL) as say:
            site.manage("seal_trail", say=say)
    return site


def _hosts(host: str) -> str:
    """The names under which the site may be asked for."""
    hosts = ["localhost", "127.0.0.1", "[::1]", host]
    if host in {"0.0.0.0", "::"}:
        hosts += [socket.gethostname(), socket.getfqdn()]
    return ",".join(dict.fromkeys(hosts))


def _build_assets(site: Site) -> None:
    """Build what the pages load, and gather it where it is served from."""
    name = "Style sheet and script of the pages"
    if assets.needs_building():
        mend = "The first time their parts come from the package registry; behind a proxy, set https_proxy."
        with site.steps.step(name, mend=mend):
            assets.build()
    else:
        site.steps.skipped(name, "done before")
    gathered = Path(site.environment["STATIC_ROOT"])
    mark, made_from = gathered.with_name("static.made-from"), fingerprint_of_folder(assets.WEB / "static")
    if not (gathered.is_dir() and mark.exists() and mark.read_text() == made_from):
        with site.steps.step("Files of the pages, gathered in one folder") as say:
            site.manage("collectstatic", "--noinput", "--clear", "--verbosity=0", say=say)
            mark.write_text(made_from)


def _build_database(site: Site) -> None:
    key = hashlib.sha256(site.environment["CONTEXT_KEY"].encode()).hexdigest()
    site.once(
        "Tables and walls of the database",
        lambda say: site.manage("build_database", as_migrator=True, say=say),
        key="database",
        fingerprint=fingerprint_of_code(*SHAPES_THE_DATABASE, and_of=key),
        mend=BEGIN_ANEW,
    )


def _build_places(site: Site, size: int) -> None:
    name = "Example places" if size == 1 else f"Example places, {size} times as large"
    if not has_command("build_demo"):
        site.steps.skipped(name, "this checkout has no command that builds them")
        return
    site.once(
        name,
        lambda say: site.manage_in_sight("build_demo", f"--size={size}"),
        key="places",
        fingerprint=str(size),
        mend=BEGIN_ANEW,
        shows_itself=True,
    )


def _load_published(site: Site, folder: Path) -> None:
    importers = fingerprint_of_code("wholeplace/edges/**/*.py", "wholeplace/ground/intake/**/*.py")
    try:
        site.once(
            f"Published data of {folder}",
            lambda say: site.manage_in_sight("load_published", f"--data={folder}"),
            key="published",
            fingerprint=fingerprint_of_folder(folder, and_of=importers),
            mend="Mend the file that is named above, or take it out of the folder, and start again.",
            shows_itself=True,
        )
    except StepFailed:
        site.steps.say("\nThe site is served without what was refused.")


def _manage(*words: str) -> list[str]:
    return [sys.executable, str(PROJECT / "manage.py"), *words]


def _start(site: Site, name: str, *, output: int) -> subprocess.Popen[str] | None:
    if not has_command(name):
        return None
    return start(_manage(name), environment=site.environment, folder=PROJECT, output=output)


def has_command(name: str) -> bool:
    """Whether the house has a command of this name."""
    return any(HOUSE.glob(f"**/management/commands/{name}.py"))


def _welcome(steps: Steps, who: subprocess.Popen[str] | None, address: str, *, began: float) -> None:
    """Say who can sign in, and where."""
    if who:
        steps.say(f"\n{who.communicate()[0].rstrip()}")
    steps.say(f"\nWholeplace is at {address}")
    seconds = time.monotonic() - began
    steps.say(f"It was ready in {seconds:.0f} s. Ctrl-C stops it and keeps the data.\n")


if __name__ == "__main__":
    sys.exit(main())
