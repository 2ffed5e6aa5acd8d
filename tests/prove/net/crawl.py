"""Asking for every address as every reader, and looking for what they should not have been told (X2, X3, X4, X7)."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import transaction

from tests.prove.net.oracle import sees
from tests.prove.net.readers import Reader
from tests.prove.net.routes import Route, has_open_parameter, may_open, reads, records_of
from tests.prove.net.world import CANARY, World, canaries
from wholeplace.ground.access.permissions import PUBLIC

ABSENT = "zzzzzzzzzzzz"
# What differs from one answer to the next though nothing is told by it: the token against forged forms.
PASSING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
# An address that stands behind a canary is told with the record that it is of; by any other somebody signs in.
ADDRESS = re.compile(rf"({CANARY.pattern} )?[\w.+-]+@[\w-]+\.example\b")
ZIPPED = b"PK\x03\x04"
# So many draws in a row that were all asked before: nothing new is left to ask.
EXHAUSTED = 2_000
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
        """The answer to it. What it wrote is taken back, so that everybody is asked about the same world."""
        client = self.reader.client(is_api=self.route.is_api)
        if self.route.method == "get":
            return client.get(self.address)
        with transaction.atomic():
            answer = client.generic(self.route.method.upper(), self.address, b"{}", content_type="application/json")
            transaction.set_rollback(True)
        return answer

    def is_seen(self, world: World) -> bool:
        """Whether the oracle says that the reader sees every record that the address names."""
        return all(sees(self.reader.eyes, world.dump.rows[table][row]) for table, row, _ in self.records)


def body_of(answer: Any) -> bytes:
    """The bytes of an answer, without what is different each time."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return PASSING.sub(b"", content)


