"""Councils as organisations, under their official ids: whose spend it is, and who buys."""

from collections.abc import Iterator
from dataclasses import dataclass

from wholeplace.edges.exchange.published.importer import Importer, Publication, Work
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.book import File, OpenBatch
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.intake.reading import SourceFile, lines_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.directory import actions as directory
from wholeplace.together.directory.actions import OrganisationGiven
from wholeplace.together.directory.queries import OrganisationCard, by_official_ids
from wholeplace.together.directory.rules.kinds import OrganisationKind

LIST = "geography/la_orgid_to_gss.csv"
_COLUMNS = ("org_id", "name", "gss_code", "active")
_KINDS = {"E10": OrganisationKind.COUNTY_COUNCIL, "E07": OrganisationKind.DISTRICT_COUNCIL}


def _rows(file: SourceFile, work: Work) -> Iterator[Outcome[OrganisationGiven]]:
    """Every council that is there today. Those that ended have no day of ending here, and are left to other sources."""
    for line in lines_of(file, columns=_COLUMNS):
        if line["active"] != "TRUE":
            yield Elsewhere(line.number)
            continue
        try:
            official = OrgId.parse(line["org_id"])
        except Unreadable as fault:
            yield rejected(line.number, "org_id", str(fault), line["org_id"])
            continue
        kind = _KINDS.get(line["gss_code"][:3], OrganisationKind.COUNCIL)
        yield Row(line.number, (OrganisationGiven(line["name"], kind, (official,)),))


def _take(read: SourceFile, file: File, work: Work) -> OpenBatch:
    return directory.load_organisations(file=file, rows=_rows(read, work), by=work.by, on=work.on)


@dataclass(frozen=True)
class Council:
    """A council by its two official codes."""

    name: str
    area: str
    official: OrgId


def council_of(work: Work, area: str) -> OrganisationCard:
    """The council of an area (its GSS code) in the directory. Raises FileRefused when it is not known there."""
    found = councils_of(work, {area})
    if area not in found:
        raise FileRefused(f"No council is known for {area}. Load {LIST} first: it says whose area that is.")
    return found[area]


def councils_of(work: Work, areas: set[str] | frozenset[str]) -> dict[str, OrganisationCard]:
    """The councils of these areas (their GSS codes) in the directory, as far as they are known there."""
    listed = {one.area: one for one in _listed(work) if one.area in areas}
    known = by_official_ids(ids=[one.official for one in listed.values()], seen_by=work.by)
    return {area: known[one.official] for area, one in listed.items() if one.official in known}


def _listed(work: Work) -> Iterator[Council]:
    file = work.folder.one(LIST)
    for line in lines_of(file, columns=_COLUMNS) if file else ():
        if line["active"] == "TRUE" and line["gss_code"]:
            try:
                yield Council(line["name"], line["gss_code"], OrgId.parse(line["org_id"]))
            except Unreadable:
                continue  # refused, and shown, where the list itself is taken in


IMPORTERS: tuple[Importer, ...] = (
    Importer(
        Publication(
            "councils-org-id",
            "Councils and their identifiers",
            "org-id.guide and Office for National Statistics, put together by David Kane",
        ),
        (LIST,),
        _take,
    ),
)
