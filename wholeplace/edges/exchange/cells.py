"""Tables that leave as CSV: one writer for all of them. Text stays text and nothing runs; figures stay figures."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BLANKS = " \"'\u00a0\u200b\u2060\ufeff"
# A figure, money or a share as this house writes them, and nothing behind it.
_FIGURE = re.compile(r"[-−]?£?[0-9][0-9,]*(?:\.[0-9]+)?%?", re.ASCII)


def inert(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would run it. Figures, money and days stay as they are.

    It would, whatever blanks or quotation marks stand before the sign, and in full-width form as well.
    """
    bare = unicodedata.normalize("NFKC", text).lstrip(_BLANKS)
    if bare.startswith(_RUNS) and not _FIGURE.fullmatch(text):
        return f"'{text}"
    return text


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV: one heading line, then a line a row. What could run is inert and stands in quotation marks."""
    made = io.StringIO()
    writer = csv.writer(made)
    for row in (headings, *rows):
        writer.writerow([inert(str(cell)) for cell in row])
    return made.getvalue()
