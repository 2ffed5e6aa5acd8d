"""What the two walls round every row cost: the same pages over the same rows, with both walls and with neither.

Two copies of the bench's database hold only what one reader sees, so that both sides do the same work. One copy keeps
row security and is read through the policy; the other has row security off, no signed context, and a policy that lets
everything through. The pages are opened by turns, each side in a process of its own; only pages that came out the same
on both sides count.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from wholeplace.config.addresses import environment_of, kept_addresses
from wholeplace.config.postgres import PROJECT, administrator_url, state_folder
from wholeplace.ground.records.roles import address_of, make_database

WITH, WITHOUT = "with", "without"
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
READER = "commissioner@marlbridge.example"


class Side:
    """One side of the comparison: a process that opens pages when it is told to."""

    def __init__(self, name: str, *, environment: dict[str, str]) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.walls", name],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )

    def ask(self, **words: Any) -> Any:
        """Say something to it, and wait for the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        """Let it go."""
        self.process.communicate(timeout=30)


def main() -> None:
    """Copy, compare, print."""
    with administrator_url(state_folder() / "site") as administrator:
        source = f"wholeplace_{os.environ.get('BENCH_SIZE', '10')}"
        with _copy(administrator, source, WITH) as kept, _copy(administrator, source, "whole") as whole:
            _keep_only_what_is_seen(administrator, whole=whole, kept=kept)
            with _copy(administrator, _name(kept), WITHOUT) as bare:
                _without_row_security(administrator, bare)
                compare(Side(WITH, environment=kept), Side(WITHOUT, environment=bare))


def compare(guarded: Side, bare: Side) -> None:
    """Open the pages by turns, and print what each took on either side."""
    pages = guarded.ask(do="pages")
    took: dict[str, dict[str, list[float]]] = defaultdict(lambda: {WITH: [], WITHOUT: []})
    looks: dict[str, set[str]] = defaultdict(set)
    for round_ in range(ROUNDS + 1):
        for page in pages:
            sides = [(WITH, guarded), (WITHOUT, bare)]
            for name, side in sides if round_ % 2 else reversed(sides):
                answer = side.ask(do="open", page=page)
                looks[page].add(answer["looks"])
                if round_:  # the first opening of each warms up
                    took[page][name].append(answer["ms"])
    guarded.end()
    bare.end()
    same = [page for page in pages if len(looks[page]) == 1]
    kinds: dict[str, list[str]] = defaultdict(list)
    for page in same:
        kinds[re.sub(r"(?<=.)/[^/]+$", "/…", page)].append(page)
    print(f"\n{'page':24} {'with, ms':>9} {'without':>9} {'ratio':>7}")
    for kind, members in sorted(kinds.items()):
        print(_line(kind, *(sum(statistics.median(took[page][name]) for page in members) for name in (WITH, WITHOUT))))
    sums = [sum(statistics.median(took[page][name]) for page in same) for name in (WITH, WITHOUT)]
    print(_line("all", *sums))
    print(f"{len(same)} of {len(pages)} pages came out the same on both sides and count; {ROUNDS} rounds, medians.")


def _line(name: str, guarded: float, bare: float) -> str:
    return f"{name:24} {guarded:9.1f} {bare:9.1f} {guarded / bare:7.2f}"


def _name(environment: dict[str, str]) -> str:
    return environment["RUNTIME_DATABASE_URL"].rpartition("/")[2].partition("?")[0]


@contextmanager
def _copy(administrator: str, source: str, name: str) -> Iterator[dict[str, str]]:
    """A copy of a database for as long as the block lasts, as the environment in which a process reaches it."""
    copy = f"wholeplace_walls_{name}"
    _drop(administrator, copy)
    make_database(administrator_url=administrator, name=copy, template=source)
    addresses = kept_addresses(administrator_url=administrator, database=copy, folder=state_folder())
    try:
        yield environment_of(addresses, folder=state_folder())
    finally:
        _drop(administrator, copy)


