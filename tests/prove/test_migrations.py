"""M1: an upgrade of a filled database keeps every row and value, waits for nobody long, and can be killed anywhere."""

import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.config.databases import WorkerDatabase
from tests.prove.filled import Filled, filled_database
from tests.prove.goals import Tally, chance, goal, size
from wholeplace.config.backups import content
from wholeplace.config.postgres import PROJECT
from wholeplace.config.released import broken_promises, migrations_here

NEW = "public.needs_need.trial"
MIGRATOR = {"WHOLEPLACE_AS_MIGRATOR": "1", "DJANGO_SETTINGS_MODULE": "tests.prove.upgrade.settings"}
LONGEST_LOCK = 2


@pytest.fixture(scope="module")
def filled(own_database: WorkerDatabase) -> Filled:
    """The invented places."""
    return filled_database(own_database)


@pytest.fixture
def site(filled: Filled) -> Iterator[Filled]:
    """A copy that may be upgraded."""
    with filled.copy("upgrade") as copied:
        yield copied


def upgrade(site: Filled) -> subprocess.CompletedProcess[str]:
    """Upgrade it to the end."""
    return site.manage("migrate", "needs", **MIGRATOR)


def kept(tally: Tally, before: dict[str, content.Table], site: Filled) -> None:
    """Every column that there was holds what it held."""
    with site.as_administrator() as connection:
        now = content.columns_of(connection)
    for column, was in before.items():
        if not column.startswith("public.django_migrations."):
            tally.that(now.get(column) == was, f"{column} holds {now.get(column)} and held {was}.")


def columns_of(site: Filled) -> dict[str, content.Table]:
    """What each column holds."""
    with site.as_administrator() as connection:
        return content.columns_of(connection)


def test_m1_from_nothing_to_now(filled: Filled):
    with goal("M1") as tally:
        with filled.as_administrator() as connection:
            made = content.migrations_of(connection)
            empty = [name for name, table in content.tables_of(connection).items() if not table.rows]
        for migration in migrations_here():
            tally.that(migration in made, f"{migration} was not made.")
        tally.that(broken_promises() == [], "A released migration is not as it was.")
        tally.that(len(empty) < 60, f"Too many tables are empty: {empty}")


def test_m1_an_upgrade_of_a_filled_database_keeps_every_value_and_the_old_code_goes_on(site: Filled):
    before = columns_of(site)
    with goal("M1") as tally:
        done = upgrade(site)
        tally.that(done.returncode == 0, done.stderr[-500:])
        kept(tally, before, site)
        after = columns_of(site)
        tally.that(after[NEW].rows == before["public.needs_need.id"].rows, "Not every row was filled.")
        old = site.manage("who_can_sign_in")
        tally.that("commissioner@" in old.stdout, f"The old code does not run on the new shape: {old.stderr[-500:]}")


def test_m1_an_upgrade_killed_anywhere_can_be_run_again(site: Filled):
    before, dice = columns_of(site), chance("M1 kills")
    with goal("M1") as tally:
        for _ in range(size(small=2, change=10, release=60)):
            process = subprocess.Popen(
                [sys.executable, PROJECT / "manage.py", "migrate", "needs"],
                env=site.environment() | MIGRATOR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                process.wait(timeout=2 + dice.random() * 6)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            kept(tally, before, site)
        done = upgrade(site)
        tally.that(done.returncode == 0, done.stderr[-500:])
        kept(tally, before, site)
        with site.as_administrator() as connection:
            empty = connection.execute("SELECT count(*) FROM needs_need WHERE trial IS NULL").fetchone()
        tally.that(empty == (0,), f"Not filled: {empty}")


def test_m1_an_upgrade_that_cannot_have_its_lock_gives_up_and_changes_nothing(site: Filled):
    before = columns_of(site)
    with goal("M1") as tally:
        with site.as_administrator() as holder, holder.transaction():
            holder.execute("SELECT count(*) FROM needs_need")  # a long report, which reads
            began = time.monotonic()
            waits = [None]
            process = subprocess.Popen(
                [sys.executable, PROJECT / "manage.py", "migrate", "needs"],
                env=site.environment() | MIGRATOR, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            while process.poll() is None and time.monotonic() - began < 60:
                waits.append(longest_wait(site))
                time.sleep(0.1)
            said = process.communicate(timeout=60)[1]
            tally.that(process.returncode != 0 and "lock timeout" in said, f"It did not give up: {said[-500:]}")
            longest = max(wait for wait in waits if wait is not None)
            tally.that(longest <= LONGEST_LOCK + 0.5, f"Others waited {longest} s.")
        tally.that(columns_of(site) == before, "Something was changed.")
        tally.that(upgrade(site).returncode == 0, "Run again, it does not succeed.")


def longest_wait(site: Filled) -> float | None:
    """For how long somebody has been waiting for a lock."""
    with psycopg.connect(site.administrator, autocommit=True) as connection:
        row = connection.execute(
            "SELECT extract(epoch FROM max(clock_timestamp() - waitstart))::float FROM pg_locks WHERE NOT granted"
        ).fetchone()
    return row[0] if row else None
