"""Payments and notices of an invented council, in the layouts of the published ones, and how they are taken in."""

import copy
import json
from collections.abc import Sequence
from pathlib import Path

from tests.factories.worlds import TODAY
from wholeplace.edges.exchange.published import councils, notices, partnerships, spend
from wholeplace.edges.exchange.published.importer import Importer, Publication
from wholeplace.edges.exchange.published.load import Report, load
from wholeplace.edges.exchange.published.partnerships import RealPlace
from wholeplace.ground.access.actor import service
from wholeplace.ground.records.context import speaking_for

COUNCIL, OTHER = "X08000001", "X08000002"
PUBLISHER = service("Published data")

COUNCILS = f"""\
org_id,name,normalised_name,gss_code,area_name,area_type,active
XX-WHOLEPLACE-COUNCIL-00001,Marlbridge City Council,Marlbridge,{COUNCIL},Marlbridge,X08,TRUE
XX-WHOLEPLACE-COUNCIL-00002,Étretham Borough Council,Étretham,{OTHER},Étretham,X08,TRUE
XX-WHOLEPLACE-COUNCIL-00009,Old Marl District Council,Old Marl,X07000009,Old Marl,X07,FALSE
marl,No Council,No,X07000008,No,X07,TRUE
"""

NUMBERED = """\
Body,BodyName,ServiceLabel,ServiceDivisionLabel,ExpenditureCategory,DetailedExpenditureType,DetailedExpenditureCode,\
DatePaid,TransactionNumber,NetAmount,CapitalOrRevenue,SupplierName
m,Marlbridge,Adult Care,Homes,Third Party,Care,5,20-Dec-13,1312-1,1000,R,Alder Care Ltd
m,Marlbridge,Adult Care,Homes,Third Party,Care,5,23-Dec-13,1312-2,-25.50,R,ALDER CARE LTD
m,Marlbridge,Children,Schools,Third Party,"Books, maps",7,3-Jan-14,1312-3,12.3,C,REDACTED PERSONAL DATA
"""
REDUCED = """\
Payment Date,Amount,Organisational Unit,Beneficiary Name,Company Number,Charity Number
2021-09-15,40.00,Children,REDACTED PERSONAL DATA,,
2021-09-15,40.00,Children,REDACTED PERSONAL DATA,,
2021-09-15,40.00,Children,REDACTED PERSONAL DATA,,
2021-08-31,1234.56,Adult Care,Alder Care Ltd,,
2021-09-30,-34.56,Adult Care,Étretham Borough Council,,
2021-09-30,99.99,City,Redactive Press,,
"""

ABOUT = Publication("spend-marlbridge", "Spend, Marlbridge", "Marlbridge City Council")
FIRST = spend._of(COUNCIL, ABOUT, "money/spend/marl-2013-*.csv", spend.LEEDS_2013)
SECOND = spend._of(COUNCIL, ABOUT, "money/spend/marl-2021-*.csv", spend.LEEDS_PROCESSED)
SPEND = (*councils.IMPORTERS, FIRST, SECOND)
NOTICES = (*councils.IMPORTERS, *notices.IMPORTERS)

PLACE = RealPlace("Marlbridge", "marlbridge-published", COUNCIL, frozenset({COUNCIL}))


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def take_in(folder: Path, importers: Sequence[Importer] = SPEND) -> dict[str, Report]:
    """The reports on a folder by file."""
    if not (folder / councils.LIST).exists():
        write(folder, councils.LIST, COUNCILS)
    with speaking_for(PUBLISHER):
        found = load(folder=folder, by=PUBLISHER, on=TODAY, places=(COUNCIL,), importers=tuple(importers))
        return {report.file: report for report in found}


def loaded_place(monkeypatch) -> None:
    """Let Marlbridge be the one place whose notices are wanted, without asking the map for it."""
    monkeypatch.setattr(notices, "REAL_PLACES", (PLACE,))
    monkeypatch.setattr(partnerships, "REAL_PLACES", (PLACE,))
    monkeypatch.setattr("wholeplace.edges.exchange.published.importer.Work.first", lambda self, kinds, code: 1)


# --- Notices --------------------------------------------------------------------------------------------------

_BUYER = {"id": "GB-CFS-1", "name": "Marlbridge City Council"}
_COMPANY = {
    "id": "GB-CFS-2",
    "name": "Alder Care Ltd",
    "identifier": {"scheme": "GB-COH", "id": "1234567"},
    "details": {"scale": "sme", "vcse": True},
    "contactPoint": {"name": "Somebody Invented", "email": "somebody@alder.example"},
    "roles": ["supplier"],
}
_PERSON = {"id": "GB-CFS-3", "name": "Ash Rowan", "roles": ["supplier"]}
_AWARD = {
    "id": "ocds-xx-1-1",
    "status": "active",
    "date": "2025-01-02T00:00:00Z",
    "value": {"amount": 1234.5, "currency": "GBP"},
    "suppliers": [{"id": "GB-CFS-2", "name": "Alder Care Ltd"}, {"id": "GB-CFS-3", "name": "Ash Rowan"}],
    "contractPeriod": {"startDate": "2025-04-01T00:00:00+01:00", "endDate": "2026-03-31T23:59:59+01:00"},
    "documents": [{"id": "1", "url": "https://www.contractsfinder.service.gov.uk/Notice/invented"}],
}
_RELEASE = {
    "ocid": "ocds-xx-1",
    "id": "notice-1",
    "language": "en",
    "date": "2025-01-03T10:00:00Z",
    "tag": ["award"],
    "initiationType": "tender",
    "tender": {
        "id": "MARL-1",
        "title": "Supported living in Marlbridge",
        "description": "Homes for modern people.rnrnCall 0113 496 0000 or ask@marlbridge.examplernor write.",
        "procurementMethodDetails": "Open procedure",
        "status": "complete",
    },
    "parties": [{**_BUYER, "contactPoint": {"name": "Another Invented"}, "roles": ["buyer"]}, _COMPANY, _PERSON],
    "buyer": _BUYER,
    "awards": [_AWARD],
}


def release(*, award=None, **changes) -> dict:
    """A release of an award, with these changes; None takes a field away."""
    made = copy.deepcopy(_RELEASE) | changes
    if award is not None:
        made["awards"] = [_RELEASE["awards"][0] | award]
    return made


def lines(*releases: dict) -> str:
    """Releases, one a line."""
    return "\n".join(json.dumps(one) for one in releases)


def package(*releases: dict) -> str:
    """A package of releases."""
    return json.dumps({"version": "1.1", "releases": list(releases)})
