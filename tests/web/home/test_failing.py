"""While the database is away every door says so plainly, and what broke is never quoted."""

import errno
from contextlib import suppress

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from wholeplace.analyse.needs import queries
from wholeplace.doors.web import middleware

pytestmark = pytest.mark.django_db
WORDS = "FATAL: no room for somebody@marlbridge.example"


@pytest.fixture
def breaking(monkeypatch):
    """A site in which asking who asks fails with this error; its answers are looked at as a browser would."""

    def breaks(fault: Exception) -> Client:
        def fails(**_: object) -> None:
            raise fault

        monkeypatch.setattr(middleware, "in_force", fails)
        return Client(raise_request_exception=False)

    return breaks


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_a_page_says_that_the_service_has_a_problem_and_when_to_try_again(breaking, kind):
    answer = breaking(kind(WORDS)).get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    page = answer.content.decode()
    assert "<title>Sorry, there is a problem with the service – Wholeplace</title>" in page
    assert "somebody" not in page


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_without_room_for_a_file_is_told_alike(breaking, kind):
    answer = breaking(OSError(kind, WORDS)).get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "has no room to write" in answer.content.decode()
    assert breaking(OSError(errno.EACCES, WORDS)).get("/").status_code == 500


@pytest.mark.parametrize("address", ["/needs/000000000000", "/api/v1/needs/000000000000"])
def test_a_statement_that_broke_the_transaction_is_told_alike(monkeypatch, address):
    def breaks(**_: object) -> None:
        with connection.cursor() as cursor, suppress(DatabaseError):
            cursor.execute("SELECT * FROM no_such_table")
        raise OperationalError(WORDS)

    monkeypatch.setattr(queries, "need", breaks)
    assert Client(raise_request_exception=False).get(address).status_code == 503


def test_the_interface_says_it_in_a_problem_document(breaking):
    answer = breaking(OperationalError(WORDS)).get("/api/v1/needs")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Content-Type"] == "application/problem+json"
    assert "Send the same again" in answer.json()["detail"]
    assert "somebody" not in answer.content.decode()


def test_what_follows_from_a_database_that_is_away_is_told_alike(breaking):
    follows = RuntimeError(WORDS)
    follows.__context__ = OperationalError(WORDS)
    assert breaking(follows).get("/").status_code == 503


@pytest.mark.parametrize("fault", [RuntimeError(WORDS), psycopg.errors.UndefinedTable(WORDS)])
def test_a_fault_of_ours_stays_one(breaking, fault):
    answer = breaking(fault).get("/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "Something went wrong on our side" in answer.content.decode()


def test_the_line_of_such_an_answer_tells_the_kind_of_error_and_nothing_of_anybody(breaking, caplog):
    breaking(OperationalError(WORDS)).get("/?q=somebody")
    (line,) = [one for one in caplog.records if one.name == "wholeplace.requests"]
    assert (line.fields["status"], line.fields["error"]) == (503, "OperationalError")
    assert "somebody" not in str(line.fields)
