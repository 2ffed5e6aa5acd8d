"""Notices of awards and contracts: Contracts Finder and Find a Tender, and a council's notices as a flat list.

What is a contract or an award goes into the register of the place whose body bought it; other bodies' notices are
counted as of other places. Contact points are never read.
"""

import html
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from wholeplace.do.contracts.actions import NoticeGiven, SupplierGiven, take_in_notices
from wholeplace.do.contracts.rules.notices import Standing
from wholeplace.edges.exchange.published.councils import councils_of
from wholeplace.edges.exchange.published.importer import OGL, UNCLEAR, Importer, Publication, Work
from wholeplace.edges.exchange.published.ocds import Agreed, Faulty, Party, Release, amount
from wholeplace.edges.exchange.published.partnerships import REAL_PLACES, set_up_places
from wholeplace.ground.foundation.parse import DayForm, day, multi_line, single_line
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.book import File, NothingNew, OpenBatch
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Elsewhere, Row, rejected
from wholeplace.ground.intake.reading import SourceFile, records_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.ground.intake.running import Reading, take_in
from wholeplace.together.directory.queries import named
from wholeplace.together.partnership.queries import partnerships

_NOT_YET = ("tag", "Planned, out to tender or not agreed yet: no contract, so not in the register.")
_LATER = ("date", "A later notice of the same award stands in the same file, and counts.")


@dataclass(frozen=True)
class _Body:
    """A body of a loaded place, as a buyer."""

    number: int
    partnership: int
    area_code: str
    name: str


