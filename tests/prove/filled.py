"""A database with the invented places in it, built by real actions once for a state of the code, and copies of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.config.databases import PREFIX, SECRET, WorkerDatabase, drop
from wholeplace.config.done import fingerprint_of_code
from wholeplace.config.postgres import PROJECT, state_folder
from wholeplace.ground.records.roles import BACKUP, address_of, make_database

PASSWORD = "only for tests"


@dataclass(frozen=True)
class Filled:
    """A filled database on the tests' server, and how each role reaches it."""

    name: str
    administrator: str
    runtime: str
    migrator: str

    @property
    def backup(self) -> str:
        """How the role that takes backups reaches it."""
        return address_of(self.administrator, database=self.name, user=BACKUP, password=PASSWORD)

    def at(self, name: str) -> "Filled":
        """The same server's other database."""
        runtime, migrator = (address_of(one, database=name) for one in (self.runtime, self.migrator))
        return Filled(name, self.administrator, runtime, migrator)

    @contextmanager
    def as_administrator(self) -> Iterator[psycopg.Connection]:
        """A connection to it that may do everything."""
        with psycopg.connect(address_of(self.administrator, database=self.name), autocommit=True) as connection:
            yield connection

    def manage(self, *words: str, key: str = SECRET, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the house on it."""
        return self._run(PROJECT / "manage.py", *words, key=key, **environment)

    def code(self, text: str, *, key: str = SECRET) -> subprocess.CompletedProcess[str]:
        """Run a piece of code of the house on it, as whoever serves would."""
        return self._run("-c", f"import django\n\ndjango.setup()\n{text}", key=key)

    def _run(self, *words: str | Path, key: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment(key=key) | environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=PROJECT,
        )

    def environment(self, *, key: str = SECRET) -> dict[str, str]:
        """What a command of the house is told."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "wholeplace.config.settings",
            "RUNTIME_DATABASE_URL": self.runtime,
            "MIGRATOR_DATABASE_URL": self.migrator,
            "SECRET_KEY": SECRET,
            "CONTEXT_KEY": key,
        }

    @contextmanager
    def copy(self, name: str) -> Iterator["Filled"]:
        """A copy of it that may be changed."""
        copied = f"{PREFIX}_{os.getpid()}_{name}"
        drop(self.administrator, copied)
        make_database(administrator_url=self.administrator, name=copied, template=self.name)
        try:
            yield self.at(copied)
        finally:
            drop(self.administrator, copied)


def filled_database(own: WorkerDatabase) -> Filled:
    """The filled database, built when it is not there yet."""

    def at(database: WorkerDatabase) -> Filled:
        return Filled(database.name, own.administrator, database.runtime, database.migrator)

    def build(database: WorkerDatabase) -> None:
        built = at(database).manage("build_demo")
        assert built.returncode == 0, built.stdout + built.stderr

    code = fingerprint_of_code("wholeplace/**/*.py", "wholeplace/edges/demo/**/*.toml")
    filled = at(own.kept(f"filled_{code}", build=build))
    with filled.as_administrator() as connection:
        connection.execute(f"ALTER ROLE {BACKUP} PASSWORD '{PASSWORD}'")
    return filled


def folder_outside_homes(name: str) -> Path:
    """A new folder that the server's user can reach."""
    folder = state_folder() / f"{name}-{os.getpid()}"
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    return folder
