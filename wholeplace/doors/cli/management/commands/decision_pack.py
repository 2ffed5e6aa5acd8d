"""Make the pack that proves one decision, for somebody who may read the trail."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wholeplace.edges.exchange.proof.pack import decision_pack
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people.queries import person


class Command(BaseCommand):
    """`decision_pack DECISION --as PERSON`."""

    help = "Write the pack of one decision, with everything that proves it, as one person may see it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the decision, and for whom the pack is."""
        parser.add_argument("decision", help="the id of the decision, as in the address of its page")
        parser.add_argument("--as", required=True, dest="reader", metavar="PERSON", help="the id of the reader")
        parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write; decision-ID.zip unless said")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try each post that the reader holds; the first that may read the trail of this decision makes the pack."""
        file = options["to"] or Path(f"decision-{options['decision']}.zip")
        why: Exception | None = None
        for actor in self._posts(options["reader"]):
            try:
                with speaking_for(actor):
                    file.write_bytes(decision_pack(reference=options["decision"], seen_by=actor))
            except (NotThere, Refused) as fault:
                why = why or fault
            else:
                self.stdout.write(f"Written: {file}. Check it with the verifier in it: docs/how-to/verify.md.")
                return
        raise CommandError(f"No pack was made: {why or 'the reader holds no post'}.")

    def _posts(self, reader: str) -> list[Any]:
        try:
            with speaking_for(THE_DOOR):
                number = person(public_id=reader, seen_by=THE_DOOR).number
                found = capacities(person=number, seen_by=THE_DOOR, on=timezone.localdate())
        except NotThere:
            raise CommandError("There is no such reader. Give the id of a person.") from None
        return [one.actor for one in found]