@dataclass
class Noticed:
    """The notices of a file as they are read, with what was mended or passed over on the way."""

    work: Work
    remarks: Counter[tuple[str, str]] = field(default_factory=Counter)
    bodies: dict[int, _Body] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the bodies of the places that are loaded; their partnerships are begun where they are not there yet."""
        set_up_places(self.work)
        places = {place.slug: place.number for place in partnerships(seen_by=self.work.by)}
        for place in REAL_PLACES:
            if place.slug in places and place.councils <= set(self.work.places):
                for area, card in councils_of(self.work, place.councils).items():
                    self.bodies[card.number] = _Body(card.number, places[place.slug], area, card.name)

    def buyers(self, names: Sequence[str]) -> dict[str, _Body]:
        """The bodies of the loaded places among these names, which must be exactly theirs."""
        found = named(names=names, seen_by=self.work.by)
        return {name: self.bodies[card.number] for name, card in found.items() if card.number in self.bodies}


def take_by(
    rows: Callable[[SourceFile, Noticed], Iterator[Outcome[NoticeGiven]]],
) -> Callable[[SourceFile, File, Work], OpenBatch]:
    """How a file whose rows are read so is taken in, with its remarks in the report."""

    def take(read: SourceFile, file: File, work: Work) -> OpenBatch:
        noticed = Noticed(work)
        try:
            batch = take_in(
                Reading(lambda: rows(read, noticed), key=attrgetter("ocid", "award"), pence=_value),
                file=file,
                take=take_in_notices,
                by=work.by,
                on=work.on,
            )
        except NothingNew as known:
            known.tally.reasons.update(noticed.remarks)
            raise
        batch.tally.reasons.update(noticed.remarks)
        return batch

    return take


def _value(given: NoticeGiven) -> int:
    return given.value.pence if given.value else 0


# --- Releases -------------------------------------------------------------------------------------------------


def lines(file: SourceFile) -> Iterator[tuple[int, Any]]:
    """The releases of a file that holds one a line. A line that is none is given as its fault."""
    for number, one in records_of(file):
        yield number, Faulty("release", str(one)[:200]) if isinstance(one, FileRefused) else one


def package(file: SourceFile) -> Iterator[tuple[int, Any]]:
    """The releases of a package, numbered in their order."""
    return records_of(file, listed="releases")


def releases(
    listed: Callable[[SourceFile], Iterator[tuple[int, Any]]], *, line_breaks_lost: bool = False
) -> Callable[[SourceFile, Noticed], Iterator[Outcome[NoticeGiven]]]:
    """The rows of a file of releases."""

    def rows(file: SourceFile, noticed: Noticed) -> Iterator[Outcome[NoticeGiven]]:
        read = [(number, _release(tree, line_breaks_lost)) for number, tree in listed(file)]
        good = [one for _, one in read if isinstance(one, Release)]
        buyers = noticed.buyers([name for one in good if (name := _buyer_name(one))])
        latest = _latest(good)
        for number, one in read:
            if isinstance(one, Faulty):
                yield rejected(number, one.field[:120], one.reason, one.excerpt)
                continue
            yield _row(number, one, buyers, latest, noticed)

    return rows


def _release(tree: object, line_breaks_lost: bool) -> Release | Faulty:
    if isinstance(tree, Faulty):
        return tree
    try:
        return Release.of(tree, line_breaks_lost=line_breaks_lost)
    except Faulty as fault:
        return fault


def _buyer_name(release: Release) -> str:
    try:
        return release.buyer.name
    except Faulty:
        return ""


def _latest(releases: Sequence[Release]) -> dict[str, datetime]:
    """When the latest release of each process in the file was published that states an award or contract."""
    found: dict[str, datetime] = {}
    for one in releases:
        if one.tree.get("awards") or one.tree.get("contracts"):
            try:
                found[one.ocid] = max(one.published_at, found.get(one.ocid, one.published_at))
            except Faulty:
                continue
    return found


def _row(
    number: int, release: Release, buyers: dict[str, _Body], latest: dict[str, datetime], noticed: Noticed
) -> Outcome[NoticeGiven]:
    try:
        body = buyers.get(release.buyer.name)
        if body is None:
            noticed.remarks.update(set(release.faults))
            return Elsewhere(number)
        given = tuple(_given(one, release, body) for one in release.agreed())
        superseded = bool(given) and release.published_at < latest[release.ocid]
    except Faulty as fault:
        return rejected(number, fault.field[:120], fault.reason, fault.excerpt)
    noticed.remarks.update(set(release.faults))
    if not given or superseded:
        noticed.remarks[_LATER if superseded else _NOT_YET] += 1
        return Row(number, ())
    return Row(number, given)


def _given(one: Agreed, release: Release, body: _Body) -> NoticeGiven:
    return NoticeGiven(
        ocid=release.ocid,
        award=one.award,
        notice=release.notice,
        published_at=release.published_at,
        buyer=body.number,
        partnership=body.partnership,
        title=one.title,
        starts_on=one.starts_on,
        suppliers=tuple(dict.fromkeys(party.supplier for party in one.suppliers)),
        ends_on=one.ends_on,
        may_extend_until=one.may_extend_until,
        value=one.value,
        description=release.description,
        reference_number=str(release.tender.get("id", ""))[:80],
        route=str(release.tender.get("procurementMethodDetails", ""))[:200],
        area_code=body.area_code,
        area_name=body.name,
        url=release.url,
        note=one.note,
        standing=one.standing,
        ended_on=one.ended_on,
    )


# --- A council's notices as a flat list -----------------------------------------------------------------------

_PREFIX = "ocds-b5fd17-"
"""Contracts Finder's own prefix: the process of a notice is named after it."""


def flat(file: SourceFile, noticed: Noticed) -> Iterator[Outcome[NoticeGiven]]:
    """The awarded notices of a list that states no first and no last day of the contract."""
    notices = list(records_of(file, listed="contracts"))
    buyers = noticed.buyers([str(one.get("organisation", "")) for _, one in notices if isinstance(one, dict)])
    for number, one in notices:
        if not isinstance(one, dict):
            yield rejected(number, "notice", "Not a notice.")
        elif (body := buyers.get(str(one.get("organisation", "")))) is None:
            yield Elsewhere(number)
        elif one.get("status") != "awarded" or one.get("notice_type") != "Contract":
            noticed.remarks[_NOT_YET] += 1
            yield Row(number, ())
        else:
            yield _flat(number, one, body)


