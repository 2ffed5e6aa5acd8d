"""Every parser is given rubbish: it reads it, or refuses it in its own words, at once, and in no other way (F3)."""

import gzip
import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

import openpyxl
import pytest
from django.test import RequestFactory

from tests.exchange.published.marlbridge_pays import lines, package, release
from tests.factories.hostile import workbook
from tests.prove.goals import chance, goal, size
from tests.prove.rubbish import Parser, all_of, fuzz, text_parser
from wholeplace.doors.api.bodies import JSON, NotReadable, StrictJson
from wholeplace.edges.exchange.proof import verify_trail
from wholeplace.edges.exchange.published import ocds, spend
from wholeplace.edges.exchange.published.folder import Folder
from wholeplace.edges.exchange.published.importer import Work
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.access.actor import service
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.codes import (
    OrgId,
    national_insurance_numbers_in,
    nhs_numbers_in,
    read_gss,
    read_ods,
    read_postcode,
    read_uprn,
)
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.parse import DayForm, Negative, Unreadable
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake import reading
from wholeplace.ground.intake.archive import look_into
from wholeplace.ground.intake.opening import Asked, as_line, opened
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.ground.intake.trees import parsed

SECONDS = size(small=300, change=30_000, release=1_800_000) / 1_000
GOLDEN = Path(__file__).parent / "golden" / "trail-1.jsonl"
TRAIL = GOLDEN.read_text().splitlines()
EVERY_SIGN = Negative.MINUS | Negative.LONG_MINUS | Negative.BRACKETS | Negative.TRAILING_MINUS | Negative.CREDIT
DAYS = ("2026-03-31", "31/03/2026", "31 March 2026", "29/02/2024", "20-Dec-13", "31.03.2026", "2026-03-31 00:00:00Z")
BODY = '{"place": "marlbridge", "amount": "1234.50", "lines": [{"on": "2026-03-31", "share": 12.5}], "is_open": true}'
TEXTS = [
    text_parser(name, read, *examples, refuses=(Unreadable,))
    for name, read, examples in (
        ("money", parse.money, ("1,250.00", "£12", "-£3.50", "0.01", "£-4")),
        ("money by every sign", lambda text: parse.money(text, negative=EVERY_SIGN), ("(500)", "−500", "500 CR", "5-")),
        ("pence", parse.money_in_pence, ("125000", "-500")),
        ("whole number", parse.whole_number, ("1,250", "-3", "0")),
        ("decimal number", lambda text: parse.decimal_number(text, places=4), ("12.5", "-0", "1,000.25")),
        ("percentage", parse.percentage, ("12.5%", "100", "0.01 %")),
        ("day", parse.day, DAYS),
        ("day in any form", lambda text: parse.day(text, first_year=1990, last_year=2080, forms=tuple(DayForm)), DAYS),
        ("moment", parse.moment, ("2026-10-25T01:30:00+01:00", "2026-10-25 00:30Z", "2026-03-29T01:30:00.5-03:30")),
        ("line", parse.single_line, ("Gwasanaeth iechyd", "O’Brien", "Null", "👩🏽‍🚒 Fire")),
        ("text", parse.multi_line, ("One\r\ntwo\u2028three", "<script>alert(1)</script>")),
        ("yes or no", parse.yes_no, ("yes", "N", "True")),
        ("financial year", FinancialYear.parse, ("2025/26", "25-26", "2025/2026")),
        ("reference", Ref.parse, ("need:7k3q9x2m4p5r",)),
        (
            "e-mail address",
            parse.email_address,
            ("name@example.org", "o’brien@example.org", "A.B+c@sub.example.org.uk"),
        ),
        ("area", read_gss, ("E06000001", "W92000004")),
        ("ODS code", read_ods, ("QE1", "RJ1")),
        ("postcode", read_postcode, ("SW1A 1AA", "gir0aa", "BFPO 57")),
        ("UPRN", read_uprn, ("100023336956",)),
        ("organisation", OrgId.parse, ("GB-COH-00123456", "GB-CHC-1123456", "GB-NHS-QE1")),
        ("NHS numbers", nhs_numbers_in, ("943 476 5919 and 9434765919",)),
        ("national insurance numbers", national_insurance_numbers_in, ("QQ 12 34 56 C",)),
        ("published number", number_of, ("12.5", "1e3", "NA", "-7")),
    )
]


