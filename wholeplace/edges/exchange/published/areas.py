"""Areas: councils and what is above them, police and NHS footprints everywhere; wards and small areas of the places."""

from collections.abc import Iterator

from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    Importer,
    Publication,
    Work,
    of_areas,
)
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of, tree_of
from wholeplace.together.places.actions import AreaGiven
from wholeplace.together.places.rules.kinds import AreaKind, kind_of_code

ONS = "Office for National Statistics"
_LEVELS = (("UTLACD", "UTLANM"), ("CAUTHCD", "CAUTHNM"), ("RGNCD", "RGNNM"), ("CTRYCD", "CTRYNM"))


def _councils(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    """Every lower-tier council since 2011 with what is above it."""
    columns = ["LADCD", "LADNM", "Current", *(name for level in _LEVELS for name in level)]
    for line in lines_of(file, columns=columns):
        kind = kind_of_code(line["LADCD"])
        if kind is None:
            yield rejected(line.number, "LADCD", "Not the code of a council.", line["LADCD"])
            continue
        given = [AreaGiven(kind, line["LADCD"], line["LADNM"], is_current=line["Current"] == "TRUE")]
        if line["Current"] == "TRUE":
            given += (one for one in _above(line, _LEVELS) if one.code != line["LADCD"])
        yield Row(line.number, tuple(given))


def _upper_tier(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    for line in lines_of(file, columns=[name for level in _LEVELS for name in level]):
        yield Row(line.number, tuple(_above(line, _LEVELS)))


def _above(line: Line, levels: tuple[tuple[str, str], ...]) -> list[AreaGiven]:
    found = []
    for code, name in levels:
        kind = kind_of_code(line[code])
        if kind is not None:
            found.append(AreaGiven(kind, line[code], line[name]))
    return found


def _closed_councils(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    """Councils that the list of councils leaves out. Where that list is there, they have ended."""
    listed = bool(work.cards([AreaKind.UNITARY]))
    for line in lines_of(file, columns=["org_id", "name", "gss_code", "area_name", "active"]):
        kind = kind_of_code(line["gss_code"])
        if kind is None or not line["area_name"] or work.first([kind], line["gss_code"]) is not None:
            yield Row(line.number, ())
            continue
        current = line["active"] == "TRUE" and not listed
        yield Row(line.number, (AreaGiven(kind, line["gss_code"], line["area_name"], is_current=current),))


def _small_areas(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    columns = ["lsoa11_code", "lsoa11_name", "lsoa21_code", "lsoa21_name", "ltla22_code"]
    for line in lines_of(file, columns=columns):
        if line["ltla22_code"] not in work.councils:
            yield Elsewhere(line.number)
            continue
        yield Row(
            line.number,
            (
                AreaGiven(AreaKind.LSOA_2011, line["lsoa11_code"], line["lsoa11_name"]),
                AreaGiven(AreaKind.LSOA_2021, line["lsoa21_code"], line["lsoa21_name"]),
            ),
        )


def _settings(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    """Whether a small area is urban or rural, in the words of the classification."""
    known = {card.code: card for card in work.cards([AreaKind.LSOA_2021]).values()}
    for line in lines_of(file, columns=["lsoa21_code", "classification"]):
        card = known.get(line["lsoa21_code"])
        if card is None:
            yield Elsewhere(line.number)
            continue
        yield Row(line.number, (AreaGiven(card.kind, card.code, card.name, setting=line["classification"][:80]),))


def _neighbourhoods(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    for line in lines_of(file, columns=["MSOACD", "MSOANM", "MSOAHCLNM", "LADCD_ACTIVE", "MSOA11CD", "MSOA21CD"]):
        if line["LADCD_ACTIVE"] not in work.councils:
            yield Elsewhere(line.number)
            continue
        vintages = ((AreaKind.MSOA_2011, line["MSOA11CD"]), (AreaKind.MSOA_2021, line["MSOA21CD"]))
        yield Row(
            line.number,
            tuple(
                AreaGiven(kind, code, line["MSOANM"], also_known_as=line["MSOAHCLNM"])
                for kind, code in vintages
                if code
            ),
        )


def _wards(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    for line in lines_of(file, columns=["ward24_code", "ward24_name", "ltla24_code"]):
        if line["ltla24_code"] not in work.councils:
            yield Elsewhere(line.number)
        elif work.number(AreaKind.WARD, line["ward24_code"]) is not None:
            yield Row(line.number, ())
        else:
            yield Row(line.number, (AreaGiven(AreaKind.WARD, line["ward24_code"], line["ward24_name"]),))


def _wards_drawn(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    """The wards of 2025, with their centres."""
    for number, feature in enumerate(tree_of(file)["features"], start=1):
        said = feature["properties"]
        if said["LAD25CD"] not in work.councils:
            yield Elsewhere(number)
            continue
        yield Row(
            number,
            (AreaGiven(AreaKind.WARD, said["WD25CD"], said["WD25NM"], longitude=said["LONG"], latitude=said["LAT"]),),
        )


def _health(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    """Integrated care boards and their parts, everywhere."""
    columns = ["lsoa21_code", "sicbl24_code", "sicbl24_name", "icb24_code", "icb24_name"]
    for line in lines_of(file, columns=columns):
        yield Row(
            line.number,
            (
                AreaGiven(AreaKind.ICB, line["icb24_code"], line["icb24_name"]),
                AreaGiven(AreaKind.SUB_ICB, line["sicbl24_code"], line["sicbl24_name"]),
            ),
        )


def _police(file: SourceFile, work: Work) -> Iterator[Outcome[AreaGiven]]:
    for line in lines_of(file, columns=["csp24_code", "csp24_name", "pfa24_code", "pfa24_name"]):
        yield Row(
            line.number,
            (
                AreaGiven(AreaKind.POLICE_FORCE, line["pfa24_code"], line["pfa24_name"]),
                AreaGiven(AreaKind.SAFETY_PARTNERSHIP, line["csp24_code"], line["csp24_name"]),
            ),
        )


def _ons(source: str, title: str) -> Publication:
    return Publication(source, title, ONS)


IMPORTERS: tuple[Importer, ...] = (
    of_areas(
        _ons("councils", "Councils since 2011, with upper tier, combined authority and region"),
        "geography/la_all_codes.csv",
        rows=_councils,
    ),
    of_areas(_ons("upper-tier", "Upper-tier councils"), "geography/utla_all_codes.csv", rows=_upper_tier),
    of_areas(
        Publication("council-register", "Register of councils and their codes", "org-id.guide and ONS"),
        "geography/la_orgid_to_gss.csv",
        rows=_closed_councils,
    ),
    of_areas(
        _ons("health-areas", "Integrated care boards and sub-ICB locations, 2024"),
        "geography/lookups/lsoa21_sicbl24_icb24.csv",
        rows=_health,
    ),
    of_areas(
        _ons("police-areas", "Community safety partnerships and police force areas, 2024"),
        "geography/lookups/ltla24_csp24_pfa24.csv",
        rows=_police,
    ),
)

IN_DETAIL: tuple[Importer, ...] = (
    of_areas(
        _ons("small-areas", "Small areas (LSOA) of 2011 and 2021"),
        "geography/lookups/lsoa11_lsoa21_ltla22.csv",
        rows=_small_areas,
    ),
    of_areas(
        _ons("small-area-settings", "Rural-urban classification of small areas, 2021"),
        "geography/lookups/ruc21_lsoa21.csv",
        rows=_settings,
    ),
    of_areas(
        Publication(
            "neighbourhoods",
            "Neighbourhoods (MSOA) of 2011 and 2021, with names by the House of Commons Library",
            "Office for National Statistics; House of Commons Library",
            licence="Open Government Licence v3.0; names Open Parliament Licence",
        ),
        "geography/msoa_la.csv",
        rows=_neighbourhoods,
    ),
    of_areas(
        _ons("wards-2025", "Wards, 2025"),
        "geography/boundaries/ward/*.geojson",
        rows=_wards_drawn,
    ),
    of_areas(_ons("wards-2024", "Wards, 2024"), "geography/lookups/lsoa21_ward24_ltla24.csv", rows=_wards),
)

__all__ = ["ANY_COUNCIL", "IMPORTERS", "IN_DETAIL", "ONS"]
