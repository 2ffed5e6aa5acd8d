"""Keeps the log of changes that the server sends: each finished piece is sealed, and its clear copy taken away.

`pg_receivewal` writes into `arriving`; what it has not finished ends with `.partial` and stays there. Pieces of the log
follow one another in number, so that a missing one is seen.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wholeplace.config.backups import state
from wholeplace.config.backups.manifest import LOG, pieces
from wholeplace.config.backups.taking import alone, keep

ARRIVING = "arriving"
PIECE = re.compile(r"([0-9A-F]{24}|[0-9A-F]{8}\.history)")
KEPT = re.compile(r"([0-9A-F]{24}|[0-9A-F]{8}\.history)\.([0-9a-f]{64})")
PIECES_A_FILE = 0x100


def keep_log(*, into: Path, to: X25519PublicKey, states: Path | None = None) -> list[str]:
    """Seal every finished piece of the log that has arrived, and return their names."""
    done = []
    with alone(into / LOG):
        for file in sorted((into / ARRIVING).iterdir()):
            if PIECE.fullmatch(file.name):
                if not list((into / LOG).glob(f"{file.name}.*")):
                    keep(pieces(file), named=file.name, into=into / LOG, to=to)
                file.unlink()
                done.append(file.name)
    if states is not None:
        state.note(states, log_at=datetime.now(UTC).isoformat())
    return done


def gaps(names: Iterable[str]) -> list[str]:
    """The pieces that are missing between the first and the last of each line of the log."""
    missing = []
    numbers: dict[str, list[int]] = {}
    for name in names:
        if len(name) == 24:
            numbers.setdefault(name[:8], []).append(int(name[8:16], 16) * PIECES_A_FILE + int(name[16:], 16))
    for line, found in numbers.items():
        for number in sorted(set(range(min(found), max(found))) - set(found)):
            missing.append(f"{line}{number // PIECES_A_FILE:08X}{number % PIECES_A_FILE:08X}")
    return missing
