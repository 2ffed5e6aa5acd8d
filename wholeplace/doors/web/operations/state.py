"""How the site stands at this moment, for its figures and for the page that shows them."""

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.queries import unfinished
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.operating import Counted, counted
from wholeplace.together.partnership.queries import THE_DOOR


@dataclass(frozen=True)
class State:
    """Numbers about the site. What it does not have is None."""

    counted: Counted
    imports_unfinished: int
    backup_age: float | None


def state_now(*, seen_by: Actor = THE_DOOR) -> State:
    """How it stands. Raises NotAllowed for who may not see operations."""
    with speaking_for(THE_DOOR):
        return State(
            counted=counted(seen_by=seen_by),
            imports_unfinished=unfinished(seen_by=seen_by),
            backup_age=backup_age(),
        )


def backup_age() -> float | None:
    """Seconds since the last backup that succeeded; None where none is known."""
    mark = Path(settings.BACKUP_MARK) if settings.BACKUP_MARK else None
    try:
        return max(0.0, time.time() - mark.stat().st_mtime) if mark else None
    except OSError:
        return None
