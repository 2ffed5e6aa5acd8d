"""Every job of background work by its name: what is done, who may ask for it, and how often it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wholeplace.edges.exchange.published.brought import Brought, take_in_brought
from wholeplace.ground.access.actor import Actor, service
from wholeplace.ground.access.permissions import HOUSE, Permission
from wholeplace.ground.files.actions import TAKE_IN, note_taken_in
from wholeplace.ground.files.queries import brought, is_of_another
from wholeplace.ground.files.rules import State
from wholeplace.ground.files.store import place_of
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.queries import batch_of_file
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.retention.actions import end_all_due
from wholeplace.ground.trail.once import forget
from wholeplace.ground.trail.queue import remove_done
from wholeplace.ground.trail.sealing import Kept, seal
from wholeplace.ground.trail.signing import SealKey
from wholeplace.together.directory.queries import organisations

KEYS_KEPT = timedelta(days=1)
DONE_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Job:
    """What is done: called with `by` (who asked), `on` (the day) and what it is about. `tries` is the most it gets."""

    do: Callable[..., object]
    needs: Permission | str
    """A permission that whoever asked must have when it is done, or HOUSE."""
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


def end_records(*, on: date, **_: object) -> None:
    """End what the schedule of retention ends on this day. Done twice, it ends nothing more."""
    end_all_due(by=service("Retention"), on=on)


def take_in_file(*, file: Ref, by: Actor, on: date, **_: object) -> None:
    """Take in what was brought and confirmed, chunk by chunk. Begun before, it goes on where it was left."""
    with speaking_for(by):
        card = brought(reference=file.public_id, seen_by=by)
        buyer = organisations(numbers=[card.organisation], seen_by=by)[card.organisation]
    if card.state is not State.CONFIRMED or card.answered_on is None:
        return
    # Read as on the day it was confirmed: the same rows make the same chunks, whenever it goes on.
    this = Brought(
        place_of(card.sha256), card.name, card.sha256, card.read_as, card.encoding, buyer, by, card.answered_on
    )
    take_in_brought(this)
    with speaking_for(by):
        batch = batch_of_file(source=this.file.source, sha256=card.sha256, mapping=this.file.mapping, seen_by=by)
        became = batch.ref.public_id if batch else ""
        is_new = batch is not None and not is_of_another(became=became, seen_by=by)
    changes = batch.added + batch.revised if batch and is_new else 0
    note_taken_in(file=file.public_id, became=became, changes=changes, by=by, on=on)


JOBS = {
    TAKE_IN: Job(take_in_file, Permission.FILE_CONFIRM, own_transactions=True),
    "seal_trail": Job(seal_trail, HOUSE, own_transactions=True),
    "end_records": Job(end_records, HOUSE, own_transactions=True),
    "remove_old_keys": Job(remove_old_keys, HOUSE),
    "remove_done_jobs": Job(remove_done_jobs, HOUSE),
}
