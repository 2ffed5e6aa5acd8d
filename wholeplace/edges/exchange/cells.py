"""Cells that leave in a file for a spreadsheet: text stays text, and nothing runs."""

import unicodedata

# A cell that a spreadsheet takes for a formula, also after spaces or quotation marks, and in full-width form.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would run it. Plain numbers stay as they are."""
    bare = unicodedata.normalize("NFKC", text).lstrip(" \"'")
    if bare.startswith(_STARTS_A_FORMULA) and not _is_a_number(text):
        return f"'{text}"
    return text


def _is_a_number(text: str) -> bool:
    digits = text.strip().removeprefix("-").replace(",", "").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
