"""Writers that send everything with a once-only key, and ask again until they know what became of it."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.api.acts import ABOUT, CONTRACT, NEED, TAKEN
from tests.prove import money
from tests.prove.harness.site import PATIENCE, Site

MAY_COME = {0, 503}
"""What may come in place of an answer while something is killed: none at all, or that the service is away."""


@dataclass(frozen=True)
class Write:
    """One kind of thing that is written.

    `says` makes a body with the key as a word of it; the word stands in `column` of `table` then, with so many rows in
    each of the tables of its `parts`, and so many events of this kind in the trail: one for each record it touches.
    """

    address: str
    who: str
    says: Callable[[str], dict[str, Any]]
    table: str
    event: str
    column: str = "title"
    events: int = 1
    parts: tuple[tuple[str, str, int], ...] = ()

    @property
    def has_its_own_reference(self) -> bool:
        """Whether what is answered is a reference to what was written."""
        return self.column == "title"


def writes(site: Site) -> tuple[Write, ...]:
    """All that is written at this site."""
    refs = site.refs
    return (
        Write(
            "/needs",
            "commissioner",
            lambda key: NEED | {"title": key},
            "needs_need",
            "NeedRecorded",
            parts=(("needs_evidence", "need_id", 1),),
        ),
        Write(
            "/funds",
            "finance",
            lambda key: {"title": key, "kind": "single", "first_year": "2026/27", "last_year": "2027/28"},
            "funds_fund",
            "FundOpened",
        ),
        Write(
            f"/funds/{_id(refs['fund'])}/lines",
            "finance",
            lambda key: {"title": key, "amount": "0.01", "year": "2026/27"},
            "funds_fundline",
            "LineAdded",
            events=2,
        ),
        *(
            Write(
                f"/lines/{_id(refs[giver])}/move",
                "finance",
                lambda key, taker=taker: {"to": refs[taker], "amount": "0.01", "because": key},
                "funds_linemovement",
                "MoneyMoved",
                column="because",
                events=3,
            )
            for giver, taker in (("line", "other line"), ("other line", "line"))
        ),
        Write(
            "/contracts",
            "commissioner",
            lambda key: (
                CONTRACT
                | {
                    "title": key,
                    "by_year": [{"year": "2026/27", "amount": "20000.50"}, {"year": "2027/28", "amount": "10000"}],
                    "commissioners": [refs["council"]],
                    "providers": [refs["charity"]],
                }
            ),
            "contracts_contract",
            "ContractEntered",
            parts=(("contracts_contractvalue", "contract_id", 2), ("contracts_contractparty", "contract_id", 2)),
        ),
        Write(
            "/decisions",
            "director",
            lambda key: {
                "decider": refs["director"],
                "about": ABOUT | {"title": key, "amount": "40000.00", "concerned": [refs["charity"]]},
                "taken": TAKEN,
            },
            "decisions_decision",
            "DecisionTaken",
            parts=(("decisions_decisionbody", "decision_id", 1),),
        ),
    )


def _id(ref: str) -> str:
    return ref.partition(":")[2]


@dataclass
class Writers:
    """Several at once, each writing one record after another under its key as a word of it."""

    site: Site
    known: dict[str, tuple[Write, str]] = field(default_factory=dict)
    """What was acknowledged: by its key, what it was, and the reference that was told."""
    unknown: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    """What others had written when these began."""
    asked_again: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, *, many: int = 4) -> None:
        """Begin to write."""
        kinds = writes(self.site)
        self.before = {
            word for one in kinds for (word,) in self.site.asked(f"SELECT DISTINCT {one.column} FROM {one.table}")
        }
        self.threads = [
            threading.Thread(target=self._write, args=(kinds, number), daemon=True) for number in range(many)
        ]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Write nothing new, and wait until everything sent is known."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(PATIENCE * 2)

    def _write(self, kinds: tuple[Write, ...], turn: int) -> None:
        while not self.stopping.is_set():
            self._until_known(kinds[turn % len(kinds)], key=uuid.uuid4().hex)
            turn += 1

    def _until_known(self, write: Write, *, key: str) -> None:
        until, sent = time.monotonic() + PATIENCE, 0
        while time.monotonic() < until:
            status, said = self.site.send(
                "POST", f"/api/v1{write.address}", who=write.who, body=write.says(key), key=key
            )
            sent += 1
            if status in {200, 201}:
                self.known[key] = (write, json.loads(said)["ref"])
                self.asked_again += sent > 1
                return
            if status not in MAY_COME:
                self.odd.append(f"{write.address}: {status}: {said[:300]!r}")
            time.sleep(0.05)
        self.unknown.append(key)

    def faults(self) -> list[str]:
        """What was lost, doubled or written in part, and what is there though nobody was told."""
        faults = [f"never known: {key}" for key in self.unknown] + self.odd
        for table in {one.table: one for one in writes(self.site)}.values():
            faults += self._faults_of(table)
        return faults + [
            f"{fault}: {one}" for fault, question in money.QUESTIONS.items() for (one,) in self.site.asked(question)
        ]

    def _faults_of(self, write: Write) -> list[str]:
        table, column = write.table, write.column
        public_id = "min(public_id)" if write.has_its_own_reference else "''"
        rows = self.site.asked(f"SELECT {column}, count(*), {public_id} FROM {table} GROUP BY {column}")
        there = {word: (count, ref) for word, count, ref in rows}
        mine = {key: _id(ref) for key, (one, ref) in self.known.items() if one.table == table}
        faults = [f"lost: {key} of {table}" for key in mine if key not in there]
        faults += [f"doubled: {key} of {table}" for key, (count, _) in there.items() if count != 1 and key in mine]
        if write.has_its_own_reference:
            faults += [f"another: {key}" for key, ref in mine.items() if key in there and ref != there[key][1]]
        faults += [f"nobody was told: {key}" for key in there.keys() - mine.keys() - self.before - {*self.unknown}]
        for part, link, number in write.parts:
            partly = self.site.asked(
                f"SELECT {column} FROM {table} AS whole WHERE {column} = ANY(%s)"
                f" AND (SELECT count(*) FROM {part} WHERE {link} = whole.id) <> %s",
                list(mine),
                number,
            )
            faults += [f"written in part: {key} of {table}" for (key,) in partly]
        ((events,),) = self.site.asked("SELECT count(*) FROM trail_event WHERE kind = %s", write.event)
        records = sum(count for count, _ in there.values())
        if events != records * write.events:
            faults.append(f"{table}: {records} records, {events} events")
        return faults
