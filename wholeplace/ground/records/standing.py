"""Whether the database stands as the code says: the right role, every migration, every wall, nothing that loses data.

What `build_database` built is noted down as a digest of the code's own statements and one of what the database then
held, so that either side's change is found: code that was not built yet, and a wall that somebody altered by hand.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from wholeplace.ground.access.actor import THE_PUBLIC
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.roles import READER, RUNTIME, WRITER
from wholeplace.ground.records.walls import build_statements

BUILD_ANEW = "Run build_database as the migrator, then start again."

NOTED = """
CREATE TABLE IF NOT EXISTS wall.built (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    told text NOT NULL, held text NOT NULL);
"""
# Everything that makes a wall, as the database itself tells it.
HELD = f"""
SELECT md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")) FROM (
    SELECT concat_ws(' ', 'policy', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) AS line
        FROM pg_policies WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', 'table', relname, relkind, relrowsecurity, relforcerowsecurity, relacl,
            pg_get_userbyid(relowner))
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, attacl)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL
    UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled)
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', 'function', proname, prosecdef, proconfig, md5(prosrc))
        FROM pg_proc WHERE pronamespace = 'wall'::regnamespace
    UNION ALL SELECT concat_ws(' ', 'role', rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb)
        FROM pg_roles WHERE rolname IN ('{READER}', '{WRITER}', '{RUNTIME}')
) AS lines
"""


@dataclass(frozen=True)
class Fault:
    """Something that must be mended before anybody is served: what it is, and how to mend it."""

    sentence: str
    mend: str


def note_what_stands() -> None:
    """Note down what was just built. Only the migrator may."""
    with connection.cursor() as cursor:
        cursor.execute(NOTED)
        cursor.execute(f"GRANT SELECT ON wall.built TO {READER}")
        cursor.execute(f"WITH now AS ({HELD.strip()}) INSERT INTO wall.built (told, held) SELECT %s, md5 FROM now"
            " ON CONFLICT (only_one) DO UPDATE SET told = excluded.told, held = excluded.held", [_told()])  # fmt: skip


def faults_of_the_database() -> Iterator[Fault]:
    """Everything about the database that must be mended first. Asks it a dozen short questions."""
    try:
        with transaction.atomic():
            yield from _of_roles()
            yield from _of_durability()
        if missing := _migrations_missing():
            yield Fault(f"{missing} migrations were not applied.", BUILD_ANEW)
            return
        with transaction.atomic():
            yield from _of_walls()
    except DatabaseError:
        yield Fault("The database does not answer.", "Start it, or mend RUNTIME_DATABASE_URL.")
        return
    try:
        with speaking_for(THE_PUBLIC), connection.cursor() as cursor:
            cursor.execute("SELECT wall.is_system()")
    except DatabaseError:
        yield Fault("The database does not know the key of this site.", "Set CONTEXT_KEY to the key it was built with.")


def _of_roles() -> Iterator[Fault]:
    (now, session), = _asked("SELECT current_user::text, session_user::text")  # fmt: skip
    mend = f"Let RUNTIME_DATABASE_URL name the role {RUNTIME}, made as docs/how-to/run.md says."
    if now != READER:
        yield Fault(f"Requests would run as {now}, not as {READER}.", mend)
    strong = _asked(
        "SELECT rolname::text FROM pg_roles WHERE rolname = ANY(%s)"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
        [now, session, READER, WRITER],
    )
    for (role,) in strong:
        yield Fault(f"The role {role} passes the walls or makes roles.", f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS")
    owned = _asked(
        "SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) = ANY(%s)",
        [now, session, READER, WRITER],
    )
    for (role,) in owned:
        yield Fault(f"The role {role} owns tables, so that it could take their walls down.", mend)


def _of_durability() -> Iterator[Fault]:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        ((value,),) = _asked("SELECT current_setting(%s)", setting)
        if value in {"off", "local"}:
            yield Fault(f"{setting} is {value}: what is kept could be lost.", f"ALTER SYSTEM SET {setting} = on")


def _migrations_missing() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _of_walls() -> Iterator[Fault]:
    ((there,),) = _asked("SELECT to_regclass('wall.built') IS NOT NULL")
    noted = _asked("SELECT told, held FROM wall.built") if there else []
    if not noted:
        yield Fault("Nobody noted down which walls were built.", BUILD_ANEW)
        return
    (told, held), = noted  # fmt: skip
    if told != _told():
        yield Fault("The walls were built by other code than this.", BUILD_ANEW)
    ((now,),) = _asked(HELD)
    if held != now:
        yield Fault("A wall, a right or a role was altered after the walls were built.", BUILD_ANEW)


def _told() -> str:
    """A digest of what the code says the walls are, without the key, which must be nobody's guess."""
    statements = (one for one in build_statements() if not one.startswith("INSERT INTO wall.key"))
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def _asked(sql: str, *given: str | list[str]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()
