"""The two roles keep their passwords from one start to the next."""

import psycopg
import pytest

from wholeplace.config.addresses import kept_addresses
from wholeplace.config.done import done_to, note_done
from wholeplace.ground.records.roles import OWNER, READER, RUNTIME, address_of, make_database, make_roles


@pytest.fixture(scope="module")
def server(administrator: str) -> str:
    """A server with the roles and one database."""
    make_roles(administrator_url=administrator)
    make_database(administrator_url=administrator, name="place")
    return administrator


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("postgresql://a:b@host:5433/postgres?sslmode=require", "postgresql://a:b@host:5433/place?sslmode=require"),
        ("postgresql:///postgres?host=/run/postgresql", "postgresql:///place?host=/run/postgresql"),
        ("postgresql://a@%2Frun%2Fpostgresql:5432/postgres", "postgresql://a@%2Frun%2Fpostgresql:5432/place"),
    ],
)
def test_another_database_of_the_same_server_keeps_all_else(given, wanted):
    assert address_of(given, database="place") == wanted


def who(address: str) -> tuple[str, str]:
    """As whom an address signs in, and as whom it then works."""
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT session_user::text, current_user::text").fetchone()
    assert row is not None
    return row


def test_each_role_signs_in_as_itself_and_works_as_another(server, tmp_path):
    addresses = kept_addresses(administrator_url=server, database="place", folder=tmp_path)
    assert who(addresses.runtime) == (RUNTIME, READER)
    assert who(addresses.migrator) == ("wholeplace_migrator", OWNER)


def test_passwords_are_used_again(server, tmp_path):
    first = kept_addresses(administrator_url=server, database="place", folder=tmp_path)
    assert kept_addresses(administrator_url=server, database="place", folder=tmp_path) == first


def test_passwords_that_no_longer_serve_are_made_anew(server, tmp_path):
    first = kept_addresses(administrator_url=server, database="place", folder=tmp_path)
    with psycopg.connect(server) as connection:
        connection.execute(f"ALTER ROLE {RUNTIME} PASSWORD 'changed by somebody'")
    second = kept_addresses(administrator_url=server, database="place", folder=tmp_path)
    assert second != first
    assert who(second.runtime) == (RUNTIME, READER)


def test_what_was_done_to_a_database_is_remembered_with_it(server):
    assert done_to("place", administrator_url=server) == {}
    note_done("tables", to="place", fingerprint="a1", administrator_url=server)
    note_done("places", to="place", fingerprint="b2", administrator_url=server)
    note_done("tables", to="place", fingerprint="a3", administrator_url=server)
    assert done_to("place", administrator_url=server) == {"tables": "a3", "places": "b2"}
