"""Sealing, checking, keeping and telling of backups, each by itself and without a database."""

import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.config.small_backups import keep_pieces, piece, small_backup
from wholeplace.config.backups import manifest, thinning
from wholeplace.config.backups.__main__ import main
from wholeplace.config.backups.checking import faults_of, log_faults
from wholeplace.config.backups.envelope import CHUNK, NotOpened, new_key, opened, private_key, recipient, seal
from wholeplace.config.backups.log import ARRIVING, gaps
from wholeplace.config.backups.manifest import DUMP, BackupFault, Manifest, Part, Table, hash_of, name_of
from wholeplace.config.backups.programs import reaching
from wholeplace.config.backups.restoring import restore_files
from wholeplace.config.backups.state import BackupState, backup_state, note
from wholeplace.config.backups.taking import alone, files_of

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.fixture
def key(tmp_path) -> Path:
    """A file with a private key; its public key lies beside it."""
    file = tmp_path / "key"
    (tmp_path / "public").write_text(new_key(file))
    return file


def sealed(clear: bytes, key: Path, *, label: str = "a") -> bytes:
    """These bytes, sealed for this key."""
    into = io.BytesIO()
    seal([clear[:5], clear[5:]], into=into, to=recipient((key.parent / "public").read_text()), label=label)
    return into.getvalue()


def unsealed(whole: bytes, key: Path, *, label: str = "a") -> bytes:
    """What was sealed."""
    return b"".join(opened(io.BytesIO(whole), with_key=private_key(key), label=label))


# --- The envelope -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 3])
def test_what_is_sealed_opens_again_whatever_its_length(key, length):
    clear = bytes(number % 251 for number in range(length))
    assert unsealed(sealed(clear, key), key) == clear


def test_what_is_sealed_twice_looks_different(key):
    assert sealed(b"the same", key) != sealed(b"the same", key)


def test_another_key_does_not_open_it(key, tmp_path):
    new_key(tmp_path / "other")
    with pytest.raises(NotOpened, match="sealed for another key"):
        unsealed(sealed(b"a", key), tmp_path / "other")


def test_it_opens_under_its_own_name_only(key):
    with pytest.raises(NotOpened, match="damaged"):
        unsealed(sealed(b"a", key, label="monday/dump"), key, label="tuesday/dump")


def test_no_bit_of_it_can_be_changed(key):
    whole = sealed(b"word", key)
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises(NotOpened):
            unsealed(bytes(changed), key)


def test_it_cannot_be_cut_short_even_between_two_chunks(key):
    whole = sealed(b"x" * (2 * CHUNK), key)
    head = 20 + 64
    for length in (0, 10, head, head + CHUNK + 16, len(whole) - 1):
        with pytest.raises(NotOpened):
            unsealed(whole[:length], key)


def test_chunks_cannot_change_places(key):
    whole, head, step = sealed(b"x" * CHUNK + b"y" * CHUNK + b"z", key), 20 + 64, CHUNK + 16
    first, second = whole[head : head + step], whole[head + step : head + 2 * step]
    with pytest.raises(NotOpened):
        unsealed(whole[:head] + second + first + whole[head + 2 * step :], key)


def test_a_key_is_never_written_over_and_only_its_owner_reads_it(key):
    with pytest.raises(FileExistsError, match="never written over"):
        new_key(key)
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", ["", "abc", "0" * 63, "g" * 64])
def test_what_is_no_recipient_is_refused(words):
    with pytest.raises(ValueError, match="64 digits and letters"):
        recipient(words)


def test_what_holds_no_key_is_refused(tmp_path):
    (tmp_path / "empty").write_text("")
    with pytest.raises(NotOpened, match="no private key"):
        private_key(tmp_path / "empty")


# --- Checking -----------------------------------------------------------------------------------------------


def test_a_whole_backup_has_no_faults(key, tmp_path):
    made = small_backup(tmp_path / "backups", key)
    assert faults_of(made) == faults_of(made, with_key=private_key(key)) == []
    assert manifest.read(made).tables == {"public.needs_need": Table(2, "7")}


def test_every_bit_of_the_manifest_counts(key, tmp_path):
    made = small_backup(tmp_path / "backups", key)
    text = (made / "manifest.json").read_bytes()
    for place in range(0, len(text), 7):
        changed = bytearray(text)
        changed[place] ^= 1
        (made / "manifest.json").write_bytes(changed)
        assert faults_of(made), place


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda made: (made / DUMP).unlink(), "is missing"),
        (lambda made: (made / DUMP).write_bytes(b""), "should have"),
        (lambda made: (made / DUMP).write_bytes(bytes(len((made / DUMP).read_bytes()))), "not as it was written"),
        (lambda made: (made / "more").write_bytes(b""), "no part of this backup"),
        (lambda made: (made / "manifest.json").unlink(), "never finished"),
        (lambda made: next((made.parent / "files").iterdir()).unlink(), "is missing"),
    ],
)
def test_each_fault_says_what_it_is(key, tmp_path, damage, said):
    made = small_backup(tmp_path / "backups", key)
    damage(made)
    (fault,) = faults_of(made)
    assert said in fault