def released(text: str) -> object:
    """A release of the notices, asked for everything in it."""
    found = ocds.Release.of(parsed(text, name="x"), line_breaks_lost=False)
    return found.published_at, found.buyer, found.url, found.description, list(found.agreed())


def sent(body: bytes) -> object:
    """What the interface makes of a body."""
    return StrictJson().parse_body(RequestFactory().post("/", body, content_type=JSON))


TREES = [
    text_parser("JSON", lambda text: as_line(parsed(text, name="x")).encode(), BODY, refuses=(FileRefused,)),
    text_parser("release", released, json.dumps(release()), refuses=(FileRefused, ocds.Faulty)),
    Parser("body", sent, (NotReadable,), (BODY.encode(),)),
    text_parser(
        "exported trail",
        lambda text: verify_trail.check_trail(text.splitlines(), key="00" * 32),
        *("\n".join(TRAIL[:end]) for end in (3, 8, 20)),
        refuses=(verify_trail.Unreadable,),
    ),
]


@pytest.mark.parametrize("parser", [*TEXTS, *TREES], ids=lambda parser: parser.name)
def test_a_reader_of_text_breaks_on_nothing(parser: Parser):
    with goal("F3") as tally:
        fuzz(parser, chance(f"fuzz {parser.name}"), seconds=SECONDS, tally=tally)


# --- Files ------------------------------------------------------------------------------------------------------

TABLE = 'Date,Number,Amount,Supplier\n01/04/2026,A1,"1,250.00",O’Brien’s Homes\n02/04/2026,A2,-3.50,Ty Gŵyn\n'
LAYOUT = spend.Layout(
    series="rubbish", paid_on="Date", amount="Amount", payee="Supplier", number="Number", days=(DayForm.SLASHES,)
)


def filled(book: openpyxl.Workbook) -> None:
    """A small sheet: words, a day, figures and a formula."""
    for cells in (["Date", "Amount"], [date(2026, 5, 2), 1250.5], ["44927", "=1+1"], [True, "Ty Gŵyn"]):
        book.active.append(cells)


def opened_file(given: bytes, *, path: Path, records: str | None = None) -> object:
    """A file of these bytes, opened as the limited process opens it, and written as it writes."""
    path.write_bytes(given)
    return all_of(as_line(one).encode() for one in opened(Asked(str(path), "x", records=records)))


def looked_into(given: bytes, *, path: Path) -> object:
    """A file of these bytes, looked into as an archive."""
    path.write_bytes(given)
    return look_into(path, name="x")


def payments(given: bytes, *, path: Path) -> object:
    """The payments in a file of these bytes."""
    path.write_bytes(given)
    by = service("Rubbish")
    work = Work(Folder(path.parent), (), by, date(2026, 6, 1))
    return all_of(spend.rows(reading.SourceFile(path, "x"), work, layout=LAYOUT))


def open_here(asked: Asked, *, into: IO[bytes]) -> None:
    """Open a file in this process: starting another one for each piece of rubbish would be most of the time."""
    into.writelines(as_line(one).encode() + b"\n" for one in opened(asked))


FILES = {
    "table": (
        opened_file,
        [TABLE.encode(), gzip.compress(TABLE.encode()), TABLE.encode("utf-16"), TABLE.encode("cp1252", "replace")],
    ),
    "workbook": (opened_file, [workbook(filled)]),
    "archive": (looked_into, [workbook(filled)]),
    "records": (partial(opened_file, records=""), [lines(release(), release()).encode()]),
    "package": (partial(opened_file, records="releases"), [package(release()).encode()]),
    "payments": (payments, [TABLE.encode()]),
}


@pytest.mark.parametrize("name", FILES)
def test_an_opener_of_files_breaks_on_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    read, examples = FILES[name]
    monkeypatch.setattr(reading, "open_limited", open_here)
    parser = Parser(name, partial(read, path=tmp_path / "rubbish"), (FileRefused,), examples)
    with goal("F3") as tally:
        fuzz(parser, chance(f"fuzz {name}"), seconds=SECONDS, tally=tally, as_text=False)
