"""Asking for work that is done later: kept in the transaction that asks, so that neither is there without the other.

What is kept says who asks and what it is about, in references; never in words. Who asks is looked up anew when the
work is done, so that rights that were lost meanwhile are lost for it too.
"""

from datetime import date
from typing import Any

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref

About = Ref | int | date


def later(job: str, *, by: Actor, order: str = "", alone: bool = False, **about: About) -> bool:
    """Ask for a job, by its name in the clock's table. Jobs of the same `order` are done one after another, in turn.

    With `alone`, nothing is asked while the same job still waits to be begun. Says whether it was asked for.
    """
    work = app.configure_task(job, lock=order or None, queueing_lock=job if alone else None)
    try:
        with transaction.atomic():
            work.defer(by=_who(by), about={name: _reference(one) for name, one in about.items()})
    except exceptions.AlreadyEnqueued:
        return False
    return True


def about(kept: dict[str, str | int]) -> dict[str, About]:
    """What a job was asked about, as it was given."""
    return {name: _given(one) for name, one in kept.items()}


def _who(by: Actor) -> dict[str, Any]:
    if by.is_system:
        return {"service": by.person_name}
    return {"person": by.person_id, "post": by.post_id, "organisation": by.organisation_id}


def _reference(one: About) -> str | int:
    match one:
        case Ref():
            return str(one)
        case int():
            return one
        case date():
            return one.isoformat()
    raise TypeError(f"A job is told references, numbers and days, never a {type(one).__name__}.")


def _given(kept: str | int) -> About:
    if isinstance(kept, int):
        return kept
    return Ref.parse(kept) if ":" in kept else date.fromisoformat(kept)
