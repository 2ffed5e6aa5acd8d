"""Signed-in readers opening pages: how long they wait, and what each page costs.

Each reader signs in once, sees which pages there are for them, then opens one of these every two seconds. A page
counts from the first byte sent to the last received, on the same machine as the site.
"""

import argparse
import http.client
import random
import re
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

PAUSE = 2.0
REGISTERS = (
    "/home", "/areas", "/indicators", "/needs", "/outcomes", "/plans", "/intentions", "/boards", "/meetings",
    "/decisions", "/money", "/contracts", "/results", "/gaps",
)  # fmt: skip
RECORDS = 3
"""How many records of each register are opened, besides the register."""


@dataclass
class Measured:
    """What the pages took, by page."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    costs: dict[str, list[dict[str, float]]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Reader:
    """One signed-in reader with a connection kept open."""

    def __init__(self, host: str, email: str, password: str) -> None:
        """Sign in."""
        self.connection = http.client.HTTPConnection(host, timeout=30)
        self.cookies: dict[str, str] = {}
        status, body, _ = self.ask("GET", "/sign-in")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        form = {
            "username": email,
            "password": password,
            "csrfmiddlewaretoken": token.group(1) if token else "",
        }
        status, _, _ = self.ask("POST", "/sign-in", urlencode(form))
        if status != 302:
            raise SystemExit(f"{email} could not sign in: {status}")

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, dict[str, float]]:
        """Send one request; its status, its text, and what it cost the server."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
        except ConnectionError:
            # The site has closed a connection that was idle; a browser opens another.
            self.connection.close()
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie = value.split(";")[0]
                self.cookies[cookie.split("=")[0]] = cookie.partition("=")[2]
        timing = re.findall(r"(\w+);dur=([\d.]+)", answer.getheader("Server-Timing", ""))
        return answer.status, text, {name: float(value) for name, value in timing}


def pages_for(reader: Reader, registers: Sequence[str]) -> list[str]:
    """The registers this reader may open, the first records that each links to, and the threads of those."""
    pages: dict[str, None] = {}
    for register in registers:
        status, text, _ = reader.ask("GET", register)
        if status != 200:
            continue
        pages[register] = None
        _, _, main = text.partition("<main")
        own = rf'href="({register}/[A-Za-z0-9_.-]+)[?"]'
        records = dict.fromkeys(re.findall(own, main) or re.findall(r'href="(/[a-z-]+/[0-9a-z]{12})"', main))
        for record in list(records)[:RECORDS]:
            status, text, _ = reader.ask("GET", record)
            if status == 200:
                pages[record] = None
                pages.update(dict.fromkeys(re.findall(r'href="(/thread/[^"]+)"', text)))
    return list(pages)


def read(reader: Reader, pages: list[str], *, until: float, into: Measured, dice: random.Random) -> None:
    """Open a page every two seconds until it is time."""
    time.sleep(dice.random() * PAUSE)
    while time.perf_counter() < until:
        page = dice.choice(pages)
        began = time.perf_counter()
        status, _, cost = reader.ask("GET", page)
        took = time.perf_counter() - began
        kind = re.sub(r"(?<=.)/[^/]+$", "/…", page)
        with into.lock:
            into.waits[kind].append(took * 1000)
            into.costs[kind].append(cost)
            if status != 200:
                into.failures.append(f"{page}: {status}")
        time.sleep(max(0.0, PAUSE - took))


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def report(measured: Measured) -> None:
    """Print the waits and the costs, page by page and in all."""
    print(f"{'page':24} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8} {'db ms':>8} {'queries':>8}")
    for page, waits in sorted(measured.waits.items()):
        costs = measured.costs[page]
        middle = {name: statistics.median(cost.get(name, 0.0) for cost in costs) for name in ("cpu", "db", "queries")}
        print(
            f"{page:24} {len(waits):5} {percentile(waits, 0.5):8.1f} {percentile(waits, 0.95):8.1f}"
            f" {middle['cpu']:8.1f} {middle['db']:8.1f} {middle['queries']:8.0f}"
        )
    every = [wait for waits in measured.waits.values() for wait in waits]
    waits = ", ".join(f"p{share} {percentile(every, share / 100):.1f} ms" for share in (50, 95, 99))
    print(f"\nall pages: {len(every)} opened, {len(measured.failures)} failed; {waits}")
    for failure in measured.failures[:5]:
        print(f"  failed: {failure}")


def main() -> None:
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--host", default="127.0.0.1:8000")
    asked.add_argument("--emails", required=True, help="who reads, separated by commas; taken in turn")
    asked.add_argument("--password", required=True)
    asked.add_argument("--readers", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=60)
    given = asked.parse_args()
    emails = given.emails.split(",")
    readers = [Reader(given.host, emails[n % len(emails)], given.password) for n in range(given.readers)]
    pages = {email: pages_for(reader, REGISTERS) for email, reader in zip(emails, readers, strict=False)}
    measured, until = Measured(), time.perf_counter() + given.seconds
    threads = [
        threading.Thread(
            target=read,
            args=(reader, pages[emails[number % len(emails)]]),
            kwargs={"until": until, "into": measured, "dice": random.Random(number)},
        )
        for number, reader in enumerate(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report(measured)


if __name__ == "__main__":
    main()
