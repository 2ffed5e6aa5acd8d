"""How the site reaches its database, with passwords and keys that are kept and used again."""

import hashlib
import json
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from wholeplace.config.postgres import PROJECT, kept_secret, write_private
from wholeplace.ground.records.roles import MIGRATOR, RUNTIME, Addresses, address_of, let_in

DATABASE = "wholeplace"


def kept_addresses(*, administrator_url: str, database: str, folder: Path) -> Addresses:
    """How each of the two roles reaches a database. They get new passwords only when the kept do not serve.

    Roles belong to a whole server, so the passwords are kept by server: everything that works on one server
    from one checkout uses the same.
    """
    server = urlsplit(administrator_url).netloc.rpartition("@")[2]
    kept = folder / f"passwords-{hashlib.sha256(server.encode()).hexdigest()[:12]}.json"
    if kept.exists():
        passwords = json.loads(kept.read_text())
        addresses = Addresses(
            runtime=address_of(administrator_url, database=database, user=RUNTIME, password=passwords[RUNTIME]),
            migrator=address_of(administrator_url, database=database, user=MIGRATOR, password=passwords[MIGRATOR]),
        )
        if _opens(addresses.runtime) and _opens(addresses.migrator):
            return addresses
    addresses = let_in(administrator_url=administrator_url, database=database)
    passwords = {
        RUNTIME: urlsplit(addresses.runtime).password,
        MIGRATOR: urlsplit(addresses.migrator).password,
    }
    write_private(kept, json.dumps(passwords))
    return addresses


def environment_of(addresses: Addresses, *, folder: Path) -> dict[str, str]:
    """What the site is told by its environment. The administrator's address is kept from it."""
    usual = {
        "STATIC_ROOT": str(PROJECT / "var" / "static"),
        "WHOLEPLACE_DEVELOPMENT": "1",
        "PYTHONUNBUFFERED": "1",
    }
    chosen = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    database = urlsplit(addresses.runtime).path.strip("/")
    seal_key = folder / f"seal-key-{database}"
    kept_secret(seal_key, make=lambda: secrets.token_hex(32))
    settled = {
        "DJANGO_SETTINGS_MODULE": "wholeplace.config.settings",
        "RUNTIME_DATABASE_URL": addresses.runtime,
        "SECRET_KEY": kept_secret(folder / "secret-key"),
        "CONTEXT_KEY": kept_secret(folder / "context-key"),
        "SEAL_KEY_FILE": str(seal_key),
        "WHOLEPLACE_FILES": str(folder / f"files-{database}"),
        "SEAL_KEPT_FILE": str(folder / f"sealed-head-{database}.json"),
    }
    return usual | chosen | settled


def _opens(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=15).close()
    except psycopg.OperationalError:
        return False
    return True
