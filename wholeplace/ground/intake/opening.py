"""Opening a file: its bytes become numbered rows of text, or records of JSON. Runs in the limited process only.

What is made is a text of lines, each of them JSON: `["sheet", name]`, `["rows", first number, rows]`, `["record",
number, tree]`, `["remark", words]`, and last of all `["end"]`, so that nobody takes half of it for the whole.
"""

import codecs
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from wholeplace.ground.intake import archive
from wholeplace.ground.intake.limits import CUT_OFF_AT, LARGEST, LONGEST_FIELD, MEGABYTE, MOST_COLUMNS
from wholeplace.ground.intake.refused import EncodingNotSaid, FileRefused
from wholeplace.ground.intake.trees import parsed

Written = list[Any]
TOGETHER = 500
"""How many rows stand in a line: one at a time costs more than all else."""


@dataclass(frozen=True)
class Asked:
    """Which file is opened, what it is called, and how: as a table, or as the records of a list of JSON."""

    path: str
    name: str
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    records: str | None = None
    """None for a table, "" for one tree a line, or else the name of the list that holds the records."""


def opened(asked: Asked) -> Iterator[Written]:
    """Everything in the file, line by line. Raises FileRefused."""
    path = Path(asked.path)
    with path.open("rb") as file:
        head = file.read(8)
    if asked.records is not None:
        yield from _records(asked)
    elif head.startswith(b"PK"):
        yield from _workbook(path, asked)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(f"{asked.name}: is an old workbook, or one with a password. Save it as XLSX without one.")
    elif head.startswith(b"%PDF"):
        raise FileRefused(f"{asked.name}: is a PDF. Bring the table itself, as CSV, XLSX or ODS.")
    else:
        yield from _table(asked)
    yield ["end"]


# --- Text -----------------------------------------------------------------------------------------------------


