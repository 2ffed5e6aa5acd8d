"""The prober of backups fails on a fault planted in the check, and on one planted in what is sealed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.small_backups import keep_pieces, small_backup
from tests.prove.damage import damaged
from tests.prove.goals import chance
from wholeplace.config.backups import checking
from wholeplace.config.backups.envelope import new_key, private_key


@pytest.fixture
def backup(tmp_path) -> Path:
    """A small backup with a log of four pieces."""
    (tmp_path / "public").write_text(new_key(tmp_path / "key"))
    made = small_backup(tmp_path / "backups", tmp_path / "key")
    keep_pieces(tmp_path / "backups", tmp_path / "key", 1, 2, 3, 4)
    return made


def without_key(backup: Path) -> list[str]:
    """What a check without the key says."""
    return checking.faults_of(backup) + checking.log_faults(backup.parent)


def unnoticed(backup: Path, check: Callable[[Path], list[str]]) -> list[str]:
    """Of two hundred damages, those that a check does not notice."""
    dice, missed = chance("planted"), []
    for _ in range(200):
        with damaged(backup, dice) as what:
            if not check(backup):
                missed.append(what)
    return missed


def test_a_sound_check_notices_every_damage_and_nothing_else(backup):
    assert without_key(backup) == []
    assert unnoticed(backup, without_key) == []
    assert without_key(backup) == []


def test_a_check_that_skips_the_hash_is_noticed(backup, monkeypatch):
    monkeypatch.setattr(checking, "same_hash", lambda found, part: True)
    assert any("flip" in what for what in unnoticed(backup, without_key))


def test_a_check_that_skips_missing_pieces_of_the_log_is_noticed(backup, monkeypatch):
    monkeypatch.setattr(checking, "gaps", lambda names: [])
    assert any("lose a piece" in what for what in unnoticed(backup, without_key))


def test_a_check_that_passes_over_strangers_is_noticed(backup, monkeypatch):
    monkeypatch.setattr(checking, "_strangers", lambda folder, said: [])
    assert any("add" in what for what in unnoticed(backup, without_key))


def test_with_the_key_damage_is_noticed_even_where_the_hash_is_skipped(backup, monkeypatch, tmp_path):
    key = private_key(tmp_path / "key")
    monkeypatch.setattr(checking, "same_hash", lambda found, part: True)

    def opening(made: Path) -> list[str]:
        return checking.faults_of(made, with_key=key) + checking.log_faults(made.parent, with_key=key)

    assert unnoticed(backup, opening) == []
