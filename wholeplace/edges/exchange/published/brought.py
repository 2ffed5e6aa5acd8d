"""Published spend that a council brings in by itself: the layouts it may be in, what it would change, taking it in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from wholeplace.edges.exchange.published import spend
from wholeplace.edges.exchange.published.folder import Folder
from wholeplace.edges.exchange.published.importer import OGL, Work
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.intake.book import File, NothingNew
from wholeplace.ground.intake.chunks import chunks_of
from wholeplace.ground.intake.outcome import Change, Rejected, Sums, Tally
from wholeplace.ground.intake.reading import SourceFile
from wholeplace.ground.intake.running import Reading, take_in
from wholeplace.plan.funds.actions import PaymentGiven, take_in_spend
from wholeplace.plan.funds.queries import compared
from wholeplace.together.directory.queries import OrganisationCard

MAPPING = 1
"""Goes up whenever the reading of any layout changes."""

LAYOUTS: Mapping[str, spend.Layout] = {
    "beneficiary": spend.LEEDS_2020,
    "supplier-numbered": spend.LEEDS_2013,
    "supplier-category": spend.BRADFORD,
    "supplier-procurement": spend.CALDERDALE,
    "cards": spend.CALDERDALE_CARDS,
    "supplier-effective": spend.WAKEFIELD,
}
"""The layouts in which published spend may be brought in, by the word that is kept with a file."""

ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
"""How the text of a file may be written, with what programs call it."""


@dataclass(frozen=True)
class Brought:
    """A file of published spend that is there to be read: for whom, in which layout, by whom, on which day."""

    path: Path
    name: str
    sha256: str
    layout: str
    encoding: str
    buyer: OrganisationCard
    by: Actor
    on: date

    @property
    def can_be_read(self) -> bool:
        """Whether its layout is still known."""
        return self.layout in LAYOUTS and self.encoding in ENCODINGS

    @property
    def file(self) -> File:
        """What the batch says of it."""
        return File(
            source=f"spend-{self.buyer.ref.public_id}",
            title=f"Published spend, {self.buyer.name}"[:250],
            publisher=self.buyer.name[:200],
            licence=OGL,
            caveat=spend.KEPT_BACK,
            name=self.name,
            sha256=self.sha256,
            mapping=f"{MAPPING} {self.layout} {self.encoding}"[:60],
        )

    def reading(self) -> Reading[PaymentGiven]:
        """How its rows are read, from the top each time they are asked for."""
        opened = SourceFile(self.path, self.name, encoding=self.encoding)
        work = Work(Folder(self.path.parent), (), by=self.by, on=self.on)
        return spend.payments(lambda: spend.rows(opened, work, layout=LAYOUTS[self.layout]))


@dataclass
class Preview:
    """What would come of a file: every row and every penny counted, and what is known already."""

    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)
    refused: list[Rejected] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    unreadable: str = ""
    """Why it cannot be read any more, if it cannot."""


def previewed(brought: Brought) -> Preview:
    """Read the whole file, and take nothing in. Raises FileRefused."""
    reading, found = brought.reading(), Preview()
    for chunk in chunks_of(reading.rows(), key=reading.key, pence=reading.pence):
        payments = [one for _, one in chunk.given]
        found.tally.add(chunk.tally)
        found.sums.add(chunk.sums)
        found.refused += chunk.refused
        change: Change = compared(payments=payments, buyer=brought.buyer.number, seen_by=brought.by)
        found.tally.count(change)
        days = [one.paid_on for one in payments] + [day for day in (found.first, found.last) if day]
        found.first, found.last = min(days, default=None), max(days, default=None)
    return found


def take_in_brought(brought: Brought) -> None:
    """Take a file in, or go on where it was left. One that holds nothing new changes nothing."""
    with suppress(NothingNew):
        take_in(
            brought.reading(),
            file=brought.file,
            take=partial(take_in_spend, buyer=brought.buyer.ref.public_id),
            by=brought.by,
            on=brought.on,
        )
