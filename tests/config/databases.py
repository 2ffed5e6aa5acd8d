"""The databases that tests work on: one template for a state of the code, and a copy of it for every worker.

Tests sign in as the runtime role, as the site does. The template is built by the migrator, as every database
is, and the cleaning after a test is done on connections that no test can reach.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from wholeplace.config.addresses import kept_addresses
from wholeplace.config.done import SHAPES_THE_DATABASE, fingerprint_of_code
from wholeplace.config.postgres import PROJECT, administrator_url, state_folder
from wholeplace.ground.records.roles import Addresses, address_of, make_database, make_roles

SECRET = "only for tests: " + "0" * 48
PREFIX = f"wholeplace_test_{hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:6]}"


class WorkerDatabase:
    """One worker's own database, which can be made new at any time."""

    def __init__(self, *, administrator: str, addresses: Addresses, name: str, template: str) -> None:
        """Remember where it is; `renew` makes it."""
        self.administrator, self._template, self.name = administrator, template, name
        self.runtime = address_of(addresses.runtime, database=name)
        self.migrator = address_of(addresses.migrator, database=name)

    def renew(self) -> None:
        """Make it anew from the template. Whoever is still connected is thrown out."""
        drop(self.administrator, self.name)
        make_database(administrator_url=self.administrator, name=self.name, template=self._template)

    @contextmanager
    def another(self, name: str, *, like: "WorkerDatabase | None" = None) -> Iterator["WorkerDatabase"]:
        """One more database beside it for as long as the block lasts: empty, or a copy of another one."""
        other = self._beside(f"{self.name}_{name}", like=like.name if like else "")
        other.renew()
        try:
            yield other
        finally:
            drop(self.administrator, other.name)

    def kept(self, name: str, *, build: Callable[["WorkerDatabase"], None]) -> "WorkerDatabase":
        """A database to copy from, built by the first that asks and kept for the next run; older ones are dropped."""
        stem = f"{PREFIX}_{name.partition('_')[0]}"
        database = self._beside(f"{PREFIX}_{name}")
        with (state_folder() / "tests" / f"{stem}.lock").open("a") as building:
            fcntl.flock(building, fcntl.LOCK_EX)
            with psycopg.connect(self.administrator, autocommit=True) as connection:
                known = {one for (one,) in connection.execute("SELECT datname FROM pg_database")}
            for other in known:
                if other.startswith(stem) and other != database.name:
                    drop(self.administrator, other)
            if database.name not in known:
                unfinished = self._beside(f"{stem}_unfinished")
                unfinished.renew()
                build(unfinished)
                with psycopg.connect(self.administrator, autocommit=True) as connection:
                    names = map(sql.Identifier, (unfinished.name, database.name))
                    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
        return database

    def _beside(self, name: str, *, like: str = "") -> "WorkerDatabase":
        addresses = Addresses(runtime=self.runtime, migrator=self.migrator)
        return WorkerDatabase(
            administrator=self.administrator, addresses=addresses, name=name, template=like or self._template
        )

    def oldest_transaction(self) -> int | None:
        """The oldest transaction that runs in this database and has written something; None where there is none."""
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            found = connection.execute(
                "SELECT min(backend_xid::text::bigint) FROM pg_stat_activity WHERE datname = %s", [self.name]
            ).fetchone()
        return found[0] if found else None

    def empty(self, *tables: str) -> None:
        """Empty tables that the runtime role may only add to."""
        with psycopg.connect(self.migrator, autocommit=True) as connection:
            connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))


@contextmanager
def worker_database(*, worker: str, session: str) -> Iterator[WorkerDatabase]:
    """A server, the roles, the template and this worker's copy of it, for as long as the block lasts."""
    folder = state_folder() / "tests"
    with ExitStack() as held:
        administrator = held.enter_context(administrator_url(folder, durable=False))
        folder.mkdir(exist_ok=True)
        with (folder / "building.lock").open("a") as building:
            fcntl.flock(building, fcntl.LOCK_EX)
            make_roles(administrator_url=administrator)
            template = f"{PREFIX}_template_{fingerprint(administrator)}"
            name = f"{PREFIX}_{session[:8]}_{worker}"
            held.enter_context(_holding(folder, template))
            held.enter_context(_holding(folder, name))
            _drop_unheld(administrator, folder)
            addresses = _template(administrator, template)
            database = WorkerDatabase(administrator=administrator, addresses=addresses, name=name, template=template)
            database.renew()
        yield database
        drop(administrator, name)


def fingerprint(administrator: str) -> str:
    """A short name for everything that shapes the database: the code, and the server's version."""
    with psycopg.connect(administrator) as connection:
        version = connection.info.server_version
    return fingerprint_of_code(*SHAPES_THE_DATABASE, and_of=str(version))


def drop(administrator: str, name: str) -> None:
    """Drop a database, whoever is connected to it."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _template(administrator: str, name: str) -> Addresses:
    """Build the template where it is not there yet; it gets its name only when it is whole."""
    unfinished = f"{PREFIX}_unfinished"
    with psycopg.connect(administrator, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        drop(administrator, unfinished)
        make_database(administrator_url=administrator, name=unfinished)
    addresses = kept_addresses(
        administrator_url=administrator, database=name if known else unfinished, folder=state_folder()
    )
    if not known:
        _build(addresses)
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
            )
    return addresses


def _build(addresses: Addresses) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wholeplace.config.settings",
        "RUNTIME_DATABASE_URL": addresses.runtime,
        "MIGRATOR_DATABASE_URL": addresses.migrator,
        "WHOLEPLACE_AS_MIGRATOR": "1",
        "SECRET_KEY": SECRET,
        "CONTEXT_KEY": SECRET,
    }
    command = os.environ.get("WHOLEPLACE_TEST_BUILD", f"{PROJECT / 'manage.py'} build_database").split()
    done = subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The database of the tests could not be built.\n{done.stdout[-6000:]}")


@contextmanager
def _holding(folder: Path, name: str) -> Iterator[None]:
    """Say that a database is in use, in a way that ends with this process, however it ends."""
    with (folder / f"{name}.held").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield


def _drop_unheld(administrator: str, folder: Path) -> None:
    """Drop templates of older code, and copies that a killed run left behind."""
    for file in folder.glob(f"{PREFIX}_*.held"):
        with file.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            drop(administrator, file.stem)
            file.unlink()
