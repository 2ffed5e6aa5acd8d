"""Adult social care by council: seven measures over years; care homes and satisfaction for one and its peers."""

import re
from collections.abc import Callable, Iterator

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.periods import Span, Unclear, span_of
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    COUNCIL_OR_COUNTRY,
    UNCLEAR,
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.names import CouncilNames
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of
from wholeplace.together.places.rules.kinds import UPPER_TIER

FOLDER = "needs/adult-social-care"
SUBJECT = "Adult social care"
_PERCENT = (ValueType.PROPORTION, "%", 100.0)
# Measure, unit and direction by the code that Oflog gives.
_OFLOG = {
    "ASC1": ("Quality of life of carers", ValueType.MEAN, "score from 0 to 12", 1.0, Polarity.HIGH_IS_GOOD, 1),
    "ASC2": ("Quality of life of people who use services", ValueType.MEAN, "score", 1.0, Polarity.HIGH_IS_GOOD, 3),
    "ASC3": ("People who use services who find information easily", *_PERCENT, Polarity.HIGH_IS_GOOD, 1),
    "ASC4": ("Carers who find information easily", *_PERCENT, Polarity.HIGH_IS_GOOD, 1),
    "ASC5": ("No long-term care needed after short-term services", *_PERCENT, Polarity.HIGH_IS_GOOD, 1),
    "ASC6": (
        "Requests for support that led to a service", ValueType.OTHER_RATE, "per 100,000 people", 100_000.0,
        Polarity.NO_JUDGEMENT, 0,
    ),
    "ASC7": ("Turnover of the workforce", *_PERCENT, Polarity.LOW_IS_GOOD, 1),
}  # fmt: skip


def _oflog_indicators() -> tuple[IndicatorGiven, ...]:
    return tuple(
        IndicatorGiven(
            code=f"oflog-{code.lower()}",
            name=name,
            subject=SUBJECT,
            definition=f"{name}: measure {code} of the Office for Local Government, by financial year.",
            unit=unit,
            value_type=value_type,
            polarity=polarity,
            multiplier=multiplier,
            decimals=decimals,
        )
        for code, (name, value_type, unit, multiplier, polarity, decimals) in _OFLOG.items()
    )