class _Counted(io.RawIOBase):
    """The bytes of a file, plain or packed, up to the largest that is read."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__()
        raw = path.open("rb")
        is_packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        self.inside: IO[bytes] = gzip.GzipFile(fileobj=raw) if is_packed else raw  # type: ignore[assignment]
        self.name, self.so_far = name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            block = self.inside.read(len(into))
        except (EOFError, zlib.error, OSError) as fault:
            raise FileRefused(f"{self.name}: cannot be unpacked ({fault}). Fetch it again.") from None
        self.so_far += len(block)
        if self.so_far > LARGEST:
            raise FileRefused(f"{self.name}: is larger than {LARGEST // MEGABYTE} MB. Split it into several.")
        into[: len(block)] = block
        return len(block)


def _text_of(asked: Asked) -> Iterator[str]:
    """The lines of a text with their ends, strictly in its encoding."""
    source = io.BufferedReader(_Counted(Path(asked.path), asked.name), 1 << 20)
    encoding = asked.encoding
    if source.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    row = 1
    try:
        for line in io.TextIOWrapper(source, encoding=encoding, newline=""):
            if "\0" in line:
                raise FileRefused(f"{asked.name}, row {row}: holds a zero character, so it is not a text file.")
            yield line
            row += 1
    except UnicodeDecodeError:
        raise _not_said(asked, encoding) from None
    except UnicodeError as fault:
        raise FileRefused(f"{asked.name}: is cut short or damaged ({fault}). Save it again.") from None


def _not_said(asked: Asked, encoding: str) -> FileRefused:
    """Where the text leaves its encoding, found again line by line since text is decoded in blocks."""
    with io.BufferedReader(_Counted(Path(asked.path), asked.name), 1 << 20) as source:
        row = 1
        for line in source:
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                break
            row += 1
    called = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}.get(encoding, encoding)
    kind = EncodingNotSaid if encoding == "utf-8-sig" else FileRefused
    return kind(f"{asked.name}, row {row}: not {called}. Save it as that, or say which encoding it has.")


def _table(asked: Asked) -> Iterator[Written]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(_text_of(asked), strict=True, delimiter=asked.delimiter)
    yield ["sheet", ""]
    yield from _rows(_strictly(reader, asked.name), asked.name)


def _strictly(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    number = 1
    try:
        for cells in reader:
            yield cells
            number += 1
    except csv.Error as fault:
        raise FileRefused(f"{name}, row {number}: {_why(str(fault))}") from None


def _rows(rows: Iterator[list[str]], name: str) -> Iterator[Written]:
    """The rows in bundles, each without the empty cells at its end."""
    first = 1
    while bundle := list(islice(rows, TOGETHER)):
        for place, cells in enumerate(bundle):
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                row = first + place
                raise FileRefused(f"{name}, row {row}: has more than {MOST_COLUMNS} cells. Is it the right file?")
        yield ["rows", first, bundle]
        first += len(bundle)
    _not_cut_off(first - 1, name)


def _not_cut_off(rows: int, name: str) -> None:
    if rows in CUT_OFF_AT or rows > CUT_OFF_AT[-1]:
        raise FileRefused(
            f"{name}: has {rows:,} rows, where spreadsheet programs stop, so it may be truncated."
            " Bring it in parts, or straight from the system it comes from."
        )


def _why(fault: str) -> str:
    if "unexpected end of data" in fault:
        return "a quotation mark is opened here and never closed."
    if "field larger than field limit" in fault:
        return f"a cell has more than {LONGEST_FIELD:,} characters. A quotation mark may be missing before it."
    return f"not a row of a table ({fault})."


# --- Workbooks ------------------------------------------------------------------------------------------------


def _workbook(path: Path, asked: Asked) -> Iterator[Written]:
    found = archive.look_into(path, name=asked.name)
    if found.formulas:
        yield ["remark", f"{found.formulas:,} cells hold formulas: what was last worked out for them is read."]
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible is not SheetVisibleEnum.Visible:
                    yield ["remark", f"The sheet “{sheet.name}” is hidden, and not read."]
                    continue
                yield from _sheet(book.get_sheet_by_name(sheet.name), asked.name)
    except PasswordError:
        raise FileRefused(f"{asked.name}: is protected by a password. Save it without one.") from None
    except (CalamineError, ValueError) as fault:
        raise FileRefused(f"{asked.name}: is no workbook that can be read ({fault}). Save it as CSV.") from None


def _sheet(sheet: Any, name: str) -> Iterator[Written]:
    yield ["sheet", sheet.name]
    if sheet.start is None:
        return
    for (top, _), (_, _) in sheet.merged_cell_ranges or ():
        yield ["merged", top + 1]
    shown = ([_shown(cell) for cell in cells] for cells in sheet.iter_rows())
    yield from _rows(shown, f"{name}, sheet “{sheet.name}”")


def _shown(cell: Any) -> str:
    """A cell as text: whole numbers without a point, others with the figures that a spreadsheet keeps, days as ISO."""
    if isinstance(cell, str):
        return cell[:LONGEST_FIELD]
    match cell:
        case bool():
            return str(cell).upper()
        case int():
            return str(cell)
        case float():
            return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case datetime():
            return f"{cell:%Y-%m-%d}" if cell.time() == time() else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return "" if cell is None else str(cell)


# --- Records --------------------------------------------------------------------------------------------------


def _records(asked: Asked) -> Iterator[Written]:
    if asked.records == "":
        for number, line in enumerate(_text_of(asked), start=1):
            if line.strip():
                yield _record_of(number, line, asked.name)
        return
    tree = parsed("".join(_text_of(asked)), name=asked.name)
    listed = tree.get(asked.records) if isinstance(tree, dict) else None
    if not isinstance(listed, list):
        raise FileRefused(f"{asked.name}: has no list of {asked.records}. Is it the right file?")
    for number, one in enumerate(listed, start=1):
        yield ["record", number, one]


def _record_of(number: int, line: str, name: str) -> Written:
    try:
        return ["record", number, parsed(line, name=name)]
    except FileRefused as fault:
        return ["fault", number, str(fault).removeprefix(f"{name}").lstrip(":, ")]


as_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""One line of what is made."""
