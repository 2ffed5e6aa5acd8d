"""Everyday tests reach this machine and nothing else."""

import socket
import urllib.request

import pytest

from tests.config.network import NetworkTouched


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "2001:db8::1"])
def test_nothing_outside_is_reached(host):
    with pytest.raises(NetworkTouched, match=host):
        socket.create_connection((host, 80), timeout=1)


def test_a_library_cannot_take_it_for_a_broken_line():
    with pytest.raises(NetworkTouched):
        urllib.request.urlopen("http://example.org/", timeout=1)


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
