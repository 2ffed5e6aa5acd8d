"""Files are taken in once, to the penny, however they come and whoever is killed; hostile ones are refused."""

import itertools
import resource
import time

import pytest

from tests.config.databases import SECRET
from tests.factories.files import a_brought_file
from tests.factories.hostile import HOSTILE
from tests.factories.hostile import write as write_hostile
from tests.factories.worlds import TODAY
from tests.prove import taking
from tests.prove.goals import chance, goal, size
from tests.prove.running_cells import HOSTILE_CELLS, that_run
from wholeplace.edges.exchange.cells import as_csv
from wholeplace.ground.files.actions import confirm
from wholeplace.ground.files.queries import brought
from wholeplace.ground.files.rules import State
from wholeplace.ground.intake.limits import MEMORY
from wholeplace.ground.intake.reading import SourceFile, cells_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.ground.records.context import speaking_for

MOST_KILLS = 5
"""One fewer than a job has tries: who takes in a file is not given up on."""
HEAVY = frozenset({"new limit", "old limit", "one long line", "large", "bomb", "far corner"})


@pytest.fixture
def ready(transactional_db, city, own_database):
    """A council, and where processes are started that work on the same database."""
    council = city.organisations["council"].ref.public_id
    return taking.processes(own_database.runtime, SECRET), council


def ways(rows, random):
    """One file as several: whole, again, in halves, shuffled, overlapping."""
    half = len(rows) // 2
    shuffled = random.sample(rows, len(rows))
    third = len(rows) // 3
    yield [rows, rows]
    yield [rows[:half], rows[half:], rows]
    yield [shuffled, rows]
    yield [rows[: 2 * third], rows[third:], rows]


@pytest.mark.django_db(transaction=True)
def test_however_a_file_comes_it_ends_in_the_same_state(ready, tmp_path):
    _, council = ready
    random = chance("files that come in many ways")
    with goal("C6") as same, goal("C7") as totals:
        files = 0
        for number in itertools.count():
            if files >= size(small=4, change=200, release=5_000):
                break
            rows = taking.lines(random, random.randint(5, 60), prefix=f"{number}")
            before = taking.state()[0]
            ends = []
            for way, parts in enumerate(ways(rows, random)):
                for part, content in enumerate(parts):
                    files += 1
                    path = taking.write(tmp_path / f"{number}-{way}-{part}.csv", content)
                    taking.take(str(path), council, random.choice([7, 10_000]))
                    totals.that(not (found := taking.faults()), f"{path.name}: {found}")
                ends.append(taking.state())
                again = taking.state()
                taking.take(str(path), council, 10_000)
                same.that(taking.state() == again, f"{path.name}: a second run changed something")
            same.that(all(one == ends[0] for one in ends), f"file {number}: its ways end differently")
            same.that(len(ends[0][0]) > len(before), f"file {number}: nothing came of it")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_several_take_in_at_once_is_taken_in_once(ready, tmp_path):
    context, council = ready
    random = chance("files at once")
    with goal("C6") as same:
        for number in range(size(small=1, change=10, release=100)):
            rows = taking.lines(random, 80, prefix=f"at-once-{number}")
            whole = taking.write(tmp_path / f"{number}.csv", rows)
            half = taking.write(tmp_path / f"{number}-half.csv", rows[30:])
            running = [taking.started(context, path, council, size=9) for path in (whole, half, whole)]
            for one in running:
                one.join(60)
            taking.take(str(whole), council, 10_000)
            payments, _ = taking.state()
            sound = [row for row in rows if taking.is_sound(row)]
            mine = {row.split(",")[1] for row in sound}
            same.that(len(payments) >= len(mine), f"{number}: {len(payments)} of {len(mine)} payments")
            same.that(not (found := taking.faults()), f"{number}: {found}")