def _oflog(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """The median that the file gives is of the same councils, and is worked out again where it is shown."""
    for line in lines_of(file, columns=["Financial year", "Local authority code", "Measure", "Code", "Value"]):
        area = area_of(line.number, line["Local authority code"], ANY_COUNCIL, work, field="Local authority code")
        if not isinstance(area, int):
            yield area
        elif line["Code"] not in _OFLOG:
            yield rejected(line.number, "Code", "Not a measure that this set is known to hold.", line["Code"])
        else:
            yield _figure(line, f"oflog-{line['Code'].lower()}", area, line["Financial year"], "Value")


def _figure(line: Line, code: str, area: int, period: str, column: str) -> Outcome[FigureGiven]:
    try:
        span, value = span_of(period), number_of(line[column])
    except Unclear as fault:
        return rejected(line.number, "period", str(fault), period)
    except Unreadable as fault:
        return rejected(line.number, column, str(fault), line[column])
    note = "" if value is not None else "No value published."
    return Row(line.number, (FigureGiven(code, area, span, value, note=note),))


# --- One council and its peers ------------------------------------------------------------------------------

_PEERS = {
    "admissions_care_homes_65p": IndicatorGiven(
        code="ascof-care-home-admissions-65",
        name="Permanent admissions to care homes, aged 65 and over",
        subject=SUBJECT,
        definition="Permanent admissions to residential and nursing care for each 100,000 people aged 65 and over.",
        unit="per 100,000 people aged 65 and over",
        value_type=ValueType.OTHER_RATE,
        polarity=Polarity.LOW_IS_GOOD,
        multiplier=100_000.0,
    ),
    "care_homes_rating": IndicatorGiven(
        code="cqc-care-homes-good-or-outstanding",
        name="Care homes rated good or outstanding",
        subject=SUBJECT,
        definition="The share of care homes that the Care Quality Commission rates good or outstanding overall.",
        unit="% of care homes",
        value_type=ValueType.PROPORTION,
        polarity=Polarity.HIGH_IS_GOOD,
        multiplier=100.0,
    ),
    "social_care_satisfaction": IndicatorGiven(
        code="ascof-satisfaction",
        name="People who use services who are satisfied with their care and support",
        subject=SUBJECT,
        definition="The share of people using adult social care who are extremely or very satisfied with it.",
        unit="% of people who use services",
        value_type=ValueType.PROPORTION,
        polarity=Polarity.HIGH_IS_GOOD,
        multiplier=100.0,
    ),
}


def _of_peers(indicator: IndicatorGiven) -> Callable[[SourceFile, Work], Iterator[Outcome[FigureGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        for line in lines_of(file, columns=["area_code", "period", "indicator", "value"]):
            area = area_of(line.number, line["area_code"], COUNCIL_OR_COUNTRY, work, field="area_code")
            yield _figure(line, indicator.code, area, line["period"], "value") if isinstance(area, int) else area

    return rows


# --- In-house residential care ------------------------------------------------------------------------------

IN_HOUSE = IndicatorGiven(
    code="asc-residential-care-in-house",
    name="Residential care provided by the council itself",
    subject=SUBJECT,
    definition="The share of residential care activity that councils provided in house, as researchers harmonised it.",
    unit="% of residential care activity",
    value_type=ValueType.PROPORTION,
    multiplier=100.0,
)
_NUMBERED = re.compile(r"^[0-9]{3} +")
_OLD_NAMES = {
    "DURHAM": "County Durham",
    "MEDWAY TOWNS": "Medway",
    "BATH AND SOMERSET": "Bath and North East Somerset",
}


def _in_house(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """Councils are named in capitals, in some years behind a number of three digits."""
    names = CouncilNames(work, UPPER_TIER)
    columns = ["percent_sector", "DH_GEOGRAPHY_NAME", "ActivityProvision", "ITEMVALUE", "year"]
    for line in lines_of(file, columns=columns):
        name = _NUMBERED.sub("", line["DH_GEOGRAPHY_NAME"])
        area = names.number(_OLD_NAMES.get(name, name))
        if area is None or line["ActivityProvision"] != "In House":
            reason = "No one council of this tier has this name; a code would tell."
            yield rejected(line.number, "DH_GEOGRAPHY_NAME", reason, name)
            continue
        try:
            share, activity = number_of(line["percent_sector"]), number_of(line["ITEMVALUE"])
            span: Span = span_of(line["year"])
        except (Unreadable, Unclear) as fault:
            yield rejected(line.number, "percent_sector", str(fault), line["percent_sector"])
            continue
        note = "" if share is not None else "Suppressed or not published."
        yield Row(line.number, (FigureGiven(IN_HOUSE.code, area, span, share, numerator=activity, note=note),))


IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        Publication(
            "oflog-adult-social-care",
            "Adult social care measures by council",
            "Office for Local Government; NHS England; Skills for Care",
            licence=UNCLEAR,
        ),
        f"{FOLDER}/oflog-adult-social-care-by-la.csv",
        indicators=_oflog_indicators(),
        rows=_oflog,
    ),
    *(
        of_figures(
            Publication(
                f"trafford-{name.replace('_', '-')}",
                f"{indicator.name}, for Trafford and its peers",
                "NHS England; Care Quality Commission; Trafford Data Lab",
                caveat="Sixteen councils like Trafford and England only.",
            ),
            f"{FOLDER}/trafford-peer-{name}.csv",
            indicators=(indicator,),
            rows=_of_peers(indicator),
        )
        for name, indicator in _PEERS.items()
    ),
    of_figures(
        Publication(
            "asc-activity-harmonised",
            "Residential care by provider sector, 2001 to 2023",
            "Goodair and others; NHS England",
            licence="Not stated",
            caveat="Harmonised by researchers. Councils are given by name; one year is without names.",
        ),
        f"{FOLDER}/asc-activity-harmonised.csv",
        indicators=(IN_HOUSE,),
        rows=_in_house,
    ),
)
