"""Every job of background work by its name: what is done, and how often it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.trail.once import forget
from wholeplace.ground.trail.queue import remove_done
from wholeplace.ground.trail.sealing import Kept, seal
from wholeplace.ground.trail.signing import SealKey

KEYS_KEPT = timedelta(days=1)
DONE_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Job:
    """What is done: called with `by` (who asked), `on` (the day) and what it is about. `tries` is the most it gets."""

    do: Callable[..., object]
    tries: int = 6
    pause: timedelta = timedelta(seconds=5)
    """How long it rests after its first setback; twice as long after each further one."""
    own_transactions: bool = False
    """It keeps its own transactions, and may be done twice without harm."""


def remove_old_keys(*, by: Actor, **_: object) -> None:
    """Remove once-only keys that are older than a day."""
    forget(before=timezone.now() - KEYS_KEPT, by=by)


def remove_done_jobs(**_: object) -> None:
    """Remove jobs that were done a week ago. What failed is kept."""
    remove_done(older_than=DONE_KEPT)


def seal_trail(**_: object) -> None:
    """Seal what has happened, where this site holds the key. Broken is raised where the trail was changed."""
    if settings.SEAL_KEY_FILE:
        kept = Kept(Path(settings.SEAL_KEPT_FILE or "sealed-head.json"))
        for _head in seal(key=SealKey.of(Path(settings.SEAL_KEY_FILE).read_text()), kept=kept):
            pass


JOBS = {
    "seal_trail": Job(seal_trail, own_transactions=True),
    "remove_old_keys": Job(remove_old_keys),
    "remove_done_jobs": Job(remove_done_jobs),
}
