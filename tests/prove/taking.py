"""Taking generated files of payments in, in processes of their own that may be killed at any moment."""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from operator import attrgetter
from pathlib import Path
from typing import Any

import django
from django.db import connection, connections

HEAD = "Payment Date,Transaction Number,Amount,Beneficiary Name,Organisational Unit,Service Division Label,Purpose"
ON = date(2026, 6, 1)
NO_AMOUNTS = ("1e5", "12.345", "", "NaN", "１２")
PAYEES = ("Alder Care Ltd", "Étretham Borough Council", "=Formula & Co", "O’Brien’s Homes", "REDACTED PERSONAL DATA")


def lines(chance: random.Random, number: int, *, prefix: str) -> list[str]:
    """Rows of a file: payments with their numbers, some of which cannot be."""
    made = []
    for place in range(number):
        amount = f"{chance.randint(-50_000, 5_000_000) / 100:.2f}"
        if chance.random() < 0.05:
            amount = chance.choice(NO_AMOUNTS)
        paid_on = f"{chance.randint(1, 31):02}/{chance.randint(1, 5):02}/2026"
        made.append(f"{paid_on},{prefix}-{place},{amount},{chance.choice(PAYEES)},Adult Care,Homes,Care")
    return made


def is_sound(row: str) -> bool:
    """Whether a row is a payment that can be."""
    day, _, amount, *_ = row.split(",")
    exists = int(day[:2]) <= {1: 31, 2: 28, 3: 31, 4: 30, 5: 31}[int(day[3:5])]
    return exists and amount not in NO_AMOUNTS


def write(path: Path, rows: list[str]) -> Path:
    """A file of these rows."""
    path.write_bytes(content(rows))
    return path


def content(rows: list[str]) -> bytes:
    """What a file of these rows holds."""
    return ("\n".join([HEAD, *rows]) + "\n").encode()


def take(path: str, buyer: str, size: int) -> None:
    """Take the file in for the buyer, or what is left of it, a few rows at a time."""
    from wholeplace.edges.exchange.published import spend
    from wholeplace.edges.exchange.published.folder import Folder
    from wholeplace.edges.exchange.published.importer import Work
    from wholeplace.ground.access.actor import service
    from wholeplace.ground.foundation.parse import DayForm
    from wholeplace.ground.intake.book import File, NothingNew
    from wholeplace.ground.intake.reading import SourceFile
    from wholeplace.ground.intake.running import Reading, take_in
    from wholeplace.ground.records.context import speaking_for
    from wholeplace.plan.funds.actions import take_in_spend

    layout = spend.Layout(
        series="proved",
        paid_on="Payment Date",
        amount="Amount",
        payee="Beneficiary Name",
        number="Transaction Number",
        days=(DayForm.SLASHES,),
    )
    by = service("Proof")
    read = SourceFile(Path(path), Path(path).name)
    work = Work(Folder(Path(path).parent), (), by, ON)
    file = File("spend-proved", "Spend", "Marlbridge", "Open", read.name, read.sha256(), "1")
    reading = Reading(
        lambda: spend.rows(read, work, layout=layout), key=attrgetter("identity"), pence=attrgetter("amount_pence")
    )
    action = partial(_in_its_own_transaction, partial(take_in_spend, buyer=buyer), speaking_for)
    try:
        take_in(reading, file=file, take=action, by=by, on=ON, size=size)
    except NothingNew:
        return


def _in_its_own_transaction(action, speaking_for, *, by, **given):  # type: ignore[no-untyped-def]
    with speaking_for(by):
        return action(by=by, **given)


def _begun(path: str, buyer: str, size: int) -> None:
    take(path, buyer, size)


def work(files: str, size: int) -> None:
    """Do the background work that waits, as the worker does: what others left behind, without its pauses."""
    from django.conf import settings
    from django.utils import timezone

    from wholeplace.doors.clock.worker import Worker
    from wholeplace.edges.exchange.published import brought
    from wholeplace.ground.intake.running import take_in
    from wholeplace.ground.trail import queue

    settings.FILES = files
    timezone.localdate = lambda *_: ON
    brought.take_in = partial(take_in, size=size)
    mine = Worker(every={}, policies=())
    while True:
        mine.take_back()
        if not queue.counted().get("doing"):
            break
        time.sleep(0.02)  # the server has not noticed yet that the one before has gone
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE scheduled_at IS NOT NULL")
    while mine.one():
        pass


def processes(address: str, secret: str):  # type: ignore[no-untyped-def]
    """Where processes are started that know the house already, and this database."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "wholeplace.config.settings",
        "RUNTIME_DATABASE_URL": address,
        "SECRET_KEY": secret,
        "CONTEXT_KEY": secret,
    }
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.prove.taking"])
    return context


def started(context, path: Path, buyer: str, *, size: int) -> BaseProcess:  # type: ignore[no-untyped-def]
    """A process that takes a file in."""
    process = context.Process(target=_begun, args=(str(path), buyer, size), daemon=True)
    process.start()
    return process


def working(context, files: Path, *, size: int) -> BaseProcess:  # type: ignore[no-untyped-def]
    """A process that does the background work."""
    process = context.Process(target=work, args=(str(files), size), daemon=True)
    process.start()
    return process


def state() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Every payment that counts, and every sum that is read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT identity::text, amount_pence, paid_on, payee_name FROM funds_publishedspend"
            " WHERE superseded_on IS NULL ORDER BY 1"
        )
        payments = cursor.fetchall()
        cursor.execute("SELECT month, sum(amount_pence), sum(payments) FROM funds_spendsum GROUP BY 1 ORDER BY 1")
        sums = cursor.fetchall()
    return payments, sums


def _asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


QUESTIONS = {
    "a batch's rows do not add up": "SELECT count(*) FROM intake_batch WHERE rows_in <> rows_taken"
    " + rows_elsewhere + rows_repeated + rows_refused",
    "a batch's money does not add up": "SELECT count(*) FROM intake_batch WHERE pence_given <> pence_taken"
    " + pence_refused + pence_repeated",
    "a batch counts other payments than it holds": "SELECT count(*) FROM intake_batch b WHERE added + revised <>"
    " (SELECT count(*) FROM funds_publishedspend p WHERE p.batch_id = b.id)",
    "a batch counts other refusals than it keeps": "SELECT count(*) FROM intake_batch b WHERE rows_refused <>"
    " (SELECT count(DISTINCT row) FROM intake_rowerror e WHERE e.batch_id = b.id)",
    "a batch that is finished is not whole": "SELECT count(*) FROM intake_batch WHERE finished_at IS NOT NULL"
    " AND position <> rows_in",
    "the sums are not those of the payments": "SELECT count(*) FROM (SELECT date_trunc('month', paid_on)::date,"
    " sum(amount_pence) FROM funds_publishedspend WHERE superseded_on IS NULL GROUP BY 1 EXCEPT"
    " SELECT month, sum(amount_pence) FROM funds_spendsum GROUP BY 1) AS other",
}


def faults(asked: Callable[[str], list[tuple[Any, ...]]] = _asked) -> list[str]:
    """What does not add up in the books, whatever happened to whoever wrote them."""
    return [fault for fault, question in QUESTIONS.items() if asked(question)[0][0]]


if os.environ.get("DJANGO_SETTINGS_MODULE"):
    django.setup()
    connections.close_all()

if __name__ == "__main__":  # a command that takes a file in for a buyer, a few rows at a time
    take(*sys.argv[1:3], size=5)
