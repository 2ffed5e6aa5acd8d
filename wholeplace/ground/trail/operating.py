"""What whoever looks after the site is told: how much was refused, failed, waits, is not sealed. Never what it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.trail.models import Refusal


@dataclass(frozen=True)
class Counted:
    """How it stands, in numbers. What this site does not have is None, or has no entry."""

    refused: int
    sign_ins_failed: int
    locked_out: int
    jobs: Mapping[str, int]
    seal_age: float | None
    unsealed: int | None


@dataclass(frozen=True)
class Refused:
    """Something that was stopped: which action, for which reasons, when. Nobody by name."""

    at: datetime
    action: str
    codes: tuple[str, ...]
    person: int | None


def counted(*, seen_by: Actor) -> Counted:
    """What happened in the last hour, and what waits now. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    (refused,) = _row("SELECT count(*) FROM trail_refusal WHERE at > now() - interval '1 hour'")
    failed, locked = _row(
        "SELECT coalesce(sum(failures_since_start), 0)::int, count(*) FILTER (WHERE failures_since_start >= 10)"
        " FROM axes_accessattempt WHERE attempt_time > now() - interval '1 hour'"
    )
    jobs = (
        _rows("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1") if _has("procrastinate_jobs") else []
    )
    age, unsealed = _unsealed() if _has("trail_head") else (None, None)
    return Counted(
        refused=refused, sign_ins_failed=failed, locked_out=locked, jobs=dict(jobs), seal_age=age, unsealed=unsealed
    )


def refused(*, seen_by: Actor, limit: int = 50) -> tuple[Refused, ...]:
    """What was stopped lately, newest first. Raises NotAllowed for who may not see operations."""
    seen_by.must(Permission.OPERATIONS_READ)
    return tuple(
        Refused(at=row.at, action=row.action, codes=tuple(row.codes), person=row.person_id)
        for row in Refusal.objects.order_by("-at", "-pk")[:limit]
    )


def _unsealed() -> tuple[float, int]:
    """How long the oldest event that is not sealed has waited, in seconds, and how many wait."""
    age, waiting = _row(
        "SELECT coalesce(extract(epoch FROM now() - min(at)), 0)::float, count(*) FROM trail_event"
        " WHERE transaction >= (SELECT coalesce(max(watermark), 0) FROM trail_head)"
    )
    return age, waiting


def _has(table: str) -> bool:
    return bool(_row("SELECT to_regclass(%s) IS NOT NULL", table)[0])


def _row(sql: str, *given: str) -> Any:
    return _rows(sql, *given)[0]


def _rows(sql: str, *given: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()
