"""Writers that send everything with a once-only key, and ask again until they know what became of it."""

import json
import threading
import time
import uuid
from dataclasses import dataclass, field

from tests.prove.harness.site import PATIENCE, Site

NEED = {
    "statement": "One in three people over 65 falls each year.",
    "group": "older_people",
    "confidence": "low",
    "observed_on": "2026-05-01",
    "evidence": [{"source": "Falls service returns", "observed_on": "2026-05-01"}],
}
FUND = {"kind": "single", "first_year": "2026/27", "last_year": "2027/28"}
WRITES = (("/api/v1/needs", "commissioner", NEED), ("/api/v1/funds", "finance", FUND))
TABLES = {"/api/v1/needs": "needs_need", "/api/v1/funds": "funds_fund"}


@dataclass
class Writers:
    """Several at once, each writing one record after another under its key as title."""

    site: Site
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What was acknowledged: the key, where it was sent, and the reference that was told."""
    unknown: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    """What others had written when these began."""
    asked_again: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, *, many: int = 4) -> None:
        """Begin to write."""
        self.before = {title for table in TABLES.values() for (title,) in self.site.asked(f"SELECT title FROM {table}")}
        self.threads = [threading.Thread(target=self._write, args=(number,), daemon=True) for number in range(many)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Write nothing new, and wait until everything sent is known."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(PATIENCE * 2)

    def _write(self, number: int) -> None:
        turn = number
        while not self.stopping.is_set():
            address, who, body = WRITES[turn % len(WRITES)]
            turn += 1
            self._until_known(address, who, body, key=uuid.uuid4().hex)

    def _until_known(self, address: str, who: str, body: dict[str, object], *, key: str) -> None:
        until, sent = time.monotonic() + PATIENCE, 0
        while time.monotonic() < until:
            status, said = self.site.send("POST", address, who=who, body=body | {"title": key}, key=key)
            sent += 1
            if status == 201:
                self.known[key] = (address, json.loads(said)["ref"])
                self.asked_again += sent > 1
                return
            if status not in {0, 500, 502, 503}:
                self.odd.append(f"{status}: {said[:200]!r}")
            time.sleep(0.05)
        self.unknown.append(key)

    def faults(self) -> list[str]:
        """What was lost, what was doubled, and what is there though nobody was told."""
        faults = [f"never known: {key}" for key in self.unknown] + self.odd
        for address, table in TABLES.items():
            rows = self.site.asked(f"SELECT title, count(*), min(public_id) FROM {table} GROUP BY title")
            there = {title: (count, public_id) for title, count, public_id in rows}
            mine = {key: ref for key, (where, ref) in self.known.items() if where == address}
            faults += [f"lost: {key}" for key in mine if key not in there]
            faults += [f"doubled: {key}" for key, (count, _) in there.items() if count != 1]
            faults += [
                f"another: {key}" for key, ref in mine.items() if key in there and ref.split(":")[1] != there[key][1]
            ]
            faults += [f"nobody was told: {key}" for key in there.keys() - mine.keys() - self.before - {*self.unknown}]
            (events,) = self.site.asked(
                "SELECT count(*), count(DISTINCT subject_public_id) FROM trail_event WHERE subject_kind = %s",
                table.partition("_")[2],
            )
            if events != (len(there), len(there)):
                faults.append(f"{table}: {len(there)} records, {events} events and their subjects")
        return faults
