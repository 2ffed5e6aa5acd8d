"""A world to try everything in: places built by real actions, then scattered over every scope, each text marked.

What actions build is mostly seen by the whole partnership. So each record's scope is drawn anew, by the owner of the
tables, over the organisations of its partnership, all sensitivities and audiences (parts follow by their own
constraint), and each text gets a canary: a word that says, wherever it turns up, of which row and column it is.
"""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from tests.config.databases import WorkerDatabase
from tests.prove.net.models import Table, tables
from tests.prove.net.oracle import Capacity, Dump, dump
from wholeplace.edges.demo.build import build
from wholeplace.edges.demo.script import PLACES
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.queries import members
from wholeplace.together.partnership.queries import partnerships as all_partnerships
from wholeplace.together.people import actions as people
from wholeplace.together.people.queries import PersonCard

TODAY = date(2026, 6, 1)
"""The day on which everything in the world happens."""

SENSITIVITIES = ("public", "partnership", "organisation", "commercial", "personal")
# Who acts for whom follows from these, so their organisation stays; only who sees them is drawn.
SAYS_WHO_ACTS = ("partnership_post", "partnership_consent")
# Numbers by which an audience names shares and openings that may or may not be in force.
SHARES, OPENINGS = (-2_000_002, -2_000_004, -2_000_006), (-2_000_001, -2_000_003)
REAL_SHARES = tuple(-2 * number for number in range(1, 13))
SIGN_IN = {("people_person", "email"), ("people_person", "password")}

CANARY = re.compile(r"zq([0-9]+)c([0-9]+)r([0-9]+)qz", re.IGNORECASE)
"""A canary: the number of its table, of its column, and its row."""


