"""Tests work as the site does: as the runtime role, on a database that each test finds as it was."""

import pytest
from django.db import ProgrammingError, connection, connections

from wholeplace.ground.records.models import OrganisationKey
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.roles import READER, RUNTIME
from wholeplace.ground.trail.models import Refusal


def leave_a_trace():
    """Store a row with the pen, and a refusal on the connection of its own."""
    with pen_taken(already=False):
        OrganisationKey.objects.create()
    Refusal.objects.using("refusals").create(action="try", codes=["TRY1"])


def traces() -> tuple[int, int]:
    """How many rows of either kind there are."""
    return OrganisationKey.objects.count(), Refusal.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "refusals"])
def test_tests_sign_in_as_the_runtime_role(alias, own_database):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT session_user, current_user, current_database()")
        assert cursor.fetchone() == (RUNTIME, READER, own_database.name)


@pytest.mark.django_db
def test_the_runtime_role_owns_nothing_and_passes_no_wall():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) IN (session_user, current_user)")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_runtime_role_cannot_empty_a_table():
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("TRUNCATE trail_refusal")


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_leaves_no_trace(time):
    assert traces() == (0, 0)
    leave_a_trace()
    assert traces() == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_really_commits_leaves_no_trace(time):
    assert traces() == (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        leave_a_trace()
        cursor.execute("COMMIT")
    assert traces() == (1, 1)
