"""Reading files strictly: their encoding, where a row begins and ends, which columns there are. Nothing is guessed.

Tables and lists of records are opened by a process of their own with little memory and time (`limited`), which hands
back numbered rows of text; what they mean is decided here, by a declared source.
"""

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

import wholeplace
from wholeplace.ground.intake.limits import LARGEST, MEGABYTE, MEMORY, WALL_SECONDS
from wholeplace.ground.intake.opening import Asked, Written
from wholeplace.ground.intake.refused import EncodingNotSaid, FileRefused
from wholeplace.ground.intake.trees import parsed

LARGEST_TREE = 10 * LARGEST
"""What is read in this process: only files that the house itself was given in a folder."""

BLOCK = 1 << 20
_HOUSE = Path(wholeplace.__file__).parent.parent
_TAIL = 65_536

Progress = Callable[[float], None]


def quietly(part: float) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with the number it has in the file: the heading is row 1."""

    number: int
    cells: list[str]
    places: Mapping[str, int]
    sheet: str = ""

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
    _opened: dict[Asked, IO[bytes]] = field(default_factory=dict, repr=False)

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
            raise FileRefused(f"{self.name}, row {row}: not in its encoding. Save it as UTF-8.") from None
        if "\0" in text:
            row = text[: text.index("\0")].count("\n") + 1
            raise FileRefused(f"{self.name}, row {row}: holds a zero character, so it is not a text file.")
        return text

    def written(self, *, delimiter: str = ",", records: str | None = None) -> Iterator[Written]:
        """What the limited process makes of it, which opens it once however often this is asked."""
        asked = Asked(str(self.path.resolve()), self.name, self.encoding, delimiter, records)
        if asked not in self._opened:
            sheet = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as what was read
            open_limited(asked, into=sheet)
            self._opened[asked] = sheet
            self.progress(1.0)
        return written_in(self._opened[asked])

    def _blocks(self) -> Iterator[bytes]:
        size = max(self.path.stat().st_size, 1)
        unpacked = 0
        with self.path.open("rb") as raw:
            opened: BinaryIO = gzip.GzipFile(fileobj=raw) if self.path.suffix == ".gz" else raw  # type: ignore[assignment]
            try:
                while block := opened.read(BLOCK):
                    unpacked += len(block)
                    if unpacked > LARGEST_TREE:
                        raise FileRefused(f"{self.name}: larger than {LARGEST_TREE // MEGABYTE:,} MB when unpacked.")
                    self.progress(min(raw.tell() / size, 1.0))
                    yield block
            except (EOFError, zlib.error, OSError) as fault:
                raise FileRefused(f"{self.name}: cannot be unpacked ({fault}). Fetch it again.") from None


# --- The limited process --------------------------------------------------------------------------------------


def open_limited(asked: Asked, *, into: IO[bytes]) -> None:
    """Have a file opened by a process of its own. Raises FileRefused, also for what costs too much to open."""
    process = subprocess.Popen(
        [sys.executable, "-s", "-E", "-m", "wholeplace.ground.intake.limited", json.dumps(asdict(asked))],
        stdin=subprocess.DEVNULL,
        stdout=into,
        stderr=subprocess.DEVNULL,
        cwd=_HOUSE,
        env={"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        code = -signal.SIGXCPU
    finally:
        # Whatever ends the wait ends the process too, and all that it may have started.
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    word, *said = _last(into)
    if word == "encoding":
        raise EncodingNotSaid(said[0])
    if word == "refused":
        raise FileRefused(said[0])
    if word != "end":
        raise FileRefused(f"{asked.name}: {_why_it_stopped(code)}")


def _why_it_stopped(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"takes longer than {WALL_SECONDS} seconds to open. Save only the sheet that is needed, as CSV."
    return f"needs more than {MEMORY >> 20} MB of memory to open. Save only the sheet that is needed, as CSV."


def _last(sheet: IO[bytes]) -> Written:
    size = sheet.seek(0, os.SEEK_END)
    sheet.seek(max(0, size - _TAIL))
    last = sheet.read().rstrip(b"\n").rpartition(b"\n")[2]
    try:
        found: Written = json.loads(last)
    except ValueError:
        return ["cut"]
    return found


def written_in(sheet: IO[bytes]) -> Iterator[Written]:
    """The lines that the limited process wrote. Several may read them, each from its own place."""
    place = 0
    while True:
        sheet.seek(place)
        lines = sheet.readlines(BLOCK)
        if not lines:
            return
        place = sheet.tell()
        yield from map(json.loads, lines)


# --- Tables ---------------------------------------------------------------------------------------------------


def cells_of(file: SourceFile, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Every row of a CSV file with its number, strictly: a quotation mark that is never closed is refused."""
    for one in file.written(delimiter=delimiter):
        if one[0] == "rows":
            yield from enumerate(one[2], start=one[1])


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
    must_have(heads, columns, name=file.name)
    places = {head: place for place, head in enumerate(heads)}
    for number, cells in rows:
        if any(cells):
            if len(cells) > len(heads):
                raise FileRefused(f"{file.name}, row {number}: has {len(cells)} cells under {len(heads)} headings.")
            yield Line(number, cells, places)


def must_have(heads: Sequence[str], columns: Sequence[str], *, name: str) -> None:
    """Refuse a heading that lacks a column, or has one twice."""
    if missing := [column for column in columns if column not in heads]:
        raise FileRefused(f"{name}: has no column {', '.join(missing)}. It has {', '.join(heads[:12]) or 'none'}.")
    if double := sorted({head for head in heads if head and heads.count(head) > 1}):
        raise FileRefused(f"{name}: has more than one column {', '.join(double)}.")


# --- Records and trees ----------------------------------------------------------------------------------------


def records_of(file: SourceFile, *, listed: str = "") -> Iterator[tuple[int, Any]]:
    """The records of a JSON file with their numbers: those of the list of this name, or one a line.

    A line that is no JSON is given as a FileRefused that says so.
    """
    for one in file.written(records=listed):
        if one[0] == "record":
            yield one[1], one[2]
        elif one[0] == "fault":
            yield one[1], FileRefused(one[2])


def tree_of(file: SourceFile) -> Any:
    """The whole of a JSON file, strictly: no name twice in one object, no number that is not one."""
    return parsed(file.text(), name=file.name)
