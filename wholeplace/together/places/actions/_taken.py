"""What every action on the map leaves behind when it is done."""

from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.book import File, OpenBatch
from wholeplace.ground.records.models import OPEN_SCOPE
from wholeplace.ground.trail.action import record
from wholeplace.together.places.events import MapTakenIn


def left_behind(what: str, *, file: File, batch: OpenBatch, by: Actor, on: date) -> None:
    """Record the event of a file of the map."""
    tally = batch.tally
    event = MapTakenIn(
        what=what,
        source=file.source,
        file_name=file.name,
        rows_in=tally.rows_in,
        rows_refused=tally.rows_refused,
        added=tally.added,
        revised=tally.revised,
        unchanged=tally.unchanged,
    )
    record(event, subject=batch.ref, scope=OPEN_SCOPE, by=by, on=on)
