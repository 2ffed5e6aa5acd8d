"""The commands of proof: sealing, exporting, and what they refuse."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.ground.trail.test_sealing import KEY, as_superuser, happen
from wholeplace.edges.exchange.proof.verify_trail import check_trail, held_heads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def seal_key(settings, tmp_path):
    """The key that seals, and where its last head is kept."""
    (tmp_path / "key").write_text("07" * 32)
    settings.SEAL_KEY_FILE, settings.SEAL_KEPT_FILE = str(tmp_path / "key"), str(tmp_path / "head.json")


def test_seal_trail_seals_and_export_trail_writes_what_verifies(tmp_path, capsys):
    happen(3)
    call_command("seal_trail")
    assert "Sealed 3 entries. Root " in capsys.readouterr().out
    call_command("seal_trail")
    assert "Nothing is new; the sealed trail is whole." in capsys.readouterr().out
    happen(1)

    for name, words in (("whole.jsonl", []), ("bare.jsonl", ["--bare"])):
        call_command("export_trail", str(tmp_path / name), *words)
        lines = (tmp_path / name).read_text().splitlines()
        assert check_trail(lines, key=KEY.public, held=held_heads(tmp_path / "head.json"))[0] == []
        assert ("Set-up" in "".join(lines)) is not bool(words)
    assert "Exported 3 entries" in capsys.readouterr().out


def test_seal_trail_refuses_an_older_backup_until_it_is_declared(own_database, tmp_path, capsys):
    happen(2)
    call_command("seal_trail")
    as_superuser(own_database, "TRUNCATE trail_head, trail_leaf, trail_node, trail_event")
    with pytest.raises(CommandError, match=r"older backup(.|\n)*--recovered"):
        call_command("seal_trail")

    call_command("seal_trail", recovered="The disk was lost.")
    assert "Sealed 1 entries" in capsys.readouterr().out
    assert json.loads((tmp_path / "head.json.lost-at-2").read_text())["size"] == 2


def test_without_a_key_nothing_is_sealed(settings):
    settings.SEAL_KEY_FILE = ""
    with pytest.raises(CommandError, match="SEAL_KEY_FILE"):
        call_command("seal_trail")


def test_a_pack_and_an_erasure_ask_for_somebody_who_is_there(own_database, monkeypatch, tmp_path):
    monkeypatch.setenv("MIGRATOR_DATABASE_URL", own_database.migrator)
    with pytest.raises(CommandError, match="no such reader"):
        call_command("decision_pack", "7k3q9x2m4p5r", reader="0" * 12)
    with pytest.raises(CommandError, match="no such person"):
        call_command("erase_words", "0" * 12, because="A request.", list=tmp_path / "list.jsonl")
