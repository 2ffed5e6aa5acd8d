"""How the migrator and the runtime role sign in, with passwords that are kept and used again."""

import hashlib
import json
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from wholeplace.config.postgres import write_private
from wholeplace.ground.records.roles import MIGRATOR, RUNTIME, Addresses, address_of, let_in


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


def _opens(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=15).close()
    except psycopg.OperationalError:
        return False
    return True
