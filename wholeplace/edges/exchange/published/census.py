"""The census of 2021 by small area: ethnic group, disability, deprivation of households, tenure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.edges.exchange.published.areas import ONS
from wholeplace.edges.exchange.published.importer import (
    Importer,
    Publication,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.edges.exchange.published.population import CENSUS, CENSUS_2021, CENSUS_RESIDENTS
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.intake.reading import SourceFile, lines_of
from wholeplace.together.places.rules.kinds import AreaKind

CONTROLLED = "Counts carry the census's disclosure control, so small ones may not add up."


@dataclass(frozen=True)
class Topic:
    """A topic of the census: the column of its categories, of its whole, and the indicator of its shares."""

    code: str
    name: str
    category: str
    whole: str
    of: str
    residents: bool = False
    headline: str = ""
    headline_name: str = ""

    @property
    def indicators(self) -> tuple[IndicatorGiven, ...]:
        """The shares of each category, and the one that stands for the topic."""
        shares = self._indicator(self.code, self.name, f"{self.name}: the share of {self.of} in each category.")
        found = [shares]
        if self.headline:
            words = f"{self.headline_name}: the share of {self.of}, census of 2021."
            found.append(self._indicator(f"{self.code}-headline", self.headline_name, words))
        return (*found, *((CENSUS_RESIDENTS,) if self.residents else ()))

    def _indicator(self, code: str, name: str, definition: str) -> IndicatorGiven:
        return IndicatorGiven(
            code=code,
            name=f"{name} (census 2021)",
            subject="Census 2021",
            definition=f"{definition} {CONTROLLED}",
            unit=f"% of {self.of}",
            value_type=ValueType.PROPORTION,
            polarity=Polarity.NO_JUDGEMENT,
            multiplier=100.0,
        )


TOPICS = {
    "ethnicity21_lsoa21": Topic(
        "census-2021-ethnic-group", "Ethnic group", "ethnic_group", "total_residents", "residents"
    ),
    "disability21_lsoa21_ew": Topic(
        "census-2021-disability",
        "Disability under the Equality Act",
        "disability",
        "total_residents",
        "residents",
        residents=True,
        headline="Disabled under the Equality Act",
        headline_name="Disabled under the Equality Act",
    ),
    "household_deprivation21_lsoa21": Topic(
        "census-2021-household-deprivation",
        "Household deprivation",
        "deprivation_dimensions",
        "total_households",
        "households",
        headline="Household is not deprived in any dimension",
        headline_name="Households not deprived in any dimension",
    ),
    "household_tenure21_lsoa21": Topic(
        "census-2021-tenure", "How households hold their home", "tenure", "total_households", "households"
    ),
}


def _rows(topic: Topic) -> Callable[[SourceFile, Work], Iterator[Outcome[FigureGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        seen: set[int] = set()
        for line in lines_of(file, columns=["lsoa21_code", topic.category, topic.whole, "n"]):
            area = area_of(line.number, line["lsoa21_code"], (AreaKind.LSOA_2021,), work, field="lsoa21_code")
            if not isinstance(area, int):
                yield area
                continue
            try:
                part, whole = number_of(line["n"], none=()), number_of(line[topic.whole], none=())
            except Unreadable as fault:
                yield rejected(line.number, "n", str(fault), line["n"])
                continue
            given = _given(topic, area, line[topic.category], part or 0.0, whole or 0.0)
            if topic.residents and area not in seen:
                seen.add(area)
                given.append(FigureGiven(CENSUS_RESIDENTS.code, area, CENSUS, whole))
            yield Row(line.number, tuple(given))

    return rows


def _given(topic: Topic, area: int, category: str, part: float, whole: float) -> list[FigureGiven]:
    share = part / whole * 100 if whole else None
    note = "" if whole else "There is nobody to count among."
    found = [
        FigureGiven(
            topic.code, area, CENSUS, share, numerator=part, denominator=whole, category=category[:120], note=note
        )
    ]
    if category == topic.headline:
        code = f"{topic.code}-headline"
        found.append(FigureGiven(code, area, CENSUS, share, numerator=part, denominator=whole, note=note))
    return found


IMPORTERS: tuple[Importer, ...] = tuple(
    of_figures(
        Publication(
            topic.code, f"Census 2021: {topic.name.lower()}", ONS, caveat=CONTROLLED, indicators_of=CENSUS_2021
        ),
        f"needs/census2021/{name}.csv",
        indicators=topic.indicators,
        rows=_rows(topic),
    )
    for name, topic in TOPICS.items()
)
