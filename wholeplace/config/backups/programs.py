"""PostgreSQL's own programs, of the version of the server that they work with."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from wholeplace.config.backups.manifest import BackupFault
from wholeplace.config.postgres import embedded_programs

ON_DEBIAN = "/usr/lib/postgresql/{version}/bin"


def programs_of(version: int) -> Path:
    """Where the programs of this version are: Debian's, those on the path, or those of the embedded server."""
    on_path = shutil.which("pg_dump")
    candidates = [Path(ON_DEBIAN.format(version=version)), *([Path(on_path).parent] if on_path else [])]
    for folder in candidates:
        if (folder / "pg_basebackup").exists() and _version(folder) == version:
            return folder
    embedded = embedded_programs(version)
    if embedded is None:
        raise BackupFault(f"PostgreSQL's programs of version {version} are not here: apt install postgresql-{version}")
    return embedded


def reaching(address: str) -> tuple[str, Mapping[str, str]]:
    """An address without its password, and the environment that holds it: what is called is seen by everybody."""
    parts = urlsplit(address)
    who, _, place = parts.netloc.rpartition("@")
    user, _, password = who.partition(":")
    plain = urlunsplit(parts._replace(netloc=f"{user}@{place}" if user else place))
    if not parts.netloc:
        plain = address
    return plain, {"PATH": os.defpath, "LC_ALL": "C.UTF-8"} | ({"PGPASSWORD": unquote(password)} if password else {})


@contextmanager
def writes(program: Path, *words: str, environment: Mapping[str, str]) -> Iterator[Iterator[bytes]]:
    """What a program writes, piece by piece. Raises BackupFault where it does not end well."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [program, *words], env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        )
        assert process.stdout is not None
        try:
            yield iter(partial(process.stdout.read, 1 << 20), b"")
        except BaseException:
            process.kill()
            raise
        finally:
            process.stdout.close()
            ended = process.wait()
        if ended:
            said.seek(0)
            raise BackupFault(f"{program.name} did not succeed.\n{said.read().decode(errors='replace').strip()}")


def reads(program: Path, *words: str, environment: Mapping[str, str], clear: Iterator[bytes]) -> None:
    """Give a program what it reads, piece by piece. Raises BackupFault where it does not end well."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [program, *words], env=dict(environment), stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT
        )
        assert process.stdin is not None
        try:
            for piece in clear:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.wait():
            said.seek(0)
            raise BackupFault(
                f"{program.name} did not succeed.\n{said.read().decode(errors='replace').strip()[-4000:]}"
            )


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.rpartition(" ")[2].partition(".")[0].strip() if "(" not in said else said.split()[2].partition(".")[0]
    return int(digits) if digits.isdigit() else 0
