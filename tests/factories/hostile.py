"""Files that somebody may bring to do harm, or by mistake: each with the words that it must be refused with."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

CONTENT_TYPES, WORKBOOK, SHEET = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"


def workbook(fill: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """A small workbook as a spreadsheet program writes it."""
    book = openpyxl.Workbook()
    book.active.append(["Payment Date", "Supplier Name", "Amount"])
    book.active.append(["2026-05-01", "Alder Care Ltd", 12.5])
    fill(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def altered(parts: dict[str, bytes], *, base: bytes | None = None) -> bytes:
    """A workbook with other or more parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or workbook())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def _doubled() -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as book:
        book.writestr("XL/Workbook.xml", b"<workbook/>")
    return made.getvalue()


def _lying(factor: float) -> bytes:
    """A workbook whose sheet says another size than it has."""
    content = bytearray(altered({SHEET: b"<worksheet>" + b"<row/>" * 50_000 + b"</worksheet>"}))
    place = content.rindex(SHEET.encode()) - 46
    (size,) = struct.unpack_from("<I", content, place + 24)
    struct.pack_into("<I", content, place + 24, int(size * factor))
    return bytes(content)


def _overlapping() -> bytes:
    """A workbook in which two parts lie at one place."""
    content = bytearray(altered({SHEET: b"<worksheet/>", "xl/theme/other.xml": b"<a/>"}))
    first, second = (content.rindex(name) - 46 for name in (SHEET.encode(), b"xl/theme/other.xml"))
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def _encrypted() -> bytes:
    content = bytearray(workbook())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


def _linked() -> bytes:
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as book:
        book.writestr(link, b"/etc/passwd")
    return made.getvalue()


def _crowded() -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as book:
        for number in range(2_100):
            book.writestr(f"xl/media/{number}.xml", b"")
    return made.getvalue()


def _hidden(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[2].hidden = True


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
FROM_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
HEAD = "Payment Date,Supplier Name,Amount\n"


def _rows(rows: str) -> Callable[[], bytes]:
    return (HEAD + rows).encode


def _many(rows: int) -> bytes:
    return (HEAD + "2026-05-01,Alder Care Ltd,12.50\n" * (rows - 1)).encode()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bomb": (".xlsx", lambda: altered({SHEET: b" " * 150_000_000}), "grows more than 100 times"),
    "large": (".xlsx", lambda: altered({f"xl/{n}.bin": b" " * 90_000_000 for n in "abc"}), "larger than 200 MB"),
    "entities": (".xlsx", lambda: altered({SHEET: ENTITIES}), "defines words of its own"),
    "entities in UTF-16": (
        ".xlsx",
        lambda: altered({SHEET: ENTITIES.decode().encode("utf-16")}),
        "defines words of its own",
    ),
    "entity from outside": (".xlsx", lambda: altered({SHEET: FROM_OUTSIDE}), "defines words of its own"),
    "says less": (".xlsx", lambda: _lying(0.5), "larger than it says"),
    "says more": (".xlsx", lambda: _lying(1.5), "smaller than it says"),
    "overlapping": (".xlsx", _overlapping, "lie over each other"),
    "crowded": (".xlsx", _crowded, "more than 2,000 parts"),
    "nested": (".xlsx", lambda: altered({"xl/inside.zip": b"PK"}), "another archive inside"),
    "nested in disguise": (".xlsx", lambda: altered({"xl/inside.txt": workbook()}), "another archive inside"),
    "upwards": (".xlsx", lambda: altered({"xl/../../evil.xml": b""}), "reaches out of the file"),
    "absolute": (".xlsx", lambda: altered({"/etc/evil.xml": b""}), "reaches out of the file"),
    "doubled": (".xlsx", _doubled, "two parts of one name"),
    "encrypted": (".xlsx", _encrypted, "protected by a password"),
    "linked": (".xlsx", _linked, "a link to another file"),
    "macros": (".xlsm", lambda: altered({"xl/vbaProject.bin": b"x"}), "holds macros"),
    "external": (".xlsx", lambda: altered({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "other files"),
    "hidden rows": (".xlsx", lambda: workbook(_hidden), "hidden or filtered"),
    "errors": (".xlsx", lambda: workbook(lambda book: book.active.append(["#REF!"])), "1 cell holds an error"),
    "cut short": (".xlsx", lambda: workbook()[:-200], "cut short"),
    "no workbook": (".xlsx", lambda: altered({}, base=_zip_of_words()), "is no workbook"),
    "far corner": (".xlsx", lambda: workbook(lambda book: book.active.cell(1_048_000, 16_000, 1)), "memory"),
    "old": (".xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old workbook"),
    "portable": (".csv", lambda: b"%PDF-1.7\n", "is a PDF"),
    "unclosed": (".csv", _rows('2026-05-01,"Alder,1\n' * 2 + "x\n" * 9), "row 2: not a row"),
    "never closed": (".csv", _rows('2026-05-01,"Alder,1\n'), "row 2: a quotation mark"),
    "long cell": (".csv", _rows(f"2026-05-01,{'x' * 200_000},1\n"), "row 2: a cell has more than"),
    "one long line": (".csv", lambda: b"x" * 40_000_000, "a cell has more than"),
    "wide": (".csv", _rows("1," * 600 + "1\n"), "row 2: has more than 500 cells"),
    "zero": (".csv", _rows("2026-05-01,Al\0der,1\n"), "row 2: holds a zero character"),
    "windows": (".csv", lambda: (HEAD + "2026-05-01,Café,1\n").encode("cp1252"), "row 2: not UTF-8"),
    "half of UTF-16": (".csv", lambda: (HEAD * 3).encode("utf-16")[:-1], "not UTF-16"),
    "old limit": (".csv", lambda: _many(65_536), "may be truncated"),
    "new limit": (".csv", lambda: _many(1_048_576), "may be truncated"),
}
"""By name: the ending, the content, and a part of the sentence that refuses it."""


def _zip_of_words() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("words.txt", b"words")
    return made.getvalue()


def write(folder: Path, name: str) -> Path:
    """Write one of them down."""
    ending, content, _ = HOSTILE[name]
    path = folder / f"{name.replace(' ', '-')}{ending}"
    path.write_bytes(content())
    return path
