"""Erase the words of events of a person, as the law asks, or erase again what a restored backup brought back."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wholeplace.ground.access.actor import service
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.erasing import ErasureList, blank, events_of, order_erasure, with_words
from wholeplace.together.people.queries import person

ERASER = service("Lawful erasure")


class Command(BaseCommand):
    """`erase_words [PERSON] --because REASON --list FILE`."""

    help = "Erase the words of every event by, about or naming a person; the sealed trail verifies all the same."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose words go, why, and where the list of erasures is kept."""
        parser.add_argument(
            "person", nargs="?", help="the id of whose words go; without one, all that is on the list goes again"
        )
        parser.add_argument("--because", required=True, help="the request or the law; it must name nobody")
        parser.add_argument("--list", type=Path, required=True, help="the list of erasures, outside the database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Leave the entry, put it on the list, blank the words."""
        owner = os.environ.get("MIGRATOR_DATABASE_URL")
        if not owner:
            raise CommandError("Only the owner of the tables may erase. Set MIGRATOR_DATABASE_URL to its address.")
        listed, because = ErasureList(options["list"]), options["because"]
        with speaking_for(ERASER):
            events = self._events(options["person"], listed=listed)
        if events:
            listed.add(events, because=because)
            order_erasure(events=events, because=because, by=ERASER, on=timezone.localdate())
        self.stdout.write(f"Erased the words of {blank(owner=owner)} events. Seal the trail now: seal_trail.")

    def _events(self, public_id: str | None, *, listed: ErasureList) -> tuple[int, ...]:
        if public_id is None:
            return with_words(listed.events())
        try:
            card = person(public_id=public_id, seen_by=ERASER)
        except NotThere:
            raise CommandError("There is no such person. Nothing was erased.") from None
        return events_of(card.number, ref=Ref("person", card.public_id), name=card.name)
