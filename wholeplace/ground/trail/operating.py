"""What whoever looks after the site is told: how much was refused, failed, waits, is not sealed. Never what it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.trail.models import Head, Setback


@dataclass(frozen=True)
class Counted:
    """How it stands, in numbers of the last hour and of now. What this site does not have is None, or has no entry.

    `jobs_given_up` counts the last day; `job_age` is for how many seconds the oldest job that is due has waited.
    """

    refused: int
    sign_ins_failed: int
    locked_out: int
    jobs: Mapping[str, int]
    jobs_given_up: int
    job_age: float | None
    seal_age: float | None
    unsealed: int
    sealed: int | None
    sealed_at: str | None


@dataclass(frozen=True)
class Refused:
    """One reason for which one action was stopped in the last day: how often, and when last."""

    action: str
    code: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class JobsOfAName:
    """How many jobs of one name stand where."""

    name: str
    waiting: int
    doing: int
    done: int
    failed: int


@dataclass(frozen=True)
class SetbackLine:
    """Why a job did not succeed at one try, and whether it is tried no more."""

    at: datetime
    name: str
    number: int
    tries: int
    reason: str
    last: bool


def counted(*, seen_by: Actor) -> Counted:
    """What happened in the last hour, and what waits now. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    (refused,) = _row("SELECT count(*) FROM trail_refusal WHERE at > now() - interval '1 hour'")
    failed, locked = _row(
        "SELECT coalesce(sum(failures_since_start), 0)::int, count(*) FILTER (WHERE failures_since_start >= 10)"
        " FROM axes_accessattempt WHERE attempt_time > now() - interval '1 hour'"
    )
    jobs = _rows("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
    (given_up,) = _row("SELECT count(*) FROM trail_setback WHERE last AND at > now() - interval '1 day'")
    (job_age,) = _row(
        "SELECT extract(epoch FROM now() - min(coalesce(scheduled_at, (SELECT min(at) FROM procrastinate_events"
        " WHERE job_id = job.id))))::float FROM procrastinate_jobs job"
        " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
    )
    age, unsealed = _unsealed()
    head = Head.objects.order_by("-size").first()
    return Counted(
        refused=refused,
        sign_ins_failed=failed,
        locked_out=locked,
        jobs=dict(jobs),
        jobs_given_up=given_up,
        job_age=job_age,
        seal_age=age,
        unsealed=unsealed,
        sealed=head.size if head else None,
        sealed_at=head.sealed_at if head else None,
    )


def refused(*, seen_by: Actor, limit: int = 50) -> tuple[Refused, ...]:
    """What was stopped in the last day, the most frequent first. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    rows = _rows(
        "SELECT action, code, count(*), max(at) FROM trail_refusal, unnest(codes) AS code"
        " WHERE at > now() - interval '1 day' GROUP BY action, code ORDER BY count(*) DESC, action, code LIMIT %s",
        limit,
    )
    return tuple(Refused(*row) for row in rows)


def jobs(*, seen_by: Actor) -> tuple[JobsOfAName, ...]:
    """The jobs of background work by name. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    rows = _rows(
        "SELECT task_name::text, count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),"
        " count(*) FILTER (WHERE status = 'succeeded'), count(*) FILTER (WHERE status = 'failed')"
        " FROM procrastinate_jobs GROUP BY 1 ORDER BY 1"
    )
    return tuple(JobsOfAName(*row) for row in rows)


def setbacks(*, seen_by: Actor, limit: int = 20) -> tuple[SetbackLine, ...]:
    """The newest tries at jobs that did not succeed. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    return tuple(
        SetbackLine(at=row.at, name=row.job, number=row.job_id, tries=row.tries, reason=row.reason, last=row.last)
        for row in Setback.objects.order_by("-at", "-pk")[:limit]
    )


def _unsealed() -> tuple[float, int]:
    """How long the oldest event that is not sealed has waited, in seconds, and how many wait."""
    age, waiting = _row(
        "SELECT coalesce(extract(epoch FROM now() - min(at)), 0)::float, count(*) FROM trail_event"
        " WHERE transaction >= (SELECT coalesce(max(watermark), 0) FROM trail_head)"
    )
    return age, waiting


def _row(sql: str, *given: str | int) -> Any:
    return _rows(sql, *given)[0]


def _rows(sql: str, *given: str | int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()
