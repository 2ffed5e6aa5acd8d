"""Boundaries: small areas, neighbourhoods and wards of the places; councils and NHS footprints everywhere."""

from collections.abc import Callable, Iterator, Sequence

from wholeplace.edges.exchange.published.areas import ONS
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    Importer,
    Publication,
    Work,
    area_of,
    of_boundaries,
)
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Row, rejected
from wholeplace.ground.intake.reading import SourceFile, tree_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.actions import BoundaryGiven
from wholeplace.together.places.rules.kinds import AreaKind
from wholeplace.together.places.rules.rings import NotAShape, shape_of

LICENCE = "Open Government Licence v3.0; contains OS data © Crown copyright and database right"


def _drawn(
    *, key: str, kinds: Sequence[AreaKind], vintage: str
) -> Callable[[SourceFile, Work], Iterator[Outcome[BoundaryGiven]]]:
    """How the features of a file are read: the property that holds the code, and the kinds it can be."""

    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[BoundaryGiven]]:
        for number, feature in enumerate(_features(file), start=1):
            code = str(feature.get("properties", {}).get(key, ""))
            area = area_of(number, code, kinds, work, field=key)
            if not isinstance(area, int):
                yield area
                continue
            try:
                shape = shape_of(feature.get("geometry"))
            except NotAShape as fault:
                yield rejected(number, "geometry", str(fault), code)
                continue
            yield Row(number, (BoundaryGiven(area, vintage, shape),))

    return rows


def _features(file: SourceFile) -> list[dict[str, dict[str, object]]]:
    tree = tree_of(file)
    if not isinstance(tree, dict) or not isinstance(tree.get("features"), list):
        raise FileRefused(f"{file.name}: not a GeoJSON FeatureCollection.")
    features: list[dict[str, dict[str, object]]] = tree["features"]
    return features


def _about(source: str, title: str) -> Publication:
    return Publication(source, title, ONS, licence=LICENCE)


IMPORTERS: tuple[Importer, ...] = (
    of_boundaries(
        _about("boundaries-lsoa-2011", "Boundaries of small areas, 2011"),
        "geography/boundaries/lsoa11/*.geojson",
        rows=_drawn(key="LSOA11CD", kinds=(AreaKind.LSOA_2011,), vintage="2011"),
    ),
    of_boundaries(
        _about("boundaries-lsoa-2021", "Boundaries of small areas, 2021"),
        "geography/boundaries/lsoa/*.geojson",
        rows=_drawn(key="LSOA21CD", kinds=(AreaKind.LSOA_2021,), vintage="2021"),
    ),
    of_boundaries(
        _about("boundaries-msoa-2021", "Boundaries of neighbourhoods, 2021"),
        "geography/boundaries/msoa/*.geojson",
        rows=_drawn(key="MSOA21CD", kinds=(AreaKind.MSOA_2021,), vintage="2021"),
    ),
    of_boundaries(
        _about("boundaries-ward-2025", "Boundaries of wards, 2025"),
        "geography/boundaries/ward/*.geojson",
        rows=_drawn(key="WD25CD", kinds=(AreaKind.WARD,), vintage="2025"),
    ),
    of_boundaries(
        _about("boundaries-icb-2023", "Boundaries of integrated care boards, April 2023"),
        "geography/boundaries/icb/icb-april-2023-bsc.geojson",
        rows=_drawn(key="ICB23CD", kinds=(AreaKind.ICB,), vintage="2023-04"),
    ),
    of_boundaries(
        _about("boundaries-sub-icb-2023", "Boundaries of sub-ICB locations, April 2023"),
        "geography/boundaries/icb/sub-icb-april-2023-bsc.geojson",
        rows=_drawn(key="SICBL23CD", kinds=(AreaKind.SUB_ICB,), vintage="2023-04"),
    ),
    of_boundaries(
        _about("boundaries-utla-2023", "Boundaries of counties and unitary authorities, December 2023"),
        "geography/boundaries/utla/counties-unitaries-december-2023-bsc.geojson",
        rows=_drawn(key="CTYUA23CD", kinds=ANY_COUNCIL, vintage="2023-12"),
    ),
)
