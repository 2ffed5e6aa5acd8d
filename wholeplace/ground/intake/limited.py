"""The limited process that opens files: little memory and time, no network, no other program, nothing of the house.

Run as a program by `reading`, with what is asked as its only argument; writes to its output, and says at the end
whether the file was refused. It reads no settings and knows no database.
"""

import contextlib
import ctypes
import json
import resource
import signal
import sys
from typing import Any

from wholeplace.ground.intake.limits import CPU_SECONDS, LARGEST, MEMORY
from wholeplace.ground.intake.opening import Asked, as_line, opened
from wholeplace.ground.intake.refused import EncodingNotSaid, FileRefused

_NEW_USER, _NEW_NETWORK, _DIE_WITH_PARENT = 0x10000000, 0x40000000, 1
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.system", "ctypes.")


def main() -> int:
    """Open the file that was asked for, and write what is in it."""
    asked = Asked(**json.loads(sys.argv[1]))
    _shut_in()
    write = sys.stdout.write
    try:
        for one in opened(asked):
            write(as_line(one))
            write("\n")
    except EncodingNotSaid as refused:
        write(as_line(["encoding", str(refused)]) + "\n")
    except FileRefused as refused:
        write(as_line(["refused", str(refused)]) + "\n")
    except MemoryError:
        return 9
    sys.stdout.flush()
    return 0


def _shut_in() -> None:
    """Give up everything that opening a file does not need."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # Not every machine lets a process leave the network; the hook below stands everywhere.
    system.unshare(_NEW_USER | _NEW_NETWORK)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 4 * LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        with contextlib.suppress(ValueError):
            resource.setrlimit(what, (most, most))
    sys.addaudithook(_nothing_else)


def _nothing_else(event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(given)):
        raise PermissionError(f"{event} is not for a process that opens files.")


def _writes(given: tuple[Any, ...]) -> bool:
    mode = given[1] if len(given) > 1 else None
    return isinstance(mode, str) and any(letter in mode for letter in "wax+")


if __name__ == "__main__":
    sys.exit(main())
