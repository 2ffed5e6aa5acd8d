"""Take in published data: areas, boundaries, population, deprivation, indicators, neighbours, spend, notices."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from wholeplace.edges.exchange.published.load import PLACES, Outcome, Report, load
from wholeplace.ground.access.actor import service

MARKS = {Outcome.TAKEN: "✓", Outcome.UNCHANGED: "·", Outcome.ABSENT: "–", Outcome.REFUSED: "✗"}
REASONS_SHOWN = 3


class Command(BaseCommand):
    """`load_published --data=FOLDER [--place=CODE …]`."""

    help = "Take in published data from a folder. Running it again changes nothing that is known already."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and the places whose small areas are wanted."""
        parser.add_argument("--data", type=Path, required=True, help="the folder of published data")
        parser.add_argument(
            "--place",
            action="append",
            help="code of an upper-tier council whose small areas are wanted; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in each file, with a bar while it is read and a line when it is done."""
        folder: Path = options["data"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        console = Console(highlight=False, soft_wrap=True)
        reports = self._load(folder, tuple(options["place"] or PLACES), timezone.localdate(), console)
        console.print(_in_all(reports))
        if any(report.outcome is Outcome.REFUSED for report in reports):
            raise CommandError("Some files were refused; the lines marked ✗ say why.")

    def _load(self, folder: Path, places: tuple[str, ...], on: date, console: Console) -> list[Report]:
        reports = []
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
            task = bars.add_task("", total=1.0)

            def watch(name: str) -> Callable[[float], None]:
                bars.reset(task, description=name, total=1.0)
                return lambda part: bars.update(task, completed=part)

            for report in load(folder=folder, by=service("Published data"), on=on, places=places, watch=watch):
                reports.append(report)
                console.print(_line(report))
        return reports


def _line(report: Report) -> str:
    tally = report.tally
    line = f"{MARKS[report.outcome]} {report.title}: {report.file}: {report.outcome.value}"
    if tally.rows_in:
        line += f": {tally.added:,} new, {tally.revised:,} revised, {tally.unchanged:,} as before"
        line += f"; {tally.rows_in:,} rows, {tally.rows_elsewhere:,} of other places, {tally.rows_refused:,} refused"
    shown = [f"    {reason}" for reason in report.reasons[:REASONS_SHOWN]]
    if len(report.reasons) > REASONS_SHOWN:
        shown.append(f"    and {len(report.reasons) - REASONS_SHOWN} other reasons, kept with the batch")
    return escape("\n".join([line, *shown]))


def _in_all(reports: list[Report]) -> str:
    def count(outcome: Outcome) -> int:
        return sum(report.outcome is outcome for report in reports)

    changes = sum(report.tally.changes for report in reports if report.outcome is Outcome.TAKEN)
    return (
        f"{changes:,} changes from {count(Outcome.TAKEN)} files; {count(Outcome.UNCHANGED)} without change,"
        f" {count(Outcome.ABSENT)} absent, {count(Outcome.REFUSED)} refused."
    )
