"""Which backups are kept: 35 days, 13 months, and each year for as long as the law asks of the oldest record."""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from wholeplace.config.backups import manifest
from wholeplace.config.backups.manifest import FILES, LOG, UNFINISHED, BackupFault, moment_of

DAYS, MONTHS, YEARS = 35, 13, 7


def kept(names: Iterable[str], *, years: int = YEARS) -> set[str]:
    """The first of each of the last 35 days, 13 months and 7 years that have one, and the newest of all."""
    found = sorted(names)
    spans: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
        (DAYS, lambda at: (at.year, at.month, at.day)),
        (MONTHS, lambda at: (at.year, at.month)),
        (years, lambda at: (at.year,)),
    )
    chosen = set(found[-1:])
    for most, span in spans:
        first: dict[tuple[int, ...], str] = {}
        for name in found:
            first.setdefault(span(moment_of(name)), name)
        chosen |= {first[one] for one in sorted(first)[-most:]}
    return chosen


def thin(folder: Path, *, years: int = YEARS) -> list[str]:
    """Take away what is not kept, then the files and the log that no kept backup needs. Says what went.

    Touches nothing where a kept manifest cannot be read: what it needs is not known then.
    """
    names = manifest.names(folder)
    keeping = kept(names, years=years)
    manifests = [manifest.read(folder / name) for name in sorted(keeping)]
    if not manifests:
        raise BackupFault(f"There is no finished backup in {folder}, so nothing is taken away.")
    gone = [name for name in names if name not in keeping]
    for name in gone:
        (folder / name).rename(folder / (name + UNFINISHED))
    clear_unfinished(folder)
    needed = {part.name for one in manifests for part in one.files}
    oldest = min(one.log_from for one in manifests[-DAYS:])
    for file in _inside(folder / FILES):
        if file.name not in needed:
            file.unlink()
            gone.append(f"{FILES}/{file.name}")
    for file in _inside(folder / LOG):
        if file.name[8:24] < oldest[8:24] and not file.name.partition(".")[2].startswith("history"):
            file.unlink()
            gone.append(f"{LOG}/{file.name}")
    return gone


def clear_unfinished(folder: Path) -> None:
    """Take away what was begun and never finished, or half taken away. Nobody else may be at work in the folder."""
    for left in folder.glob(f"*{UNFINISHED}"):
        shutil.rmtree(left)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
