"""Every table stands behind the wall its model declares, and the database says so itself."""

from itertools import product

import pytest
from django.db import connection

from wholeplace.ground.records.roles import READER, RUNTIME, WRITER
from wholeplace.ground.records.scope import Wall
from wholeplace.ground.records.walls import house_models, wall_of

pytestmark = pytest.mark.django_db

SECURED = {Wall.SCOPED, Wall.PART, Wall.TRAIL, Wall.OWN, Wall.SEALED}
SECURED = {Wall.SCOPED, Wall.PART, Wall.TRAIL, Wall.READINGS, Wall.SEALED}


def asked(sql: str, *given: object) -> list[tuple]:
    """The rows that the database answers with."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def test_every_model_declares_its_wall():
    for model in house_models():
        assert wall_of(model) in set(Wall)


def test_a_model_without_a_wall_is_found():
    class Loose:
        """A model that somebody forgot to place."""

    with pytest.raises(LookupError, match="Loose declares no wall"):
        wall_of(Loose)  # type: ignore[arg-type]


def test_scoped_tables_have_row_security_that_binds_even_their_owner():
    secured = dict(asked("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'"))
    assert [m.__name__ for m in house_models() if wall_of(m) in SECURED and not secured[m._meta.db_table]] == []


def test_scoped_tables_have_a_policy_for_each_command():
    policies: dict[str, set[str]] = {}
    for table, command in asked("SELECT tablename, cmd FROM pg_policies"):
        policies.setdefault(table, set()).add(command)
    for model in house_models():
        if wall_of(model) in {Wall.SCOPED, Wall.PART, Wall.OWN}:
            assert policies[model._meta.db_table] == {"SELECT", "INSERT", "UPDATE", "DELETE"}, model.__name__
        elif wall_of(model) in {Wall.TRAIL, Wall.READINGS}:
            assert policies[model._meta.db_table] == {"SELECT", "INSERT"}


def test_the_roles_that_serve_own_nothing_and_never_pass_row_security():
    owned = asked(
        "SELECT relname FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid WHERE rolname = ANY(%s)",
        [READER, WRITER, RUNTIME],
    )
    assert owned == []
    strong = asked(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolbypassrls OR rolsuper OR rolcreaterole)",
        [READER, WRITER, RUNTIME],
    )
    assert strong == []


def test_tests_themselves_run_as_the_reader():
    assert asked("SELECT current_user, session_user") == [(READER, RUNTIME)]


def test_the_reader_may_write_only_sessions_sign_in_the_queue_once_only_keys_and_the_log_of_refusals():
    writable = {
        table
        for (table,) in asked(
            "SELECT table_name FROM information_schema.role_table_grants"
            " WHERE grantee = %s AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE')",
            READER,
        )
    }
    ours = {model._meta.db_table for model in house_models()}
    assert writable & ours == {
        "trail_refusal", "trail_export", "trail_keptanswer", "trail_setback", "trail_reading",
    }  # fmt: skip
    assert all(table.startswith(("django_session", "axes_", "procrastinate_")) for table in writable - ours)


def test_nobody_who_serves_may_change_or_remove_an_event():
    for role in (READER, WRITER):
        for right, table in product(("UPDATE", "DELETE", "TRUNCATE"), ("trail_event", "trail_reading")):
            assert asked("SELECT has_table_privilege(%s, %s, %s)", role, table, right) == [(False,)]


def test_definer_functions_fix_their_search_path():
    loose = asked(
        "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname IN ('public', 'wall')"
        " AND NOT coalesce(proconfig::text, '') LIKE '%%search_path%%'"
    )
    assert loose == []
