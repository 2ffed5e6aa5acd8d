"""What a database holds, in figures that can be compared: rows, sums over their content, its walls, its migrations."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from wholeplace.config.backups.manifest import Table

# Sessions end when a backup is restored, and the key of the walls is made anew, so neither is compared.
NOT_COMPARED = {("public", "django_session"), ("wall", "key")}
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2
"""
# The content of a row as text, whatever the order of rows; 64 bits of a hash for each, added up.
SUM = "SELECT count(*), coalesce(sum(('x' || left(md5({what}), 16))::bit(64)::bigint::numeric), 0)::text FROM {table}"
# Everything that holds a wall up: who owns what, who may do what, row security, constraints, triggers and functions.
WALLS = """
SELECT 'relation', c.oid::regclass::text, concat_ws(' ', c.relkind, c.relrowsecurity, c.relforcerowsecurity,
       pg_get_userbyid(c.relowner), (
         SELECT string_agg(concat_ws(':', a.grantee::regrole, a.privilege_type), ','
                           ORDER BY a.grantee::regrole::text, a.privilege_type)
           FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^(pg_|information_schema)'
UNION ALL
SELECT 'column', a.attrelid::regclass || '.' || a.attname, a.attacl::text FROM pg_attribute a WHERE a.attacl IS NOT NULL
   AND a.attrelid >= 16384
UNION ALL
SELECT 'policy', schemaname || '.' || tablename || '.' || policyname,
       concat_ws(' ', permissive, roles, cmd, qual, with_check) FROM pg_policies
UNION ALL
SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid >= 16384
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '')
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname !~ '^(pg_|information_schema)' AND p.prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
# A condition that is read in again is written with other brackets and casts than before, and means the same.
WRITTEN_DIFFERENTLY = re.compile(r"::(character varying|text)(\[\])?|[()\s]")

Connection = psycopg.Connection[Any]


def tables_of(connection: Connection) -> dict[str, Table]:
    """What each table holds, as the transaction of this connection sees it."""
    held = {}
    with _settled(connection):
        for schema, name in _tables(connection):
            asked = sql.SQL(SUM).format(what=sql.SQL("one::text"), table=sql.SQL("{} one").format(_at(schema, name)))
            held[f"{schema}.{name}"] = Table(*_one(connection, asked))
    return held


def columns_of(connection: Connection) -> dict[str, Table]:
    """What each column of each table holds, in the same figures."""
    held = {}
    with _settled(connection):
        for schema, name in _tables(connection):
            columns = connection.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                [f'"{schema}"."{name}"'],
            )
            for (column,) in columns.fetchall():
                what = sql.SQL("coalesce({}::text, 'no value')").format(sql.Identifier(column))
                asked = sql.SQL(SUM).format(what=what, table=_at(schema, name))
                held[f"{schema}.{name}.{column}"] = Table(*_one(connection, asked))
    return held


def walls_of(connection: Connection) -> str:
    """One hash for everything that holds the walls up. It can be compared between servers of one version."""
    with _settled(connection):
        rows = connection.execute(WALLS).fetchall()
    lines = sorted("\t".join(WRITTEN_DIFFERENTLY.sub("", str(field)) for field in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def migrations_of(connection: Connection) -> tuple[str, ...]:
    """The migrations that were made to a database, in order of their names."""
    if not _one(connection, "SELECT to_regclass('public.django_migrations')")[0]:
        return ()
    rows = connection.execute("SELECT app || '.' || name FROM public.django_migrations").fetchall()
    return tuple(sorted(name for (name,) in rows))


def head_of(connection: Connection) -> dict[str, Any] | None:
    """The newest signed head of the trail, where the trail is sealed."""
    if not _one(connection, "SELECT to_regclass('public.trail_head')")[0]:
        return None
    row = connection.execute(
        "SELECT to_jsonb(one) FROM public.trail_head one ORDER BY one.size DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else None


@contextmanager
def _settled(connection: Connection) -> Iterator[None]:
    """Let values be written as text in one way, whatever the server's settings, until the transaction ends."""
    with connection.transaction():
        connection.execute(
            "SELECT set_config(name, said, true) FROM (VALUES ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'),"
            " ('intervalstyle', 'postgres'), ('bytea_output', 'hex'), ('extra_float_digits', '1'), ('search_path', ''))"
            " settings(name, said)"
        )
        yield


def _tables(connection: Connection) -> list[tuple[str, str]]:
    return [at for at in connection.execute(TABLES).fetchall() if at not in NOT_COMPARED]


def _at(schema: str, name: str) -> sql.Identifier:
    return sql.Identifier(schema, name)


def _one(connection: Connection, asked: Any) -> Any:
    row = connection.execute(asked).fetchone()
    assert row is not None
    return row
