"""Recorded crime: each month's street-level file, counted by small area and type. The points are not kept."""

from collections import Counter
from collections.abc import Iterator

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.periods import Span, Unclear, span_of
from wholeplace.edges.exchange.published.importer import (
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, Summed, rejected
from wholeplace.ground.intake.reading import SourceFile, lines_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.rules.kinds import AreaKind

ALL = IndicatorGiven(
    code="police-recorded-crime",
    name="Crimes and anti-social behaviour recorded by the police, a month",
    subject="Crime",
    definition=(
        "Crimes and incidents of anti-social behaviour that the police published for the month, counted by the small"
        " area that their anonymised point lies in."
    ),
    unit="crimes and incidents",
    value_type=ValueType.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    decimals=0,
)
BY_TYPE = IndicatorGiven(
    code="police-recorded-crime-by-type",
    name="Crimes and anti-social behaviour by type, a month",
    subject="Crime",
    definition=f"{ALL.definition} By the type that the police give.",
    unit=ALL.unit,
    value_type=ValueType.COUNT,
    polarity=Polarity.LOW_IS_GOOD,
    decimals=0,
)


def _rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """Each row is counted; the counts stand at the end, under the first row that went into them."""
    counted: Counter[tuple[int, str]] = Counter()
    first: dict[tuple[int, str], int] = {}
    month: Span | None = None
    for line in lines_of(file, columns=["Month", "LSOA code", "Crime type"]):
        try:
            month = _same(month, line["Month"], file)
        except Unclear as fault:
            yield rejected(line.number, "Month", str(fault), line["Month"])
            continue
        if not line["LSOA code"]:
            yield rejected(line.number, "LSOA code", "No small area is given.")
            continue
        area = area_of(line.number, line["LSOA code"], (AreaKind.LSOA_2021,), work, field="LSOA code")
        if not isinstance(area, int):
            yield area
            continue
        counted[area, line["Crime type"]] += 1
        first.setdefault((area, line["Crime type"]), line.number)
        yield Row(line.number, ())
    if month is not None:
        yield from _counts(counted, first, month)


def _same(month: Span | None, text: str, file: SourceFile) -> Span:
    found = span_of(text)
    if month is not None and found != month:
        raise FileRefused(f"{file.name}: holds more than one month, {month.label} and {found.label}.")
    return found


def _counts(
    counted: Counter[tuple[int, str]], first: dict[tuple[int, str], int], month: Span
) -> Iterator[Outcome[FigureGiven]]:
    whole: Counter[int] = Counter()
    begun: dict[int, int] = {}
    for (area, kind), count in counted.items():
        row = first[area, kind]
        whole[area] += count
        begun[area] = min(begun.get(area, row), row)
        yield Summed(row, (FigureGiven(BY_TYPE.code, area, month, count, category=kind, note=_note(count)),))
    for area, count in whole.items():
        yield Summed(begun[area], (FigureGiven(ALL.code, area, month, count, note=_note(count)),))


def _note(count: int) -> str:
    return f"Counted from {count} {'row' if count == 1 else 'rows'} of the file, of which this is the first."


IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        Publication(
            "police-street-crime",
            "Street-level crime by month",
            "Home Office, data.police.uk",
            caveat=(
                "Points are anonymised to a street near by. Only rows that name a small area are counted; a month in"
                " which an area has no row may be a month without crime, or one whose points lie elsewhere."
            ),
        ),
        "needs/crime/*-street.csv",
        indicators=(ALL, BY_TYPE),
        rows=_rows,
    ),
)
