"""The readers of `make bench` find their pages and open them, and what each page cost is told."""

import pytest

from bench import readers
from tests.factories.thread import a_contract, a_need
from tests.factories.worlds import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def test_readers_open_registers_records_and_threads(live_server, city, monkeypatch, capsys):
    need, contract = a_need(city.commissioner), a_contract(city)
    host = live_server.url.removeprefix("http://")
    pages = readers.pages_for(readers.Reader(host, city.emails["commissioner"], PASSWORD), readers.REGISTERS)
    assert {f"/needs/{need.public_id}", f"/thread/{need}", f"/contracts/{contract.public_id}", "/home"} <= set(pages)

    emails = f"{city.emails['commissioner']},{city.emails['finance']}"
    asked = ["bench", "--host", host, "--emails", emails, "--password", PASSWORD, "--readers", "2", "--seconds", "1"]
    monkeypatch.setattr("sys.argv", asked)
    monkeypatch.setattr(readers, "PAUSE", 0.1)
    readers.main()
    said = capsys.readouterr().out
    assert " 0 failed; p50 " in said
    assert "queries" in said


def test_a_reader_who_cannot_sign_in_stops_the_bench(live_server, city):
    host = live_server.url.removeprefix("http://")
    with pytest.raises(SystemExit, match="could not sign in"):
        readers.Reader(host, city.emails["commissioner"], "not this one")