@pytest.mark.django_db(transaction=True)
def test_whoever_is_killed_anywhere_loses_and_doubles_nothing(ready, tmp_path):
    context, council = ready
    random = chance("kills while a file is taken in")
    killed = 0
    with goal("C1") as kept, goal("C7") as totals:
        for number in itertools.count():
            if killed >= size(small=4, change=75, release=500):
                break
            rows = taking.lines(random, 200, prefix=f"killed-{number}")
            before = len(taking.state()[0])
            path = taking.write(tmp_path / f"{number}.csv", rows)
            for _ in range(8):
                process = taking.started(context, path, council, size=5)
                time.sleep(random.uniform(0.1, 1.2))
                died_at_work = process.is_alive()
                process.kill()
                process.join(30)
                killed += died_at_work
                kept.that(not (found := taking.faults()), f"file {number}: after a kill {found}")
                if not died_at_work:
                    break
            taking.take(str(path), council, 5)
            expected = sum(map(taking.is_sound, rows))
            kept.that(len(taking.state()[0]) - before == expected, f"file {number}: not its {expected} payments")
            totals.that(not (found := taking.faults()), f"file {number}: {found}")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_anywhere_takes_in_a_file_that_was_brought_to_its_end_once(ready, city, kept_in):
    context, _ = ready
    random = chance("kills of workers while a file that was brought is taken in")
    killed = 0
    with goal("C1") as kept, goal("C7") as totals:
        for number in itertools.count():
            if killed >= size(small=4, change=75, release=500):
                break
            rows = taking.lines(random, 200, prefix=f"brought-{number}")
            before = len(taking.state()[0])
            file = a_brought_file(city.finance, taking.content(rows), name=f"{number}.csv")
            confirm(file=file.public_id, by=city.governance, on=TODAY)
            for _ in range(MOST_KILLS):
                process = taking.working(context, kept_in, size=5)
                time.sleep(random.uniform(0.1, 1.5))
                died_at_work = process.is_alive()
                process.kill()
                process.join(30)
                killed += died_at_work
                kept.that(not (found := taking.faults()), f"file {number}: after a kill {found}")
                if not died_at_work:
                    break
            process = taking.working(context, kept_in, size=5)
            process.join(60)
            expected = sum(map(taking.is_sound, rows))
            with speaking_for(city.finance):
                card = brought(reference=file.public_id, seen_by=city.finance)
            kept.that(len(taking.state()[0]) - before == expected, f"file {number}: not its {expected} payments")
            kept.that((card.state, card.changes) == (State.DONE, expected), f"file {number}: {card.state}")
            kept.that(bool(card.became), f"file {number}: nobody knows what it became")
            totals.that(not (found := taking.faults()), f"file {number}: {found}")


def test_every_hostile_file_has_a_clear_answer_in_little_time_and_memory(tmp_path):
    with goal("F1") as tally:
        for name in HOSTILE if size(small=0, change=1, release=1) else sorted(HOSTILE.keys() - HEAVY):
            path = write_hostile(tmp_path, name)
            began = time.perf_counter()
            try:
                list(cells_of(SourceFile(path, path.name)))
                told = "was read"
            except FileRefused as refused:
                told = str(refused)
            took = time.perf_counter() - began
            tally.that(HOSTILE[name][2] in told, f"{name}: {told}")
            tally.that(took < 10, f"{name}: took {took:.1f} seconds")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        tally.that(peak < MEMORY, f"opening took {peak / 1e6:.0f} MB")


def test_a_million_rows_are_read(tmp_path):
    with goal("F1") as tally:
        rows = size(small=50_000, change=1_000_000, release=1_000_000)
        path = tmp_path / "many.csv"
        path.write_text("Date,Payee,Amount\n" + "2026-05-01,Alder Care Ltd,12.50\n" * rows)
        began = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        found = sum(1 for _ in cells_of(SourceFile(path, path.name)))
        took = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - began
        tally.that(found == rows + 1, f"{found:,} rows of {rows:,}")
        tally.that(took < 10, f"took {took:.1f} seconds of work")


def test_no_cell_that_leaves_is_run_by_a_spreadsheet():
    random = chance("cells that leave")
    with goal("F1") as tally:
        for _ in range(size(small=500, change=5_000, release=100_000)):
            cells = [random.choice(HOSTILE_CELLS) + random.choice(["", "A1", "\n=1"]) for _ in range(4)]
            found = that_run(as_csv(["a", "b", "c", "d"], [cells]))
            tally.that(not found, f"{found} of {cells} would run")
