"""Public health indicators with intervals for councils and England, as a walkthrough of them was published in 2020.

Two sets, of upper-tier and of lower-tier councils; each council stands in it once for every group that it is a
neighbour in. Councils are given by name only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.analyse.indicators.rules.periods import Span, Unclear, span_of
from wholeplace.edges.exchange.published.fingertips import Told, told
from wholeplace.edges.exchange.published.importer import (
    UNCLEAR,
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.names import CouncilNames
from wholeplace.edges.exchange.published.numbers import number_in
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.intake.reading import SourceFile, tree_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.rules.kinds import LOWER_TIER, UPPER_TIER, AreaKind

FOLDER = "needs/indicators/public-health-walkthrough"
SUBJECT = "Public health"
_TYPES = {
    "proportion": (ValueType.PROPORTION, "%", 100.0),
    "rate": (ValueType.OTHER_RATE, "rate", 100_000.0),
    "median": (ValueType.MEDIAN, "£ an hour", 1.0),
    "life expectancy in years": (ValueType.YEARS, "years", 1.0),
    "ratio": (ValueType.INDEX, "ratio", 1.0),
    "index": (ValueType.INDEX, "index", 1.0),
    "average score": (ValueType.MEAN, "score", 1.0),
}
_POLARITIES = {
    "Lower is better": Polarity.LOW_IS_GOOD,
    "Higher is better": Polarity.HIGH_IS_GOOD,
    "Not applicable": Polarity.NO_JUDGEMENT,
}
_PER = {"per 1,000": 1_000.0, "per 100,000": 100_000.0, "per 10,000": 10_000.0, "/ 1,000": 1_000.0}


class Described:
    """What one of the two sets says of its indicators, by name."""

    @dataclass(frozen=True)
    class Entry:
        """An indicator, the period of its figures, and whom they are about."""

        indicator: IndicatorGiven
        span: Span
        sex: Sex

    def __init__(self, work: Work, tier: str) -> None:
        """Read the description that belongs to the set. Raises FileRefused where it is absent."""
        name = f"{FOLDER}/{tier}_data_meta_extract.json"
        file = work.folder.one(name)
        if file is None:
            raise FileRefused(f"{name} is absent, and says which period and unit the figures are of.")
        known = told(work)
        self.by_name: dict[str, Described.Entry] = {}
        for said in tree_of(file):
            try:
                sex, name = _sex_and_name(said["Name"])
                indicator = _indicator(said, name, known.get(str(said["ID"])))
                self.by_name[said["Name"]] = Described.Entry(indicator, span_of(said["Timeperiod"]), sex)
            except (Unclear, KeyError) as fault:
                raise FileRefused(f"{file.name}, {said.get('Name', 'an indicator')}: {fault}") from None

    @property
    def indicators(self) -> Sequence[IndicatorGiven]:
        """Each indicator once, though two periods of it may stand in the set."""
        return tuple({entry.indicator.code: entry.indicator for entry in self.by_name.values()}.values())


def _sex_and_name(name: str) -> tuple[Sex, str]:
    """Life expectancy stands in the sets once for males and once for females, under one number."""
    for word, sex in (("Male ", Sex.MALE), ("Female ", Sex.FEMALE)):
        if name.startswith(word):
            rest = name.removeprefix(word)
            return sex, rest[:1].upper() + rest[1:]
    return Sex.PERSONS, name


def _indicator(said: dict[str, Any], name: str, more: Told | None) -> IndicatorGiven:
    value_type, unit, multiplier = _TYPES[said["Unit"]]
    definition = said["Description"].strip()
    if name != said["Name"]:
        definition = f"{name}: see the publisher for how it is worked out for each sex."
    if value_type is ValueType.OTHER_RATE:
        multiplier = next(
            (times for words, times in _PER.items() if words in f"{definition} {said['Name']}"), multiplier
        )
        unit = f"per {multiplier:,.0f}"
    return IndicatorGiven(
        code=f"fingertips-{said['ID']}",
        name=name,
        subject=SUBJECT,
        definition=definition,
        unit=unit,
        value_type=value_type,
        polarity=_POLARITIES[said["Polarity"]],
        multiplier=multiplier,
        interval_method=more.interval_method if more else "",
        standard_population=more.standard_population if more else "",
    )


def _of_councils(tier: str, kinds: frozenset[AreaKind]) -> Callable[[SourceFile, Work], Iterator[Outcome[FigureGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        described, names = Described(work, tier), CouncilNames(work, kinds)
        for number, said in enumerate(tree_of(file), start=1):
            area = names.number(str(said.get("Area_name", "")))
            if area is None:
                reason = "No one council of this tier has this name; a code would tell."
                yield rejected(number, "Area_name", reason, str(said.get("Area_name", "")))
                continue
            yield _row(number, said, described, area)

    return rows


def _row(number: int, said: dict[str, Any], described: Described, area: int) -> Outcome[FigureGiven]:
    found = described.by_name.get(said.get("Name", ""))
    if found is None:
        return rejected(
            number, "Name", "The description of the set does not know this indicator.", str(said.get("Name"))
        )
    try:
        return Row(number, (_figure(said, found, area),))
    except Unreadable as fault:
        return rejected(number, "Value", str(fault))


def _figure(said: dict[str, Any], entry: Described.Entry, area: int, *, prefix: str = "") -> FigureGiven:
    """A figure. Where it says so there is none; where both ends are nought and the value is not, it has no interval."""
    value, lower, upper = (number_in(said, f"{prefix}{name}") for name in ("Value", "Lower_CI", "Upper_CI"))
    if said.get("data_available") == "No data":
        value = lower = upper = None
    if lower == 0 and upper == 0 and value:
        lower = upper = None
    return FigureGiven(
        entry.indicator.code,
        area,
        entry.span,
        value,
        sex=entry.sex,
        lower=lower if upper is not None else None,
        upper=upper if lower is not None else None,
        numerator=number_in(said, f"{prefix}Numerator"),
        denominator=number_in(said, f"{prefix}Denominator"),
        note="" if value is not None else "No data published.",
    )


def _of_england(tier: str) -> Callable[[SourceFile, Work], Iterator[Outcome[FigureGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        described = Described(work, tier)
        for number, said in enumerate(tree_of(file), start=1):
            found = described.by_name.get(said.get("Name", ""))
            if found is None or work.england is None or said.get("Area_name") != "England":
                yield rejected(number, "Name", "Not an indicator of the set, or not of England.", str(said.get("Name")))
                continue
            try:
                yield Row(number, (_figure(said, found, work.england, prefix="Comp_"),))
            except Unreadable as fault:
                yield rejected(number, "Comp_Value", str(fault))

    return rows


def _compared(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """Three councils by code, with what was said of their trend. England's value stands in a set of its own."""
    described = Described(work, "ut")
    for number, said in enumerate(tree_of(file), start=1):
        area = area_of(number, str(said.get("Area_code", "")), tuple(UPPER_TIER), work, field="Area_code")
        if not isinstance(area, int):
            yield area
            continue
        yield _row(number, said, described, area)


