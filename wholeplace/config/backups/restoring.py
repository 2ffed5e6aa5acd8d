"""Restores a backup: into a new database, or into a new cluster up to the newest piece of the log. Never over anything.

What is restored has an unfinished name until every check has passed; then it gets its own. Sessions end, and the walls
get a new key, so that nothing signed before is believed.
"""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from psycopg import sql

from wholeplace.config.backups import checking, content, manifest
from wholeplace.config.backups.envelope import opened
from wholeplace.config.backups.manifest import DUMP, FILES, BackupFault, Manifest
from wholeplace.config.backups.programs import programs_of, reaching, reads
from wholeplace.config.postgres import write_private
from wholeplace.ground.records.context import key_pads
from wholeplace.ground.records.roles import (
    MIGRATOR,
    OWNER,
    READER,
    RUNTIME,
    WRITER,
    address_of,
    fit_out,
    make_empty_database,
    make_roles,
)

UNFINISHED = "_unfinished"


def restore_database(
    folder: Path, *, with_key: X25519PrivateKey, administrator: str, name: str, context_key: Path
) -> Manifest:
    """Restore a backup into a new database of this name, and write the new key of its walls into a file.

    Raises BackupFault, and leaves neither database nor key, where anything is not as it was when it was taken.
    """
    must_be_new(context_key)
    with psycopg.connect(administrator, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            raise BackupFault(
                f"There is a database {name} already, and nothing is restored over data. Choose another name."
            )
        programs = programs_of(connection.info.server_version // 10_000)
    said = whole(folder, with_key=with_key)
    unfinished = name + UNFINISHED
    make_roles(administrator_url=administrator)
    _drop(administrator, unfinished)
    make_empty_database(administrator_url=administrator, name=unfinished)
    try:
        plain, environment = reaching(address_of(administrator, database=unfinished))
        with (folder / DUMP).open("rb") as stream:
            reads(
                programs / "pg_restore",
                *(f"--dbname={plain}", "--no-password", "--exit-on-error", "--single-transaction"),
                environment=environment,
                clear=opened(stream, with_key=with_key, label=f"{said.name}/{DUMP}"),
            )
        fit_out(administrator_url=administrator, name=unfinished)
        with psycopg.connect(address_of(administrator, database=unfinished), autocommit=True) as connection:
            if faults := differences(connection, said):
                raise BackupFault("What was restored is not what was taken:\n" + "\n".join(faults))
            begin_anew(connection, context_key)
    except BaseException:
        _drop(administrator, unfinished)
        raise
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return said


def restore_files(folder: Path, *, with_key: X25519PrivateKey, into: Path) -> int:
    """Restore the files that a backup names into a new folder, each where the house looks for it; say how many."""
    must_be_new(into)
    said = whole(folder, with_key=with_key)
    unfinished = into.with_name(into.name + manifest.UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for part in said.files:
        named = part.name.rpartition(".")[0]
        place = unfinished / named[:2] / named
        place.parent.mkdir(exist_ok=True)
        with (folder.parent / FILES / part.name).open("rb") as sealed, place.open("wb") as clear:
            _write(opened(sealed, with_key=with_key, label=named), clear)
    unfinished.rename(into)
    return len(said.files)


def whole(folder: Path, *, with_key: X25519PrivateKey) -> Manifest:
    """The manifest of a backup of which every byte was checked. Raises BackupFault with everything that is wrong."""
    if faults := checking.faults_of(folder, with_key=with_key):
        raise BackupFault("Nothing was restored.\n" + "\n".join(faults))
    return manifest.read(folder)


def must_be_new(path: Path) -> None:
    """Refuse a path where something lies already."""
    if path.exists():
        raise BackupFault(f"{path} is there already, and nothing is restored over what is there.")


def differences(connection: psycopg.Connection[Any], said: Manifest, *, exactly: bool = True) -> list[str]:
    """How a restored database differs from what its backup says; where it went on since, only what must hold then."""
    faults = list(_wrong_roles(connection))
    with connection.transaction():
        held = content.tables_of(connection)
        if exactly:
            for name in sorted(held.keys() | said.tables.keys()):
                if held.get(name) != said.tables.get(name):
                    faults.append(f"{name} holds {held.get(name)} and should hold {said.tables.get(name)}.")
        event = "public.trail_event"
        if event in said.tables and held[event].rows < said.tables[event].rows:
            faults.append(f"The trail holds {held[event].rows} events and had {said.tables[event].rows}.")
        if exactly and content.migrations_of(connection) != said.migrations:
            faults.append("Its migrations are not those of the backup.")
        if same_version(connection, said) and exactly and content.walls_of(connection) != said.walls:
            faults.append("Its walls do not stand as they stood when it was taken.")
    return faults


def same_version(connection: psycopg.Connection[Any], said: Manifest) -> bool:
    """Whether the server writes definitions down in the same words as the server of the backup did."""
    return connection.info.server_version // 10_000 == said.postgresql // 10_000


def begin_anew(connection: psycopg.Connection[Any], context_key: Path) -> None:
    """End every session, and give the walls a key that nobody has had before."""
    key = secrets.token_urlsafe(48)
    write_private(context_key, key)
    inner, outer = key_pads(key)
    with connection.transaction():
        connection.execute("DELETE FROM public.django_session")
        connection.execute("DELETE FROM wall.key")
        connection.execute("INSERT INTO wall.key (inner_pad, outer_pad) VALUES (%s, %s)", [inner, outer])


def _wrong_roles(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Whoever serves must own nothing and pass no wall; what is the house's must be the owner's."""
    for (role,) in connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
        [[READER, WRITER, RUNTIME, MIGRATOR]],
    ).fetchall():
        yield f"{role} may do more than it should."
    for table, owner in connection.execute(
        "SELECT c.oid::regclass::text, pg_get_userbyid(relowner) FROM pg_class c JOIN pg_namespace n"
        " ON n.oid = relnamespace WHERE relkind = 'r' AND nspname IN ('public', 'wall')"
        " AND pg_get_userbyid(relowner) <> %s",
        [OWNER],
    ).fetchall():
        yield f"{table} belongs to {owner} and not to {OWNER}."


def _drop(administrator: str, name: str) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _write(clear: Iterator[bytes], into: BinaryIO) -> None:
    for piece in clear:
        into.write(piece)
