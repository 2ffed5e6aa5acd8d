"""Asking for every address as every reader, and looking for what they should not have been told (X2, X3, X4, X7)."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.prove.net.oracle import sees
from tests.prove.net.readers import Reader
from tests.prove.net.routes import Route, has_open_parameter, may_open, reads, records_of
from tests.prove.net.world import World, canaries

ABSENT = "zzzzzzzzzzzz"
# What differs from one answer to the next though nothing is told by it: the token against forged forms.
PASSING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.example\b")
# Only those who have signed in are told the names of persons.
NAMES = {("people_person", "name"), ("trail_event", "person_name"), ("trail_event", "post_title")}

Record = tuple[str, int, str]


@dataclass(frozen=True)
class Ask:
    """One request in hand."""

    reader: Reader
    route: Route
    address: str
    records: tuple[Record, ...] = ()

    def __str__(self) -> str:
        return f"{self.route.method} {self.address} as {self.reader.name}"

    def sent(self) -> Any:
        """The answer to it."""
        client = self.reader.client(is_api=self.route.is_api)
        if self.route.method == "get":
            return client.get(self.address)
        return client.generic(self.route.method.upper(), self.address, b"{}", content_type="application/json")

    def is_seen(self, world: World) -> bool:
        """Whether the oracle says that the reader sees every record that the address names."""
        return all(sees(self.reader.eyes, world.dump.rows[table][row]) for table, row, _ in self.records)


def body_of(answer: Any) -> bytes:
    """The bytes of an answer, without what is different each time."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return PASSING.sub(b"", content)


def all_text(answer: Any) -> str:
    """Everything in an answer in which something could be told: its body, its headers and its cookies."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    return f"{body_of(answer).decode(errors='replace')} {headers} {answer.cookies.output()}"


def leaks(world: World, reader: Reader, text: str) -> list[str]:
    """What a text tells that this reader may not know."""
    told = []
    for number, column, row in canaries(text):
        table = world.tables[number]
        name = table.texts[column][0]
        stored = world.dump.rows.get(table.name, {}).get(row)
        hidden = stored is not None and not sees(reader.eyes, stored)
        if hidden or ((table.name, name) in NAMES and not reader.signed_in):
            told.append(f"{table.name}.{name} of row {row}")
    told += [f"the address {one}" for one in set(ADDRESS.findall(text)) - {reader.email}]
    return told


ASKED_FOR = {
    "words": ("zq", "care", "'", "%"), "place": ("marlbridge", "fenshire"), "format": ("csv",),
    "page": ("2", "9999"), "size": ("100",), "q": ("zq",),
}  # fmt: skip


def asks(world: World, everybody: list[Reader], chance: random.Random, *, routes: Any = None) -> Iterator[Ask]:
    """Requests drawn for ever: half of them lists, forms and searches, half of them records, seen or not."""
    chosen = [route for route in routes or reads() if not has_open_parameter(route)]
    of_records = [route for route in chosen if route.is_of_a_record]
    others = [route for route in chosen if not route.is_of_a_record and route.name != "sign-out"]
    records = {route: records_of(route, world) for route in of_records}
    of_records = [route for route in of_records if records[route]]
    while True:
        reader = chance.choice(everybody)
        if of_records and (not others or chance.random() < 0.65):
            route = chance.choice(of_records)
            named = chance.choice(records[route])
            yield Ask(reader, route, route.at(*(one for _, _, one in named)), named)
        else:
            route = chance.choice(others)
            yield Ask(reader, route, route.address + (_query(route, chance) if route.method == "get" else ""))


def _query(route: Route, chance: random.Random) -> str:
    words = route.words if route.is_api else ("words", "place", "format", "page", "q")
    asked = {word: chance.choice(ASKED_FOR[word]) for word in words if word in ASKED_FOR and chance.random() < 0.4}
    if route.name == "search":
        asked["words" if route.is_api else "q"] = "zq"
    return "?" + "&".join(f"{word}={value.replace('%', '%25')}" for word, value in asked.items()) if asked else ""


def expected(ask: Ask, world: World) -> set[int]:
    """The statuses that the policy table allows a read of a record to have."""
    reader, route = ask.reader, ask.route
    if not may_open(route.needs, reader.permissions, signed_in=reader.signed_in):
        if route.is_api:
            return {403} if reader.signed_in else {401}
        return {403} if reader.email and reader.signed_in else {302}
    if not ask.records or not ask.is_seen(world):
        return {404}
    return {200}
