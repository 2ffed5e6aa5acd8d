"""How the site stands at this moment, for its figures and for the page that shows them."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wholeplace.config.backups.state import BackupState, backup_state
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
    backups: BackupState | None


def state_now(*, seen_by: Actor = THE_DOOR) -> State:
    """How it stands. Raises NotAllowed for who may not see operations."""
    with speaking_for(THE_DOOR):
        return State(
            counted=counted(seen_by=seen_by),
            imports_unfinished=unfinished(seen_by=seen_by),
            backups=backups_now(),
        )


def backups_now() -> BackupState | None:
    """How backups stand, from the note that each leaves; None where no folder of notes is named."""
    return backup_state(Path(settings.BACKUP_STATE), timezone.now()) if settings.BACKUP_STATE else None


def backup_age(backups: BackupState | None) -> float | None:
    """Seconds since the last backup that succeeded; None where none is known."""
    if backups is None or backups.taken_at is None:
        return None
    return max(0.0, (timezone.now() - backups.taken_at).total_seconds())
