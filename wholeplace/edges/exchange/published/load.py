"""Taking in a whole folder of published data: every importer in its order, with a report for each file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from wholeplace.edges.exchange.published import (
    areas,
    boundaries,
    census,
    councils,
    crime,
    deprivation,
    fingertips,
    health_index,
    look_ups,
    neighbours,
    notices,
    outcomes,
    population,
    social_care,
    spend,
    unit_costs,
    walkthrough,
)
from wholeplace.edges.exchange.published.folder import Folder
from wholeplace.edges.exchange.published.importer import Importer, Work
from wholeplace.edges.exchange.published.partnerships import set_up_places
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.intake.book import NothingNew, was_taken
from wholeplace.ground.intake.outcome import Tally
from wholeplace.ground.intake.reading import Progress, quietly
from wholeplace.ground.intake.refused import FileRefused

PLACES = ("E08000035", "E06000016", "E10000018", "E06000017")
"""Leeds; Leicester, Leicestershire and Rutland."""

# The map first, from large to small, since everything else is about areas.
EVERY: tuple[Importer, ...] = (
    *areas.IMPORTERS,
    *look_ups.IMPORTERS,
    *areas.IN_DETAIL,
    *look_ups.IN_DETAIL,
    *boundaries.IMPORTERS,
    *neighbours.IMPORTERS,
    *population.IMPORTERS,
    *census.IMPORTERS,
    *deprivation.IMPORTERS,
    *crime.IMPORTERS,
    *walkthrough.IMPORTERS,
    *fingertips.IMPORTERS,
    *outcomes.IMPORTERS,
    *health_index.IMPORTERS,
    *social_care.IMPORTERS,
    *unit_costs.IMPORTERS,
    *councils.IMPORTERS,
    *spend.IMPORTERS,
    *notices.IMPORTERS,
)


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN = "taken in"
    UNCHANGED = "0 changes"
    ABSENT = "absent"
    REFUSED = "refused"


@dataclass(frozen=True)
class Report:
    """What became of a file of one importer, with its count and why rows or all of it were refused."""

    source: str
    title: str
    file: str
    outcome: Outcome
    tally: Tally
    reasons: tuple[str, ...] = ()


Watch = Callable[[str], Progress]
"""Told the name of the file now begun, gives back what is to be told how much of it is read."""


def load(
    *,
    folder: Path,
    by: Actor,
    on: date,
    places: tuple[str, ...] = PLACES,
    watch: Watch = lambda name: quietly,
    importers: tuple[Importer, ...] = EVERY,
) -> Iterator[Report]:
    """Take in everything there is, one action a file, and report on each. Set up the places at the end."""
    work = Work(Folder(folder), places, by, on)
    for importer in importers:
        found = [path for pattern in importer.files for path in work.folder.find(pattern)]
        if not found:
            yield Report(importer.about.source, importer.about.title, importer.files[0], Outcome.ABSENT, Tally())
        for path in found:
            work.forget()
            yield _take(importer, path, work, watch)
    set_up_places(work)


def _take(importer: Importer, path: Path, work: Work, watch: Watch) -> Report:
    name = path.relative_to(work.folder.path).as_posix()

    def report(outcome: Outcome, tally: Tally, *reasons: str) -> Report:
        return Report(importer.about.source, importer.about.title, name, outcome, tally, reasons)

    try:
        read = work.folder.file(path, encoding=importer.encoding, progress=watch(name))
        file = importer.file(read, work=work)
        if was_taken(file):
            return report(Outcome.UNCHANGED, Tally())
        batch = importer.take(read, file, work)
    except NothingNew as known:
        return report(Outcome.UNCHANGED, known.tally, *_reasons(known.tally))
    except FileRefused as refused:
        return report(Outcome.REFUSED, Tally(), str(refused))
    except Refused as refused:
        return report(Outcome.REFUSED, Tally(), *(refusal.sentence for refusal in refused.refusals))
    return report(Outcome.TAKEN, batch.tally, *_reasons(batch.tally))


def _reasons(tally: Tally) -> tuple[str, ...]:
    return tuple(f"{count:,} × {field}: {reason}" for (field, reason), count in tally.reasons.most_common())
