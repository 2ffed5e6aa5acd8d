"""The queue of jobs in the database: who holds which job, and what became of it.

A job is held by the database connection that does it: each worker holds a lock of its own session, which the database
takes back when the connection ends, however it ends. So a job whose worker has gone is known at once and for certain,
without waiting for a silence to be long enough, and no job has two live holders.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from procrastinate import sql
from procrastinate.contrib.django.models import ProcrastinateJob

from wholeplace.ground.records.roles import READER
from wholeplace.ground.trail.models import Setback

WORKER = "hashtextextended('worker ' || %s, 0)"
_JOB = "id, task_name, attempts + 1, args"


@dataclass(frozen=True)
class Taken:
    """A job in a worker's hands."""

    number: int
    name: str
    tries: int
    by: dict[str, Any]
    about: dict[str, Any]


def register() -> int:
    """Become a worker, for as long as this connection lasts; its number."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.queries["register_worker"])
        (number,) = cursor.fetchone()
        cursor.execute(f"SELECT pg_advisory_lock({WORKER})", [number])
    return int(number)


def unregister(worker: int) -> None:
    """Be a worker no longer."""
    with connection.cursor() as cursor:
        cursor.execute(sql.queries["unregister_worker"], {"worker_id": worker})


def take(*, worker: int) -> Taken | None:
    """Take the next job that is due; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_JOB} FROM ({sql.queries['fetch_job'].rstrip('; ')}) job WHERE id IS NOT NULL",
            {"worker_id": worker, "queues": None},
        )
        row = cursor.fetchone()
    return _taken(row) if row else None


def done(job: Taken) -> None:
    """Say that a job is done: in the transaction that did it."""
    _finish(job.number, "succeeded")


def put_back(job: Taken, *, reason: str, again_in: timedelta | None) -> None:
    """Say why a job was not done, and try it again later; without `again_in` it has failed."""
    with transaction.atomic():
        Setback.objects.create(job=job.name, job_id=job.number, tries=job.tries, reason=reason, last=again_in is None)
        if again_in is None:
            _finish(job.number, "failed")
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT now() + make_interval(secs => %s)", [again_in.total_seconds()])
            (at,) = cursor.fetchone()
            unchanged = dict.fromkeys(("new_priority", "new_queue_name", "new_lock"))
            cursor.execute(sql.queries["retry_job"], unchanged | {"job_id": job.number, "retry_at": at})


def left_behind() -> list[Taken]:
    """The jobs whose worker has gone, locked until the transaction ends. Never on a worker's own connection."""
    with connection.cursor() as cursor:
        held = WORKER.replace("%s", "id")
        cursor.execute(f"SELECT id FROM procrastinate_workers WHERE pg_try_advisory_xact_lock({held})")
        gone = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            f"SELECT {_JOB} FROM procrastinate_jobs WHERE status = 'doing'"
            " AND (worker_id IS NULL OR worker_id = ANY(%s)) ORDER BY id FOR UPDATE SKIP LOCKED",
            [gone],
        )
        jobs = [_taken(row) for row in cursor.fetchall()]
        cursor.execute("DELETE FROM procrastinate_workers WHERE id = ANY(%s)", [gone])
    return jobs


def cut_off(backend: int | None) -> None:
    """End another connection of ours, and undo what it was at. A role may do so only as the one that signed in."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        cursor.execute(f"SET ROLE {READER}")


def remove_done(*, older_than: timedelta) -> None:
    """Remove jobs that were done longer ago than this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs job WHERE status = 'succeeded' AND NOT EXISTS"
            " (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= now() - make_interval(secs => %s))",
            [older_than.total_seconds()],
        )


def counted() -> dict[str, int]:
    """How many jobs stand where, for whoever looks after the site."""
    counts: dict[str, int] = {}
    for status in ProcrastinateJob.objects.values_list("status", flat=True):
        counts[status] = counts.get(status, 0) + 1
    return counts


def _taken(row: tuple[int, str, int, str]) -> Taken:
    number, name, tries, args = row
    return Taken(number=number, name=name, tries=tries, **json.loads(args))


def _finish(number: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.queries["finish_job"], {"job_id": number, "status": status, "delete_job": False})
