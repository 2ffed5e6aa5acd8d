"""R1, R2 and R3: a backup restores to new ground, damage is always noticed, and whoever serves cannot touch it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.config.databases import PREFIX, WorkerDatabase, drop
from tests.prove.damage import damaged
from tests.prove.filled import Filled, filled_database, folder_outside_homes
from tests.prove.goals import chance, goal, size
from wholeplace.config.backups import checking, content, manifest, restoring
from wholeplace.config.backups.envelope import new_key, private_key, recipient
from wholeplace.config.backups.log import ARRIVING, keep_log
from wholeplace.config.backups.manifest import BackupFault
from wholeplace.config.backups.programs import programs_of, reaching
from wholeplace.config.backups.recovering import restore_cluster
from wholeplace.config.backups.restoring import restore_database
from wholeplace.config.backups.taking import take
from wholeplace.ground.records.roles import RUNTIME, address_of

LONGEST = 300  # seconds that a restore of the small set may take
AFTER = "INSERT INTO records_organisationkey (public_id) VALUES (%s)"
READ = """
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
with speaking_for(BOOTSTRAP):
    print("needs:", Need.objects.count())
"""
BACKUP_USER, SITE_USER = 64_001, 64_002


@dataclass(frozen=True)
class Drill:
    """A backup with its log, the key that opens it and one that does not."""

    filled: Filled
    folder: Path
    backups: Path
    newest: Path
    key: Path
    other_key: Path
    seconds: float


@pytest.fixture(scope="module")
def drill(own_database: WorkerDatabase) -> Iterator[Drill]:
    """A backup of the invented places, then a few changes that only the log holds."""
    filled = filled_database(own_database)
    folder = folder_outside_homes("drill")
    try:
        backups, key, other = folder / "backups", folder / "key", folder / "other-key"
        to = recipient(new_key(key))
        new_key(other)
        with filled.copy("site") as site, site.as_administrator() as connection:
            slot = f"drill_{connection.info.backend_pid}"
            connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [slot])
            try:
                began = time.monotonic()
                newest = take(address=site.backup, into=backups, to=to, states=folder)
                seconds = time.monotonic() - began
                with site.as_administrator() as writing:
                    for number in range(4):
                        writing.execute(AFTER, [f"drill{number}"])
                        writing.execute("SELECT pg_switch_wal()")
                    (end,) = writing.execute("SELECT pg_current_wal_lsn()").fetchone()
                receive(site, into=backups / ARRIVING, slot=slot, end=end)
                keep_log(into=backups, to=to, states=folder)
            finally:
                connection.execute("SELECT pg_drop_replication_slot(%s)", [slot])
            yield Drill(site, folder, backups, newest, key, other, seconds)
    finally:
        shutil.rmtree(folder)


def receive(site: Filled, *, into: Path, slot: str, end: str) -> None:
    """Receive the log up to this point, as the service of a machine that serves does without end."""
    into.mkdir(mode=0o700)
    address, environment = reaching(site.backup)
    with site.as_administrator() as connection:
        programs = programs_of(connection.info.server_version // 10_000)
    done = subprocess.run(
        [programs / "pg_receivewal", f"--dbname={address}", f"--directory={into}", f"--slot={slot}", f"--endpos={end}",
         "--no-loop", "--no-password"],
        env=dict(environment), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_r1_a_backup_restores_into_a_new_database(drill: Drill):
    said, name = manifest.read(drill.newest), f"{PREFIX}_restored"
    drop(drill.filled.administrator, name)
    context_key = drill.folder / "context-key"
    with goal("R1") as tally:
        began = time.monotonic()
        restore_database(
            drill.newest,
            with_key=private_key(drill.key),
            administrator=drill.filled.administrator,
            name=name,
            context_key=context_key,
        )
        tally.that(time.monotonic() - began + drill.seconds < LONGEST, "It took longer than five minutes.")
        restored = drill.filled.at(name)
        with restored.as_administrator() as connection, connection.transaction():
            held = content.tables_of(connection)
            tally.that(content.walls_of(connection) == said.walls, "The walls differ.")
            tally.that(content.migrations_of(connection) == said.migrations, "The migrations differ.")
            tally.that(
                connection.execute("SELECT count(*) FROM public.django_session").fetchone() == (0,), "A session lives."
            )
        for table, was in said.tables.items():
            tally.that(held.get(table) == was, f"{table} holds {held.get(table)} and held {was}.")
        tally.that(sum(table.rows for table in held.values()) > 1_000, "There was next to nothing to restore.")
        people = restored.manage("who_can_sign_in", key=context_key.read_text())
        tally.that("commissioner@" in people.stdout, f"The site does not read what was restored: {people.stderr}")
        read = restored.code(READ, key=context_key.read_text())
        tally.that("needs: 0" not in read.stdout and "needs: " in read.stdout, f"The new key is not believed: {read}")
        stale = restored.code(READ)
        tally.that("not signed by the house" in stale.stderr, "The key from before the restore is still believed.")
        with pytest.raises(BackupFault, match="already"):
            restore_database(
                drill.newest,
                with_key=private_key(drill.key),
                administrator=drill.filled.administrator,
                name=name,
                context_key=drill.folder / "no-key",
            )
        tally.that(not (drill.folder / "no-key").exists(), "A refused restore left a key.")
    drop(drill.filled.administrator, name)


def test_r1_a_backup_and_its_log_restore_into_a_new_cluster(drill: Drill):
    said, into = manifest.read(drill.newest), drill.folder / "cluster"
    with goal("R1") as tally:
        began = time.monotonic()
        found: dict[str, object] = {}
        seen = restoring.differences

        def look(connection: psycopg.Connection, said: manifest.Manifest, *, exactly: bool = True) -> list[str]:
            found["tables"] = content.tables_of(connection)
            found["walls"] = content.walls_of(connection)
            after = connection.execute("SELECT count(*) FROM records_organisationkey WHERE public_id LIKE 'drill%'")
            found["after"] = after.fetchone()
            return seen(connection, said, exactly=exactly)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("wholeplace.config.backups.recovering.differences", look)
            restore_cluster(
                drill.newest, with_key=private_key(drill.key), into=into, context_key=drill.folder / "cluster-key"
            )
        tally.that(time.monotonic() - began + drill.seconds < LONGEST, "It took longer than five minutes.")
        tally.that(found["after"] == (4,), f"Of four rows written after the backup, {found['after']} came back.")
        tally.that(found["walls"] == said.walls, "The walls differ.")
        for table, was in said.tables.items():
            now = found["tables"][table]  # type: ignore[index]
            tally.that(now == was or "organisationkey" in table, f"{table} holds {now} and held {was}.")
        tally.that((into / "PG_VERSION").exists(), "There is no cluster.")
        tally.that(not list(into.glob("wholeplace-*")), "Something of the restore is left in the cluster.")
    shutil.rmtree(into)


def test_r2_every_damage_is_noticed(drill: Drill):
    key, other = private_key(drill.key), private_key(drill.other_key)
    dice = chance("R2")
    with goal("R2") as tally:
        tally.that(not checking.faults_of(drill.newest, with_key=key), "The whole backup is said to be damaged.")
        tally.that(not checking.log_faults(drill.backups, with_key=key), "The whole log is said to be damaged.")
        tally.that(bool(checking.faults_of(drill.newest, with_key=other)), "Another key opens it.")
        for number in range(size(small=30, change=100, release=1_000)):
            with damaged(drill.newest, dice) as what:
                noticed = checking.faults_of(drill.newest) + checking.log_faults(drill.backups)
                tally.that(bool(noticed), f"Not noticed: {what}")
                if number % 10 == 0:
                    must_not_restore(tally, drill, drill.key, what)
        must_not_restore(tally, drill, drill.other_key, "another key")


def must_not_restore(tally, drill: Drill, key: Path, what: str) -> None:
    """Neither form is restored, and nothing is left of the try."""
    name, made = f"{PREFIX}_half", drill.folder / "half"
    for restore in (
        lambda: restore_database(
            drill.newest,
            with_key=private_key(key),
            administrator=drill.filled.administrator,
            name=name,
            context_key=drill.folder / "half-key",
        ),
        lambda: restore_cluster(
            drill.newest, with_key=private_key(key), into=made, context_key=drill.folder / "half-key"
        ),
    ):
        try:
            restore()
        except BackupFault:
            pass
        except Exception as fault:
            tally.that(False, f"{what}: {fault!r}")
    left = [path.name for path in drill.folder.iterdir() if path.name.startswith("half")]
    with drill.filled.as_administrator() as connection:
        left += [row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE datname ~ '_half'")]
    # Damage to the log alone does not concern a restore from the dump, which is whole.
    tally.that(left == [] or (left == ["half-key", name] and "log" in what), f"{what}: left behind {left}")
    drop(drill.filled.administrator, name)
    (drill.folder / "half-key").unlink(missing_ok=True)


def test_r2_what_was_restored_is_compared_with_what_was_taken(drill: Drill):
    said = manifest.read(drill.newest)
    lies = {
        "one row more": {"tables": said.tables | {"public.needs_need": manifest.Table(10**6, "0")}},
        "a table that is not there": {"tables": said.tables | {"public.nowhere": manifest.Table(0, "0")}},
        "other walls": {"walls": "0" * 64},
        "another migration": {"migrations": (*said.migrations, "needs.0002_more")},
    }
    with goal("R2") as tally:
        for what, lie in list(lies.items())[: size(small=1, change=4, release=4)]:
            text = (drill.newest / manifest.MANIFEST).read_bytes()
            manifest.write(manifest.Manifest(**said.__dict__ | lie), drill.newest)
            try:
                must_not_restore_database(tally, drill, what)
            finally:
                (drill.newest / manifest.MANIFEST).write_bytes(text)


def must_not_restore_database(tally, drill: Drill, what: str) -> None:
    """What differs from what its manifest says gets neither its name nor a key."""
    name = f"{PREFIX}_half"
    with pytest.raises(BackupFault, match="not what was taken"):
        restore_database(
            drill.newest,
            with_key=private_key(drill.key),
            administrator=drill.filled.administrator,
            name=name,
            context_key=drill.folder / "half-key",
        )
    with drill.filled.as_administrator() as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '_half'").fetchall()
    tally.that(left == [] and not (drill.folder / "half-key").exists(), f"{what}: left behind {left}")


def as_user(number: int, *command: str | Path) -> bool:
    """Whether this user of the system can do it."""
    done = subprocess.run(command, user=number, group=number, extra_groups=[], capture_output=True, check=False)
    return done.returncode == 0


def test_r3_other_users_of_the_system_can_neither_read_nor_delete_backups(drill: Drill):
    if subprocess.run(["id", "-u"], capture_output=True, text=True, check=True).stdout.strip() != "0":
        pytest.skip("only root can become other users")
    home = drill.folder / "kept"
    shutil.copytree(drill.backups, home, copy_function=shutil.copy2)
    shutil.copystat(drill.backups, home)
    subprocess.run(["chown", "-R", f"{BACKUP_USER}:{BACKUP_USER}", home], check=True)
    files = [file for file in home.rglob("*") if file.is_file()]
    with goal("R3") as tally:
        for file in files:
            for command in (
                ("cat", file),
                ("rm", "-f", file),
                ("truncate", "--size=0", file),
                ("mv", file, drill.folder / "moved"),
                ("ls", file.parent),
                ("touch", file.parent / "new"),
            ):
                tally.that(not as_user(SITE_USER, *command), f"The site's user can {command[0]} {file.name}.")
        for command in (("rm", "-rf", home), ("mv", home, drill.folder / "moved"), ("chmod", "777", home)):
            as_user(SITE_USER, *command)
            tally.that(all(file.exists() for file in files), f"{command[0]} took something away.")
        tally.that(as_user(BACKUP_USER, "cat", files[0]), "Whoever takes backups cannot see them.")
        said = (drill.newest / manifest.DUMP).read_bytes() + (drill.newest / manifest.CLUSTER).read_bytes()
        for secret in (b"PGDMP", b"commissioner@", b"wholeplace_runtime", b"needs_need"):
            tally.that(secret not in said, f"{secret!r} can be read in what is sealed.")


def test_r3_the_roles_that_serve_can_do_nothing_to_backups_through_the_database(drill: Drill):
    runtime = drill.filled.runtime
    attempts = [
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('pg_wal')",
        "COPY (SELECT 1) TO '/tmp/out'",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT lo_export(1, '/tmp/out')",
        "SELECT pg_drop_replication_slot('any')",
        "SELECT pg_create_physical_replication_slot('any')",
        "SELECT pg_backup_start('x')",
        "SELECT pg_switch_wal()",
        "ALTER SYSTEM SET archive_timeout = 0",
        "SELECT * FROM wall.key",
        "SET ROLE wholeplace_backup",
        "SET SESSION AUTHORIZATION wholeplace_backup",
        "ALTER ROLE wholeplace_backup PASSWORD 'mine'",
    ]
    with goal("R3") as tally:
        for role in (RUNTIME, "wholeplace_reader", "wholeplace_writer"):
            for attempt in attempts:
                with psycopg.connect(runtime, autocommit=True) as connection:
                    if role != RUNTIME:
                        connection.execute(f"SET ROLE {role}")
                    try:
                        connection.execute(attempt)
                        tally.that(False, f"{role}: {attempt}")
                    except psycopg.Error as fault:
                        refused = isinstance(fault, psycopg.errors.InsufficientPrivilege)
                        tally.that(refused, f"{role}: {attempt}: {fault}")
        try:
            psycopg.connect(address_of(runtime), replication="true").close()  # type: ignore[arg-type]
            tally.that(False, "The runtime role receives the log.")
        except psycopg.Error:
            tally.that(True, "")
        with psycopg.connect(drill.filled.backup, autocommit=True) as connection:
            for attempt in ("DELETE FROM needs_need", "CREATE TABLE mine (x int)", "DROP TABLE needs_need"):
                try:
                    connection.execute("SET default_transaction_read_only = off")
                    connection.execute(attempt)
                    tally.that(False, f"The backup's role: {attempt}")
                except psycopg.Error:
                    tally.that(True, "")
