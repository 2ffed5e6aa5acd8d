"""End every record whose day has come: run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wholeplace.ground.access.actor import service
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.retention.actions import end_record
from wholeplace.ground.retention.queries import due


class Command(BaseCommand):
    """`end_records`."""

    help = "Destroy or anonymise the records whose time is over; what is held is kept. Leaves a certificate for each."

    def handle(self, *args: Any, **options: Any) -> None:
        """End one record after another, each by itself, and say how many."""
        house, today = service("Retention"), timezone.localdate()
        ended = kept = 0
        # What leaned on a record may end in this run: then that record ends in the next round of it.
        while True:
            with speaking_for(house):
                waiting = due(on=today, seen_by=house)
            done = 0
            for one in waiting:
                try:
                    done += end_record(table=one.table, number=one.number, by=house, on=today)
                except (Refused, NotThere):
                    kept += 1
            ended += done
            if not done:
                break
        self.stdout.write(f"{ended} records ended, {kept} kept because something leans on them or they had ended.")
