"""Whether what an answer shows of the most sensitive records stands in the log of what was read (A8).

An answer tells by its canaries which rows it shows: whichever page, list, file or search it is, and however its rows
were looked up. Each of them that is among the most sensitive must be in the log under the id of that request.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg

from tests.prove.net.crawl import Ask, all_text
from tests.prove.net.oracle import Eyes, Row, sees
from tests.prove.net.readers import Reader
from tests.prove.net.routes import Route, has_open_parameter, may_open, reads, records_of
from tests.prove.net.world import World, canaries

EVENTS = "trail_event"
# What shows events alone: they keep the scope of their moment, whatever became of the record.
OF_EVENTS = {"read_history"}
# What tells who has looked names the post that a reader acted in, as it was called then: a copy, no read of the post.
OF_READERS = {"readings"}


@dataclass
class ReadLog:
    """The log of what was read in a world, read as the owner of the tables."""

    world: World
    owner: psycopg.Connection[Any]

    def __post_init__(self) -> None:
        """Nothing has been looked up yet."""
        self.kinds = {table.name: table.kind for table in self.world.tables}
        self.parents = {
            table.name: (table.part_of, dict(table.links)[table.part_of])
            for table in self.world.tables
            if table.part_of
        }
        self.record = cache(self._record)
        self.about = self._events()

    def wrong(self, ask: Ask, answer: Any) -> list[str]:
        """What an answer shows of the most sensitive records that is not in the log, or not as it must be."""
        reader, shown = ask.reader, self._shown(ask.reader, all_text(answer))
        if answer.status_code == 200 and ask.route.name not in OF_EVENTS:
            named = [self.world.dump.rows[table][row] for table, row, _ in ask.records]
            shown |= {self.record(row) for row in named if is_noted(reader.eyes, row)} - {""}
        if ask.route.name in OF_READERS:
            shown = {one for one in shown if not one.startswith("post:")}
        logged = self._logged(answer)
        # Everybody is told which posts they hold, by whom they act for: no post of one's own is read.
        own = {f"post:{one}" for one in reader.posts}
        told = [f"{ref} is shown, and not in the log" for ref in sorted(shown - own) if ref not in logged]
        for ref, (organisation, who, acting_for, door) in logged.items():
            holds = (who, acting_for) == (reader.person, reader.eyes.organisation) and door and organisation
            told += [] if holds else [f"{ref} is in the log under another name"]
        told += [f"{ref} was refused, and is in the log" for ref in self._hidden(reader) & set(logged)]
        return told

    def _shown(self, reader: Reader, text: str) -> set[str]:
        named = [(self.world.tables[number].name, row) for number, _, row in canaries(text)]
        rows = [self.world.dump.rows[table][row] for table, row in named if row in self.world.dump.rows.get(table, ())]
        return {self.record(row) for row in rows if sees(reader.eyes, row) and is_noted(reader.eyes, row)} - {""}

    def _events(self) -> dict[int, str]:
        found = self.owner.execute("SELECT id, subject_kind || ':' || subject_public_id FROM trail_event")
        return dict(found.fetchall())

    def _record(self, row: Row) -> str:
        """The record that a row is, that it is a part of, or that it is an event about; nothing for no record."""
        if row.table == EVENTS:
            return self.about.get(row.id, "")
        while row.table in self.parents:
            column, table = self.parents[row.table]
            parent = self.owner.execute(f"SELECT {column} FROM {row.table} WHERE id = %s", [row.id]).fetchone()
            if parent is None or parent[0] not in self.world.dump.rows[table]:
                return ""
            row = self.world.dump.rows[table][parent[0]]
        kind = self.kinds[row.table]
        return f"{kind}:{row.public_id}" if kind and row.public_id else ""

    def _logged(self, answer: Any) -> dict[str, tuple[Any, ...]]:
        rows = self.owner.execute(
            "SELECT records, organisation_id, person_id, acting_for_id, door FROM trail_reading WHERE request = %s",
            [answer["X-Request-Id"]],
        )
        return {ref: tuple(who) for records, *who in rows for ref in records}

    def _hidden(self, reader: Reader) -> set[str]:
        """The records that a reader does not see, and about which they see no event either."""
        told = {self.about.get(number, "") for number in self.world.dump.seen(reader.eyes, EVENTS)}
        rows = (row for table, rows in self.world.dump.rows.items() if self.kinds[table] for row in rows.values())
        return {self.record(row) for row in rows if not sees(reader.eyes, row)} - told


def is_noted(eyes: Eyes, row: Row) -> bool:
    """Whether these eyes read this row by a clearance, or by a share or an opening alone."""
    if row.sensitivity in {"public", "partnership"}:
        return False
    by_mark = eyes.organisation != row.organisation and eyes.organisation not in row.audience
    return row.sensitivity != "organisation" or by_mark


def marked() -> tuple[Route, ...]:
    """Every route that reads and is not open to everybody alike: what it shows may be of the most sensitive."""
    return tuple(route for route in reads() if not has_open_parameter(route) and route.name != "sign-out")


def entitled(world: World, route: Route, everybody: list[Reader], chance: random.Random) -> Iterator[Ask]:
    """Requests of a route by readers who may open it: of the most sensitive records that they see, or of its list."""
    may = [one for one in everybody if one.person and may_open(route.needs, one.permissions, signed_in=one.signed_in)]
    if not route.is_of_a_record:
        for reader in may:
            for words in _words(route):
                yield Ask(reader, route, route.address + words)
        return
    records = records_of(route, world)
    chance.shuffle(records)
    for named in records:
        rows = [world.dump.rows[table][row] for table, row, _ in named]
        for reader in may:
            if all(sees(reader.eyes, row) for row in rows) and any(is_noted(reader.eyes, row) for row in rows):
                yield Ask(reader, route, route.at(*(one for _, _, one in named)), named)
                break


def _words(route: Route) -> tuple[str, ...]:
    if route.is_api:
        known = {"place": ("marlbridge", "fenshire"), "words": ("zq",)}
        if "place" in route.words:
            return tuple(f"?place={one}&size=100" for one in known["place"])
        return ("?words=zq",) if "words" in route.words else ("",)
    return ("?q=zq",) if route.name == "search" else ("", "?format=csv")
