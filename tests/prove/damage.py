"""Damages a backup in one way, and mends it again."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wholeplace.config.backups.manifest import LOG

KINDS = ("flip", "flip", "flip", "cut", "lengthen", "empty", "lose", "lose a piece of the log", "add", "exchange")


@contextmanager
def damaged(backup: Path, dice: random.Random) -> Iterator[str]:
    """One damage, anywhere in the backup or its log, for as long as the block lasts. Says what it is."""
    kind = dice.choice(KINDS)
    log = sorted((backup.parent / LOG).glob("[0-9A-F]*.*"))
    inside = sorted(backup.iterdir())
    if kind == "lose a piece of the log":
        file = dice.choice(log[1:-1])  # who loses the newest has lost what no backup ever had
    elif kind in {"lose", "exchange", "add"}:
        file = dice.choice(inside)
    else:
        file = dice.choice([*inside, *log])
    where = f"{file.parent.name if file in log else 'backup'}/{file.name}"
    before = file.read_bytes()
    stranger = backup / "stranger"
    try:
        if kind == "flip":
            place, bit = dice.randrange(len(before)), dice.randrange(8)
            changed = bytearray(before)
            changed[place] ^= 1 << bit
            file.write_bytes(changed)
            where += f", bit {bit} of byte {place}"
        elif kind == "cut":
            file.write_bytes(before[: dice.randrange(len(before))])
        elif kind == "lengthen":
            file.write_bytes(before + dice.randbytes(dice.randint(1, 100)))
        elif kind == "empty":
            file.write_bytes(b"")
        elif kind == "exchange":
            file.write_bytes(dice.choice([other for other in [*inside, *log] if other != file]).read_bytes())
        elif kind == "add":
            stranger.write_bytes(b"x")
        else:
            file.unlink()
        yield f"{kind} {where}"
    finally:
        stranger.unlink(missing_ok=True)
        file.write_bytes(before)
