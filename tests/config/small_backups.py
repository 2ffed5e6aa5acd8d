"""Backups without a database, small enough for every day."""

from datetime import UTC, datetime
from pathlib import Path

from wholeplace.config.backups import manifest
from wholeplace.config.backups.envelope import recipient, seal
from wholeplace.config.backups.log import ARRIVING, keep_log
from wholeplace.config.backups.manifest import CLUSTER, DUMP, Manifest, Table, hash_of
from wholeplace.config.backups.taking import keep

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def small_backup(folder: Path, key: Path, *, name: str = "2026-11-25T02-00-00Z", log_from: str = "0" * 24) -> Path:
    """A finished backup without a database."""
    to, made = recipient((key.parent / "public").read_text()), folder / name
    made.mkdir(parents=True)
    for part in (DUMP, CLUSTER):
        with (made / part).open("wb") as stream:
            seal([part.encode()], into=stream, to=to, label=f"{name}/{part}")
    (folder / "files").mkdir(exist_ok=True)
    paper = keep([b"A paper."], named="0123abcd", into=folder / "files", to=to)
    said = Manifest(
        name=name,
        ended_at=NOW.isoformat(),
        version="0.1.0",
        postgresql=150018,
        database="wholeplace",
        recipient="",
        walls="",
        migrations=(),
        tables={"public.needs_need": Table(2, "7")},
        head=None,
        log_from=log_from,
        parts=tuple(hash_of(made / part) for part in (DUMP, CLUSTER)),
        files=(paper,),
    )
    manifest.write(said, made)
    return made


def piece(number: int) -> str:
    """The name of a piece of the log."""
    return f"00000001{number // 256:08X}{number % 256:08X}"


def keep_pieces(backups: Path, key: Path, *numbers: int) -> list[str]:
    """Let these pieces arrive, and keep them."""
    (backups / ARRIVING).mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (backups / ARRIVING / piece(number)).write_bytes(b"what changed")
    return keep_log(into=backups, to=recipient((key.parent / "public").read_text()), states=backups)