def _about(source: str, title: str) -> Publication:
    return Publication(
        source,
        title,
        "Office for Health Improvement and Disparities (Fingertips)",
        licence=UNCLEAR,
        caveat="A copy of 2020 of figures of about 2015 to 2018/19. Later figures of the same indicators exist.",
        indicators_of=FINGERTIPS_2020,
    )


FINGERTIPS_2020 = Publication(
    "fingertips-2020",
    "Public health profiles, 2020",
    "Office for Health Improvement and Disparities (Fingertips)",
    licence=UNCLEAR,
    url="https://fingertips.phe.org.uk",
    caveat="A copy of 2020 of figures of about 2015 to 2018/19. Later figures of the same indicators exist.",
)


def _of_tier(tier: str) -> Callable[[SourceFile, Work], Sequence[IndicatorGiven]]:
    return lambda file, work: Described(work, tier).indicators


IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        _about("fingertips-2020-england-upper", "Public health indicators 2020: England, upper-tier set"),
        f"{FOLDER}/Comp_data_ut.json",
        indicators=_of_tier("ut"),
        rows=_of_england("ut"),
    ),
    of_figures(
        _about("fingertips-2020-england-lower", "Public health indicators 2020: England, lower-tier set"),
        f"{FOLDER}/Comp_data_lt.json",
        indicators=_of_tier("lt"),
        rows=_of_england("lt"),
    ),
    of_figures(
        _about("fingertips-2020-upper", "Public health indicators 2020: upper-tier councils"),
        f"{FOLDER}/ut_data_neighbours.json",
        indicators=_of_tier("ut"),
        rows=_of_councils("ut", UPPER_TIER),
    ),
    of_figures(
        _about("fingertips-2020-lower", "Public health indicators 2020: districts and unitary authorities"),
        f"{FOLDER}/lt_data_neighbours.json",
        indicators=_of_tier("lt"),
        rows=_of_councils("lt", LOWER_TIER),
    ),
    of_figures(
        _about("fingertips-2020-compared", "Public health indicators 2020: three councils beside England"),
        f"{FOLDER}/ut_data_extract_compare_england.json",
        indicators=_of_tier("ut"),
        rows=_compared,
    ),
)
