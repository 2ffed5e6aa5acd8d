"""Look-ups: what lies within what, and how small areas of 2011 became those of 2021."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wholeplace.edges.exchange.published.areas import ONS
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    Importer,
    Publication,
    Work,
    of_look_ups,
)
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of, tree_of
from wholeplace.together.places.actions import LookUpGiven
from wholeplace.together.places.rules.bridging import population_shares
from wholeplace.together.places.rules.kinds import AreaKind, Method, kind_of_code

RESIDENTS = "needs/census2021/disability21_lsoa21_ew.csv"


def _above_councils(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    """A council lies in its county, combined authority, region and country; one that ended became another."""
    columns = ["LADCD", "LADCD_ACTIVE", "UTLACD", "CAUTHCD", "RGNCD", "CTRYCD", "Current"]
    for line in lines_of(file, columns=columns):
        chain = [line["LADCD"], line["UTLACD"], line["CAUTHCD"], line["RGNCD"], line["CTRYCD"]]
        if line["Current"] != "TRUE":
            chain = [line["LADCD"], line["RGNCD"], line["CTRYCD"]]
        known = [_number(code, work) for code in dict.fromkeys(chain)]
        areas = [number for number in known if number is not None]
        if len(areas) < 2:
            yield rejected(line.number, "LADCD", "Neither the council nor what is above it is known.", line["LADCD"])
            continue
        # A combined authority may cross a region, so each step up is said from the council and from its county.
        given = [LookUpGiven(areas[0], above, Method.NESTED) for above in areas[1:]]
        if line["UTLACD"] != line["LADCD"] and line["Current"] == "TRUE":
            given += [LookUpGiven(areas[1], above, Method.NESTED) for above in areas[2:]]
        if line["LADCD_ACTIVE"] != line["LADCD"]:
            after = _number(line["LADCD_ACTIVE"], work)
            if after is not None:
                given.append(LookUpGiven(areas[0], after, Method.SUCCESSION))
        yield Row(line.number, tuple(given))


def _number(code: str, work: Work) -> int | None:
    kind = kind_of_code(code)
    return None if kind is None else work.number(kind, code)


def _police(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    for line in lines_of(file, columns=["ltla24_code", "csp24_code", "pfa24_code"]):
        yield _chain(line, work, ("ltla24_code", "csp24_code", "pfa24_code"), (Method.NESTED, Method.NESTED))


def _chain(line: Line, work: Work, columns: Sequence[str], methods: Sequence[Method]) -> Outcome[LookUpGiven]:
    """Each area of a row lies in the next one."""
    found: list[int] = []
    for column in columns:
        number = _number(line[column], work)
        if number is None:
            return rejected(line.number, column, "No area has this code.", line[column])
        found.append(number)
    steps = zip(found, found[1:], methods, strict=False)
    return Row(line.number, tuple(LookUpGiven(lower, upper, method) for lower, upper, method in steps))


# --- Small areas --------------------------------------------------------------------------------------------


def _small_to_small(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    """A small area of 2011 was kept (U) or merged (M), or it was split (S, X): then its parts are weighed by people."""
    columns = ["lsoa11_code", "change_code", "lsoa21_code", "ltla22_code"]
    lines = list(lines_of(file, columns=columns))
    parts: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        parts[line["lsoa11_code"]].append(line["lsoa21_code"])
    people = _residents(work)
    for line in lines:
        if line["ltla22_code"] not in work.councils:
            yield Elsewhere(line.number)
            continue
        yield _succession(line, parts[line["lsoa11_code"]], people, work)


def _succession(line: Line, parts: list[str], people: dict[str, float], work: Work) -> Outcome[LookUpGiven]:
    before = work.number(AreaKind.LSOA_2011, line["lsoa11_code"])
    after = work.number(AreaKind.LSOA_2021, line["lsoa21_code"])
    if before is None or after is None:
        return rejected(line.number, "lsoa11_code", "This small area is not known.", line["lsoa11_code"])
    council = _number(line["ltla22_code"], work)
    inside = (
        [LookUpGiven(before, council, Method.BEST_FIT), LookUpGiven(after, council, Method.NESTED)]
        if council is not None
        else []
    )
    if len(parts) == 1:
        return Row(line.number, (LookUpGiven(before, after, Method.NESTED, 1.0, line["change_code"]), *inside))
    if any(part not in people for part in parts):
        return rejected(
            line.number,
            "change_code",
            f"This small area was split, and {RESIDENTS}, which weighs its parts by residents, does not have them all.",
            line["change_code"],
        )
    weight = dict(population_shares([(number, people[part]) for number, part in enumerate(parts)]))
    share = weight[parts.index(line["lsoa21_code"])]
    split = LookUpGiven(before, after, Method.POPULATION, share, line["change_code"])
    return Row(line.number, (split, *inside))


def _residents(work: Work) -> dict[str, float]:
    """Residents of small areas of 2021 by the census, where that file is there."""
    file = work.folder.one(RESIDENTS)
    if file is None:
        return {}
    lines = lines_of(file, columns=["lsoa21_code", "total_residents"])
    return {line["lsoa21_code"]: float(line["total_residents"]) for line in lines}


def _small_to_ward(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    for line in lines_of(file, columns=["lsoa21_code", "ward24_code", "ltla24_code"]):
        yield _from_small(line, "lsoa21_code", AreaKind.LSOA_2021, ("ward24_code", "ltla24_code"), work)


def _small_to_health(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    for line in lines_of(file, columns=["lsoa21_code", "sicbl24_code", "icb24_code"]):
        yield _from_small(line, "lsoa21_code", AreaKind.LSOA_2021, ("sicbl24_code", "icb24_code"), work)


def _from_small(line: Line, column: str, kind: AreaKind, above: tuple[str, str], work: Work) -> Outcome[LookUpGiven]:
    """A small area is given whole to one that holds most of it, which is part of the next."""
    small = work.number(kind, line[column])
    if small is None:
        return Elsewhere(line.number)
    middle, upper = (_number(line[code], work) for code in above)
    if middle is None or upper is None:
        missing = above[0] if middle is None else above[1]
        return rejected(line.number, missing, "No area has this code.", line[missing])
    return Row(
        line.number,
        (LookUpGiven(small, middle, Method.BEST_FIT), LookUpGiven(middle, upper, Method.NESTED)),
    )


def _small_to_neighbourhood(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    """A small area is named after its neighbourhood: Leeds 011A lies in Leeds 011, by the rule of the names."""
    named = {kind: {card.name: card for card in work.cards([kind]).values()} for kind in _NEIGHBOURHOOD.values()}
    small = {(card.kind, card.code): card for card in work.cards(list(_NEIGHBOURHOOD)).values()}
    for line in lines_of(file, columns=["lsoa11_code", "lsoa21_code", "ltla22_code"]):
        if line["ltla22_code"] not in work.councils:
            yield Elsewhere(line.number)
            continue
        given = []
        for kind, code in ((AreaKind.LSOA_2011, line["lsoa11_code"]), (AreaKind.LSOA_2021, line["lsoa21_code"])):
            card = small.get((kind, code))
            above = named[_NEIGHBOURHOOD[kind]].get(card.name[:-1]) if card else None
            if card and above:
                given.append(LookUpGiven(card.number, above.number, Method.NESTED))
        yield Row(line.number, tuple(given))


_NEIGHBOURHOOD = {AreaKind.LSOA_2011: AreaKind.MSOA_2011, AreaKind.LSOA_2021: AreaKind.MSOA_2021}


def _neighbourhood_to_council(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    for line in lines_of(file, columns=["LADCD_ACTIVE", "MSOA11CD", "MSOA21CD"]):
        if line["LADCD_ACTIVE"] not in work.councils:
            yield Elsewhere(line.number)
            continue
        council = work.first(ANY_COUNCIL, line["LADCD_ACTIVE"])
        lower = (
            work.number(AreaKind.MSOA_2011, line["MSOA11CD"]),
            work.number(AreaKind.MSOA_2021, line["MSOA21CD"]),
        )
        yield Row(
            line.number,
            tuple(
                LookUpGiven(number, council, Method.NESTED)
                for number in lower
                if number is not None and council is not None
            ),
        )


def _ward_to_council(file: SourceFile, work: Work) -> Iterator[Outcome[LookUpGiven]]:
    for number, feature in enumerate(tree_of(file)["features"], start=1):
        ward = work.number(AreaKind.WARD, feature["properties"]["WD25CD"])
        council = work.first(ANY_COUNCIL, feature["properties"]["LAD25CD"])
        if ward is None:
            yield Elsewhere(number)
        elif council is None:
            yield rejected(number, "LAD25CD", "No council has this code.", feature["properties"]["LAD25CD"])
        else:
            yield Row(number, (LookUpGiven(ward, council, Method.NESTED),))


def _ons(source: str, title: str) -> Publication:
    return Publication(source, title, ONS)


IMPORTERS: tuple[Importer, ...] = (
    of_look_ups(
        _ons("council-parents", "Councils within counties, combined authorities, regions and countries"),
        "geography/la_all_codes.csv",
        rows=_above_councils,
    ),
    of_look_ups(
        _ons("police-parents", "Councils within community safety partnerships and police force areas, 2024"),
        "geography/lookups/ltla24_csp24_pfa24.csv",
        rows=_police,
    ),
)

IN_DETAIL: tuple[Importer, ...] = (
    of_look_ups(
        _ons("small-area-changes", "How small areas of 2011 became those of 2021, weighed by residents in 2021"),
        "geography/lookups/lsoa11_lsoa21_ltla22.csv",
        rows=_small_to_small,
    ),
    of_look_ups(
        _ons("small-area-wards", "Small areas of 2021 to wards of 2024, best fit"),
        "geography/lookups/lsoa21_ward24_ltla24.csv",
        rows=_small_to_ward,
    ),
    of_look_ups(
        _ons("small-area-health", "Small areas of 2021 to sub-ICB locations and integrated care boards of 2024"),
        "geography/lookups/lsoa21_sicbl24_icb24.csv",
        rows=_small_to_health,
    ),
    of_look_ups(
        _ons("small-area-neighbourhoods", "Small areas within neighbourhoods, by the rule of their names"),
        "geography/lookups/lsoa11_lsoa21_ltla22.csv",
        rows=_small_to_neighbourhood,
    ),
    of_look_ups(
        _ons("neighbourhood-parents", "Neighbourhoods within councils"),
        "geography/msoa_la.csv",
        rows=_neighbourhood_to_council,
    ),
    of_look_ups(
        _ons("ward-parents", "Wards of 2025 within councils"),
        "geography/boundaries/ward/*.geojson",
        rows=_ward_to_council,
    ),
)