def _drop(administrator: str, name: str) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _keep_only_what_is_seen(administrator: str, *, whole: dict[str, str], kept: dict[str, str]) -> None:
    """Take out of a copy every row that the reader does not see."""
    teller = Side(WITH, environment=whole)
    seen = teller.ask(do="seen")
    teller.end()
    with psycopg.connect(address_of(administrator, database=_name(kept))) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, numbers in seen.items():
            connection.execute(f"DELETE FROM {table} WHERE NOT id = ANY(%s)", [numbers])  # type: ignore[arg-type]
    with psycopg.connect(address_of(administrator, database=_name(kept)), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _without_row_security(administrator: str, bare: dict[str, str]) -> None:
    with psycopg.connect(address_of(administrator, database=_name(bare)), autocommit=True) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        connection.execute("VACUUM ANALYZE")


def work(side: str) -> None:
    """Be one side: answer each line with a line."""
    from wholeplace.config.wsgi import application

    assert application
    if side == WITHOUT:
        _tear_down_the_policy()
    reader = Reading()
    for line in sys.stdin:
        asked = json.loads(line)
        match asked:
            case {"do": "seen"}:
                answer: Any = reader.seen()
            case {"do": "pages"}:
                answer = reader.pages()
            case {"do": "open", "page": page}:
                answer = reader.open(page)
        print(json.dumps(answer), flush=True)


def _tear_down_the_policy() -> None:
    from wholeplace.ground.access.actor import Actor
    from wholeplace.ground.records import context, models

    models.Rows.seen_by = lambda self, actor: self  # type: ignore[method-assign, assignment]
    models.VisibleTo.as_sql = lambda *_, **__: ("true", ())  # type: ignore[method-assign, assignment]
    Actor.may = lambda self, permission, **_: True  # type: ignore[method-assign]
    context._tell = lambda message: None
    for module in list(sys.modules.values()):
        if getattr(module, "visible_to", None) is models.visible_to and module is not models:
            module.visible_to = lambda actor, *, row: ("true", {})  # type: ignore[attr-defined]


class Reading:
    """A signed-in reader inside the process, through the whole of the site but its socket."""

    def __init__(self) -> None:
        """Sign in, without asking for a password."""
        from django.contrib.auth import get_user_model
        from django.test import Client

        self.client = Client(headers={"host": "localhost"}, raise_request_exception=True)
        self.person = get_user_model().objects.get(email=READER)
        self.client.force_login(self.person, backend="django.contrib.auth.backends.ModelBackend")

    def seen(self) -> dict[str, list[int]]:
        """The rows of each table that the reader sees, but those by which the door knows who they are."""
        from django.utils import timezone

        from wholeplace.ground.records.context import speaking_for
        from wholeplace.ground.records.scope import Wall
        from wholeplace.ground.records.walls import house_models, wall_of
        from wholeplace.together.partnership.queries import THE_DOOR, capacities

        with speaking_for(THE_DOOR):
            capacity = capacities(person=self.person.pk, seen_by=THE_DOOR, on=timezone.localdate())[0]
        with speaking_for(capacity.actor):
            return {
                model._meta.db_table: list(model.objects.seen_by(capacity.actor).values_list("pk", flat=True))
                for model in house_models()
                if wall_of(model) in {Wall.SCOPED, Wall.PART, Wall.TRAIL}
            }

    def pages(self) -> list[str]:
        """What this reader may open: each register, its first records, and their threads."""
        from bench.readers import REGISTERS, pages_for

        return pages_for(self, REGISTERS)  # type: ignore[arg-type]

    def ask(self, method: str, page: str, body: str | None = None) -> tuple[int, str, dict[str, float]]:
        """Open a page as a reader of the bench does."""
        answer = self.client.get(page)
        return answer.status_code, answer.content.decode(), {}

    def open(self, page: str) -> dict[str, Any]:
        """Open a page: how long it took, and a digest of how it looks."""
        began = time.perf_counter()
        answer = self.client.get(page)
        ms = (time.perf_counter() - began) * 1000
        text = re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]+"', "", answer.content.decode())
        return {"ms": ms, "looks": f"{answer.status_code} {sha256(text.encode()).hexdigest()[:12]}"}


if __name__ == "__main__":
    if sys.argv[1:]:
        work(sys.argv[1])
    else:
        os.environ.setdefault("WHOLEPLACE_STATE", f"/var/tmp/wholeplace-bench-{os.getuid()}")
        if not Path(os.environ["WHOLEPLACE_STATE"]).is_dir():
            raise SystemExit("Build the bench's site first: make bench.")
        main()
