"""Looking at a packed workbook before anything opens it: only what is plainly sound goes on.

Every part is unpacked once, counted and thrown away, so that no size has to be believed.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wholeplace.ground.intake.limits import LARGEST, MEGABYTE, MOST_ENTRIES, MOST_TIMES_LARGER, MOST_UNPACKED
from wholeplace.ground.intake.refused import FileRefused

BLOCK = 1 << 18
_END, _LOCAL = b"PK\x05\x06", b"PK\x03\x04"
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".ods", ".odt", ".docx", ".gz", ".bz2", ".xz", ".7z", ".rar", ".jar")
_SAVE_AGAIN = "Save the workbook again with a spreadsheet program, or save the sheet as CSV."
_FORBIDDEN = (
    (re.compile(r"vbaproject\.bin|(^|/)(basic|scripts)/|\.(xlm|vba)$", re.I), "holds macros. Save it as XLSX."),
    (
        re.compile(r"(^|/)(externallinks|querytables)/|(^|/)connections\.xml$", re.I),
        "takes figures from other files. Put the values themselves in their place.",
    ),
    (re.compile(r"(^|/)xl/workbook\.bin$", re.I), "is a binary workbook. Save it as XLSX."),
)


@dataclass(frozen=True)
class Found:
    """What was seen in the parts of a workbook on the way."""

    formulas: int = 0
    errors: int = 0


def look_into(path: Path, *, name: str) -> Found:
    """Refuse a packed workbook with anything in it that a plain one never has. Raises FileRefused."""
    try:
        with path.open("rb") as file:
            _few_entries(file, name)
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                for check in (_names, _sizes, _places):
                    check(entries, name)
                _is_a_workbook({entry.filename for entry in entries}, name)
                found = [_part(file, entry, name) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, OSError) as fault:
        raise FileRefused(f"{name}: is damaged ({fault}). {_SAVE_AGAIN}") from None
    if errors := sum(one.errors for one in found):
        said = "1 cell holds an error" if errors == 1 else f"{errors:,} cells hold an error"
        raise FileRefused(f"{name}: {said}, such as #REF!. Mend it, and save the workbook again.")
    return Found(formulas=sum(one.formulas for one in found))


def _few_entries(file: BinaryIO, name: str) -> None:
    """Read the number of entries from the end of the archive, before a list of them is made."""
    size = file.seek(0, 2)
    if size > LARGEST:
        raise FileRefused(f"{name}: is larger than {LARGEST // MEGABYTE} MB.")
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(_END)
    if place < 0:
        raise FileRefused(f"{name}: is cut short, or no workbook at all. {_SAVE_AGAIN}")
    if struct.unpack_from("<H", tail, place + 10)[0] > MOST_ENTRIES:
        raise FileRefused(f"{name}: has more than {MOST_ENTRIES:,} parts inside, which no plain workbook has.")
    file.seek(0)


def _names(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused(f"{name}: has more than {MOST_ENTRIES:,} parts inside, which no plain workbook has.")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise FileRefused(f"{name}: holds two parts of one name. {_SAVE_AGAIN}")
    for entry in entries:
        inside = entry.orig_filename
        if inside.startswith(("/", "\\")) or "\\" in inside or ":" in inside or ".." in inside.split("/"):
            raise FileRefused(f"{name}: holds a part that reaches out of the file. {_SAVE_AGAIN}")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise FileRefused(f"{name}: holds a link to another file. {_SAVE_AGAIN}")
        if entry.flag_bits & 1:
            raise FileRefused(f"{name}: is protected by a password. Save it without one.")
        if inside.lower().endswith(_ARCHIVES):
            raise FileRefused(f"{name}: holds another archive inside. Take it out, and save the workbook again.")
        for pattern, why in _FORBIDDEN:
            if pattern.search(inside):
                raise FileRefused(f"{name}: {why}")


def _sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused(f"{name}: is larger than {MOST_UNPACKED // MEGABYTE} MB when unpacked. Split it.")
    for entry in entries:
        if entry.file_size > MEGABYTE and entry.file_size > MOST_TIMES_LARGER * max(entry.compress_size, 1):
            raise FileRefused(f"{name}: grows more than {MOST_TIMES_LARGER} times when unpacked, so it is not opened.")


def _places(entries: list[zipfile.ZipInfo], name: str) -> None:
    """No part may lie over another: that is how a small file holds endless ones."""
    reached = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < reached:
            raise FileRefused(f"{name}: holds parts that lie over each other. {_SAVE_AGAIN}")
        reached = entry.header_offset + 30 + len(entry.orig_filename.encode()) + entry.compress_size


def _is_a_workbook(names: Iterable[str], name: str) -> None:
    known = set(names)
    if not ({"[Content_Types].xml", "xl/workbook.xml"} <= known or {"mimetype", "content.xml"} <= known):
        raise FileRefused(f"{name}: is no workbook. Bring an XLSX, an ODS or a CSV file.")


# --- Each part ------------------------------------------------------------------------------------------------

_SHEET = re.compile(r"^(xl/worksheets/[^/]+\.xml|content\.xml)$", re.I)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY|doctype|entity)")
_HIDDEN = re.compile(
    rb"<row\s[^<>]*\bhidden=[\"'](?:1|true)[\"']|<table:table-row\s[^<>]*visibility=[\"'](?:collapse|filter)[\"']"
)
_FORMULAS = (b"<f>", b"<f ", b"table:formula=")
_ERRORS = (b' t="e"', b'calcext:value-type="error"')
_MACROS = re.compile(rb"macroEnabled", re.I)
_OVERLAP = 4_096
"""Longer than any mark that is looked for: the next block begins with what the last one ended with."""


def _part(file: BinaryIO, entry: zipfile.ZipInfo, name: str) -> Found:
    """Unpack a part to nothing: it must be as large as it says, and free of what is refused. What was seen in it."""
    inside = entry.filename
    is_xml = inside.lower().endswith((".xml", ".rels", ".vml")) or inside == "mimetype"
    size, before, formulas, errors, first = 0, b"", 0, 0, True
    for block in _unpacked(file, entry):
        size += len(block)
        if size > entry.file_size:
            raise FileRefused(f"{name}: a part is larger than it says. {_SAVE_AGAIN}")
        if first and block.startswith((_LOCAL, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
            raise FileRefused(f"{name}: holds another archive inside. Take it out, and save the workbook again.")
        first = False
        if is_xml:
            seen = before + block
            _plain_xml(seen, inside, name)
            formulas += sum(block.count(mark) for mark in _FORMULAS)
            errors += sum(block.count(mark) for mark in _ERRORS)
            before = block[-_OVERLAP:]
    if size != entry.file_size:
        raise FileRefused(f"{name}: a part is smaller than it says. {_SAVE_AGAIN}")
    return Found(formulas, errors) if _SHEET.match(inside) else Found()


def _plain_xml(seen: bytes, inside: str, name: str) -> None:
    if _ENTITIES.search(seen) or (b"\0" in seen and _ENTITIES.search(seen.replace(b"\0", b""))):
        raise FileRefused(f"{name}: defines words of its own inside, which can hide anything. {_SAVE_AGAIN}")
    if inside == "[Content_Types].xml" and _MACROS.search(seen):
        raise FileRefused(f"{name}: holds macros. Save it as XLSX.")
    if _SHEET.match(inside) and _HIDDEN.search(seen):
        raise FileRefused(f"{name}: has rows that are hidden or filtered out. Show all rows, and save it again.")


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part, unpacked by what lies in the file, whatever its head says."""
    file.seek(entry.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != _LOCAL:
        raise zipfile.BadZipFile("a part is not where it should be")
    named, extra = struct.unpack_from("<HH", head, 26)
    file.seek(named + extra, 1)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("a part is packed in an unusual way")
    opened = zlib.decompressobj(-15)
    while left > 0 and (packed := file.read(min(BLOCK, left))):
        left -= len(packed)
        while packed:
            yield opened.decompress(packed, BLOCK)
            packed = opened.unconsumed_tail
    if rest := opened.flush():
        yield rest
