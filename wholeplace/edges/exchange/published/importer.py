"""What an importer is: a publication, its files, how their rows are read, and the action that takes them in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven, SourceGiven, load_values
from wholeplace.edges.exchange.published.folder import Folder
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.codes import is_gss, is_invented_gss
from wholeplace.ground.intake.book import File, OpenBatch
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Rejected, rejected
from wholeplace.ground.intake.reading import SourceFile
from wholeplace.together.places import actions as places
from wholeplace.together.places.queries import AreaCard, areas, numbers, within
from wholeplace.together.places.rules.kinds import LOWER_TIER, SMALL_AREAS, UPPER_TIER, AreaKind

OGL = "Open Government Licence v3.0"
UNCLEAR = "Not stated for the copy; the data themselves under the Open Government Licence v3.0"


@dataclass(frozen=True)
class Publication:
    """Who published what, under which licence."""

    source: str
    title: str
    publisher: str
    licence: str = OGL
    url: str = ""
    caveat: str = ""
    indicators_of: "Publication | None" = None
    """The publication that its indicators belong to, where several files are of one."""


@dataclass
class Work:
    """One run over a folder: which places in detail, for whom, on which day. Asks each question of the map once."""

    folder: Folder
    places: tuple[str, ...]
    by: Actor
    on: date
    _numbers: dict[AreaKind, dict[str, int]] = field(default_factory=dict)

    def number(self, kind: AreaKind, code: str) -> int | None:
        """The number of the area of this kind and code, if it is known."""
        if kind not in self._numbers:
            known = numbers(kinds=[kind], seen_by=self.by)
            self._numbers[kind] = {code: number for (_, code), number in known.items()}
        return self._numbers[kind].get(code)

    def first(self, kinds: Collection[AreaKind], code: str) -> int | None:
        """The number of the area of this code in the first of these kinds that knows it."""
        return next((found for kind in kinds if (found := self.number(kind, code)) is not None), None)

    def cards(self, kinds: Collection[AreaKind]) -> dict[int, AreaCard]:
        """The areas of these kinds."""
        return areas(numbers=numbers(kinds=kinds, seen_by=self.by).values(), seen_by=self.by)

    def forget(self) -> None:
        """Ask the map again: it has changed."""
        self._numbers.clear()
        for answer in ("councils", "england"):
            self.__dict__.pop(answer, None)

    @cached_property
    def councils(self) -> frozenset[str]:
        """The codes of the lower-tier councils of the places that are taken in in detail."""
        found: set[str] = set()
        for code in self.places:
            number = self.first(UPPER_TIER, code)
            inside = within(area=number, kind=AreaKind.DISTRICT, seen_by=self.by) if number else ()
            found |= {area.code for area in inside} or {code}
        return frozenset(found)

    @cached_property
    def england(self) -> int | None:
        """The number of England."""
        return self.number(AreaKind.COUNTRY, "E92000001")


@dataclass(frozen=True)
class Importer:
    """How the files of one publication are taken in. `mapping` goes up whenever reading changes."""

    about: Publication
    files: tuple[str, ...]
    take: Callable[[SourceFile, File, Work], OpenBatch]
    encoding: str = "utf-8-sig"
    mapping: int = 1

    def file(self, read: SourceFile, *, work: Work) -> File:
        """What the batch says of the file."""
        return File(
            source=self.about.source,
            title=self.about.title,
            publisher=self.about.publisher,
            licence=self.about.licence,
            url=self.about.url,
            caveat=self.about.caveat,
            name=read.name,
            sha256=read.sha256(),
            mapping=f"{self.mapping} for {' '.join(work.places)}"[:60],
        )


Rows = Callable[[SourceFile, Work], Iterator[Outcome]]  # type: ignore[type-arg]


def of_areas(about: Publication, *files: str, rows: Rows, **given: object) -> Importer:
    """An importer of areas."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        return places.load_areas(file=file, rows=rows(read, work), by=work.by, on=work.on)

    return Importer(about, files, take, **given)  # type: ignore[arg-type]


def of_look_ups(about: Publication, *files: str, rows: Rows, **given: object) -> Importer:
    """An importer of look-ups."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        return places.load_lookups(file=file, rows=rows(read, work), by=work.by, on=work.on)

    return Importer(about, files, take, **given)  # type: ignore[arg-type]


def of_boundaries(about: Publication, *files: str, rows: Rows, **given: object) -> Importer:
    """An importer of boundaries."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        return places.load_boundaries(file=file, rows=rows(read, work), by=work.by, on=work.on)

    return Importer(about, files, take, **given)  # type: ignore[arg-type]


def of_neighbours(about: Publication, *files: str, rows: Rows, **given: object) -> Importer:
    """An importer of neighbours."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        return places.load_neighbours(file=file, rows=rows(read, work), by=work.by, on=work.on)

    return Importer(about, files, take, **given)  # type: ignore[arg-type]


Indicators = Callable[[SourceFile, Work], Sequence[IndicatorGiven]]


def of_figures(
    about: Publication, *files: str, indicators: Indicators | Sequence[IndicatorGiven], rows: Rows, **given: object
) -> Importer:
    """An importer of figures, with the indicators they are of, or how those are found in the file."""
    of = about.indicators_of or about
    source = SourceGiven(of.source, of.publisher, of.title, of.licence, of.url, caveat=of.caveat)

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        defined = indicators(read, work) if callable(indicators) else indicators
        return load_values(file=file, source=source, indicators=defined, rows=rows(read, work), by=work.by, on=work.on)

    return Importer(about, files, take, **given)  # type: ignore[arg-type]


# --- What rows have in common -------------------------------------------------------------------------------


def area_of(row: int, code: str, kinds: Collection[AreaKind], work: Work, *, field: str) -> int | Rejected | Elsewhere:
    """The number of the area that a row is about; small areas that were not asked for are elsewhere."""
    number = work.first(kinds, code)
    if number is not None:
        return number
    if set(kinds) <= SMALL_AREAS | {AreaKind.MSOA_2011, AreaKind.MSOA_2021, AreaKind.WARD} and _is_a_code(code):
        return Elsewhere(row)
    names = ", ".join(kind.label.lower() for kind in sorted(kinds, key=lambda kind: kind.height))
    return rejected(row, field, f"No area of these kinds has this code: {names}."[:300], code)


def _is_a_code(code: str) -> bool:
    return is_gss(code) or is_invented_gss(code)


ANY_COUNCIL = (*sorted(UPPER_TIER | LOWER_TIER | {AreaKind.COUNCIL_ELSEWHERE}, key=lambda kind: kind.height),)
COUNCIL_OR_COUNTRY = (*ANY_COUNCIL, AreaKind.COUNTRY, AreaKind.REGION)


__all__ = [
    "ANY_COUNCIL",
    "COUNCIL_OR_COUNTRY",
    "OGL",
    "UNCLEAR",
    "FigureGiven",
    "Importer",
    "IndicatorGiven",
    "Publication",
    "Work",
    "area_of",
    "of_areas",
    "of_boundaries",
    "of_figures",
    "of_look_ups",
    "of_neighbours",
]
