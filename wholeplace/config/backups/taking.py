"""Takes a backup: the database twice, in two forms, then the files; all of it sealed as it is read."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wholeplace.config.backups import content, manifest, state
from wholeplace.config.backups.envelope import seal
from wholeplace.config.backups.manifest import (
    CLUSTER,
    DUMP,
    FILES,
    UNFINISHED,
    BackupFault,
    Manifest,
    Part,
    hash_of,
    name_of,
    pieces,
)
from wholeplace.config.backups.programs import programs_of, reaching, writes
from wholeplace.config.backups.thinning import clear_unfinished
from wholeplace.config.postgres import PROJECT

HELD = "at-work.lock"
KEPT_FILE = re.compile(r"[0-9a-f]{64}")
"""How a file is called that is kept: by the SHA-256 of its content."""


def take(
    *, address: str, into: Path, to: X25519PublicKey, files: Path | None = None, states: Path | None = None
) -> Path:
    """Take a backup of the database at this address, and of the files that it names by their hash.

    The dump comes first, with its figures from the very same snapshot; then the whole cluster; then the files, which
    never change once they are there, so that every file the database names is among them.
    """
    with alone(into):
        clear_unfinished(into)
        begun = datetime.now(UTC)
        name = name_of(begun)
        folder = into / (name + UNFINISHED)
        folder.mkdir(mode=0o700)
        plain, environment = reaching(address)
        with psycopg.connect(address, autocommit=True) as connection:
            programs = programs_of(connection.info.server_version // 10_000)
            log_from = _one(connection, "SELECT pg_walfile_name(pg_current_wal_lsn())")
            told = _dump(connection, folder, name=name, to=to, dump=(programs / "pg_dump", plain, environment))
            with writes(
                programs / "pg_basebackup",
                *(
                    f"--dbname={plain}",
                    "--pgdata=-",
                    "--format=tar",
                    "--compress=client-gzip:1",
                    "--wal-method=fetch",
                    "--checkpoint=fast",
                ),
                "--no-password",
                environment=environment,
            ) as clear:
                _sealed(clear, folder / CLUSTER, to=to, label=f"{name}/{CLUSTER}")
        made = Manifest(
            name=name,
            ended_at=datetime.now(UTC).isoformat(timespec="seconds"),
            version=_version(),
            recipient=to.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex(),
            log_from=log_from,
            parts=tuple(hash_of(folder / part) for part in (DUMP, CLUSTER)),
            files=tuple(files_of(files, into=into / FILES, to=to)),
            **told,
        )
        manifest.write(made, folder)
        _on_disk(folder)
        folder.rename(into / name)
        _on_disk(into)
        if states is not None:
            before = [one for one in manifest.names(into) if one < name]
            earlier = manifest.read(into / before[-1]).bytes if before else 0
            state.note(states, taken_at=begun.isoformat(), bytes=made.bytes, bytes_before=earlier)
        return into / name


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let only one be at work in a folder of backups."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / HELD).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFault(f"Another backup is at work in {folder}. Wait for it to end.") from None
        yield


def _dump(
    connection: psycopg.Connection[Any], folder: Path, *, name: str, to: X25519PublicKey, dump: tuple[Path, str, Any]
) -> dict[str, Any]:
    """Dump the database as one snapshot shows it, and say what that snapshot holds."""
    program, plain, environment = dump
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        # The key of the walls is not kept beside what they protect: a restored database gets a new one.
        words = (f"--dbname={plain}", "--format=custom", f"--snapshot={snapshot}", "--exclude-table-data=wall.key")
        with writes(program, *words, "--no-password", environment=environment) as clear:
            _sealed(clear, folder / DUMP, to=to, label=f"{name}/{DUMP}")
        return {
            "postgresql": connection.info.server_version,
            "database": connection.info.dbname,
            "tables": content.tables_of(connection),
            "walls": content.walls_of(connection),
            "migrations": content.migrations_of(connection),
            "head": content.head_of(connection),
        }


def files_of(source: Path | None, *, into: Path, to: X25519PublicKey) -> Iterator[Part]:
    """Seal each file that is not here yet. They are named by their content, so what is here need not be read again."""
    if source is None:
        return
    into.mkdir(mode=0o700, exist_ok=True)
    # What is only arriving, and not kept yet, is no file of the database.
    for file in sorted(found for found in source.rglob("*") if KEPT_FILE.fullmatch(found.name)):
        known = sorted(into.glob(f"{file.name}.*"))
        yield keep(pieces(file), named=file.name, into=into, to=to) if not known else hash_of(known[0])


def keep(clear: Iterable[bytes], *, named: str, into: Path, to: X25519PublicKey) -> Part:
    """Seal something into a folder under a name that ends with the hash of what lies there."""
    beside = into / (named + UNFINISHED)
    _sealed(clear, beside, to=to, label=named)
    made = hash_of(beside)
    beside.rename(into / f"{named}.{made.sha256}")
    _on_disk(into)
    return Part(name=f"{named}.{made.sha256}", bytes=made.bytes, sha256=made.sha256)


def _sealed(clear: Iterable[bytes], file: Path, *, to: X25519PublicKey, label: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        seal(clear, into=stream, to=to, label=label)
        stream.flush()
        os.fsync(stream.fileno())


def _on_disk(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk, as what they name is."""
    known = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(known)
    finally:
        os.close(known)


def _version() -> str:
    try:
        return version("wholeplace")
    except PackageNotFoundError:
        lines = (PROJECT / "pyproject.toml").read_text().splitlines()
        return next(line.split('"')[1] for line in lines if line.startswith("version"))


def _one(connection: psycopg.Connection[Any], asked: str) -> str:
    row = connection.execute(asked).fetchone()
    assert row is not None
    return str(row[0])
