"""Random SQL in the role that serves, under random contexts, held against the oracle (X9).

Whoever can put words into a query of ours is still the runtime role, in a transaction whose context was signed. So
statements of every form are drawn: what they read must be exactly what the oracle says is seen, wherever the form
lets that be said; what they write is looked at by the house in the same transaction, before it is undone.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction

from tests.prove.goals import Tally
from tests.prove.net.models import Table
from tests.prove.net.oracle import Eyes, Row, may_write, sees
from tests.prove.net.world import OPENINGS, SHARES, World, canaries
from wholeplace.ground.access.actor import BOOTSTRAP, THE_PUBLIC, Actor, Kind
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.context import _message, _tell
from wholeplace.ground.records.roles import READER, WRITER
from wholeplace.ground.records.scope import Wall

OWN_XACT = "(pg_current_xact_id()::text::bigint % 4294967296)::text"
CLEARANCE = {"commercial": Permission.COMMERCIAL_READ, "personal": Permission.PERSONAL_READ}


def actor_of(eyes: Eyes) -> Actor:
    """The actor that the door would make of somebody with these eyes."""
    if eyes.is_house:
        return BOOTSTRAP
    if eyes == Eyes():
        return THE_PUBLIC
    return Actor(
        kind=Kind.PERSON,
        person_id=1,
        organisation_id=eyes.organisation,
        partnership_id=eyes.partnership,
        permissions=frozenset(CLEARANCE[one] for one in eyes.cleared),
        shares=tuple(sorted(eyes.shares)),
        opened=tuple(sorted(eyes.opened)),
    )


@contextmanager
def as_one(eyes: Eyes, *, pen: bool = False) -> Iterator[psycopg.Cursor[Any]]:
    """The raw connection of the site in a transaction of somebody with these eyes; everything is undone after it."""
    with transaction.atomic():
        _tell(_message(actor_of(eyes)))
        cursor = connection.connection.cursor()
        if pen:
            cursor.execute(f"SET LOCAL ROLE {WRITER}")
        yield cursor
        transaction.set_rollback(True)


@dataclass
class Sql:
    """Draws statements, runs them, and counts what they gave away."""

    world: World
    chance: random.Random
    tally: Tally
    only: frozenset[str] = frozenset()
    """The tables to draw from; all that are behind row security, when none are named."""

    def run(self, statements: int) -> None:
        """Try so many statements."""
        forms = [*[self._read] * 6, *[self._write] * 5, self._forge]
        for _ in range(statements):
            self.chance.choice(forms)()

    def _eyes(self) -> Eyes:
        """Somebody of the world, or any mixture of organisation, partnership and clearance."""
        drawn = self.chance.random()
        if drawn < 0.5:
            return self.chance.choice(self.world.dump.capacities).eyes
        if drawn < 0.6:
            return Eyes()
        every = [one.eyes for one in self.world.dump.capacities]
        cleared = frozenset(kind for kind in CLEARANCE if self.chance.random() < 0.5)
        return Eyes(
            organisation=self.chance.choice(every).organisation,
            partnership=self.chance.choice(every).partnership,
            cleared=cleared,
            shares=frozenset(self.chance.sample(SHARES, self.chance.randrange(3))),
            opened=frozenset(self.chance.sample(OPENINGS, self.chance.randrange(2))),
        )

    def _table(self) -> Table:
        return self.chance.choice([one for one in self.world.walled if not self.only or one.name in self.only])

    def _seen(self, eyes: Eyes, table: Table) -> set[int]:
        return self.world.dump.seen(eyes, table.name)

    # Reading

    def _read(self) -> None:
        eyes, table = self._eyes(), self._table()
        form = self.chance.choice(READS)
        try:
            with as_one(eyes, pen=self.chance.random() < 0.3) as cursor:
                wrong = form(Asked(self, cursor, eyes, table))
        except (DatabaseError, psycopg.Error) as error:
            wrong = self.leaks(eyes, str(error))
        self.tally.that(not wrong, f"{form.__name__} on {table.name} as {eyes}: {wrong}")

    def leaks(self, eyes: Eyes, text: str) -> str:
        """The canaries in a text whose rows these eyes may not see."""
        for number, column, row in canaries(text):
            table = self.world.tables[number]
            stored = self.world.dump.rows.get(table.name, {}).get(row)
            if stored and not sees(eyes, stored):
                return f"{table.name}.{table.texts[column][0]} of row {row}"
        return ""

    # Writing

    def _write(self) -> None:
        eyes, table, pen = self._eyes(), self._table(), self.chance.random() < 0.8
        statement, given = self.chance.choice(WRITES)(self, eyes, table)
        wrong = ""
        try:
            with as_one(eyes, pen=pen) as cursor:
                cursor.execute(statement, given)
                written = max(cursor.rowcount, 0)
                if written and not pen:
                    wrong = f"{written} rows were written without the pen"
                wrong = wrong or self._written_outside(cursor, eyes, table)
        except (DatabaseError, psycopg.Error) as error:
            wrong = self.leaks(eyes, str(error))
        self.tally.that(not wrong, f"{statement} {given} as {eyes}: {wrong}")

    def _written_outside(self, cursor: psycopg.Cursor[Any], eyes: Eyes, table: Table) -> str:
        """Rows of a table that this transaction touched and may not, as the house sees them."""
        _tell(_message(BOOTSTRAP))
        cursor.execute(f"SET LOCAL ROLE {READER}")
        before, is_trail = self.world.dump.rows[table.name], table.wall is Wall.TRAIL
        cursor.execute(
            f"SELECT id, organisation_id, partnership_id, sensitivity, xmin::text = {OWN_XACT} FROM {table.name}"
        )
        after = {row: (scope, touched) for row, *scope, touched in cursor.fetchall()}
        for row, stored in before.items():
            if row not in after and not may_write(eyes, stored, is_trail=False):
                return f"row {row} was taken away"
        for row, ((organisation, partnership, sensitivity), touched) in after.items():
            if not touched:
                continue
            if row in before and (is_trail or not may_write(eyes, before[row])):
                return f"row {row} was changed"
            now = _scoped(table, row, organisation, partnership, sensitivity)
            if not may_write(eyes, now, is_trail=is_trail):
                return f"row {row} was written for {organisation} in {partnership}"
        return ""

    # Forging

    def _forge(self) -> None:
        eyes, table = self._eyes(), self._table()
        attempt = self.chance.choice(FORGERIES)
        wrong = ""
        try:
            with as_one(eyes) as cursor:
                cursor.execute(attempt.format(table=table.name, **self._other_context(cursor)))
                found = str(cursor.fetchall()) if cursor.description else ""
                cursor.execute(f"SELECT id FROM {table.name}")
                more = {one for (one,) in cursor.fetchall()} - self._seen(eyes, table)
                wrong = self.leaks(eyes, found) or (f"{len(more)} rows more" if more else "")
        except (DatabaseError, psycopg.Error) as error:
            wrong = self.leaks(eyes, str(error))
        self.tally.that(not wrong, f"{attempt} on {table.name} as {eyes}: {wrong}")

    def _other_context(self, cursor: psycopg.Cursor[Any]) -> dict[str, str]:
        cursor.execute("SELECT current_setting('wholeplace.context'), current_setting('wholeplace.signature')")
        context, signature = cursor.fetchone() or ("", "")
        fields = context.split("|")
        other = self._eyes()
        kind = self.chance.choice(("system", fields[1]))
        place = self.chance.choice((fields[0], "1"))
        said = [place, kind, str(other.organisation or ""), str(other.partnership or ""), "commercial,personal", "1"]
        if said[:4] == fields[:4]:
            said[4] += ",all"
        return {"context": "|".join(said), "signature": self.chance.choice((signature, "", "0" * 64))}


@dataclass
class Asked:
    """One read in hand: who asks, of what, on which cursor."""

    by: Sql
    cursor: psycopg.Cursor[Any]
    eyes: Eyes
    table: Table

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    @property
    def seen(self) -> set[int]:
        """What the oracle says is seen of it."""
        return self.by._seen(self.eyes, self.table)

    def rows(self, statement: str, given: Any = None) -> list[tuple[Any, ...]]:
        """The rows that the database answers with."""
        return self.cursor.execute(statement, given).fetchall()

    def ids(self, statement: str, given: Any = None) -> set[int]:
        """The first column of them."""
        return {row[0] for row in self.rows(statement, given)}

    def exactly(self, ids: set[int]) -> str:
        """Nothing, when these are what is seen; else what is too much or too little."""
        return "" if ids == self.seen else f"too much {sorted(ids - self.seen)[:5]}, missing {self.seen - ids}"

    def other(self) -> Table:
        """Another table."""
        return self.by._table()

    def any_row(self) -> int:
        """A row of the table, seen or not."""
        return self.by.chance.choice([*self.by.world.dump.rows[self.name], 0])


Read = Callable[[Asked], str]


def plainly(asked: Asked) -> str:
    """All of a table, in ways that name it differently."""
    forms = (
        "SELECT id FROM {0}", "SELECT id FROM ONLY {0}", "SELECT id FROM {0} TABLESAMPLE SYSTEM (100)",
        "WITH a AS MATERIALIZED (SELECT * FROM {0}) SELECT id FROM a", "SELECT id FROM {0} WHERE true OR id < 0",
        "SELECT id FROM (SELECT * FROM {0} OFFSET 0) a", "SELECT unnest(array_agg(id)) FROM {0}",
        "WITH RECURSIVE a AS (SELECT id FROM {0} UNION SELECT a.id FROM a JOIN {0} b USING (id)) SELECT id FROM a",
        "SELECT id FROM {0} WHERE coalesce(sensitivity, '') <> 'x' ORDER BY random()",
        "SELECT first_value(id) OVER (PARTITION BY id) FROM {0}", "SELECT id FROM {0} WHERE ctid IS NOT NULL",
        "SELECT a.id FROM {0} a JOIN {0} b USING (id, sensitivity)", "SELECT b.id FROM {0} a RIGHT JOIN {0} b ON false",
        "SELECT a.id FROM {0} a, LATERAL (SELECT b.id FROM {0} b WHERE b.id = a.id LIMIT 1) c",
        "SELECT id FROM {0} EXCEPT SELECT -1", "SELECT id FROM {0} INTERSECT SELECT id FROM {0}",
    )  # fmt: skip
    return asked.exactly(asked.ids(asked.by.chance.choice(forms).format(asked.name)))


def counted(asked: Asked) -> str:
    """Counts and sums of a table."""
    ((count, total, most),) = asked.rows(f"SELECT count(*), coalesce(sum(id), 0), max(id) FROM {asked.name}")
    expected = (len(asked.seen), sum(asked.seen), max(asked.seen, default=None))
    return "" if (count, int(total), most) == expected else f"{(count, total, most)} for {expected}"


def crossed(asked: Asked) -> str:
    """How many pairs two tables make."""
    other = asked.other()
    ((count,),) = asked.rows(f"SELECT count(*) FROM {asked.name} a CROSS JOIN {other.name} b")
    expected = len(asked.seen) * len(asked.by._seen(asked.eyes, other))
    return "" if count == expected else f"{count} pairs with {other.name}, not {expected}"


def followed(asked: Asked) -> str:
    """What the links of a table lead to."""
    links = [(column, far) for column, far in asked.table.links if far in asked.by.world.dump.rows]
    if not links:
        return plainly(asked)
    column, far = asked.by.chance.choice(links)
    pairs = asked.rows(f"SELECT a.id, b.id FROM {asked.name} a LEFT JOIN {far} b ON b.id = a.{column}")
    beyond = {one for _, one in pairs if one} - asked.by.world.dump.seen(asked.eyes, far)
    return asked.exactly({one for one, _ in pairs}) or (f"{far} {beyond} through {column}" if beyond else "")


def united(asked: Asked) -> str:
    """Several tables in one answer."""
    others = [asked.table, asked.other(), asked.other()]
    rows = asked.rows(" UNION ALL ".join(f"SELECT '{one.name}', id FROM {one.name}" for one in others))
    beyond = [row for row in rows if row[1] not in asked.by.world.dump.seen(asked.eyes, row[0])]
    return f"{beyond[:3]}" if beyond else ""


def asked_for_one(asked: Asked) -> str:
    """One row by its id, its public id or a question whether it is there."""
    row = asked.any_row()
    forms = (
        "SELECT EXISTS (SELECT FROM {0} WHERE id = {1})",
        "SELECT count(*) = 1 FROM {0} WHERE id = {1}",
        "SELECT (SELECT id FROM {0} WHERE id = {1}) IS NOT NULL",
        "SELECT {1} IN (SELECT id FROM {0})",
        "SELECT {1} = ANY (ARRAY(SELECT id FROM {0}))",
        "SELECT coalesce(bool_or(id = {1}), false) FROM {0}",
        "SELECT CASE WHEN EXISTS (SELECT FROM {0} WHERE id = {1}) THEN true ELSE false END",
    )
    ((there,),) = asked.rows(asked.by.chance.choice(forms).format(asked.name, row))
    return "" if there == (row in asked.seen) else f"row {row} is {'there' if there else 'not there'}"


def filtered(asked: Asked) -> str:
    """By a condition on any column."""
    column = asked.by.chance.choice(asked.table.columns)
    forms = ('"{0}" IS NOT NULL', '"{0}" IS NULL', "\"{0}\"::text > 'm'", 'hashtext("{0}"::text) > 0')
    condition = asked.by.chance.choice(forms)
    beyond = asked.ids(f"SELECT id FROM {asked.name} WHERE {condition.format(column)}") - asked.seen
    return f"{sorted(beyond)[:5]}" if beyond else ""


def told_as_text(asked: Asked) -> str:
    """Whole rows as text, by every way that turns a table into text."""
    forms = (
        "SELECT to_jsonb(a)::text FROM {0} a", "SELECT a::text FROM {0} a", "SELECT json_agg(a)::text FROM {0} a",
        "SELECT query_to_xml('SELECT * FROM {0}', true, false, '')::text",
        "SELECT table_to_xml('{0}'::regclass, true, false, '')::text", "TABLE {0}",
        "SELECT string_agg(a::text, ' ') OVER () FROM {0} a", "SELECT most_common_vals::text, histogram_bounds::text"
        " FROM pg_stats WHERE tablename = '{0}'", "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM {0}",
        "SELECT schema_to_xml('public', true, false, '')::text",
    )  # fmt: skip
    statement = asked.by.chance.choice(forms[:-1] if asked.by.chance.random() < 0.97 else forms)
    return asked.by.leaks(asked.eyes, str(asked.rows(statement.format(asked.name))))


def copied_out(asked: Asked) -> str:
    """By COPY."""
    form = asked.by.chance.choice(("COPY {0} TO STDOUT", "COPY (SELECT * FROM {0}) TO STDOUT WITH CSV HEADER"))
    with asked.cursor.copy(form.format(asked.name)) as copy:
        told = b"".join(bytes(part) for part in copy).decode()
    return asked.by.leaks(asked.eyes, told)


def told_by_errors(asked: Asked) -> str:
    """By an error that quotes what it stumbled over: the filter of the wall comes before any other."""
    column = asked.by.chance.choice([one for one, _ in asked.table.texts] or ["sensitivity"])
    form = asked.by.chance.choice(
        (
            'SELECT "{1}"::int FROM {0}',
            'SELECT id FROM {0} WHERE "{1}"::int > 0',
            'SELECT id FROM {0} WHERE ("{1}" || random())::date IS NOT NULL ORDER BY random()',
            "DO $$ BEGIN RAISE EXCEPTION '%', (SELECT string_agg(\"{1}\", ' ') FROM {0}); END $$",
        )
    )
    asked.cursor.execute(form.format(asked.name, column))
    return ""


def fetched(asked: Asked) -> str:
    """By a cursor of the server."""
    asked.cursor.execute(f"DECLARE c NO SCROLL CURSOR FOR SELECT id FROM {asked.name}")
    return asked.exactly(asked.ids("FETCH ALL FROM c"))


def prepared_by_others(asked: Asked) -> str:
    """By a statement that was prepared in somebody else's transaction."""
    name = f"kept_{asked.name}"
    if not asked.rows("SELECT FROM pg_prepared_statements WHERE name = %s", [name]):
        asked.cursor.execute(f"PREPARE {name} AS SELECT id FROM {asked.name}")
    return asked.exactly(asked.ids(f"EXECUTE {name}"))