def test_a_manifest_of_another_backup_is_noticed(key, tmp_path):
    made = small_backup(tmp_path / "backups", key)
    other = small_backup(tmp_path / "backups", key, name="2026-11-26T02-00-00Z")
    (made / "manifest.json").write_bytes((other / "manifest.json").read_bytes())
    assert "damaged" in faults_of(made)[0]


def test_parts_of_another_backup_do_not_open_under_a_forged_manifest(key, tmp_path):
    made = small_backup(tmp_path / "backups", key)
    other = small_backup(tmp_path / "backups", key, name="2026-11-26T02-00-00Z")
    (made / DUMP).write_bytes((other / DUMP).read_bytes())
    said = manifest.read(made)
    manifest.write(Manifest(**said.__dict__ | {"parts": (hash_of(made / DUMP), said.parts[1])}), made)
    assert faults_of(made) == []
    assert "damaged" in faults_of(made, with_key=private_key(key))[0]


# --- The log ------------------------------------------------------------------------------------------------


def test_finished_pieces_are_kept_sealed_and_the_clear_ones_go(key, tmp_path):
    (tmp_path / ARRIVING).mkdir()
    (tmp_path / ARRIVING / f"{piece(9)}.partial").write_bytes(b"half")
    assert keep_pieces(tmp_path, key, 7, 8) == [piece(7), piece(8)]
    assert [file.name for file in (tmp_path / ARRIVING).iterdir()] == [f"{piece(9)}.partial"]
    assert log_faults(tmp_path, with_key=private_key(key)) == []
    assert all(b"what changed" not in file.read_bytes() for file in (tmp_path / "log").iterdir())


def test_a_missing_piece_is_noticed_across_the_end_of_a_file_of_pieces():
    assert gaps([piece(254), piece(257)]) == [piece(255), piece(256)]
    assert gaps([piece(255), piece(256)]) == gaps([]) == []


def test_a_damaged_piece_and_a_log_that_begins_too_late_are_noticed(key, tmp_path):
    keep_pieces(tmp_path, key, 7, 8)
    assert "the oldest backup needs it" in log_faults(tmp_path, begins=piece(5))[0]
    first = min(file for file in (tmp_path / "log").iterdir() if file.name.startswith("0"))
    first.write_bytes(first.read_bytes()[:-1] + b"!")
    assert "not as it was written" in log_faults(tmp_path)[0]


# --- Which are kept -----------------------------------------------------------------------------------------


def days(count: int) -> list[str]:
    """The names of so many daily backups."""
    return [name_of(NOW - timedelta(days=day)) for day in range(count)]


def test_thirty_five_days_thirteen_months_and_seven_years_are_kept():
    kept = thinning.kept(days(4000))
    assert len(kept) == 35 + 12 + 6  # the first of a month or year among them counts once
    assert set(days(35)) <= kept
    assert {"2026-01-01T09-30-00Z", "2025-11-01T09-30-00Z", "2020-01-01T09-30-00Z"} <= kept
    assert "2025-10-01T09-30-00Z" not in kept


def test_the_newest_is_kept_whatever_else_is():
    assert thinning.kept([name_of(NOW), name_of(NOW + timedelta(hours=1))]) == {
        name_of(NOW),
        name_of(NOW + timedelta(hours=1)),
    }
    assert thinning.kept([]) == set()


def test_what_is_not_kept_goes_with_the_files_and_the_log_that_nobody_needs(key, tmp_path):
    backups = tmp_path / "backups"
    old = small_backup(backups, key, name="2026-11-25T01-00-00Z", log_from=piece(3))
    gone = small_backup(backups, key, name="2026-11-25T02-00-00Z", log_from=piece(5))
    new = small_backup(backups, key, name="2026-11-25T03-00-00Z", log_from=piece(7))
    keep_pieces(backups, key, 2, 3, 4)
    (backups / "files" / "nobody.needs.this").write_bytes(b"")
    taken = thinning.thin(backups)
    assert (old.exists(), gone.exists(), new.exists()) == (True, False, True)
    assert [name.partition(".")[0] for name in taken] == [
        gone.name,
        "files/0123abcd",
        "files/nobody",
        f"log/{piece(2)}",
    ]
    assert faults_of(old) == faults_of(new) == []


def test_nothing_goes_while_a_manifest_cannot_be_read(key, tmp_path):
    small_backup(tmp_path, key, name="2026-11-25T01-00-00Z")
    small_backup(tmp_path, key, name="2026-11-25T02-00-00Z")
    newest = small_backup(tmp_path, key, name="2026-11-25T03-00-00Z")
    (newest / "manifest.json").write_text("{}")
    with pytest.raises(BackupFault, match="damaged"):
        thinning.thin(tmp_path)
    assert len(manifest.names(tmp_path)) == 3


