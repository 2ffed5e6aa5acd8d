"""A small invented map with figures, taken in through the actions: two cities, one with small areas, in a country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tests.factories.worlds import TODAY
from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven, SourceGiven, load_values
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.ground.access.actor import BOOTSTRAP, Actor
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.intake.book import File, OpenBatch
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.places.actions import (
    AreaGiven,
    BoundaryGiven,
    LookUpGiven,
    NeighbourGiven,
    load_areas,
    load_boundaries,
    load_lookups,
    load_neighbours,
)
from wholeplace.together.places.queries import numbers
from wholeplace.together.places.rules.kinds import AreaKind, Method
from wholeplace.together.places.rules.rings import shape_of

K = AreaKind
AREAS = (
    AreaGiven(K.COUNTRY, "X92000001", "Albany"),
    AreaGiven(K.REGION, "X12000001", "The Vales"),
    AreaGiven(K.METROPOLITAN, "X08000001", "Marlbridge"),
    AreaGiven(K.METROPOLITAN, "X08000002", "Étretham"),
    AreaGiven(K.WARD, "X05000001", "Abbey"),
    AreaGiven(K.WARD, "X05000002", "Mill"),
    AreaGiven(K.LSOA_2011, "X01000001", "Marlbridge 001A"),
    AreaGiven(K.LSOA_2011, "X01000002", "Marlbridge 001B"),
    AreaGiven(K.LSOA_2021, "X01000001", "Marlbridge 001A"),
    AreaGiven(K.LSOA_2021, "X01000003", "Marlbridge 001C"),
    AreaGiven(K.LSOA_2021, "X01000004", "Marlbridge 001D"),
)
CITY, OTHER_CITY, COUNTRY = (K.METROPOLITAN, "X08000001"), (K.METROPOLITAN, "X08000002"), (K.COUNTRY, "X92000001")
OLD_A, OLD_B = (K.LSOA_2011, "X01000001"), (K.LSOA_2011, "X01000002")
NEW_A, NEW_C, NEW_D = (K.LSOA_2021, "X01000001"), (K.LSOA_2021, "X01000003"), (K.LSOA_2021, "X01000004")
ABBEY, MILL = (K.WARD, "X05000001"), (K.WARD, "X05000002")
LOOK_UPS = (
    (CITY, (K.REGION, "X12000001"), Method.NESTED, 1.0),
    (CITY, COUNTRY, Method.NESTED, 1.0),
    (OTHER_CITY, COUNTRY, Method.NESTED, 1.0),
    (ABBEY, CITY, Method.NESTED, 1.0),
    (MILL, CITY, Method.NESTED, 1.0),
    (OLD_A, CITY, Method.BEST_FIT, 1.0),
    (OLD_B, CITY, Method.BEST_FIT, 1.0),
    (NEW_A, CITY, Method.NESTED, 1.0),
    (NEW_C, CITY, Method.NESTED, 1.0),
    (NEW_D, CITY, Method.NESTED, 1.0),
    (OLD_A, NEW_A, Method.NESTED, 1.0),
    (OLD_B, NEW_C, Method.POPULATION, 0.75),
    (OLD_B, NEW_D, Method.POPULATION, 0.25),
    (NEW_A, ABBEY, Method.BEST_FIT, 1.0),
    (NEW_C, ABBEY, Method.BEST_FIT, 1.0),
    (NEW_D, MILL, Method.BEST_FIT, 1.0),
)
MODEL = "Invented neighbours"
SOURCE = SourceGiven("marlbridge-figures", "Marlbridge Observatory", "Figures of Marlbridge", "Invented for tests")


def file(source: str = "invented", *, content: str = "1", name: str = "") -> File:
    """A file that holds invented facts. Another content is another file."""
    return File(
        source=source,
        title=f"Invented {source}",
        publisher="Marlbridge Observatory",
        licence="Invented for tests",
        name=name or f"invented/{source}.csv",
        sha256=content * 64,
        mapping="1",
    )


def rows(given: Iterable[object], *, first: int = 2) -> list[Row]:
    """One row for each record, below a heading."""
    return [Row(number, (one,)) for number, one in enumerate(given, start=first)]


def take_in_areas(*, by: Actor = BOOTSTRAP, on: date = TODAY) -> OpenBatch:
    """The invented areas."""
    return load_areas(file=file("areas"), rows=rows(AREAS), by=by, on=on)


@dataclass(frozen=True)
class InventedMap:
    """The numbers of the invented areas by kind and code."""

    numbers: dict[tuple[AreaKind, str], int]

    def __getitem__(self, area: tuple[AreaKind, str]) -> int:
        """The number of an area."""
        return self.numbers[area]


def known(actor: Actor = BOOTSTRAP) -> InventedMap:
    """The numbers of what was taken in."""
    with speaking_for(actor):
        return InventedMap(numbers(kinds=list(AreaKind), seen_by=actor))


def square(west: float, south: float) -> dict[str, object]:
    """A square of a tenth of a degree."""
    east, north = west + 0.1, south + 0.1
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def build_map() -> InventedMap:
    """Areas with look-ups, boundaries and neighbours."""
    take_in_areas()
    areas = known()
    look_ups = [LookUpGiven(areas[of], areas[to], method, weight) for of, to, method, weight in LOOK_UPS]
    load_lookups(file=file("look-ups"), rows=rows(look_ups), by=BOOTSTRAP, on=TODAY)
    drawn = [
        BoundaryGiven(areas[area], vintage, shape_of(square(-1.0 + place * 0.1, 53.0)))
        for place, (area, vintage) in enumerate(
            ((OLD_A, "2011"), (OLD_B, "2011"), (NEW_A, "2021"), (NEW_C, "2021"), (NEW_D, "2021"))
        )
    ]
    load_boundaries(file=file("boundaries"), rows=rows(drawn), by=BOOTSTRAP, on=TODAY)
    beside = [NeighbourGiven(areas[CITY], areas[OTHER_CITY], MODEL)]
    load_neighbours(file=file("neighbours"), rows=rows(beside), by=BOOTSTRAP, on=TODAY)
    return areas


SMOKERS = IndicatorGiven(
    code="marlbridge-smokers",
    name="Adults who smoke",
    subject="Public health",
    definition="Adults who smoke, of all adults.",
    unit="% of adults",
    value_type=ValueType.PROPORTION,
    polarity=Polarity.LOW_IS_GOOD,
    multiplier=100.0,
    interval_method="Wilson",
)
RESIDENTS = IndicatorGiven(
    code="marlbridge-residents",
    name="Residents",
    subject="Population",
    definition="People who live in the area.",
    unit="people",
    value_type=ValueType.COUNT,
    decimals=0,
    counts_residents=True,
)
TENTH = IndicatorGiven(
    code="imd-2019-decile",
    name="Index of Multiple Deprivation, tenth (2019)",
    subject="Deprivation",
    definition="The tenth of the country that the small area is in.",
    unit="tenth: 1 is the most deprived",
    value_type=ValueType.DECILE,
    polarity=Polarity.HIGH_IS_GOOD,
    decimals=0,
)
SCORE = IndicatorGiven(
    code="marlbridge-score",
    name="Score of need",
    subject="Deprivation",
    definition="A score of need: higher is more.",
    unit="score: higher is more need",
    value_type=ValueType.SCORE,
    polarity=Polarity.LOW_IS_GOOD,
)
CARE = IndicatorGiven(
    code="marlbridge-care-cost",
    name="Unit cost of a week of care",
    subject="Unit costs",
    definition="Gross cost of a week of care.",
    unit="£ a week",
    value_type=ValueType.UNIT_COST,
    decimals=0,
    like_for_like="One age group, one year.",
)
EVERY = (SMOKERS, RESIDENTS, TENTH, SCORE, CARE)


def load_figures(
    figures: Sequence[FigureGiven],
    *,
    content: str = "1",
    indicators: Sequence[IndicatorGiven] = EVERY,
    by: Actor = BOOTSTRAP,
    on: date = TODAY,
) -> OpenBatch:
    """Take in invented figures, one a row."""
    return load_values(
        file=file("figures", content=content),
        source=SOURCE,
        indicators=indicators,
        rows=rows(figures),
        by=by,
        on=on,
    )
