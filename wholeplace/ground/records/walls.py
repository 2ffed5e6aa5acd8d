"""The database's own wall: row security, rights and part-of constraints, built from what each model declares.

Built after every migration, so that no table can be added without its wall; `differences` tells whether the database
still stands as declared.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

from wholeplace.ground.records.context import key_pads
from wholeplace.ground.records.roles import OWNER, READER, SEALER, WRITER
from wholeplace.ground.records.scope import Wall

HOUSE = "wholeplace."
# Tables that are not ours and that a request writes: sessions, sign-in, and the queue of background work.
WRITTEN_BY_REQUESTS = ("django_session", "axes_", "procrastinate_")
# Tables whose rows belong to one partnership.
PLACED = frozenset({Wall.SCOPED, Wall.PART})
READ_BY_REQUESTS = ("django_content_type", "auth_", "django_migrations")

SCHEMA = f"""
CREATE SCHEMA IF NOT EXISTS wall AUTHORIZATION {OWNER};
GRANT USAGE ON SCHEMA wall TO {READER}, {WRITER};
CREATE TABLE IF NOT EXISTS wall.key (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
REVOKE ALL ON wall.key FROM PUBLIC;

CREATE OR REPLACE FUNCTION wall.context() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path = pg_catalog AS $body$
DECLARE
    said text := current_setting('wholeplace.context', true);
    proof text := current_setting('wholeplace.signature', true);
    key record;
    fields text[];
BEGIN
    IF said IS NULL OR said = '' THEN
        RETURN ARRAY['', 'nobody', '', '', '', '', '', ''];
    END IF;
    SELECT inner_pad, outer_pad INTO STRICT key FROM wall.key;
    IF proof IS DISTINCT FROM
       encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(said, 'UTF8'))), 'hex') THEN
        RAISE EXCEPTION 'The context of this transaction is not signed by the house.' USING ERRCODE = '28000';
    END IF;
    fields := string_to_array(said, '|');
    IF fields[1] <> pg_backend_pid()::text THEN
        RAISE EXCEPTION 'The context of this transaction belongs to another connection.' USING ERRCODE = '28000';
    END IF;
    RETURN fields;
END $body$;
CREATE OR REPLACE FUNCTION wall.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT (wall.context())[2] = 'system' $body$;
CREATE OR REPLACE FUNCTION wall.organisation() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT nullif((wall.context())[3], '')::bigint $body$;
CREATE OR REPLACE FUNCTION wall.partnership() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT nullif((wall.context())[4], '')::bigint $body$;
CREATE OR REPLACE FUNCTION wall.clearances() RETURNS text[] LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT string_to_array((wall.context())[5], ',') $body$;
CREATE OR REPLACE FUNCTION wall.named() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT array_append(string_to_array(said[7], ',')::bigint[], nullif(said[3], '')::bigint)
        FROM wall.context() said $body$;
