"""Where the content of files is kept: outside the web's folders, under its own hash, for this program's eyes only.

The same content is kept once, whoever brings it, and what is kept is never written to again. Where the folder hands
its group down (its setgid bit is set), that group reads what is kept, and nothing else: so another user backs it up.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Arrived:
    """Content that has come, and is thrown away unless it is kept."""

    path: Path
    sha256: str
    size: int

    def keep(self) -> None:
        """Keep it under its hash. Kept already is kept."""
        place = place_of(self.sha256)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if Path(settings.FILES).stat().st_mode & stat.S_ISGID:
            # The bits that the folder was made with stay, and its group may read whatever the process's mask says.
            place.parent.chmod(stat.S_IMODE(place.parent.stat().st_mode) | stat.S_IRGRP | stat.S_IXGRP)
            self.path.chmod(0o640)
        os.replace(self.path, place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def place_of(sha256: str) -> Path:
    """Where the content of this hash is kept."""
    return Path(settings.FILES) / sha256[:2] / sha256


@contextmanager
def arriving(blocks: Iterable[bytes]) -> Iterator[Arrived]:
    """Write down what comes, so that it can be looked at before it is kept."""
    root = Path(settings.FILES)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    made, size = hashlib.sha256(), 0
    # A temporary file is made for its owner alone (0600), and stays so under its hash.
    descriptor, name = tempfile.mkstemp(dir=root, prefix="arriving-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for block in blocks:
                made.update(block)
                size += len(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        yield Arrived(path, made.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)
