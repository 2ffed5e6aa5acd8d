"""Reading files strictly: their encoding, where a row begins and ends, which columns there are. Nothing is guessed."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

LONGEST_FIELD = 100_000
LARGEST = 2_000_000_000
BLOCK = 1 << 20

Progress = Callable[[float], None]


def quietly(part: float) -> None:
    """Show no progress."""


class FileRefused(Exception):
    """The file as a whole cannot be read, with the row where it fails and how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with the number it has in the file: the heading is row 1."""

    number: int
    cells: list[str]
    places: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        """The text of a column, without spaces round it; empty where the row ends before it."""
        place = self.places[column]
        return self.cells[place].strip() if place < len(self.cells) else ""


@dataclass
class SourceFile:
    """A file on disk, packed or plain, and how far it has been read."""

    path: Path
    name: str
    encoding: str = "utf-8-sig"
    progress: Progress = field(default=quietly)

    def sha256(self) -> str:
        """The hash of its content: of what is inside, so that packing changes nothing."""
        made = hashlib.sha256()
        for block in self._blocks():
            made.update(block)
        return made.hexdigest()

    def text(self) -> str:
        """All of it as text. Raises FileRefused where it is not in its encoding."""
        whole = b"".join(self._blocks())
        try:
            text = whole.decode(self.encoding)
        except UnicodeDecodeError as fault:
            row = whole[: fault.start].count(b"\n") + 1
            raise FileRefused(
                f"{self.name}, row {row}: not {_called(self.encoding)}. Save it as that, or say which encoding it has."
            ) from None
        if "\0" in text:
            row = text[: text.index("\0")].count("\n") + 1
            raise FileRefused(f"{self.name}, row {row}: holds a zero character, so it is not a text file.")
        return text

    def _blocks(self) -> Iterator[bytes]:
        size = max(self.path.stat().st_size, 1)
        unpacked = 0
        with self.path.open("rb") as raw:
            opened: BinaryIO = gzip.GzipFile(fileobj=raw) if self.path.suffix == ".gz" else raw  # type: ignore[assignment]
            try:
                while block := opened.read(BLOCK):
                    unpacked += len(block)
                    if unpacked > LARGEST:
                        raise FileRefused(f"{self.name}: larger than {LARGEST // 1_000_000:,} MB when unpacked.")
                    self.progress(min(raw.tell() / size, 1.0))
                    yield block
            except (EOFError, gzip.BadGzipFile, OSError) as fault:
                raise FileRefused(f"{self.name}: cannot be unpacked ({fault}). Fetch it again.") from None


def _called(encoding: str) -> str:
    return {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(encoding, encoding)


# --- Tables -------------------------------------------------------------------------------------------------


def cells_of(file: SourceFile, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Every row of a CSV file with its number, strictly: a quotation mark that is never closed is refused."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(file.text(), newline=""), strict=True, delimiter=delimiter)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number += 1
    except csv.Error as fault:
        raise FileRefused(f"{file.name}, row {number}: {_why(str(fault))}") from None


def lines_of(file: SourceFile, *, columns: Sequence[str], delimiter: str = ",", heading_row: int = 1) -> Iterator[Line]:
    """Every row below the heading, by column. A row that ends early has its last columns empty.

    Raises FileRefused where a column that is needed is missing or double, or a row has more cells than headings.
    """
    rows = cells_of(file, delimiter=delimiter)
    heads: list[str] = []
    for number, cells in rows:
        if number == heading_row:
            heads = [cell.strip() for cell in cells]
            break
    _must_have(heads, columns, name=file.name)
    places = {head: place for place, head in enumerate(heads)}
    for number, cells in rows:
        if any(cells):
            if len(cells) > len(heads):
                raise FileRefused(f"{file.name}, row {number}: has {len(cells)} cells under {len(heads)} headings.")
            yield Line(number, cells, places)


def _must_have(heads: Sequence[str], columns: Sequence[str], *, name: str) -> None:
    if missing := [column for column in columns if column not in heads]:
        raise FileRefused(f"{name}: has no column {', '.join(missing)}. It has {', '.join(heads[:12]) or 'none'}.")
    if double := sorted({head for head in heads if head and heads.count(head) > 1}):
        raise FileRefused(f"{name}: has more than one column {', '.join(double)}.")


def _why(fault: str) -> str:
    if "unexpected end of data" in fault:
        return "a quotation mark is opened here and never closed."
    if "field larger than field limit" in fault:
        return f"a cell has more than {LONGEST_FIELD:,} characters."
    return f"not a row of a table ({fault})."


# --- Trees --------------------------------------------------------------------------------------------------


def tree_of(file: SourceFile) -> Any:
    """The whole of a JSON file, strictly: no name twice in one object, no number that is not one."""
    try:
        return json.loads(file.text(), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise FileRefused(f"{file.name}, row {fault.lineno}: not JSON ({fault.msg}).") from None
    except ValueError as fault:
        raise FileRefused(f"{file.name}: {fault}") from None
    except RecursionError:
        raise FileRefused(f"{file.name}: nested too deeply.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(n for n in names if names.count(n) > 1)!r} stands twice in one object.")
    return made


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number.")
