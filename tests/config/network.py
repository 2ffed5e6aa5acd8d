"""Keeps everyday tests from reaching beyond this machine."""

import os
import socket
from typing import Any
from urllib.parse import urlsplit


class NetworkTouched(Exception):
    """A test tried to reach something outside this machine. Give it a fake instead.

    Not an OSError, so that no code can take it for a broken line and carry on.
    """


def close_the_network() -> None:
    """From now on let this process reach this machine and the database server only."""
    near = {"localhost", "::1", "0.0.0.0", "", urlsplit(os.environ.get("DATABASE_URL", "")).hostname}
    really_connect, really_connect_ex = socket.socket.connect, socket.socket.connect_ex
    really_look_up = socket.getaddrinfo

    def must_be_near(host: Any) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in near and not name.startswith("127."):
            raise NetworkTouched(f"A test may not reach {name}.")

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            must_be_near(address[0])
        really_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if self.family != socket.AF_UNIX:
            must_be_near(address[0])
        return really_connect_ex(self, address)

    def look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        must_be_near(host)
        return really_look_up(host, *arguments, **named)

    socket.socket.connect = connect  # type: ignore[assignment,method-assign]
    socket.socket.connect_ex = connect_ex  # type: ignore[assignment,method-assign]
    socket.getaddrinfo = look_up
