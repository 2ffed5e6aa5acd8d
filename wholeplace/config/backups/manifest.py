"""What a backup is: its parts and files with their sizes and hashes, and what the database held when it was taken."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z")
FORM = "%Y-%m-%dT%H-%M-%SZ"
MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
DUMP, CLUSTER = "database.dump", "cluster.tar"
FILES, LOG = "files", "log"


class BackupFault(Exception):
    """Something about a backup is not as it must be. The message says what, and how to mend it."""


@dataclass(frozen=True)
class Part:
    """One sealed file: its name, and its size and hash as it lies there."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """What a table held: how many rows, and a sum over their content that does not depend on their order."""

    rows: int
    sum: str


@dataclass(frozen=True)
class Manifest:
    """One backup. Only what it holds is sealed; this lies beside it in clear, and holds nothing personal."""

    name: str
    ended_at: str
    version: str
    postgresql: int
    database: str
    recipient: str
    walls: str
    migrations: tuple[str, ...]
    tables: dict[str, Table]
    head: dict[str, Any] | None
    log_from: str
    parts: tuple[Part, ...]
    files: tuple[Part, ...]

    @property
    def bytes(self) -> int:
        """How large it is, its files included."""
        return sum(part.bytes for part in (*self.parts, *self.files))

    @property
    def taken_at(self) -> datetime:
        """When it was begun."""
        return moment_of(self.name)


def name_of(moment: datetime) -> str:
    """What a backup that is begun at this moment is called."""
    return moment.astimezone(UTC).strftime(FORM)


def moment_of(name: str) -> datetime:
    """When the backup of this name was begun."""
    return datetime.strptime(name, FORM).replace(tzinfo=UTC)


def write(manifest: Manifest, folder: Path) -> None:
    """Write it down, last of all that is written."""
    (folder / MANIFEST).write_bytes(_text(asdict(manifest)))


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises BackupFault where a single bit of it is not as it was written."""
    try:
        text = (folder / MANIFEST).read_bytes()
        said = json.loads(text)["backup"]
        whole = _text(said) == text and said["name"] == folder.name
    except FileNotFoundError:
        raise BackupFault(
            f"{folder} holds no {MANIFEST}: the backup was never finished, or part of it is lost."
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise BackupFault(f"{folder / MANIFEST} is damaged. Use another backup.")
    return Manifest(
        **said
        | {
            "migrations": tuple(said["migrations"]),
            "tables": {name: Table(**table) for name, table in said["tables"].items()},
            "parts": tuple(Part(**part) for part in said["parts"]),
            "files": tuple(Part(**part) for part in said["files"]),
        }
    )


def names(folder: Path) -> list[str]:
    """The backups that were finished in a folder, oldest first."""
    return sorted(found.name for found in folder.iterdir() if NAME.fullmatch(found.name))


def hash_of(file: Path) -> Part:
    """A file as it lies there, read anew."""
    hashed, size = hashlib.sha256(), 0
    for piece in pieces(file):
        hashed.update(piece)
        size += len(piece)
    return Part(name=file.name, bytes=size, sha256=hashed.hexdigest())


def pieces(file: Path) -> Iterator[bytes]:
    """A file, a piece at a time."""
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            yield piece


def _text(said: dict[str, Any]) -> bytes:
    whole = json.dumps(said, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return f'{{"digest": "{digest}",\n"backup": {whole}}}\n'.encode()
