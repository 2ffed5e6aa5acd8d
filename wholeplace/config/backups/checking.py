"""Checks backups where they lie, without restoring them: every byte of every part against what was written down."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wholeplace.config.backups import manifest
from wholeplace.config.backups.envelope import NotOpened, opened
from wholeplace.config.backups.log import KEPT, gaps
from wholeplace.config.backups.manifest import FILES, LOG, MANIFEST, BackupFault, Manifest, Part, hash_of


def faults_of(folder: Path, *, with_key: X25519PrivateKey | None = None) -> list[str]:
    """What is wrong with one backup and the files it names; nothing, when all is as it was written.

    Without the key every byte is compared with its hash. With the key every chunk is opened besides, which proves
    that this key opens this backup; nothing is written anywhere.
    """
    try:
        said = manifest.read(folder)
    except BackupFault as fault:
        return [str(fault)]
    faults = [*_strangers(folder, said)]
    for part, file, label in _sealed(folder, said):
        found = _fault_of(part, file)
        if found is None and with_key is not None:
            found = _opening_fault(file, label, with_key)
        faults += [found] if found else []
    return faults


def log_faults(folder: Path, *, with_key: X25519PrivateKey | None = None, begins: str | None = None) -> list[str]:
    """What is wrong with the log of changes: damaged pieces, and missing ones.

    `begins` is the piece that the oldest backup begins with: where there is a log at all, it must reach back to it.
    """
    faults, names = [], []
    files = sorted((folder / LOG).iterdir()) if (folder / LOG).is_dir() else []
    for file in files:
        if not (said := KEPT.fullmatch(file.name)):
            continue
        names.append(said[1])
        found = _fault_of(Part(file.name, file.stat().st_size, said[2]), file)
        if found is None and with_key is not None:
            found = _opening_fault(file, said[1], with_key)
        faults += [found] if found else []
    if begins and (line := [name for name in names if len(name) == 24]) and min(line)[8:] > begins[8:]:
        faults.append(f"The log begins with {min(line)}; the oldest backup needs it from {begins}.")
    return faults + [f"The log lacks the piece {name}: after it, only a later backup helps." for name in gaps(names)]


def _sealed(folder: Path, said: Manifest) -> Iterator[tuple[Part, Path, str]]:
    for part in said.parts:
        yield part, folder / part.name, f"{said.name}/{part.name}"
    for part in said.files:
        yield part, folder.parent / FILES / part.name, part.name.rpartition(".")[0]


def _fault_of(part: Part, file: Path) -> str | None:
    if not file.is_file():
        return f"{file} is missing. Use another backup, or a copy of this one."
    found = hash_of(file)
    if found.bytes != part.bytes:
        return f"{file} has {found.bytes:,} bytes and should have {part.bytes:,}. Use another backup."
    if not same_hash(found, part):
        return f"{file} is not as it was written. Use another backup, or a copy of this one."
    return None


def same_hash(found: Part, part: Part) -> bool:
    """Whether what lies there is what was written."""
    return found.sha256 == part.sha256


def _opening_fault(file: Path, label: str, key: X25519PrivateKey) -> str | None:
    try:
        with file.open("rb") as stream:
            for _ in opened(stream, with_key=key, label=label):
                pass
    except NotOpened as fault:
        return str(fault)
    return None


def _strangers(folder: Path, said: Manifest) -> Iterator[str]:
    known = {MANIFEST, *(part.name for part in said.parts)}
    for file in sorted(folder.iterdir()):
        if file.name not in known:
            yield f"{file} is no part of this backup. Take it away once you know where it came from."
