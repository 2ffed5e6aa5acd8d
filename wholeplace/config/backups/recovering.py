"""Restores the whole cluster into a new folder, and brings it up to the newest piece of the log that was kept.

It is started once, on a socket that only its own user reaches, to be brought up to date and checked. PostgreSQL refuses
to run as root, so root's work is done as the server's user.
"""

import os
import pwd
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wholeplace.config.backups import checking
from wholeplace.config.backups.envelope import opened
from wholeplace.config.backups.log import KEPT
from wholeplace.config.backups.manifest import CLUSTER, LOG, UNFINISHED, BackupFault, Manifest
from wholeplace.config.backups.programs import programs_of
from wholeplace.config.backups.restoring import begin_anew, differences, must_be_new, whole
from wholeplace.config.postgres import server_user

PATIENCE = 1800
ARRIVED = "wholeplace-log"
SETTINGS, DOOR = "wholeplace-restore.conf", "wholeplace-restore-hba.conf"
SAID = "wholeplace-restore.log"
OURS = (ARRIVED, SETTINGS, DOOR, SAID)


@dataclass(frozen=True)
class Cluster:
    """A cluster in a folder, and where its programs are."""

    data: Path
    programs: Path
    sockets: Path

    def run(self, program: str, *words: str) -> None:
        """Run a program as the server's user. Raises BackupFault with what it said."""
        done = subprocess.run(
            [self.programs / program, *words],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **_as_server(),
        )
        if done.returncode:
            log = self.data / SAID
            last = log.read_text(errors="replace")[-3000:] if log.exists() else ""
            raise BackupFault(f"{program} did not succeed.\n{done.stdout}{done.stderr}\n{last}".strip())

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The cluster, up for as long as the block lasts."""
        self.run(
            *("pg_ctl", "start", "--wait", f"--timeout={PATIENCE}", f"--pgdata={self.data}"),
            *(f"--log={self.data / SAID}", f"--options=-c config_file={self.data / SETTINGS}"),
        )
        try:
            yield
        finally:
            self.run("pg_ctl", "stop", "--wait", "--mode=fast", f"--timeout={PATIENCE}", f"--pgdata={self.data}")


def restore_cluster(
    folder: Path, *, with_key: X25519PrivateKey, into: Path, context_key: Path, until: str | None = None
) -> Manifest:
    """Restore the cluster of a backup into a new folder, with what was logged since, up to a moment if one is said.

    Raises BackupFault, and leaves neither folder nor key, where anything is damaged, missing or not as it must be.
    """
    must_be_new(into)
    must_be_new(context_key)
    said = whole(folder, with_key=with_key)
    if faults := checking.log_faults(folder.parent, with_key=with_key, begins=said.log_from):
        raise BackupFault("Nothing was restored.\n" + "\n".join(faults))
    unfinished = into.with_name(into.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="restore-", dir=into.parent) as sockets:
            _give(Path(sockets))
            cluster = Cluster(unfinished, programs_of(said.postgresql // 10_000), Path(sockets))
            _unpack(folder, said, with_key, cluster)
            cluster.run("pg_verifybackup", str(unfinished))
            _bring_up(cluster, folder.parent, said, with_key, until)
            with cluster.at_work():
                _check(cluster, said, context_key, exactly=False)
            for left in OURS:
                _away(unfinished / left)
        unfinished.rename(into)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        context_key.unlink(missing_ok=True)
        raise
    return said


def _unpack(folder: Path, said: Manifest, key: X25519PrivateKey, cluster: Cluster) -> None:
    cluster.data.mkdir(mode=0o700)
    with tempfile.TemporaryFile(dir=cluster.data.parent) as clear:
        with (folder / CLUSTER).open("rb") as sealed:
            for piece in opened(sealed, with_key=key, label=f"{said.name}/{CLUSTER}"):
                clear.write(piece)
        clear.seek(0)
        with tarfile.open(fileobj=clear) as archive:
            archive.extractall(cluster.data, filter="data")
    for inside in [cluster.data, *cluster.data.rglob("*")]:
        inside.chmod(0o700 if inside.is_dir() else 0o600)
        _give(inside)


def _bring_up(cluster: Cluster, backups: Path, said: Manifest, key: X25519PrivateKey, until: str | None) -> None:
    """Lay the log beside it, and say how it is to be brought up to date."""
    arrived = cluster.data / ARRIVED
    arrived.mkdir(mode=0o700)
    _give(arrived)
    for file in sorted((backups / LOG).iterdir()) if (backups / LOG).is_dir() else []:
        if (kept := KEPT.fullmatch(file.name)) and (kept[1].endswith("history") or kept[1][8:] >= said.log_from[8:]):
            with file.open("rb") as sealed, (arrived / kept[1]).open("wb") as clear:
                for piece in opened(sealed, with_key=key, label=kept[1]):
                    clear.write(piece)
            _give(arrived / kept[1])
    lines = [
        "listen_addresses = ''",
        f"unix_socket_directories = '{cluster.sockets}'",
        "port = 5432",
        f"hba_file = '{cluster.data / DOOR}'",
        f"restore_command = 'cp {arrived}/%f %p'",
        "recovery_target_timeline = 'latest'",
        "recovery_target_action = 'promote'",
        "max_connections = 200",
        "max_wal_senders = 20",
        *([f"recovery_target_time = '{until}'"] if until else []),
    ]
    for name, text in ((SETTINGS, "\n".join([*lines, ""])), (DOOR, "local all all trust\n"), ("recovery.signal", "")):
        (cluster.data / name).write_text(text)
        _give(cluster.data / name)


def _check(cluster: Cluster, said: Manifest, context_key: Path, *, exactly: bool) -> None:
    address = f"postgresql://postgres@{quote(str(cluster.sockets), safe='')}:5432/{quote(said.database)}"
    with psycopg.connect(address, autocommit=True) as connection:
        began = time.monotonic()
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
            if time.monotonic() - began > PATIENCE:
                raise BackupFault("The log was not worked through in time.")
            time.sleep(0.2)
        if faults := differences(connection, said, exactly=exactly):
            raise BackupFault("What was restored is not what was taken:\n" + "\n".join(faults))
        begin_anew(connection, context_key)


def _as_server() -> dict[str, Any]:
    user = server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _give(path: Path) -> None:
    user: pwd.struct_passwd | None = server_user()
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)


def _away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
