"""Fingertips: what it says of its indicators, and figures of 2024 for two councils with their census tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.analyse.indicators.rules.periods import Unclear, span_of
from wholeplace.edges.exchange.published.importer import (
    UNCLEAR,
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.numbers import number_in
from wholeplace.edges.exchange.published.population import CENSUS
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Rejected, Row, rejected
from wholeplace.ground.intake.reading import SourceFile, tree_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.rules.kinds import UPPER_TIER, AreaKind

METADATA = "needs/indicators/fingertips-indicator-metadata.json"
SUBJECT = "Public health"


@dataclass(frozen=True)
class Told:
    """What Fingertips tells of an indicator."""

    name: str
    definition: str
    interval_method: str
    standard_population: str


def told(work: Work) -> dict[str, Told]:
    """What is told of each indicator, by its number; nothing where the file is absent."""
    file = work.folder.one(METADATA)
    if file is None:
        return {}
    return {
        str(said["indicatorID"]): Told(
            name=_plain(said.get("indicatorName")),
            definition=_plain(said.get("indicatorDefinition")),
            interval_method=_plain(said.get("ciMethod"))[:160],
            standard_population=_plain(said.get("standardPopulation"))[:120],
        )
        for said in tree_of(file)
    }


def _plain(text: Any) -> str:
    """Words without marks of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", str(text or ""))).replace("\xa0", " ").split())


# --- Two councils in 2024 -----------------------------------------------------------------------------------

NORTH_WEST = "E12000002"
_UNITS = {
    "years": (ValueType.YEARS, "years", 1.0),
    "pct": (ValueType.PROPORTION, "%", 100.0),
    "per 100,000": (ValueType.OTHER_RATE, "per 100,000", 100_000.0),
    "per 1,000": (ValueType.OTHER_RATE, "per 1,000", 1_000.0),
}
_SEX = re.compile(r" \((male|female)\)$")


def _split(said: dict[str, Any]) -> tuple[str, Sex]:
    """The name of an indicator and the sex that stands in brackets behind it."""
    label = str(said["label"])
    found = _SEX.search(label)
    if not found:
        return label, Sex.PERSONS
    return label[: found.start()], Sex.MALE if found[1] == "male" else Sex.FEMALE


def _code(name: str) -> str:
    return f"fingertips-2024-{'-'.join(re.sub(r'[^a-z0-9]+', ' ', name.lower()).split())}"[:80]


def _indicators(file: SourceFile, work: Work) -> Sequence[IndicatorGiven]:
    found = {}
    for said in _whole(file)["indicators"].values():
        if said["unit"] not in _UNITS:
            raise FileRefused(f"{file.name}: {said['unit']} is not a unit that is known here.")
        value_type, unit, multiplier = _UNITS[said["unit"]]
        name, _ = _split(said)
        good = Polarity.HIGH_IS_GOOD if value_type is ValueType.YEARS else Polarity.LOW_IS_GOOD
        found[name] = IndicatorGiven(
            code=_code(name),
            name=name,
            subject=SUBJECT,
            definition=f"{name}, as Fingertips publishes it. The copy carries no longer definition.",
            unit=unit,
            value_type=value_type,
            polarity=good,
            multiplier=multiplier,
        )
    return (*found.values(), *_CENSUS)


def _whole(file: SourceFile) -> dict[str, Any]:
    tree = tree_of(file)
    if not isinstance(tree, dict) or not {"meta", "indicators", "census"} <= tree.keys():
        raise FileRefused(f"{file.name}: not a council's indicators with its census tables.")
    return tree


def _rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """A council's figures beside England's and its region's, then its census tables. Each record counts as a row."""
    tree = _whole(file)
    area = area_of(1, str(tree["meta"].get("ons_code")), tuple(UPPER_TIER), work, field="ons_code")
    if not isinstance(area, int):
        yield area
        return
    number = 0
    for number, said in enumerate(tree["indicators"].values(), start=1):
        yield _row(number, said, area, work)
    yield from _census(tree["census"], area, work, after=number)


def _row(number: int, said: dict[str, Any], area: int, work: Work) -> Row[FigureGiven] | Rejected:
    name, sex = _split(said)
    try:
        span = span_of(str(said["period"]))
        figure = FigureGiven(
            _code(name),
            area,
            span,
            number_in(said, "value"),
            lower=number_in(said, "ci_lower"),
            upper=number_in(said, "ci_upper"),
            numerator=number_in(said, "count"),
            sex=sex,
            trend=str(said.get("trend", ""))[:60],
            comparison=str(said.get("compared_to_england", ""))[:60],
        )
        beside = [
            FigureGiven(_code(name), other, span, number_in(said, key), sex=sex)
            for key, other in (
                ("england_value", work.england),
                ("nw_value", work.number(AreaKind.REGION, NORTH_WEST)),
            )
            if other is not None and said.get(key) is not None
        ]
    except Unclear as fault:
        return rejected(number, "period", str(fault), str(said.get("period")))
    except Unreadable as fault:
        return rejected(number, name, str(fault))
    return Row(number, (figure, *beside))


_TABLES = {"general_health": "General health", "disability": "Disability and its effect", "unpaid_care": "Unpaid care"}
_CENSUS = tuple(
    IndicatorGiven(
        code=f"census-2021-{key.replace('_', '-')}-categories",
        name=f"{name} (census 2021)",
        subject="Census 2021",
        definition=f"{name}: the share of those counted in each category of the census of 2021.",
        unit="% of those counted",
        value_type=ValueType.PROPORTION,
        multiplier=100.0,
    )
    for key, name in _TABLES.items()
)


def _census(census: dict[str, Any], area: int, work: Work, *, after: int) -> Iterator[Outcome[FigureGiven]]:
    """The council's tables, and those of its wards where the wards are on the map."""
    number = after + 1
    yield _tables(number, census["council_totals"], area)
    for code, ward in census.get("wards", {}).items():
        number += 1
        known = work.number(AreaKind.WARD, code)
        yield Elsewhere(number) if known is None else _tables(number, ward, known)


def _tables(number: int, tables: dict[str, Any], area: int) -> Outcome[FigureGiven]:
    given: list[FigureGiven] = []
    for key, indicator in zip(_TABLES, _CENSUS, strict=True):
        counts = tables.get(key, {})
        whole = sum(counts.values())
        if not whole:
            return rejected(number, key, "Nobody is counted in this table.")
        given += (
            FigureGiven(
                indicator.code,
                area,
                CENSUS,
                count / whole * 100,
                numerator=count,
                denominator=whole,
                category=name[:120],
            )
            for name, count in counts.items()
        )
    return Row(number, tuple(given))


IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        Publication(
            "fingertips-2024",
            "Public health indicators of 2023/24 and 2024 for two councils",
            "Office for Health Improvement and Disparities (Fingertips); ONS (census 2021)",
            licence=UNCLEAR,
            url="https://fingertips.phe.org.uk",
            caveat="Gathered in March 2026, rounded to one decimal.",
        ),
        "needs/indicators/fingertips-census-health-*.json",
        indicators=_indicators,
        rows=_rows,
    ),
)
