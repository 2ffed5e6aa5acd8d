"""Do the background work until asked to stop."""

import os
import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from wholeplace.doors.clock.worker import Worker


class Command(BaseCommand):
    """`work`."""

    help = "Do the background work until asked to stop (SIGTERM), which takes half a minute at most."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work; then end at once, though a job that was handed back may still be thinking."""
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stopping.set()

        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, stop)
        worker.run()
        os._exit(0)
