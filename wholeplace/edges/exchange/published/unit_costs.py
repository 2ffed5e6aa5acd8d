"""Unit costs of adult social care by council, in the two layouts of 2013-14 and 2014-15.

Both are tables made to be looked at: two or five heading rows, notes below. In one the councils are columns, in the
other they are rows. Councils carry their number in social services returns, which another return matches to codes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.periods import span_of
from wholeplace.edges.exchange.published.importer import (
    UNCLEAR,
    Importer,
    Publication,
    Work,
    of_figures,
)
from wholeplace.edges.exchange.published.names import CouncilNames
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Fault, Row, faulty, rejected
from wholeplace.ground.intake.reading import SourceFile, cells_of, lines_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.rules.kinds import UPPER_TIER

FOLDER = "needs/adult-social-care"
SUBJECT = "Unit costs of adult social care"
NUMBERS_TO_CODES = f"{FOLDER}/ascfr-2016-17-totals.csv"
NONE = frozenset({"", ".", "..", ":", "-", "*"})
THOUSAND = 1000.0
_COUNCIL = re.compile(r"(?P<number>[0-9]{3}) *- *(?P<name>.+)")
_WHOLE = {"England", "TOTAL England"}


class Councils:
    """The councils of the returns: by their number where another return tells its code, else by their name."""

    def __init__(self, work: Work) -> None:
        """Read the other return, where it is there."""
        self._names = CouncilNames(work, UPPER_TIER)
        self._england = work.england
        self._codes: dict[str, int] = {}
        file = work.folder.one(NUMBERS_TO_CODES)
        for line in lines_of(file, columns=["CASSR_CODE", "GEOGRAPHY_CODE"]) if file else ():
            area = work.first(tuple(UPPER_TIER), line["GEOGRAPHY_CODE"])
            if area is not None:
                self._codes[line["CASSR_CODE"]] = area

    def area(self, heading: str) -> int | None:
        """The area that a heading names; None where it names none, as a region does."""
        if heading.strip() in _WHOLE:
            return self._england
        found = _COUNCIL.fullmatch(heading.strip())
        if found is None:
            return None
        return self._codes.get(found["number"]) or self._names.number(found["name"])


def _slug(*words: str) -> str:
    return "-".join("-".join(re.sub(r"[^a-z0-9]+", " ", word.lower()).split()) for word in words if word)[:80]


def _unit_cost(code: str, name: str, unit: str, definition: str, like_for_like: str) -> IndicatorGiven:
    return IndicatorGiven(
        code=code,
        name=name[:300],
        subject=SUBJECT,
        definition=definition,
        unit=unit,
        value_type=ValueType.UNIT_COST,
        polarity=Polarity.NO_JUDGEMENT,
        decimals=0,
        like_for_like=like_for_like,
    )


# --- 2014-15: councils are columns --------------------------------------------------------------------------

IN_2014 = span_of("2014/15")
LIKE_2014 = (
    "Gross spending for each week of care that the council supported in 2014-15. Compare councils within this year, one"
    " age group, one reason for support and one kind of provision only: activity was counted otherwise in the years"
    " before. Councils reported problems with reasons for support, and extreme figures were left in."
)
_KEYS = 6


@dataclass
class _Block:
    """The three rows of one unit cost, as they are read."""

    numerator: Sequence[str] = ()
    denominator: Sequence[str] = ()


_SHORT = {
    "Residential and nursing care": "residential-and-nursing",
    "To maximise independence": "short-term",
    "Age 18 and over": "18-up",
    "Age 18 to 64": "18-64",
    "Age 65 and over": "65-up",
    "Physical support": "physical",
    "Sensory support": "sensory",
    "Support with memory and cognition": "memory",
    "Learning disability support": "learning-disability",
    "Mental health support": "mental-health",
    "Provision by others": "by-others",
    "LA supported only": "council-supported",
}


@dataclass(frozen=True)
class _Kind:
    """What a unit cost of 2014-15 is of."""

    support: str
    age: str
    reason: str
    service: str
    provision: str

    @property
    def code(self) -> str:
        """The indicator's code."""
        return _slug(
            "pssex1-2014", *(_SHORT.get(word, word) for word in (self.service, self.age, self.reason, self.provision))
        )

    @property
    def indicator(self) -> IndicatorGiven:
        """The indicator."""
        about = ", ".join(word for word in (self.age.lower(), self.reason.lower(), self.provision) if word)
        service = {"To maximise independence": "short-term care to maximise independence"}.get(
            self.service, f"{self.service.lower()} care" if "care" not in self.service else self.service.lower()
        )
        name = f"Unit cost of {service}: {about} (2014-15)"
        return _unit_cost(self.code, name, "£ a week", f"{name}: {self.support.lower()} support.", LIKE_2014)


