"""Which cells of a CSV file a spreadsheet would run: said anew here, by nothing that the house's own writer uses."""

import csv
import io

SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫\t\r\n"
BLANKS = "  \u00a0\u200b\u2060\ufeff\"'"
FIGURES = set("0123456789.,£%-−")
HOSTILE_CELLS = [
    before + sign + behind
    for before in ("", " ", "  ", '"', "'", '" ', "\u00a0", "\ufeff")
    for sign in ("=", "+", "-", "@", "\t=", "\r", "\n=", "＝", "＋", "－", "＠")
    for behind in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://a.example")', "SUM(1)")
] + ["-2", "-£25.50", "1,250.00", "Alder & Co", "O’Brien"]


def that_run(text: str) -> list[str]:
    """The cells of the file that would run."""
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    return [cell for cell in cells if _runs(cell)]


def _runs(cell: str) -> bool:
    if cell.startswith("'") or set(cell) <= FIGURES:
        return False
    for sign in cell:
        if sign in SIGNS:
            return True
        if sign not in BLANKS:
            return False
    return False