# --- How they stand -----------------------------------------------------------------------------------------


def stands(folder: Path, **said) -> tuple[str, ...]:
    """The alarms after these successes."""
    note(folder, **said)
    return backup_state(folder, NOW).alarms


def test_a_backup_of_this_night_raises_no_alarm(tmp_path):
    at = (NOW - timedelta(hours=7)).isoformat()
    assert stands(tmp_path, taken_at=at, bytes=90, bytes_before=100, log_at=NOW.isoformat()) == ()
    assert backup_state(tmp_path, NOW) == BackupState(NOW - timedelta(hours=7), NOW, 90, 100, ())


def test_a_missing_an_old_and_a_small_backup_raise_an_alarm(tmp_path):
    assert backup_state(tmp_path, NOW).alarms == ("No backup was ever taken.",)
    assert "27 hours old" in stands(tmp_path, taken_at=(NOW - timedelta(hours=27)).isoformat())[0]
    assert "in the future" in stands(tmp_path, taken_at=(NOW + timedelta(hours=1)).isoformat())[0]
    assert "more than a fifth" in stands(tmp_path, taken_at=NOW.isoformat(), bytes=79, bytes_before=100)[0]
    assert stands(tmp_path, taken_at=NOW.isoformat(), bytes=80, bytes_before=100) == ()
    assert "6 minutes ago" in stands(tmp_path, log_at=(NOW - timedelta(minutes=6)).isoformat())[0]


@pytest.mark.parametrize("text", ["", "[]", "{}x", json.dumps({"taken_at": "yesterday"}), json.dumps({"bytes": []})])
def test_what_cannot_be_read_is_an_alarm(tmp_path, text):
    (tmp_path / "backups.json").write_text(text)
    assert "cannot be read" in backup_state(tmp_path, NOW).alarms[0]


def test_only_what_is_kept_goes_into_a_backup_and_lies_in_its_place_again(key, tmp_path):
    content = b"Payments of June."
    named = hashlib.sha256(content).hexdigest()
    kept = tmp_path / "kept" / named[:2] / named
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    (tmp_path / "kept" / "arriving-x1").write_bytes(b"half of")
    backups = tmp_path / "backups"
    backups.mkdir()

    (part,) = files_of(tmp_path / "kept", into=backups / "files", to=recipient((key.parent / "public").read_text()))
    assert part.name.startswith(f"{named}.")
    assert list(
        files_of(tmp_path / "kept", into=backups / "files", to=recipient((key.parent / "public").read_text()))
    ) == [part]


# --- At the door --------------------------------------------------------------------------------------------


def test_the_commands_say_what_came_of_them(key, tmp_path, capsys):
    backups = tmp_path / "backups"
    made = small_backup(backups, key)
    assert main(["check", "--backups", str(backups), "--key", str(key)]) == 0
    assert capsys.readouterr().out == "1 backups checked, 0 faults.\n"
    assert main(["restore", "--backups", str(backups), "--key", str(key), "--into-files", str(tmp_path / "back")]) == 0
    assert (tmp_path / "back" / "01" / "0123abcd").read_bytes() == b"A paper."
    assert main(["thin", "--backups", str(backups)]) == 0
    (made / DUMP).unlink()
    capsys.readouterr()
    assert main(["check", "--backups", str(backups)]) == 1
    assert "is missing" in capsys.readouterr().err
    assert main(["key", str(key)]) == 1
    assert main(["key", str(tmp_path / "another")]) == 0
    assert main(["state", "--state", str(tmp_path)]) == 1
    assert main(["check", "--backups", str(tmp_path / "empty")]) == 1


def test_a_restore_refuses_what_is_there_already_and_what_is_not_said(key, tmp_path, capsys):
    made = small_backup(tmp_path / "backups", key)
    (tmp_path / "back").mkdir()
    with pytest.raises(BackupFault, match="there already"):
        restore_files(made, with_key=private_key(key), into=tmp_path / "back")
    assert main(["restore", "--backups", str(made.parent), "--key", str(key)]) == 1
    assert "Say --context-key" in capsys.readouterr().err


def test_only_one_is_at_work_in_a_folder(tmp_path):
    with alone(tmp_path), pytest.raises(BackupFault, match="Another backup is at work"):
        with alone(tmp_path):
            pass


def test_a_password_is_not_shown_to_who_lists_the_processes():
    plain, environment = reaching("postgresql://me:a%20secret@%2Fsocket:5432/here?x=1")
    assert plain == "postgresql://me@%2Fsocket:5432/here?x=1"
    assert environment["PGPASSWORD"] == "a secret"
    assert reaching("postgresql:///here?host=/run")[0] == "postgresql:///here?host=/run"
    assert Part("a", 1, "b").bytes == 1
