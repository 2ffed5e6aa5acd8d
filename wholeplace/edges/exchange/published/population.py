"""Population: mid-2020 by single year of age for small areas and councils, and the census of 2021 by sex and age."""

from collections.abc import Callable, Iterator
from datetime import date

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.analyse.indicators.rules.periods import one_day
from wholeplace.edges.exchange.published.areas import ONS
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of
from wholeplace.together.places.rules.kinds import AreaKind

MID_2020 = one_day(date(2020, 6, 30), label="mid-2020")
CENSUS = one_day(date(2021, 3, 21), label="March 2021")
AGES = (*(str(age) for age in range(90)), "90+")
SUBJECT = "Population"
REVISED = "Estimated before the census of 2021, and revised after it."

RESIDENTS = IndicatorGiven(
    code="population-mid-2020",
    name="Population, mid-2020 estimate",
    subject=SUBJECT,
    definition=f"People usually living in the area at the middle of 2020. {REVISED}",
    unit="people",
    value_type=ValueType.COUNT,
    decimals=0,
    counts_residents=True,
)
BY_AGE = IndicatorGiven(
    code="population-mid-2020-by-age",
    name="Population by single year of age, mid-2020 estimate",
    subject=SUBJECT,
    definition=f"People usually living in the area at the middle of 2020, by year of age. {REVISED}",
    unit="people",
    value_type=ValueType.COUNT,
    decimals=0,
)
CENSUS_RESIDENTS = IndicatorGiven(
    code="population-census-2021",
    name="Population, census of 2021",
    subject=SUBJECT,
    definition="People usually living in the area on the day of the census of 2021.",
    unit="people",
    value_type=ValueType.COUNT,
    decimals=0,
    counts_residents=True,
)


def _mid_2020(code: str, kinds: tuple[AreaKind, ...]) -> Callable[[SourceFile, Work], Iterator[Outcome[FigureGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        for line in lines_of(file, columns=[code, "total_population", *AGES]):
            area = area_of(line.number, line[code], kinds, work, field=code)
            yield _row(line, area) if isinstance(area, int) else area

    return rows


def _row(line: Line, area: int) -> Outcome[FigureGiven]:
    """The whole population and each year of age. They must add up, or the row is refused."""
    counts: dict[str, float] = {}
    for column in ("total_population", *AGES):
        try:
            found = number_of(line[column], none=())
        except Unreadable as fault:
            return rejected(line.number, column, str(fault), line[column])
        counts[column] = found or 0.0
    whole = counts.pop("total_population")
    if sum(counts.values()) != whole:
        reason = f"The years of age add up to {sum(counts.values()):,.0f}, not to the total."
        return rejected(line.number, "total_population", reason, line["total_population"])
    by_age = (FigureGiven(BY_AGE.code, area, MID_2020, count, age=age) for age, count in counts.items())
    return Row(line.number, (FigureGiven(RESIDENTS.code, area, MID_2020, whole), *by_age))


_SEXES = {"total_females": Sex.FEMALE, "total_males": Sex.MALE}


def _census(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
    """Everybody and either sex. The broad ages are left out: they do not add up to the whole, and are not defined."""
    for line in lines_of(file, columns=["ltla21_code", "total_population", *_SEXES]):
        area = area_of(line.number, line["ltla21_code"], ANY_COUNCIL, work, field="ltla21_code")
        if not isinstance(area, int):
            yield area
            continue
        try:
            counts = {column: number_of(line[column], none=()) for column in ("total_population", *_SEXES)}
        except Unreadable as fault:
            yield rejected(line.number, "total_population", str(fault))
            continue
        whole = counts.pop("total_population")
        if sum(count or 0.0 for count in counts.values()) != whole:
            yield rejected(line.number, "total_population", "Females and males do not add up to everybody.")
            continue
        either = (
            FigureGiven(CENSUS_RESIDENTS.code, area, CENSUS, count, sex=_SEXES[column])
            for column, count in counts.items()
        )
        yield Row(line.number, (FigureGiven(CENSUS_RESIDENTS.code, area, CENSUS, whole), *either))


CENSUS_2021 = Publication("census-2021", "Census 2021", ONS)
MID_2020_ESTIMATES = Publication("population-mid-2020", "Population estimates, mid-2020", ONS, caveat=REVISED)

IMPORTERS: tuple[Importer, ...] = (
    of_figures(
        Publication(
            "population-mid-2020-lsoa",
            "Small area population estimates, mid-2020",
            ONS,
            caveat=REVISED,
            indicators_of=MID_2020_ESTIMATES,
        ),
        "needs/population/population_mid2020_lsoa11_single_year_age.csv",
        indicators=(RESIDENTS, BY_AGE),
        rows=_mid_2020("lsoa11_code", (AreaKind.LSOA_2011,)),
    ),
    of_figures(
        Publication(
            "population-mid-2020-council",
            "Council population estimates, mid-2020",
            ONS,
            caveat=REVISED,
            indicators_of=MID_2020_ESTIMATES,
        ),
        "needs/population/population_mid2020_ltla21_single_year_age.csv",
        indicators=(RESIDENTS, BY_AGE),
        rows=_mid_2020("ltla21_code", ANY_COUNCIL),
    ),
    of_figures(
        Publication(
            "population-census-2021-council",
            "Census 2021: age and sex of councils",
            ONS,
            caveat="The broad ages of this copy do not add up to its totals, so only the totals are taken in.",
            indicators_of=CENSUS_2021,
        ),
        "needs/population/census2021_age_gender_ltla21.csv",
        indicators=(CENSUS_RESIDENTS,),
        rows=_census,
    ),
)