def all_text(answer: Any) -> str:
    """Everything in an answer in which something could be told: its body, unzipped, its headers and its cookies."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    return f"{unzipped(body_of(answer)).decode(errors='replace')} {headers} {answer.cookies.output()}"


def unzipped(content: bytes) -> bytes:
    """What a zipped file holds, with the names of what is in it; anything else as it is."""
    if not content.startswith(ZIPPED):
        return content
    with ZipFile(BytesIO(content)) as held:
        return b" ".join(part for name in held.namelist() for part in (name.encode(), unzipped(held.read(name))))


def leaks(world: World, reader: Reader, text: str) -> list[str]:
    """What a text tells that this reader may not know."""
    told = []
    for number, column, row in canaries(text):
        table = world.tables[number]
        name = table.texts[column][0]
        stored = world.dump.rows.get(table.name, {}).get(row)
        hidden = stored is not None and not sees(reader.eyes, stored) and stored.public_id not in reader.posts
        if hidden or ((table.name, name) in NAMES and not reader.signed_in):
            told.append(f"{table.name}.{name} of row {row}")
    addresses = {one[0] for one in ADDRESS.finditer(text) if not one[1]}
    told += [f"the address {one}" for one in addresses - {reader.email}]
    return told


ASKED_FOR = {
    "words": ("zq", "care", "'", "%"), "place": ("marlbridge", "fenshire"), "format": ("csv",),
    "page": ("2", "9999"), "size": ("100",), "q": ("zq",),
}  # fmt: skip


def asks(world: World, everybody: list[Reader], chance: random.Random, *, routes: Any = None) -> Iterator[Ask]:
    """Requests drawn by chance, none of them twice: records, seen or not, and lists, forms and searches."""
    asked: set[tuple[int, str, str]] = set()
    seen_before = 0
    for ask in _drawn(world, everybody, chance, routes=routes):
        this = (id(ask.reader), ask.route.method, ask.address)
        seen_before = seen_before + 1 if this in asked else 0
        if not seen_before:
            asked.add(this)
            yield ask
        elif seen_before == EXHAUSTED:
            return


def _drawn(world: World, everybody: list[Reader], chance: random.Random, *, routes: Any) -> Iterator[Ask]:
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


def absent(ask: Ask) -> Ask:
    """The same request for a record that is not there."""
    gone = tuple(
        (table, 0, f"{name.partition(':')[0]}:{ABSENT}" if ":" in name else ABSENT) for table, _, name in ask.records
    )
    return Ask(ask.reader, ask.route, ask.route.at(*(name for _, _, name in gone)), gone)


def alike(ask: Ask, answer: Any, other: Ask, other_answer: Any) -> str:
    """In what two answers differ, besides the ids that were asked for; nothing, when they are alike."""
    if answer.status_code != other_answer.status_code:
        return f"{answer.status_code} for one, {other_answer.status_code} for the other"
    bodies = []
    for asked, given in ((ask, answer), (other, other_answer)):
        body = body_of(given) + given.get("Location", "").encode()
        for _, _, name in asked.records:
            body = body.replace(name.replace(":", "%3A").encode(), b"?").replace(name.encode(), b"?")
        bodies.append(body)
    return "" if bodies[0] == bodies[1] else "the bodies differ"


def wrong(world: World, ask: Ask, answer: Any) -> str:
    """What is wrong with an answer: a fault, a leak, or a status that the policy table does not allow."""
    if answer.status_code >= 500:
        return f"a fault ({answer.status_code})"
    if told := leaks(world, ask.reader, all_text(answer)):
        return f"tells {told[:3]}"
    return ""


def matches(world: World, ask: Ask) -> str:
    """Whether one request about a record has the outcome that the table says; what is wrong, otherwise."""
    answer, reader, route = ask.sent(), ask.reader, ask.route
    if fault := wrong(world, ask, answer):
        return fault
    if not may_open(route.needs, reader.permissions, signed_in=reader.signed_in):
        refused = ({403} if reader.signed_in else {401}) if route.is_api else {403, 302}
        return "" if answer.status_code in refused else f"{answer.status_code}, though the door is shut"
    if not ask.is_seen(world):
        other = absent(ask)
        return alike(ask, answer, other, other.sent())
    if route.method == "get" and route.needs == PUBLIC and is_told(world, ask):
        return "" if answer.status_code == 200 else f"{answer.status_code}, though it may be read"
    return ""


# What cannot be told without another record is read only with it.
TOLD_WITH = {
    "funds_fundline": ("fund_id",),
    "decisions_agendaitem": ("board_id",),
    "monitoring_result": ("contract_measure_id", "outcome_measure_id"),
    "partnership_delegation": ("board_id", "post_id"),
}


def is_told(world: World, ask: Ask) -> bool:
    """Whether what a seen record cannot be told without is seen too; unknown for what joins many records."""
    return ask.route.tables != (("*",),) and not any(table in TOLD_WITH for table, _, _ in ask.records)


def lists(world: World, everybody: list[Reader]) -> Iterator[tuple[str, str, bool]]:
    """For every list of the interface, reader and record: whether the record is in it just when it is seen.

    Which records a list is of is learnt from the list: whatever anybody is shown in it. So each of them must be shown
    to everybody who sees it, and to nobody else; and the total told must be the number shown.
    """
    rows = {row.public_id: row for table in world.dump.rows.values() for row in table.values() if row.public_id}
    for route in reads():
        if not route.is_api or "place" not in route.words or route.is_of_a_record:
            continue
        for place in ("marlbridge", "fenshire"):
            shown: dict[str, set[str]] = {}
            for reader in everybody:
                answer = reader.program.get(route.address, {"place": place, "size": 100})
                if answer.status_code == 200 and "items" in answer.json():
                    told = answer.json()
                    found = {one["ref"].partition(":")[2] for one in told["items"] if isinstance(one.get("ref"), str)}
                    shown[reader.name] = found
                    complete = told["next"] is not None or told["total"] == len(told["items"])
                    yield f"{route.name} of {place} as {reader.name}", f"a total of {told['total']}", complete
            every = set().union(*shown.values()) & set(rows)
            for reader in everybody:
                for one in every if reader.name in shown and len(every) < 100 else ():
                    row, is_shown = rows[one], one in shown[reader.name]
                    holds = is_shown <= sees(reader.eyes, row)
                    if row.table not in TOLD_WITH:
                        holds = is_shown == sees(reader.eyes, row)
                    yield f"{route.name} of {place} as {reader.name}", f"{row.table} {row.id} shown: {is_shown}", holds
