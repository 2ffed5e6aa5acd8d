"""Where the published data lie: the folder that WHOLEPLACE_DATA names, or shared/data beside the repository."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def published(*parts: str) -> Path:
    """A published file. Skips the test, visibly, where it is not present."""
    folder = Path(os.environ.get("WHOLEPLACE_DATA", REPOSITORY.parent / "shared" / "data"))
    file = folder.joinpath(*parts)
    if not file.exists():
        pytest.skip(f"published data not present: {'/'.join(parts)}")
    return file


def rows(workbook: str, sheet: str) -> Iterator[dict[str, Any]]:
    """The rows of a sheet of the published test cases, by the names in its first row."""
    book = openpyxl.load_workbook(published("needs", "methods-reference", workbook), read_only=True, data_only=True)
    lines = book[sheet].iter_rows(values_only=True)
    names = next(lines)
    for line in lines:
        if any(cell is not None for cell in line):
            yield dict(zip(names, line, strict=True))
    book.close()
