"""A real site in a folder of its own, whose processes can be killed at any moment and started again."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from wholeplace.config import serve
from wholeplace.config.postgres import PROJECT, Embedded
from wholeplace.config.steps import end, start
from wholeplace.ground.records.roles import Addresses, address_of, let_in, make_database, make_roles

DATABASE = "wholeplace"
SECRET = "only for a site that is hurt: " + "0" * 40
PATIENCE = 60.0
SEED = """
import django; django.setup()
import json
from datetime import timedelta
from django.utils import timezone
from tests.factories.governance import govern
from tests.factories.thread import a_fund, a_line
from tests.factories.worlds import build_city
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions
city, on, tokens = build_city(), timezone.localdate(), {}
governed, fund = govern(city), a_fund(city)
refs = {
    "council": city.organisations["council"].ref,
    "charity": city.organisations["charity"].ref,
    "director": governed.director,
    "fund": fund,
    "line": a_line(city, fund=fund),
    "other line": a_line(city, fund=fund),
}
for name, actor in city.actors.items():
    with speaking_for(THE_DOOR):
        found = capacities(person=actor.person_id, seen_by=THE_DOOR, on=on)
    if found:
        ends_on = on + timedelta(days=30)
        tokens[name] = actions.issue_token(label="Hurt", capacity=found[0].key, ends_on=ends_on, by=actor, on=on)
refs = {name: str(ref) for name, ref in refs.items()}
print("SEEDED" + json.dumps([tokens, refs, [*city.emails.values()]]))
"""


@dataclass
class Site:
    """Server, pages and background work. What is started twice is taken to have been killed before."""

    folder: Path
    server: Embedded
    addresses: Addresses
    door: socket.socket
    tokens: dict[str, str] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    files: Path = Path("/nowhere")
    pages: subprocess.Popen[str] | None = None
    work: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "wholeplace.config.settings",
            "WHOLEPLACE_DEVELOPMENT": "1",
            "RUNTIME_DATABASE_URL": self.addresses.runtime,
            "SECRET_KEY": SECRET,
            "CONTEXT_KEY": SECRET,
            "WHOLEPLACE_FILES": str(self.files),
            "PYTHONPATH": str(PROJECT),
            "SERVER_SOFTWARE": "",
        }

    @property
    def log(self) -> Path:
        """What its processes write."""
        return self.folder / "site.log"

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def start_pages(self) -> None:
        """Start the pages as `make run` does, and wait for the first answer."""
        with self.log.open("a") as log:
            self.pages = start(
                serve._pages(self.door),
                environment=self.environment,
                folder=PROJECT,
                keep_open=[self.door.fileno()],
                output=log.fileno(),
            )
        self.wait_for_an_answer()

    def start_work(self) -> None:
        """Start the background work as `make run` does."""
        command = [sys.executable, str(PROJECT / "manage.py"), "work"]
        with self.log.open("a") as log:
            self.work = start(command, environment=self.environment, folder=PROJECT, output=log.fileno())

    def wait_for_an_answer(self) -> float:
        """Seconds until the interface answers well."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if self.send("GET", "/api/v1/places")[0] == 200:
                return time.monotonic() - began
            time.sleep(0.05)
        raise TimeoutError("The site does not answer.")

    def send(
        self, method: str, address: str, *, who: str | None = None, body: Any = None, key: str = ""
    ) -> tuple[int, bytes]:
        """The status and body of an answer; 0 where none came."""
        headers = {"Content-Type": "application/json"}
        if who:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + address, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read()
        except OSError:
            return 0, b""
        except Exception:  # half an answer
            return 0, b""

    def workers_of_the_pages(self) -> list[int]:
        """The processes that answer."""
        assert self.pages is not None
        children = Path(f"/proc/{self.pages.pid}/task/{self.pages.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def kill_a_page_worker(self, chance: random.Random) -> bool:
        """Kill one of them; its master starts another. False where there was none."""
        workers = self.workers_of_the_pages()
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
        return bool(workers)

    def kill_work(self) -> bool:
        """Kill the background work, and start it again."""
        assert self.work is not None
        self.work.kill()
        self.work.wait()
        self.start_work()
        return True

    def kill_server(self, *, how: signal.Signals) -> None:
        """Kill the database server: all of it by SIGKILL of its head, or at once by SIGQUIT."""
        mark = self.server.data / "postmaster.pid"
        head = int(mark.read_text().split("\n")[0])
        children = Path(f"/proc/{head}/task/{head}/children").read_text().split()
        os.kill(head, how)
        if how is signal.SIGKILL:
            for child in children:
                try:
                    os.kill(int(child), signal.SIGKILL)
                except ProcessLookupError:
                    continue
        while any(Path(f"/proc/{one}/exe").exists() and _is_alive(one) for one in (head, *children)):
            time.sleep(0.02)

    def start_server(self) -> None:
        """Start it again; it recovers by itself."""
        self.server.start(durable=True)

    def asked(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """What the database holds, past every wall."""
        with psycopg.connect(address_of(self.server.url, database=DATABASE)) as connection:
            return connection.execute(query, given).fetchall()


def _is_alive(process: int | str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def bare(folder: Path, held: ExitStack) -> None:
    """A folder to which nothing is done before it is used."""


def as_it_is(server: Embedded) -> None:
    """A server to which nothing is done before it serves."""


@contextmanager
def a_site(
    *, lay: Callable[[Path, ExitStack], None] = bare, settle: Callable[[Embedded], None] = as_it_is
) -> Iterator[Site]:
    """A site with the city of the tests in it, served, for as long as the block lasts.

    `lay` is done to its folder before anything lies in it, and `settle` to its server before it serves.
    """
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="wholeplace-hurt-", dir="/var/tmp")))
        folder.chmod(0o711)
        (folder / "site").mkdir(mode=0o711)
        (folder / "files").mkdir(mode=0o700)
        lay(folder, held)
        (folder / "site").chmod(0o711)
        server = Embedded(folder / "site")
        server.start(durable=True)
        held.callback(server.stop)
        settle(server)
        make_roles(administrator_url=server.url)
        make_database(administrator_url=server.url, name=DATABASE)
        door = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        addresses = let_in(administrator_url=server.url, database=DATABASE)
        site = Site(folder, server, addresses, door, files=folder / "files")
        _run(
            site,
            str(PROJECT / "manage.py"),
            "build_database",
            WHOLEPLACE_AS_MIGRATOR="1",
            MIGRATOR_DATABASE_URL=site.addresses.migrator,
        )
        said = _run(site, "-c", SEED)
        site.tokens, site.refs, site.emails = json.loads(said.partition("SEEDED")[2])
        site.start_pages()
        held.callback(lambda: site.pages and end(site.pages, patience=25))
        site.start_work()
        held.callback(lambda: site.work and end(site.work, patience=25))
        yield site


def _run(site: Site, *words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        env=site.environment | environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
