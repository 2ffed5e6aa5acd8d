"""Public health outcomes by council, England and group, over ten years and more, without intervals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.analyse.indicators.rules.periods import Unclear, span_of
from wholeplace.edges.exchange.published.importer import (
    COUNCIL_OR_COUNTRY,
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of
from wholeplace.together.places.rules.kinds import AreaKind

SUBJECT = "Public health outcomes"
_SEXES = {"Male": Sex.MALE, "Female": Sex.FEMALE, "Persons": Sex.PERSONS}


@dataclass(frozen=True)
class OutcomeSet:
    """One file: the indicators in it by the publisher's name, and what their figures are."""

    file: str
    indicators: dict[str, str]
    value_type: ValueType
    polarity: Polarity
    unit: str
    multiplier: float = 1.0
    year_begins_in: int = 4

    def given(self) -> Sequence[IndicatorGiven]:
        """The indicators as they are defined."""
        return tuple(
            IndicatorGiven(
                code=code,
                name=name,
                subject=SUBJECT,
                definition=f"{name}, as the Public Health Outcomes Framework defines it. Without intervals.",
                unit=self.unit,
                value_type=self.value_type,
                polarity=self.polarity,
                multiplier=self.multiplier,
            )
            for name, code in self.indicators.items()
        )


_OBESE = "Year 6 prevalence of obesity (including severe obesity)"
SETS = (
    OutcomeSet(
        "life_expectancy",
        {"Life expectancy at birth": "phof-life-expectancy"},
        ValueType.YEARS,
        Polarity.HIGH_IS_GOOD,
        "years",
    ),
    OutcomeSet(
        "healthy_life_expectancy",
        {"Healthy life expectancy at birth": "phof-healthy-life-expectancy"},
        ValueType.YEARS,
        Polarity.HIGH_IS_GOOD,
        "years",
    ),
    OutcomeSet(
        "inequality_life_expectancy",
        {"Inequality in life expectancy at birth": "phof-inequality-in-life-expectancy"},
        ValueType.YEARS,
        Polarity.LOW_IS_GOOD,
        "years between the most and the least deprived",
    ),
    OutcomeSet(
        "mortality_rate",
        {
            "Under 75 mortality rate from causes considered preventable (per 100,000 population)": (
                "phof-preventable-mortality-under-75"
            )
        },
        ValueType.STANDARDISED,
        Polarity.LOW_IS_GOOD,
        "per 100,000",
        100_000.0,
    ),
    OutcomeSet(
        "adults_smoking",
        {"Smoking Prevalence in adults (aged 18 and over) - current smokers (APS)": "phof-adults-smoking"},
        ValueType.PROPORTION,
        Polarity.LOW_IS_GOOD,
        "% of adults",
        100.0,
    ),
    OutcomeSet(
        "overweight_adult",
        {
            "Overweight (including obesity) prevalence in adults, (using adjusted self-reported height and weight)": (
                "phof-adults-overweight"
            )
        },
        ValueType.PROPORTION,
        Polarity.LOW_IS_GOOD,
        "% of adults",
        100.0,
    ),
    OutcomeSet(
        "obese_year6",
        {
            _OBESE: "phof-year-6-obesity",
            f"{_OBESE}, 3 years data combined": "phof-year-6-obesity-3-years",
            f"{_OBESE}, 5 years data combined": "phof-year-6-obesity-5-years",
        },
        ValueType.PROPORTION,
        Polarity.LOW_IS_GOOD,
        "% of children in year 6",
        100.0,
        year_begins_in=9,
    ),
)
COLUMNS = (
    *("area_code", "area_name", "period", "indicator"),
    *("measure", "unit", "value", "compared_to_England", "inequality"),
)


def _rows(this: OutcomeSet, file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    for line in lines_of(file, columns=COLUMNS):
        if line["area_code"].startswith("E05"):
            yield Elsewhere(line.number)  # wards of one council
            continue
        if line["area_code"] == "E92000001" and line["area_name"] != "England":
            yield rejected(line.number, "area_code", "The code is England's, the name is not.", line["area_name"])
            continue
        kinds = (AreaKind.COUNTRY,) if line["area_code"] == "E92000001" else COUNCIL_OR_COUNTRY
        area = area_of(line.number, line["area_code"], kinds, work, field="area_code")
        yield _row(this, line, area) if isinstance(area, int) else area


def _row(this: OutcomeSet, line: Line, area: int) -> Outcome[FigureGiven]:
    code = this.indicators.get(line["indicator"])
    if code is None:
        return rejected(line.number, "indicator", "Not an indicator that this set is known to hold.", line["indicator"])
    try:
        value = number_of(line["value"])
        span = span_of(line["period"], split_year_begins_in=this.year_begins_in)
    except Unreadable as fault:
        return rejected(line.number, "value", str(fault), line["value"])
    except Unclear as fault:
        return rejected(line.number, "period", str(fault), line["period"])
    sex, category = _group(line)
    figure = FigureGiven(
        code,
        area,
        span,
        value,
        sex=sex,
        category=category,
        comparison=line["compared_to_England"],
        note="" if value is not None else "No value published.",
    )
    return Row(line.number, (figure,))


def _group(line: Line) -> tuple[Sex, str]:
    """The sex stands in the unit or in the inequality; the latter also holds fifths of deprivation."""
    if line["inequality"] in _SEXES:
        return _SEXES[line["inequality"]], ""
    return _SEXES.get(line["unit"], Sex.PERSONS), "" if line["inequality"] == "NA" else line["inequality"]


PHOF = Publication(
    "phof",
    "Public Health Outcomes Framework",
    "Office for Health Improvement and Disparities (Fingertips)",
    url="https://fingertips.phe.org.uk/profile/public-health-outcomes-framework",
    caveat="Reshaped by Trafford Data Lab, updated May 2026. Without intervals; county councils are mostly absent.",
)


def _importer(this: OutcomeSet) -> Importer:
    name = next(iter(this.indicators))
    about = Publication(
        f"phof-{this.file.replace('_', '-')}",
        f"Public health outcomes: {name[0].lower()}{name[1:]}",
        PHOF.publisher,
        url=PHOF.url,
        caveat=PHOF.caveat,
        indicators_of=PHOF,
    )
    return of_figures(
        about,
        f"needs/indicators/phof/{this.file}.csv",
        indicators=this.given(),
        rows=lambda file, work: _rows(this, file, work),
    )


IMPORTERS: tuple[Importer, ...] = tuple(_importer(this) for this in SETS)
