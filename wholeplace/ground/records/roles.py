"""The database roles of Wholeplace, made before anything else is.

owner     owns every table and function; nobody signs in as it; passes row security.
migrator  signs in to change the shape of the database, as the owner.
reader    what a request runs as: reads within row security; writes only sessions, sign-in and the log of refusals.
writer    the pen: what an action runs as, for as long as it lasts.
sealer    what the sealing of the trail runs as: adds to the seals, and to nothing else.
runtime   signs in for pages, programming interface and commands; is reader, may pick up the pen and the seal,
          owns nothing and never passes row security.
backup    signs in to take backups: reads everything, the whole cluster included, and writes nothing.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

OWNER, MIGRATOR, READER, WRITER, SEALER, RUNTIME, BACKUP = (
    "wholeplace_owner",
    "wholeplace_migrator",
    "wholeplace_reader",
    "wholeplace_writer",
    "wholeplace_sealer",
    "wholeplace_runtime",
    "wholeplace_backup",
)
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
# Names are found and sorted without accents and capitals. `unaccent` alone is not immutable, so it cannot be indexed.
FOLDED = """
CREATE OR REPLACE FUNCTION public.folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $body$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $body$
"""


@dataclass(frozen=True)
class Addresses:
    """Where the two roles that can sign in reach one database, as connection addresses with passwords."""

    runtime: str
    migrator: str


def make_roles(*, administrator_url: str) -> None:
    """Make the seven roles on a server, where they are not there yet. Asks for a role that may create roles."""
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        for role, rights in (
            (OWNER, "NOLOGIN BYPASSRLS"),
            (READER, "NOLOGIN"),
            (WRITER, "NOLOGIN IN ROLE wholeplace_reader"),
            (SEALER, "NOLOGIN IN ROLE wholeplace_reader"),
            (MIGRATOR, "LOGIN NOINHERIT IN ROLE wholeplace_owner"),
            (RUNTIME, "LOGIN NOINHERIT IN ROLE wholeplace_reader, wholeplace_writer"),
            (BACKUP, "LOGIN REPLICATION BYPASSRLS IN ROLE pg_read_all_data"),
        ):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if not known:
                connection.execute(f"CREATE ROLE {role} {rights}")
        connection.execute(f"GRANT {SEALER} TO {RUNTIME}")
        connection.execute(f"ALTER ROLE {MIGRATOR} SET role = {OWNER}")
        connection.execute(f"ALTER ROLE {RUNTIME} SET role = {READER}")
        connection.execute(f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on")
        connection.execute(f"ALTER ROLE {RUNTIME} SET idle_in_transaction_session_timeout = '60s'")


def make_database(*, administrator_url: str, name: str, template: str | None = None) -> None:
    """Make a database of the owner's, with its extensions, where it is not there yet.

    Names are sorted by their bytes (a folded column sorts them for people), so that every server sorts alike.
    """
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        make_empty_database(administrator_url=administrator_url, name=name, template=template)
        fit_out(administrator_url=administrator_url, name=name)


def make_empty_database(*, administrator_url: str, name: str, template: str | None = None) -> None:
    """Make a database of the owner's with nothing in it, or with what a template holds."""
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL(
                "CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} ENCODING 'UTF8'"
                " LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
                if template is None
                else "CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}"
            ).format(
                name=sql.Identifier(name),
                owner=sql.Identifier(OWNER),
                template=sql.Identifier(template or "template0"),
            )
        )


def fit_out(*, administrator_url: str, name: str) -> None:
    """Give a database its extensions, and let in those who may come in. Safe to run again."""
    with psycopg.connect(address_of(administrator_url, database=name), autocommit=True) as connection:
        for extension in EXTENSIONS:
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        connection.execute(FOLDED)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {0} FROM PUBLIC").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {0} TO {1}, {2}").format(
                sql.Identifier(name), sql.Identifier(MIGRATOR), sql.Identifier(RUNTIME)
            )
        )
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {0} TO {1}").format(sql.Identifier(name), sql.Identifier(BACKUP))
        )
        connection.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT ALL ON SCHEMA public TO {OWNER}")
        connection.execute(f"GRANT USAGE ON SCHEMA public TO {READER}, {WRITER}")


def let_in(*, administrator_url: str, database: str) -> Addresses:
    """Give the migrator and the runtime role new passwords, and say how each reaches the database."""
    urls = {}
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        for role in (MIGRATOR, RUNTIME):
            password = secrets.token_urlsafe(24)
            connection.execute(
                sql.SQL("ALTER ROLE {0} PASSWORD {1}").format(sql.Identifier(role), sql.Literal(password))
            )
            urls[role] = address_of(administrator_url, database=database, user=role, password=password)
    return Addresses(runtime=urls[RUNTIME], migrator=urls[MIGRATOR])


def address_of(url: str, *, database: str | None = None, user: str | None = None, password: str | None = None) -> str:
    """The same server's address with another database or another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    who = parts.netloc.rpartition("@")[0]
    if user is not None:
        who = quote(user) + (f":{quote(password)}" if password else "")
    netloc = f"{who}@{place}" if who else place
    path = f"/{quote(database)}" if database is not None else parts.path
    # Put together by hand: the library leaves out the two slashes where a socket's address names no host.
    return f"{parts.scheme}://{netloc}{path}" + (f"?{parts.query}" if parts.query else "")