def _flat(number: int, one: dict[str, Any], body: _Body) -> Outcome[NoticeGiven]:
    column = "id"
    try:
        notice = single_line(str(one.get("id", "")), at_most=60)
        column = "title"
        title = single_line(" ".join(html.unescape(str(one.get("title", ""))).split()), at_most=250)
        column = "description"
        text = html.unescape(str(one.get("description") or ""))
        description = multi_line(text, at_most=20_000) if text.strip() else ""
        column = "awarded_date"
        awarded = day(str(one.get("awarded_date", "")), forms=[DayForm.ISO], first_year=1990)
        column = "published_date"
        published = day(str(one.get("published_date", "")), forms=[DayForm.ISO], first_year=1990)
        value = amount(one["awarded_value"]) if one.get("awarded_value") else None
    except Unreadable as fault:
        return rejected(number, column, str(fault), str(one.get(column, "")))
    except Faulty as fault:
        return rejected(number, "awarded_value", fault.reason, fault.excerpt)
    given = NoticeGiven(
        ocid=f"{_PREFIX}{notice}",
        award=f"{_PREFIX}{notice}-1",
        notice=notice,
        published_at=datetime.fromisoformat(f"{published}T00:00:00+00:00"),
        buyer=body.number,
        partnership=body.partnership,
        title=title,
        starts_on=awarded,
        suppliers=tuple(_named_together(str(one.get("awarded_supplier") or ""), sme=one.get("awarded_to_sme") is True)),
        value=value,
        description=description,
        area_code=body.area_code,
        area_name=body.name,
        url=str(one.get("url", ""))[:300],
        note="The list states no first and no last day: the first is the day of the award.",
        standing=Standing.IN_FORCE,
    )
    return Row(number, (given,))


def _named_together(names: str, *, sme: bool) -> Iterator[SupplierGiven]:
    """The suppliers that stand in one cell, a comma between two of them."""
    for name in dict.fromkeys(html.unescape(part).strip() for part in names.split(",")):
        if name:
            yield Party(name[:250], (), is_sme=sme).supplier


# --- The publications -----------------------------------------------------------------------------------------

CONTRACTS_FINDER = Publication(
    "contracts-finder",
    "Contracts Finder: awards and contracts",
    "Crown Commercial Service and Cabinet Office",
    licence=OGL,
    url="https://www.contractsfinder.service.gov.uk/",
    caveat="Line breaks were lost on the way and are put back where that is plain. Contact points are left out.",
)
CONTRACTS_FINDER_PACKAGES = replace(
    CONTRACTS_FINDER, source="contracts-finder-packages", title="Contracts Finder: packages of awards and contracts"
)
FIND_A_TENDER = Publication(
    "find-a-tender",
    "Find a Tender: awards and contracts",
    "Cabinet Office",
    licence=OGL,
    url="https://www.find-tender.service.gov.uk/",
    caveat="A value of a penny stands where none was stated. Contact points are left out.",
)
FLAT = Publication(
    "contracts-finder-lists",
    "Contracts Finder: a council's notices as a list",
    "Crown Commercial Service and Cabinet Office, listed by a third party",
    licence=UNCLEAR,
    caveat="A list of what was awarded, without first and last days of contracts and without supplier numbers.",
)

IMPORTERS: tuple[Importer, ...] = (
    Importer(
        CONTRACTS_FINDER,
        ("contracts/contracts-finder/contracts-finder-releases-*.jsonl",),
        take_by(releases(lines, line_breaks_lost=True)),
    ),
    Importer(
        CONTRACTS_FINDER_PACKAGES,
        ("contracts/contracts-finder/contracts-finder-ocds-package-*.json",),
        take_by(releases(package, line_breaks_lost=True)),
    ),
    Importer(FIND_A_TENDER, ("contracts/find-a-tender/*.json",), take_by(releases(package))),
    Importer(FLAT, ("contracts/contracts-finder-notices-*.json",), take_by(flat)),
)
