"""Seal what has happened since the last time, and check the sealed trail against the head that was kept."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from wholeplace.ground.trail.sealing import THE_SEALER, Broken, Kept, declare_recovery, seal
from wholeplace.ground.trail.signing import NoKey, SealKey


class Command(BaseCommand):
    """`seal_trail [--recovered REASON]`."""

    help = "Add what has happened to the sealed trail and sign its new head; refuses where the trail was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the reason of a recovery."""
        parser.add_argument(
            "--recovered", metavar="REASON", help="why an older backup was restored: leaves a signed entry that says so"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal batch by batch, showing how far it has come."""
        key, kept = _key(), Kept(Path(settings.SEAL_KEPT_FILE or "sealed-head.json"))
        try:
            if because := options["recovered"]:
                self._recover(because, key=key, kept=kept)
            with Progress(transient=True) as progress:
                task = progress.add_task("Sealing the trail", total=None)
                head = None
                for head in seal(key=key, kept=kept):
                    progress.update(task, description=f"Sealed {head.size:,} entries")
        except Broken as broken:
            raise CommandError(f"{broken}\n{MEND}") from None
        if head is None:
            self.stdout.write("Nothing is new; the sealed trail is whole.")
        else:
            self.stdout.write(f"Sealed {head.size:,} entries. Root {head.root}, key {head.key}.")

    def _recover(self, because: str, *, key: SealKey, kept: Kept) -> None:
        lost = kept.head()
        if lost is None:
            raise CommandError("No head was kept, so that nothing can be known to be lost.")
        declare_recovery(lost=lost, because=because, key=key, by=THE_SEALER, on=timezone.localdate())
        kept.file.replace(kept.file.with_name(f"{kept.file.name}.lost-at-{lost.size}"))


MEND = (
    "If an older backup was restored on purpose, say so: seal_trail --recovered 'why'. Otherwise keep everything as it"
    " is, export the trail (export_trail) and check it with the heads that partners hold: docs/how-to/verify.md."
)


def _key() -> SealKey:
    try:
        return SealKey.of(Path(settings.SEAL_KEY_FILE).read_text() if settings.SEAL_KEY_FILE else "")
    except (NoKey, OSError) as fault:
        raise CommandError(str(fault)) from None
