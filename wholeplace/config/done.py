"""Remembers which steps of a start are done, so that the next start skips them.

A step is done for a state of what it works from, told by a fingerprint. What was done to a database is
remembered in the database's own comment, so that it is forgotten with it.
"""

import hashlib
import json
from pathlib import Path

import psycopg
from psycopg import sql

from wholeplace.config.postgres import PROJECT

SHAPES_THE_DATABASE = (
    "requirements/base.txt",
    "wholeplace/config/settings.py",
    "wholeplace/doors/cli/management/commands/build_database.py",
    "wholeplace/ground/records/**/*.py",
    "wholeplace/*/*/migrations/*.py",
    "wholeplace/*/*/models.py",
    "wholeplace/*/*/models/**/*.py",
)


def fingerprint_of_code(*patterns: str, and_of: str = "") -> str:
    """A short name for the content of the files that match, and of anything else that matters."""
    hashed = hashlib.sha256(and_of.encode())
    for pattern in patterns:
        for file in sorted(PROJECT.glob(pattern)):
            if file.is_file():
                hashed.update(f"\0{file.relative_to(PROJECT)}\0".encode() + file.read_bytes())
    return hashed.hexdigest()[:12]


def fingerprint_of_folder(folder: Path, *, and_of: str = "") -> str:
    """A short name for a folder of large files, by their names, sizes and times."""
    hashed = hashlib.sha256(and_of.encode())
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            found = file.stat()
            hashed.update(f"\0{file.relative_to(folder)}\0{found.st_size}\0{found.st_mtime_ns}".encode())
    return hashed.hexdigest()[:12]


def done_to(database: str, *, administrator_url: str) -> dict[str, str]:
    """The steps done to a database, each with the fingerprint it was done for."""
    with psycopg.connect(administrator_url) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
        ).fetchone()
    try:
        return dict(json.loads(row[0])) if row and row[0] else {}
    except ValueError:  # somebody wrote a comment of their own
        return {}


def note_done(step: str, *, to: str, fingerprint: str, administrator_url: str) -> None:
    """Remember that a step was done to a database."""
    steps = done_to(to, administrator_url=administrator_url) | {step: fingerprint}
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(to), sql.Literal(json.dumps(steps)))
        )
