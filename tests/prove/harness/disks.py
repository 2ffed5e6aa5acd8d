"""Small disks of one's own, which can be filled to the last byte and emptied again; and a site that lies on them."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.prove.harness.site import Site, a_site
from wholeplace.config.postgres import Embedded, server_user

MEGABYTE = 1_000_000
SETTINGS = """
temp_tablespaces = 'scratch'
work_mem = '64kB'
min_wal_size = '32MB'
max_wal_size = '48MB'
"""
"""What makes a small server use its disks soon: answers are sorted on disk, and the log of changes is kept short."""


class NoDisk(Exception):
    """This machine lets nobody lay a disk of their own. The message says why."""


@dataclass(frozen=True)
class Disk:
    """A disk in memory, at this folder."""

    folder: Path

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Leave no room at all; what has come free since is taken again."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for block in (MEGABYTE, 4096):
                try:
                    while True:
                        ballast.write(b"\0" * block)
                except OSError as fault:
                    if fault.errno != errno.ENOSPC:
                        raise

    def empty(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def a_disk(folder: Path, *, megabytes: int) -> Iterator[Disk]:
    """A disk at this folder for as long as the block lasts. Raises NoDisk where this machine does not let us."""
    folder.mkdir(exist_ok=True)
    size = f"size={megabytes}m,mode=711"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "small", folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoDisk(done.stderr.strip() or f"mount ended with {done.returncode}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def a_site_on_small_disks() -> Iterator[tuple[Site, dict[str, Disk]]]:
    """A site with a disk each for its data, its log of changes, its scratch and the files brought in."""
    disks: dict[str, Disk] = {}

    def lay(folder: Path, held: ExitStack) -> None:
        for name, place, megabytes in (
            ("data", "site", 300), ("log of changes", "log", 128), ("scratch", "scratch", 32), ("files", "files", 8),
        ):  # fmt: skip
            disks[name] = held.enter_context(a_disk(folder / place, megabytes=megabytes))

    def settle(server: Embedded) -> None:
        _spread(server, log=disks["log of changes"].folder, scratch=disks["scratch"].folder)

    with a_site(lay=lay, settle=settle) as site:
        yield site, disks


def _spread(server: Embedded, *, log: Path, scratch: Path) -> None:
    """Lay what a server writes on several disks."""
    user = server_user()
    for folder in (log / "wal", scratch / "scratch"):
        folder.mkdir(mode=0o700)
        if user:
            subprocess.run(["chown", f"{user.pw_uid}:{user.pw_gid}", folder], check=True)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE scratch LOCATION '{scratch / 'scratch'}'")
        connection.execute("GRANT CREATE ON TABLESPACE scratch TO PUBLIC")
    server.stop()
    changes = server.data / "pg_wal"
    subprocess.run(["cp", "--archive", f"{changes}/.", log / "wal"], check=True)
    subprocess.run(["rm", "--recursive", changes], check=True)
    changes.symlink_to(log / "wal")
    with (server.data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    server.start(durable=True)
