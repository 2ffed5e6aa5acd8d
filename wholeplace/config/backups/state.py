"""How backups stand, for whoever looks after the site: a small file that says nothing but times and sizes.

It lies apart from the backups, which nobody who serves pages may read.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

FILE = "backups.json"
LONGEST = timedelta(hours=26)
LARGEST_DROP = 0.20
LONGEST_WITHOUT_LOG = timedelta(minutes=5)


@dataclass(frozen=True)
class BackupState:
    """How backups stood at a moment. Without alarms, all is well."""

    taken_at: datetime | None
    log_at: datetime | None
    bytes: int
    bytes_before: int
    alarms: tuple[str, ...]


def backup_state(folder: Path, now: datetime) -> BackupState:
    """How backups stand, from the file that each success leaves here. What cannot be read is an alarm."""
    try:
        said = json.loads((folder / FILE).read_text())
        taken_at, log_at = (
            datetime.fromisoformat(said[name]) if said.get(name) else None for name in ("taken_at", "log_at")
        )
        size, before = int(said.get("bytes", 0)), int(said.get("bytes_before", 0))
        alarms = tuple(_alarms(taken_at, log_at, size, before, now))
    except FileNotFoundError:
        return BackupState(None, None, 0, 0, ("No backup was ever taken.",))
    except (OSError, ValueError, TypeError, AttributeError):
        return BackupState(None, None, 0, 0, (f"{folder / FILE} cannot be read, so nobody knows how backups stand.",))
    return BackupState(taken_at, log_at, size, before, alarms)


def note(folder: Path, **said: str | int) -> None:
    """Remember a success."""
    file = folder / FILE
    try:
        known = json.loads(file.read_text())
    except (FileNotFoundError, ValueError):
        known = {}
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(known | said))
    beside.chmod(0o644)
    beside.replace(file)


def _alarms(taken_at: datetime | None, log_at: datetime | None, size: int, before: int, now: datetime) -> list[str]:
    alarms = []
    if taken_at is None:
        alarms.append("No backup was ever taken.")
    elif now - taken_at > LONGEST:
        alarms.append(f"The newest backup is {(now - taken_at) // timedelta(hours=1)} hours old; one is due each day.")
    elif taken_at > now:
        alarms.append("The newest backup was taken in the future: a clock is wrong.")
    if before and size < before * (1 - LARGEST_DROP):
        alarms.append(
            f"The newest backup has {size:,} bytes, the one before had {before:,}: more than a fifth is gone."
        )
    if log_at is not None and now - log_at > LONGEST_WITHOUT_LOG:
        minutes = (now - log_at) // timedelta(minutes=1)
        alarms.append(f"The log of changes was last kept {minutes} minutes ago; it is due each minute.")
    return alarms