def locked(asked: Asked) -> str:
    """By a lock."""
    beyond = asked.ids(f"SELECT id FROM {asked.name} FOR {asked.by.chance.choice(('UPDATE', 'SHARE'))}") - asked.seen
    return f"{sorted(beyond)[:5]}" if beyond else ""


READS: tuple[Read, ...] = (
    plainly, counted, crossed, followed, united, asked_for_one, filtered, told_as_text, copied_out, told_by_errors,
    fetched, prepared_by_others, locked,
)  # fmt: skip

Statement = tuple[str, list[Any]]


def changed(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """Rows are changed, in a column drawn at random."""
    column = by.chance.choice(table.columns[1:])
    where, given = _some(by, table)
    form = by.chance.choice(
        (
            'UPDATE {0} SET "{1}" = "{1}" WHERE {2} RETURNING id',
            'UPDATE {0} SET "{1}" = "{1}" WHERE {2}',
            'UPDATE {0} a SET "{1}" = b."{1}" FROM {0} b WHERE b.id = a.id AND a.{2}',
            'WITH a AS (UPDATE {0} SET "{1}" = "{1}" WHERE {2} RETURNING id) SELECT * FROM a',
        )
    )
    return form.format(table.name, column, where), given


def moved(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """Rows are given to somebody else, or taken from them, or shown to more."""
    other = by._eyes()
    where, given = _some(by, table)
    column, value = by.chance.choice(
        (
            ("organisation_id", other.organisation),
            ("organisation_id", eyes.organisation),
            ("partnership_id", other.partnership),
            ("sensitivity", "public"),
            ("audience", [one for one in (other.organisation, eyes.organisation) if one]),
        )
    )
    return f"UPDATE {table.name} SET {column} = %s WHERE {where}", [value, *given]


def removed(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """Rows are taken away."""
    where, given = _some(by, table)
    form = by.chance.choice(
        ("DELETE FROM {0} WHERE {1} RETURNING id", "DELETE FROM {0} a USING {0} b WHERE a.id = b.id AND a.{1}")
    )
    return form.format(table.name, where), given


def added(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """A row is written again for somebody, or over the one that is there."""
    row = by.chance.choice([*by.world.dump.rows[table.name], 0])
    other = by._eyes()
    whose = {"organisation_id": other.organisation, "partnership_id": other.partnership, "public_id": "zzzzzzzzzzz1"}
    if by.chance.random() < 0.3:
        whose = {}
    names = [name for name in table.columns if by.chance.random() < 0.5 or name != "id"]
    listed = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join("%s" if name in whose else f'"{name}"' for name in names)
    end = by.chance.choice(
        (
            "", "RETURNING id", "ON CONFLICT DO NOTHING",
            'ON CONFLICT (id) DO UPDATE SET "sensitivity" = excluded."sensitivity" RETURNING xmax, "sensitivity"',
        )
    )  # fmt: skip
    given = [whose[name] for name in names if name in whose]
    return f"INSERT INTO {table.name} ({listed}) SELECT {taken} FROM {table.name} WHERE id = %s {end}", [*given, row]


def merged(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """By MERGE."""
    end = by.chance.choice(("DELETE", "UPDATE SET sensitivity = 'public'"))
    return f"MERGE INTO {table.name} a USING {table.name} b ON a.id = b.id WHEN MATCHED THEN {end}", []


def overturned(by: Sql, eyes: Eyes, table: Table) -> Statement:
    """By what no statement of the site ever says."""
    forms = (
        "TRUNCATE {0}", "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY", "DROP POLICY sees ON {0}", "DROP TABLE {0}",
        "CREATE POLICY more ON {0} USING (true)", "GRANT ALL ON {0} TO PUBLIC", "ALTER TABLE {0} OWNER TO CURRENT_USER",
        "CREATE TRIGGER t BEFORE INSERT ON {0} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE r AS ON INSERT TO {0} DO INSTEAD NOTHING", "COPY {0} FROM PROGRAM 'true'",
        "SELECT setval(pg_get_serial_sequence('{0}', 'id'), 1)", "CREATE TABLE public.mine AS TABLE {0}",
        "CREATE TEMPORARY TABLE mine AS TABLE {0}", "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    )  # fmt: skip
    return by.chance.choice(forms).format(table.name), []


def _some(by: Sql, table: Table) -> Statement:
    """Some rows of a table, by a condition on `id`."""
    rows = list(by.world.dump.rows[table.name]) or [0]
    if by.chance.random() < 0.3:
        return "id > %s", [0]
    return "id = ANY(%s)", [by.chance.sample(rows, min(len(rows), by.chance.choice((1, 3, 20))))]


WRITES: tuple[Callable[[Sql, Eyes, Table], Statement], ...] = (changed, moved, removed, added, merged, overturned)

FORGERIES = (
    "SELECT set_config('wholeplace.context', '{context}', true)",
    "SELECT set_config('wholeplace.context', '{context}', true),"
    " set_config('wholeplace.signature', '{signature}', true)",
    "SELECT set_config('wholeplace.context', '{context}', false),"
    " set_config('wholeplace.signature', '{signature}', false)",
    "SET LOCAL wholeplace.context = '{context}'",
    "SELECT set_config('wholeplace.context', '', true)",
    "SET LOCAL ROLE wholeplace_owner",
    "SET LOCAL ROLE wholeplace_migrator",
    "SET LOCAL ROLE pg_read_all_data",
    "SET ROLE NONE",
    "RESET ROLE",
    "SET SESSION AUTHORIZATION wholeplace_owner",
    "SET LOCAL row_security = off",
    "SET LOCAL search_path = pg_temp, public",
    "CREATE SCHEMA wall2",
    "CREATE OR REPLACE FUNCTION wall.is_system() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION pg_temp.told(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001"
    " AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
    "SELECT inner_pad FROM wall.key",
    "SELECT pg_read_file('pg_hba.conf')",
    "SELECT lo_import('/etc/hostname')",
    "SELECT query FROM pg_stat_activity",
    "ALTER ROLE wholeplace_reader BYPASSRLS",
    "SELECT rolpassword FROM pg_authid",
    "COPY {table} TO PROGRAM 'cat'",
    "SELECT wall.context()",
    "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "SET LOCAL session_replication_role = replica",
    "LOAD 'auto_explain'",
    "CREATE EXTENSION dblink",
)


def _scoped(table: Table, row: int, organisation: Any, partnership: Any, sensitivity: str) -> Any:
    return Row(table.name, row, organisation, partnership, sensitivity, frozenset())
