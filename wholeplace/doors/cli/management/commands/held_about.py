"""Everything that is held about one person, for somebody who asks what is held about them."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wholeplace.ground.access.actor import service
from wholeplace.ground.records.about import held_about, subject
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.people.queries import person


class Command(BaseCommand):
    """`held_about <public id> [--json]`."""

    help = "Everything held about one person, of every body, with everybody else taken out. For operators only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the person, and whether a program reads the answer."""
        parser.add_argument("person", help="the public id of the person")
        parser.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each record: what it is, why it is here, and what it says."""
        house = service("Subject access")
        with speaking_for(house):
            try:
                card = person(public_id=options["person"], seen_by=house)
            except NotThere:
                raise CommandError("There is no such person. Copy the public id from their page.") from None
            who = subject(person=card.number, seen_by=house)
            found = held_about(person=card.number, seen_by=house)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{len(found)} records are about {who.name}.")
        for one in found:
            self.stdout.write(f"\n{one.record} {one.public_id}. {one.why}")
            for cell in one.cells:
                self.stdout.write(f"  {cell.label}: {cell.words}")