CREATE OR REPLACE FUNCTION wall.opened() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT string_to_array((wall.context())[8], ',')::bigint[] $body$;
CREATE OR REPLACE FUNCTION wall.person() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS $body$ SELECT nullif((wall.context())[6], '')::bigint $body$;
"""

SEES = """(
    sensitivity = 'public'
    OR (partnership_id = (SELECT wall.partnership()) AND (
        sensitivity = 'partnership'
        OR ((organisation_id = (SELECT wall.organisation()) OR audience && (SELECT wall.named()))
            AND (sensitivity IN ('partnership', 'organisation')
                OR sensitivity = ANY (coalesce((SELECT wall.clearances()), '{}'))))
        OR audience && (SELECT wall.opened())
    ))
    OR (SELECT wall.is_system())
)"""
WRITES = """(
    (SELECT wall.is_system())
    OR (organisation_id = (SELECT wall.organisation()) AND partnership_id = (SELECT wall.partnership()))
)"""

# Who has read its records is for an organisation itself; whoever answers a request writes it down.
OWNS = WRITES

# An event about published fact belongs to no organisation; anybody who acts for one may cause it.
WRITES_TRAIL = f"""({WRITES}
    OR (organisation_id IS NULL AND sensitivity = 'public' AND (SELECT wall.organisation()) IS NOT NULL)
)"""

OWN = "(person_id = (SELECT wall.person()) OR (SELECT wall.is_system()))"


def house_models() -> list[type[models.Model]]:
    """Every model of the house, in the order of its floors."""
    return [model for model in apps.get_models() if model.__module__.startswith(HOUSE)]


def wall_of(model: type[models.Model]) -> Wall:
    """The wall a model declares. Raises LookupError when it declares none."""
    wall = getattr(model, "wall", None)
    if wall is None:
        raise LookupError(f"{model.__name__} declares no wall; say `wall = Wall.…` in its class.")
    return Wall(wall)


def build_statements() -> Iterator[str]:
    """The SQL that builds every wall, from the schema to the last constraint. Safe to run again."""
    yield SCHEMA
    yield _key()
    for table in _foreign_tables():
        if table.startswith(WRITTEN_BY_REQUESTS):
            yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {READER};"
        elif table.startswith(READ_BY_REQUESTS):
            yield f"GRANT SELECT ON {table} TO {READER};"
    for model in house_models():
        yield from _wall(model)
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {READER}, {WRITER};"


def _key() -> str:
    inner, outer = key_pads(settings.CONTEXT_KEY)
    return (
        f"INSERT INTO wall.key (inner_pad, outer_pad) VALUES ('\\x{inner.hex()}', '\\x{outer.hex()}')"
        " ON CONFLICT (only_one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad;"
    )


def _foreign_tables() -> list[str]:
    ours = {model._meta.db_table for model in house_models()}
    return sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - ours | {"django_migrations"}
    )


def _wall(model: type[models.Model]) -> Iterator[str]:
    table, wall = model._meta.db_table, wall_of(model)
    yield f"REVOKE ALL ON {table} FROM PUBLIC, {READER}, {WRITER};"
    yield f"GRANT SELECT ON {table} TO {READER};"
    match wall:
        case Wall.OPEN | Wall.IDENTITY:
            yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {WRITER};"
            for column in getattr(model, "written_at_sign_in", ()):
                yield f"GRANT UPDATE ({column}) ON {table} TO {READER};"
        case Wall.LOG:
            yield f"GRANT INSERT ON {table} TO {READER};"
        case Wall.SEAL:
            yield f"REVOKE ALL ON {table} FROM {SEALER}; GRANT INSERT ON {table} TO {SEALER};"
        case Wall.READINGS:
            yield f"GRANT INSERT ON {table} TO {READER};"
            yield from _row_security(table, changes=False, adds="(true)", sees=OWNS)
        case Wall.TRAIL:
            yield f"GRANT INSERT ON {table} TO {WRITER};"
            yield from _row_security(table, changes=False, adds=WRITES_TRAIL)
        case Wall.OWN:
            hands = f"{READER}, {WRITER}" if getattr(model, "written_by_requests", False) else WRITER
            yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {hands};"
            yield from _row_security(table, changes=True, sees=OWN, adds=OWN, writes=OWN)
        case Wall.SCOPED | Wall.PART:
            yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {WRITER};"
            yield from _row_security(table, changes=True)
            yield _key_of_scope(table)
    if wall is Wall.PART:
        yield from _follows_parent(model)
    if wall in PLACED:
        yield from _reaches_within_partnership(model)


def _row_security(
    table: str, *, changes: bool, sees: str = SEES, adds: str = WRITES, writes: str = WRITES
) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    policies = [("sees", "SELECT", f"USING {sees}"), ("adds", "INSERT", f"WITH CHECK {adds}")]
    if changes:
        policies += [
            ("changes", "UPDATE", f"USING {writes} WITH CHECK {writes}"),
            ("removes", "DELETE", f"USING {writes}"),
        ]
    for name, command, condition in policies:
        yield (
            f"DROP POLICY IF EXISTS {name} ON {table};"
            f" CREATE POLICY {name} ON {table} FOR {command} TO PUBLIC {condition};"
        )


_SCOPE_COLUMNS = "organisation_id, partnership_id, sensitivity, audience"


def _once(name: str, table: str, definition: str) -> str:
    return (
        f"DO $do$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}' AND conrelid ="
        f" '{table}'::regclass) THEN ALTER TABLE {table} ADD CONSTRAINT {name} {definition}; END IF; END $do$;"
    )


def _key_of_scope(table: str) -> str:
    return _once(f"{table}_scope", table, f"UNIQUE (id, {_SCOPE_COLUMNS})") + _once(
        f"{table}_place", table, "UNIQUE (id, partnership_id)"
    )


def _follows_parent(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    field = model._meta.get_field(model.part_of)  # type: ignore[attr-defined]
    parent = field.related_model._meta.db_table  # type: ignore[union-attr]
    yield _key_of_scope(parent)
    yield _once(
        f"{table}_follows",
        table,
        f"FOREIGN KEY ({field.column}, {_SCOPE_COLUMNS}) REFERENCES {parent} (id, {_SCOPE_COLUMNS})"  # type: ignore[union-attr]
        " ON UPDATE CASCADE",
    )


def _reaches_within_partnership(model: type[models.Model]) -> Iterator[str]:
    """Whatever a row points at lies in its own partnership, if it lies in one at all."""
    table = model._meta.db_table
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or field.name == getattr(model, "part_of", ""):
            continue
        far = field.related_model
        if getattr(far, "wall", None) in PLACED:
            yield _key_of_scope(far._meta.db_table)
            yield _once(
                f"{table}_reaches_{field.name}",
                table,
                f"FOREIGN KEY ({field.column}, partnership_id) REFERENCES {far._meta.db_table} (id, partnership_id)",
            )