def _kinds_2014(file: SourceFile, work: Work) -> Sequence[IndicatorGiven]:
    found = {}
    for number, cells in cells_of(file):
        if number > 2 and len(cells) > _KEYS and cells[4] == "Unit costs":
            kind = _kind(cells)
            found[kind.code] = kind.indicator
    return tuple(found.values())


def _kind(cells: Sequence[str]) -> _Kind:
    return _Kind(cells[0], cells[1], cells[2], cells[3], cells[5])


def _rows_2014(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    councils, areas, block = Councils(work), dict[int, int](), _Block()
    for number, cells in cells_of(file):
        if number == 2:
            areas = _columns(cells, councils, file)
        if number <= 2 or len(cells) <= _KEYS or cells[4] not in {"Numerator", "Denominator", "Unit costs"}:
            yield Row(number, ())  # headings, and the notes at the end
        elif cells[4] == "Numerator":
            block = _Block(numerator=cells)
            yield Row(number, ())
        elif cells[4] == "Denominator":
            block.denominator = cells
            yield Row(number, ())
        else:
            yield _unit_costs(number, cells, block, areas)


def _columns(cells: Sequence[str], councils: Councils, file: SourceFile) -> dict[int, int]:
    """The area of each column. A council that is not found refuses the file: its whole column would be lost."""
    found = {place: councils.area(heading) for place, heading in enumerate(cells) if place >= _KEYS}
    lost = [cells[place] for place, area in found.items() if area is None and _COUNCIL.fullmatch(cells[place].strip())]
    if lost:
        raise FileRefused(f"{file.name}, row 2: no council is known for {', '.join(lost[:5])}.")
    return {place: area for place, area in found.items() if area is not None}


def _unit_costs(number: int, cells: Sequence[str], block: _Block, areas: Mapping[int, int]) -> Outcome[FigureGiven]:
    given, faults = [], []
    for place, area in areas.items():
        try:
            cost, spent, weeks = (
                number_of(row[place], none=NONE) if row else None for row in (cells, block.numerator, block.denominator)
            )
        except Unreadable as fault:
            faults.append(Fault("unit cost", str(fault), cells[place]))
            continue
        if cost is not None:
            spent = None if spent is None else spent * THOUSAND
            given.append(FigureGiven(_kind(cells).code, area, IN_2014, cost, numerator=spent, denominator=weeks))
    return faulty(number, faults) if faults else Row(number, tuple(given))


# --- 2013-14: councils are rows -----------------------------------------------------------------------------

IN_2013 = span_of("2013/14")
LIKE_2013 = (
    "Gross total cost for what the council supported in 2013-14. Compare councils within this year and one measure"
    " only; from 2014-15 activity was counted otherwise. Numbers of people are rounded; England includes estimates."
)
_NAMES_ROW, _NUMBERS_ROW, _PARTS_ROW = 3, 4, 5


@dataclass(frozen=True)
class _Measure:
    """The three columns of one unit cost."""

    code: str
    name: str
    numerator: int
    denominator: int
    cost: int

    @property
    def indicator(self) -> IndicatorGiven:
        """The indicator."""
        words = ((" per meal", "£ a meal"), ("hour", "£ an hour"), ("weekly", "£ a week"))
        unit = next((unit for word, unit in words if word in self.name), "£ a person")
        name = f"{self.name} (2013-14)"
        return _unit_cost(self.code, name, unit, f"{name}.", LIKE_2013)


@dataclass
class _Heads:
    """The heading rows of 2013-14, as they are read."""

    rows: dict[int, Sequence[str]] = field(default_factory=dict)

    def measures(self, file: SourceFile) -> tuple[_Measure, ...]:
        """The measures, each of three columns in a row. Raises FileRefused where they are not."""
        names, numbers, parts = (self.rows.get(row, ()) for row in (_NAMES_ROW, _NUMBERS_ROW, _PARTS_ROW))
        found: dict[str, _Measure] = {}
        for place in range(1, len(parts) - 2, 3):
            if list(parts[place : place + 3]) != ["Numerator", "Denominator", "Unit Cost"]:
                raise FileRefused(f"{file.name}, row {_PARTS_ROW}: the columns do not come in threes at {place + 1}.")
            code = _slug("pssex1-2013", numbers[place].strip())
            name = " ".join(names[place + 2].split())
            if code in found:
                code = _slug(code, str(place))
            found[code] = _Measure(code, name, place, place + 1, place + 2)
        return tuple(found.values())


def _heads(file: SourceFile) -> _Heads:
    return _Heads({number: cells for number, cells in cells_of(file) if number <= _PARTS_ROW})


def _measures_2013(file: SourceFile, work: Work) -> Sequence[IndicatorGiven]:
    return tuple(measure.indicator for measure in _heads(file).measures(file))


def _rows_2013(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    councils, measures = Councils(work), _heads(file).measures(file)
    for number, cells in cells_of(file):
        heading = cells[0].strip() if cells else ""
        if number <= _PARTS_ROW or not (_COUNCIL.fullmatch(heading) or heading in _WHOLE):
            yield Row(number, ())  # headings, and the notes at the end
            continue
        area = councils.area(heading)
        if area is None:
            yield rejected(number, "council", "No council is known for this number and name.", heading)
            continue
        yield _of_council(number, cells, area, measures)


def _of_council(number: int, cells: Sequence[str], area: int, measures: Sequence[_Measure]) -> Outcome[FigureGiven]:
    given, faults = [], []
    for measure in measures:
        try:
            cost, spent, units = (
                number_of(cells[place], none=NONE, commas=True)
                for place in (measure.cost, measure.numerator, measure.denominator)
            )
        except Unreadable as fault:
            faults.append(Fault(measure.name[:100], str(fault), cells[measure.cost]))
            continue
        if cost is not None:
            spent = None if spent is None else spent * THOUSAND
            given.append(FigureGiven(measure.code, area, IN_2013, cost, numerator=spent, denominator=units))
    return faulty(number, faults) if faults else Row(number, tuple(given))


def _about(year: str, title: str) -> Publication:
    return Publication(
        f"pssex1-{year}",
        title,
        "Health and Social Care Information Centre (now NHS England)",
        licence=UNCLEAR,
        caveat="Ten years old and more: good for method and for trends, not for a price today.",
    )


IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        _about("2014-15", "Unit costs of adult social care, 2014-15"),
        f"{FOLDER}/pssex1-2014-15-council-unit-costs.csv",
        indicators=_kinds_2014,
        rows=_rows_2014,
        encoding="cp1252",
    ),
    of_figures(
        _about("2013-14", "Unit costs of adult social care, 2013-14"),
        f"{FOLDER}/pssex1-2013-14-council-unit-costs.csv",
        indicators=_measures_2013,
        rows=_rows_2013,
        encoding="cp1252",
    ),
)
