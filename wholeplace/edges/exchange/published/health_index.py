"""The Health Index of councils, with homelessness, crime severity and patients per GP beside it."""

import re
from collections.abc import Iterator
from datetime import date

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.periods import Unclear, one_day, span_of
from wholeplace.edges.exchange.published.areas import ONS
from wholeplace.edges.exchange.published.deprivation import wide
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
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
from wholeplace.ground.intake.outcome import Fault, Row, faulty, rejected
from wholeplace.ground.intake.reading import SourceFile, lines_of

FOLDER = "needs/indicators/health-index"
SUBJECT = "Health Index"
_DOMAINS = {
    "overall_score": "Health Index, overall",
    "healthy_people_domain_score": "Healthy people (Health Index)",
    "healthy_lives_domain_score": "Healthy lives (Health Index)",
    "healthy_places_domain_score": "Healthy places (Health Index)",
}
_SUBDOMAINS = {
    name: f"{name} (Health Index)"
    for name in (
        "Difficulties in daily life", "Mental health", "Mortality", "Personal well-being", "Physical health conditions",
        "Behavioural risk factors", "Children and young people", "Physiological risk factors", "Protective measures",
        "Access to green space", "Access to services", "Crime", "Economic and working conditions", "Living conditions",
    )
}  # fmt: skip


def _code(column: str) -> str:
    return f"health-index-{'-'.join(re.sub(r'[^a-z0-9]+', ' ', column.lower().removesuffix('_score')).split())}"


def _indicator(column: str, name: str) -> IndicatorGiven:
    return IndicatorGiven(
        code=_code(column),
        name=name,
        subject=SUBJECT,
        definition=f"{name}: 100 is England in 2015, and higher is healthier.",
        unit="index: 100 is England in 2015",
        value_type=ValueType.INDEX,
        polarity=Polarity.HIGH_IS_GOOD,
    )


def _by_year(names: dict[str, str]) -> Importer:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        for line in lines_of(file, columns=["ltla21_code", "year", *names]):
            area = area_of(line.number, line["ltla21_code"], ANY_COUNCIL, work, field="ltla21_code")
            if not isinstance(area, int):
                yield area
                continue
            try:
                span = span_of(line["year"])
            except Unclear as fault:
                yield rejected(line.number, "year", str(fault), line["year"])
                continue
            given, found = [], []
            for column in names:
                try:
                    value = number_of(line[column])
                except Unreadable as fault:
                    found.append(Fault(column, str(fault), line[column]))
                else:
                    given.append(FigureGiven(_code(column), area, span, value))
            yield faulty(line.number, found) if found else Row(line.number, tuple(given))

    parts = names is _SUBDOMAINS
    return of_figures(
        Publication(
            "health-index-parts" if parts else "health-index",
            "Health Index of England: parts of domains" if parts else "Health Index of England",
            ONS,
            indicators_of=HEALTH_INDEX,
        ),
        f"{FOLDER}/england_health_index{'_subdomains' if parts else ''}.csv",
        indicators=tuple(_indicator(column, name) for column, name in names.items()),
        rows=rows,
    )


HEALTH_INDEX = Publication("ons-health-index", "Health Index of England, 2015 to 2021", ONS)
ABOUT_2023 = one_day(date(2023, 12, 31), label="about 2023")
IN_2024 = one_day(date(2024, 12, 31), label="2024")

_HOMELESS = {
    "Households assessed as homeless per (000s)": (
        "homeless-households", "Households assessed as homeless", "per 1,000 households"),
    "Households in temporary accommodation per 1,000": (
        "temporary-accommodation", "Households in temporary accommodation", "per 1,000 households"),
}  # fmt: skip


def _single(code: str, name: str, unit: str, subject: str, more: str = "") -> IndicatorGiven:
    return IndicatorGiven(
        code=code,
        name=name,
        subject=subject,
        definition=f"{name}. {more}".strip(),
        unit=unit,
        value_type=ValueType.SCORE,
        polarity=Polarity.LOW_IS_GOOD,
        decimals=2,
    )


def _patients(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    for line in lines_of(file, columns=["ltla24_code", "total_patients", "total_gp_fte", "patients_per_gp"]):
        area = area_of(line.number, line["ltla24_code"], ANY_COUNCIL, work, field="ltla24_code")
        if not isinstance(area, int):
            yield area
            continue
        try:
            patients, doctors, each = (
                number_of(line[column]) for column in ("total_patients", "total_gp_fte", "patients_per_gp")
            )
        except Unreadable as fault:
            yield rejected(line.number, "patients_per_gp", str(fault))
            continue
        figure = FigureGiven(PATIENTS.code, area, IN_2024, each, numerator=patients, denominator=doctors)
        yield Row(line.number, (figure,))


PATIENTS = IndicatorGiven(
    code="patients-per-gp",
    name="Patients per GP",
    subject="Access to care",
    definition="Registered patients for each full-time equivalent GP.",
    unit="patients per GP",
    value_type=ValueType.RATIO,
    polarity=Polarity.LOW_IS_GOOD,
    decimals=0,
)

IMPORTERS: tuple[Importer, ...] = (
    _by_year(_DOMAINS),
    _by_year(_SUBDOMAINS),
    of_figures(
        Publication(
            "homelessness",
            "Homelessness and temporary accommodation",
            "Ministry of Housing, Communities and Local Government",
            caveat="Added to its source in May 2024. Two councils show one value in both columns.",
        ),
        f"{FOLDER}/england_homelessness.csv",
        indicators=tuple(_single(code, name, unit, "Housing") for code, name, unit in _HOMELESS.values()),
        rows=wide(
            key="ltla23_code",
            kinds=ANY_COUNCIL,
            columns={column: said[0] for column, said in _HOMELESS.items()},
            span=ABOUT_2023,
        ),
    ),
    of_figures(
        Publication(
            "crime-severity", "Crime severity score", ONS, caveat="Added to its source in May 2024, without its year."
        ),
        f"{FOLDER}/england_crime_severity.csv",
        indicators=(
            _single("crime-severity-score", "Crime severity", "score", "Crime", "Crimes weighed by their severity."),
        ),
        rows=wide(
            key="ltla23_code",
            kinds=ANY_COUNCIL,
            columns={"crime_severity_score": "crime-severity-score"},
            span=ABOUT_2023,
            none=frozenset({"", "NA", ":"}),
        ),
    ),
    of_figures(
        Publication("patients-per-gp", "Patients per GP", "NHS England"),
        f"{FOLDER}/england_underdoctored_areas.csv",
        indicators=(PATIENTS,),
        rows=_patients,
    ),
)