@dataclass
class World:
    """A database full of marked rows, and everybody who may ask for them."""

    database: WorkerDatabase
    tables: tuple[Table, ...]
    dump: Dump
    emails: dict[int, str] = field(default_factory=dict)

    @property
    def walled(self) -> tuple[Table, ...]:
        """The tables behind row security."""
        return tuple(table for table in self.tables if table.is_walled)

    def capacities(self) -> tuple[Capacity, ...]:
        """Every way in which somebody may act."""
        return self.dump.capacities

    @contextmanager
    def owner(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection of the owner of the tables, whom no wall stops."""
        with psycopg.connect(self.database.migrator, autocommit=True) as connection:
            yield connection

    def row_security(self, *, on: bool) -> None:
        """Switch the database's own wall on or off, on every table behind it."""
        with self.owner() as owner:
            for table in self.walled:
                for how in ("ENABLE", "FORCE") if on else ("DISABLE", "NO FORCE"):
                    owner.execute(f"ALTER TABLE {table.name} {how} ROW LEVEL SECURITY")

    def look_again(self) -> None:
        """Read anew what the world holds."""
        with self.owner() as owner:
            self.dump = dump(owner, [table.name for table in self.walled], on=TODAY)


@contextmanager
def at(database: WorkerDatabase) -> Iterator[None]:
    """The site works on this database until the block ends."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "refusals")}
    _turn_to(dict.fromkeys(before, database.name))
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(names: dict[str, str]) -> None:
    connections.close_all()
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name


def build_world(database: WorkerDatabase, *, chance: random.Random, times: int) -> None:
    """Build it whole, on this database, as if it had been lived in; every record is there so many times more."""
    with at(database):
        for _ in build(places=PLACES, size=1, on=TODAY):
            pass
        with speaking_for(BOOTSTRAP):
            states = _people(chance)
    with psycopg.connect(database.migrator, autocommit=True) as owner:
        known = tables()
        walled = tuple(table for table in known if table.is_walled)
        _end_and_suspend(owner, states)
        multiply(owner, walled, times=times)
        _fill(owner, walled, chance)
        owner.execute("UPDATE sharing_share SET ends_on = %s WHERE id %% 4 <> 0", [TODAY + timedelta(days=30)])
        _scatter(owner, walled, chance)
        _mark(owner, known)
        owner.execute("ANALYZE")


def the_world(database: WorkerDatabase) -> World:
    """The world that was built on this database."""
    made = World(database=database, tables=tables(), dump=Dump())
    with made.owner() as owner:
        made.emails = dict(owner.execute("SELECT id, email FROM people_person").fetchall())
    made.look_again()
    return made


STATES = (
    "standing", "standing", "several", "two places", "left", "post over", "not yet", "suspended", "invited", "no post",
)  # fmt: skip


@dataclass(frozen=True)
class _Put:
    """Somebody put into the world, and what is still to be done to them."""

    person: int
    state: str


def _people(chance: random.Random) -> list[_Put]:
    """Somebody of every role in every state, in organisations drawn at random."""
    places = all_partnerships(seen_by=BOOTSTRAP)
    bodies = {place.ref.public_id: _bodies(place.number) for place in places}
    put = []
    for number, (role, state) in enumerate((role, state) for role in Role for state in STATES):
        here, there = chance.sample(list(bodies), 2)
        person = people.invite(
            name=f"Somebody {number}", email=f"somebody{number}@net.example", password=None, by=BOOTSTRAP, on=TODAY
        )
        posts = {"several": [here, here], "two places": [here, there], "invited": [], "no post": []}
        for partnership in posts.get(state, [here]):
            roles = [role] if chance.random() < 0.7 else [role, chance.choice(list(Role))]
            _in_post(person, partnership, chance.choice(bodies[partnership]), roles, title=f"Post {number}")
        put.append(_Put(person.number, state))
    return put


def _bodies(partnership: int) -> list[str]:
    return [card.ref.public_id for card in members(partnership=partnership, seen_by=BOOTSTRAP, on=TODAY)]


def _in_post(person: PersonCard, partnership: str, host: str, roles: list[Role], *, title: str) -> None:
    post = partnerships.set_up_post(
        partnership=partnership, host=host, title=title, roles=roles, by=BOOTSTRAP, on=TODAY - timedelta(days=90)
    )
    partnerships.fill_post(
        post=post.public_id, person=person.public_id, by=BOOTSTRAP, on=TODAY - timedelta(days=90)
    )  # fmt: skip


def _end_and_suspend(owner: psycopg.Connection[Any], put: list[_Put]) -> None:
    of = {state: [one.person for one in put if one.state == state] for state in STATES}
    past, future = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    owner.execute("UPDATE partnership_holder SET ends_on = %s WHERE person_id = ANY(%s)", [past, of["left"]])
    owner.execute("UPDATE partnership_holder SET begins_on = %s WHERE person_id = ANY(%s)", [future, of["not yet"]])
    owner.execute("UPDATE people_person SET is_active = false WHERE id = ANY(%s)", [of["suspended"]])
    owner.execute(
        "UPDATE partnership_post p SET ends_on = %s FROM partnership_holder h"
        " WHERE h.post_id = p.id AND h.person_id = ANY(%s)",
        [past, of["post over"]],
    )


def multiply(owner: psycopg.Connection[Any], walled: tuple[Table, ...], *, times: int) -> None:
    """Write every record again so many times, with its parts, as far as what must be unique allows."""
    again: dict[str, list[tuple[int, int]]] = {}
    for table in walled:
        if not table.public or table.name in (*SAYS_WHO_ACTS, "partnership_postbody", "partnership_holder"):
            continue
        if table.part_of:
            pairs = again.get(dict(table.links)[table.part_of], [])
        else:
            pairs = [(one, one) for (one,) in owner.execute(f"SELECT id FROM {table.name} ORDER BY id")] * times
        again[table.name] = [copy for pair in pairs for copy in _copies(owner, table, *pair)]


def _copies(owner: psycopg.Connection[Any], table: Table, of: int, onto: int) -> list[tuple[int, int]]:
    """Copies of a row, or of the parts that hang on one, hung on its copy: pairs of what was and what is."""
    same = [name for name in table.columns if name not in ("id", "public_id", table.part_of)]
    hung = [table.part_of] if table.part_of else []
    copied = []
    for (row,) in owner.execute(f"SELECT id FROM {table.name} WHERE {table.part_of or 'id'} = %s ORDER BY id", [of]):
        statement = (
            f"INSERT INTO {table.name} (public_id, {', '.join((*map(_quoted, hung), *map(_quoted, same)))})"
            f" SELECT substr(md5(random()::text), 1, 12), {'%(onto)s, ' if hung else ''}{', '.join(map(_quoted, same))}"
            f" FROM {table.name} WHERE id = %(row)s RETURNING id"
        )
        try:
            made = owner.execute(statement, {"onto": onto, "row": row}).fetchone()
        except psycopg.errors.IntegrityError:
            continue
        copied.append((row, made[0] if made else row))
    return copied


def _quoted(name: str) -> str:
    return f'"{name}"'


def _fill(owner: psycopg.Connection[Any], walled: tuple[Table, ...], chance: random.Random) -> None:
    """Put some rows, made up from what their columns allow, into tables that no story of the places fills."""
    for table in walled:
        if owner.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (0,):
            for _ in range(12):
                with suppress(psycopg.errors.IntegrityError, LookupError):
                    _made_up(owner, table, chance)


def _made_up(owner: psycopg.Connection[Any], table: Table, chance: random.Random) -> None:
    values: dict[str, Any] = {}
    if table.part_of:
        parent = dict(table.links)[table.part_of]
        values[table.part_of], *scope = _any_row(owner, parent, chance, SCOPE)
        values |= dict(zip(SCOPE, scope, strict=True))
    else:
        _, *scope = _any_row(owner, "partnership_post", chance, SCOPE)
        values |= dict(zip(SCOPE, scope, strict=True))
    if ABOUT_A_RECORD.issubset(table.columns):
        of = chance.choice([one for one in tables() if one.kind and one.public and not one.part_of])
        found = _any_row(owner, of.name, chance, ("public_id",))
        values |= {"record_kind": of.kind, "record_id": found[1]}
    for name, kind in table.kinds:
        if name in values or kind.may_be_empty or name == "id":
            continue
        if name == "public_id":
            values[name] = "".join(chance.choices("0123456789abcdef", k=12))
        elif name in dict(table.links):
            values[name] = _any_row(owner, dict(table.links)[name], chance, (), within=values["partnership_id"])[0]
        else:
            values[name] = kind.value(chance)
    names = ", ".join(map(_quoted, values))
    owner.execute(
        f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values())
    )


SCOPE = ("organisation_id", "partnership_id", "sensitivity", "audience")
ABOUT_A_RECORD = {"record_kind", "record_id"}


def _any_row(
    owner: psycopg.Connection[Any], table: str, chance: random.Random, more: tuple[str, ...], within: int | None = None
) -> tuple[Any, ...]:
    """A row of a table, of this partnership where its rows have one. Raises LookupError when there is none."""
    columns = {
        one for (one,) in owner.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass", [table])
    }
    key = "id" if "id" in columns else "key_id"
    only = f"WHERE partnership_id = {within}" if within is not None and "partnership_id" in columns else ""
    rows = owner.execute(f"SELECT {', '.join((key, *more))} FROM {table} {only} ORDER BY {key}").fetchall()
    if not rows:
        raise LookupError(table)
    return tuple(chance.choice(rows))


def _scatter(owner: psycopg.Connection[Any], walled: tuple[Table, ...], chance: random.Random) -> None:
    """Draw the scope of every row that follows no other."""
    admitted: dict[int, list[int]] = {}
    for partnership, organisation in owner.execute(
        "SELECT partnership_id, organisation_id FROM partnership_membership ORDER BY id"
    ):
        admitted.setdefault(partnership, []).append(organisation)
    for table in walled:
        if table.part_of:
            continue
        rows = owner.execute(
            sql.SQL("SELECT id, organisation_id, partnership_id FROM {} ORDER BY id").format(sql.Identifier(table.name))
        ).fetchall()
        for row, organisation, partnership in rows:
            if partnership is not None:
                bodies = admitted[partnership]
                stays = table.name in SAYS_WHO_ACTS
                drawn = organisation if stays else chance.choice(bodies)
                _draw(owner, (table.name, row, drawn), bodies, chance)


def _draw(owner: Any, whose: tuple[str, int, int], bodies: list[int], chance: random.Random) -> None:
    table, row, organisation = whose
    named = [*bodies, *(SHARES + OPENINGS + REAL_SHARES if chance.random() < 0.4 else ())]
    audience = sorted(chance.sample(named, chance.choice((0, 0, 1, 2))))
    values = {"organisation_id": organisation, "sensitivity": chance.choice(SENSITIVITIES), "audience": audience}
    for names in (tuple(values), ("sensitivity", "audience")):
        try:
            owner.execute(
                sql.SQL("UPDATE {} SET {} WHERE id = %s").format(
                    sql.Identifier(table),
                    sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in names),
                ),
                [*(values[name] for name in names), row],
            )
            return
        except psycopg.errors.IntegrityError:
            continue


def _mark(owner: psycopg.Connection[Any], all_tables: tuple[Table, ...]) -> None:
    """Put a canary at the head of every text, as far as its constraints allow one."""
    for number, table in enumerate(all_tables):
        if not (table.is_walled or table.name == "people_person"):
            continue
        for place, (column, longest) in enumerate(table.texts):
            if (table.name, column) not in SIGN_IN:
                for some in ("<>", "="):
                    _mark_column(owner, table.name, f"zq{number}c{place}r", (column, longest), some)


def _mark_column(owner: Any, table: str, head: str, of: tuple[str, int | None], some: str) -> None:
    """Mark the texts of a column that say something (`<>`), or those that say nothing (`=`)."""
    column, longest = of
    name = sql.Identifier(column)
    word = sql.SQL("concat({}, id, 'qz ', {})").format(sql.Literal(head), name)
    marked = sql.SQL("left({}, {})").format(word, sql.Literal(longest)) if longest else word
    statement = sql.SQL("UPDATE {} SET {} = rtrim({}) WHERE {} {} ''").format(
        sql.Identifier(table), name, marked, name, sql.SQL(some)
    )
    with suppress(psycopg.errors.IntegrityError):
        owner.execute(statement)


def canaries(text: str) -> set[tuple[int, int, int]]:
    """The canaries in a text: the table's number, the column's, and the row."""
    return {(int(one[0]), int(one[1]), int(one[2])) for one in CANARY.findall(text)}
