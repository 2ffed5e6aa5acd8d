"""Everything that regulators and customers are shown of a partnership, as the system stands today."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from wholeplace.across.assurance.pack import pack
from wholeplace.config.standing import faults_of_the_settings
from wholeplace.ground.access.actor import service
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import partnership


class Command(BaseCommand):
    """`assurance_pack --partnership SLUG [--json]`."""

    help = "The record of processing, the impact assessment, the schedule of sharing and the model answers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the partnership, and whether a program reads the answer."""
        parser.add_argument("--partnership", required=True, metavar="SLUG", help="which partnership")
        parser.add_argument("--json", action="store_true", help="all of it, for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what there is, and what is not yet; or all of it as data."""
        house = service("Assurance")
        with speaking_for(house):
            try:
                place = partnership(slug=options["partnership"], seen_by=house)
            except NotThere:
                raise CommandError("There is no such partnership. Copy its short name from its address.") from None
            to_mend = len(tuple(faults_of_the_settings()))
            made = pack(within=place.number, settings_to_mend=to_mend, seen_by=house, on=timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps(asdict(made), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{made.place}, {made.on:%-d %B %Y}: policy {made.policy_version}")
        self.stdout.write(f"{len(made.kinds)} kinds of record, {len(made.shares)} shares, {to_mend} settings to mend.")
        for one in made.answers:
            shown = "; ".join(f"{each.kind} {each.name}" for each in one.evidence)
            self.stdout.write(f"\n{one.standard}: {one.theme}\n  {one.question}\n  {one.answer}\n  {shown}".rstrip())
