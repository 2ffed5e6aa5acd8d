"""Which migrations a release holds: those are never changed or taken away again.

`python -m wholeplace.config.released 0.2.0` adds the migrations of today to the list, as those of that release.
"""

import hashlib
import json
import sys
from pathlib import Path

from wholeplace.config.postgres import PROJECT

LIST = PROJECT / "wholeplace" / "config" / "released.json"


def migrations_here(project: Path = PROJECT) -> dict[str, str]:
    """The migrations of every room as they are now: room and name, and the hash of the file."""
    files = sorted(project.glob("wholeplace/*/*/migrations/[0-9]*.py"))
    return {f"{file.parts[-3]}.{file.stem}": hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def released(file: Path = LIST) -> dict[str, dict[str, str]]:
    """The migrations of each release."""
    return dict(json.loads(file.read_text()))


def is_released(migration: str, file: Path = LIST) -> bool:
    """Whether any release holds this migration."""
    return any(migration in held for held in released(file).values())


def broken_promises(file: Path = LIST, project: Path = PROJECT) -> list[str]:
    """The released migrations that are not as they were released."""
    here = migrations_here(project)
    return sorted(
        f"{migration} of release {release} is {'changed' if migration in here else 'gone'}."
        for release, held in released(file).items()
        for migration, was in held.items()
        if here.get(migration) != was
    )


def release(name: str, file: Path = LIST, project: Path = PROJECT) -> None:
    """Add a release to the list. Raises ValueError where one of this name is there, or an older one is broken."""
    known = released(file)
    if name in known:
        raise ValueError(f"There is a release {name} already.")
    if broken := broken_promises(file, project):
        raise ValueError("\n".join(broken))
    file.write_text(json.dumps(known | {name: migrations_here(project)}, indent=1) + "\n")


def main() -> int:
    """Add the release that was said."""
    try:
        (name,) = sys.argv[1:]
        release(name)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"The migrations of release {name} are held from now on.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
