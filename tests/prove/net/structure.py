"""The database's own word on how it stands, held against what the models declare (X8)."""

from collections.abc import Iterator
from typing import Any

from tests.prove.goals import Tally
from tests.prove.net.models import Table, tables
from wholeplace.ground.records.roles import READER, RUNTIME, SEALER, WRITER
from wholeplace.ground.records.scope import Wall

SERVING = [READER, WRITER, SEALER, RUNTIME]
COMMANDS = {
    Wall.SCOPED: {"SELECT", "INSERT", "UPDATE", "DELETE"},
    Wall.PART: {"SELECT", "INSERT", "UPDATE", "DELETE"},
    Wall.TRAIL: {"SELECT", "INSERT"},
}
DEFINERS = {"wall.context"}
"""The functions that may work as their owner. Each was read: it fixes its search path, and tells nothing but the key's
word on a signature."""

Finding = tuple[bool, str]


def audit(owner: Any, tally: Tally) -> None:
    """Everything that can be read from the catalogue, counted one by one."""
    for holds, otherwise in findings(owner):
        tally.that(holds, otherwise)


def findings(owner: Any) -> Iterator[Finding]:
    """What was looked at, whether it holds, and what is wrong where it does not."""
    walled = [table for table in tables() if table.is_walled]
    yield from _row_security(owner, walled)
    yield from _policies(owner, walled)
    yield from _roles(owner)
    yield from _functions(owner)
    yield from _views(owner)
    yield from _rights(owner)
    yield from _keys(owner, walled)


def _row_security(owner: Any, walled: list[Table]) -> Iterator[Finding]:
    stands = {
        name: (enabled, forced)
        for name, enabled, forced in owner.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    }
    for table in [*walled, *(one for one in tables() if one.wall in (Wall.OWN, Wall.READINGS))]:
        enabled, forced = stands[table.name]
        yield enabled, f"{table.name}: row security is not enabled"
        yield forced, f"{table.name}: row security does not bind its owner"


def _policies(owner: Any, walled: list[Table]) -> Iterator[Finding]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for table, *policy in owner.execute(
        "SELECT tablename, cmd, permissive, coalesce(qual, ''), coalesce(with_check, ''), roles::text FROM pg_policies"
    ):
        found.setdefault(table, []).append(tuple(policy))
    usual: dict[tuple[Wall, str], tuple[str, str]] = {}
    for table in walled:
        policies = found.get(table.name, [])
        commands = sorted(command for command, *_ in policies)
        yield commands == sorted(COMMANDS[table.wall]), f"{table.name}: policies for {commands}"
        for command, permissive, qual, check, roles in policies:
            same = usual.setdefault((_alike(table.wall), command), (qual, check))
            yield (qual, check) == same, f"{table.name}: its policy for {command} is unlike the others: {qual} {check}"
            yield "wall." in qual + check, f"{table.name}: its policy for {command} asks for no context"
            yield (
                (permissive, roles) == ("PERMISSIVE", "{public}"),
                f"{table.name}: {command} is {permissive} to {roles}",
            )


def _alike(wall: Wall) -> Wall:
    return Wall.SCOPED if wall is Wall.PART else wall


def _roles(owner: Any) -> Iterator[Finding]:
    for name, *strong in owner.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = ANY(%s)",
        [SERVING],
    ):
        yield not any(strong), f"{name} may more than serve: {strong}"
    for name, kind, of in owner.execute(
        "SELECT relname, relkind, rolname FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid"
        " WHERE relnamespace IN ('public'::regnamespace, 'wall'::regnamespace)"
    ):
        yield of not in SERVING, f"{name} ({kind}) belongs to {of}"
    reached = {
        one
        for (one,) in owner.execute(
            "SELECT g.rolname FROM pg_roles g, pg_roles m WHERE m.rolname = ANY(%s)"
            " AND pg_has_role(m.oid, g.oid, 'MEMBER')",
            [SERVING],
        )
    }
    yield reached == set(SERVING), f"the roles that serve may become {sorted(reached - set(SERVING))}"


def _functions(owner: Any) -> Iterator[Finding]:
    for name, settings in owner.execute(
        "SELECT nspname || '.' || proname, coalesce(proconfig::text, '') FROM pg_proc"
        " JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')"
    ):
        yield name in DEFINERS or name.startswith("public.procrastinate_"), f"{name} works as its owner, unreviewed"
        yield "search_path" in settings, f"{name} works as its owner without a fixed search path"


def _views(owner: Any) -> Iterator[Finding]:
    for name, kind, options in owner.execute(
        "SELECT relname, relkind, coalesce(reloptions::text, '') FROM pg_class"
        " WHERE relkind IN ('v', 'm') AND relnamespace NOT IN"
        " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
    ):
        yield kind == "v", f"{name} is a materialised view: row security does not reach it"
        yield kind == "m" or "security_invoker=" in options, f"{name} is read as its owner"


def _rights(owner: Any) -> Iterator[Finding]:
    for table in tables():
        for role in (READER, RUNTIME):
            for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
                ((has,),) = owner.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table.name, right])
                logs = table.wall in (Wall.LOG, Wall.READINGS) and right == "INSERT"
                writes = table.written_by_requests and right in ("INSERT", "UPDATE", "DELETE")
                yield not has or logs or writes, f"{role} may {right} on {table.name}"
        for right in ("TRUNCATE", "REFERENCES", "TRIGGER"):
            ((has,),) = owner.execute("SELECT has_table_privilege(%s, %s, %s)", [WRITER, table.name, right])
            yield not has, f"{WRITER} may {right} on {table.name}"
    for schema in ("public", "wall"):
        for role in SERVING:
            ((has,),) = owner.execute("SELECT has_schema_privilege(%s, %s, 'CREATE')", [role, schema])
            yield not has, f"{role} may create in {schema}"
    for role in SERVING:
        ((has,),) = owner.execute("SELECT has_table_privilege(%s, 'wall.key', 'SELECT')", [role])
        yield not has, f"{role} may read the key that contexts are signed with"


def _keys(owner: Any, walled: list[Table]) -> Iterator[Finding]:
    """Every link between two tables behind row security carries the partnership; a part's carries its whole scope."""
    held = {
        (table, far, tuple(sorted(columns)))
        for table, far, columns in owner.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text, (SELECT array_agg(attname::text)"
            " FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey))"
            " FROM pg_constraint WHERE contype = 'f' AND convalidated"
        )
    }
    names = {table.name for table in walled}
    for table in walled:
        for column, far in table.links:
            if far not in names:
                continue
            scope = ("organisation_id", "partnership_id", "sensitivity", "audience")
            carried = (column, *scope) if column == table.part_of else (column, "partnership_id")
            yield (
                (table.name, far, tuple(sorted(carried))) in held,
                f"{table.name}.{column} does not carry {carried[1:]}",
            )
