"""End every record whose day has come. The background work does it once a day; here by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wholeplace.ground.access.actor import service
from wholeplace.ground.retention.actions import end_all_due


class Command(BaseCommand):
    """`end_records`."""

    help = "Destroy or anonymise the records whose time is over; what is held is kept. Leaves a certificate for each."

    def handle(self, *args: Any, **options: Any) -> None:
        """End one record after another, each by itself, and say how many."""
        ended, kept = end_all_due(by=service("Retention"), on=timezone.localdate())
        self.stdout.write(f"{ended} records ended, {kept} kept because something leans on them or they had ended.")
