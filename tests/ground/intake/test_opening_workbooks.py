"""Workbooks are opened by a process of their own, after everything in them was looked at; the rest is refused."""

from datetime import date

import openpyxl
import pytest

from tests.factories.hostile import HOSTILE, workbook, write
from wholeplace.ground.intake.reading import SourceFile, cells_of
from wholeplace.ground.intake.refused import EncodingNotSaid, FileRefused

SLOW = {"bomb", "large", "far corner", "new limit", "one long line", "old limit"}


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - SLOW))
def test_a_file_that_may_do_harm_is_refused_with_its_name_and_why(tmp_path, name):
    path = write(tmp_path, name)
    with pytest.raises(FileRefused) as refused:
        list(cells_of(SourceFile(path, path.name)))
    assert str(refused.value).startswith(path.name)
    assert HOSTILE[name][2] in str(refused.value)


def test_who_brings_a_file_is_asked_for_its_letters_and_nothing_is_guessed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Payee\nCafé £1\n".encode("cp1252"))
    with pytest.raises(EncodingNotSaid):
        list(cells_of(SourceFile(path, "a.csv")))
    assert list(cells_of(SourceFile(path, "a.csv", encoding="cp1252")))[1] == (2, ["Café £1"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_that_say_themselves_what_they_are_are_read(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes("Payee\r\nŵ £1\r\n".encode(encoding))
    assert list(cells_of(SourceFile(path, "a.csv"))) == [(1, ["Payee"]), (2, ["ŵ £1"])]


def filled(book: openpyxl.Workbook) -> None:
    """Rows as people leave them: days, whole and broken amounts, a formula, blank rows, a hidden sheet."""
    sheet = book.active
    sheet.append([])
    sheet.append([date(2026, 5, 2), "00123", 1440.0])
    sheet.append(["44927", "1.23457E+15", 1234567890123456789])
    sheet.append(["x", True, "=1+1"])
    hidden = book.create_sheet("Workings")
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])
    book.create_sheet("June").append(["another"])


def test_cells_of_a_workbook_are_read_as_they_are_shown(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(filled))
    written = list(SourceFile(path, "a.xlsx").written())
    assert [one for one in written if one[0] in ("remark", "sheet", "end")] == [
        ["remark", "1 cells hold formulas: what was last worked out for them is read."],
        ["sheet", "Sheet"],
        ["remark", "The sheet “Workings” is hidden, and not read."],
        ["sheet", "June"],
        ["end"],
    ]
    rows = [row for one in written if one[0] == "rows" for row in one[2]]
    assert rows == [
        ["Payment Date", "Supplier Name", "Amount"],
        ["2026-05-01", "Alder Care Ltd", "12.5"],
        [],
        ["2026-05-02", "00123", "1440"],
        ["44927", "1.23457E+15", "1.23456789012346e+18"],
        ["x", "TRUE"],
        ["another"],
    ]


def test_a_day_means_the_same_in_a_workbook_that_counts_from_1904(tmp_path):
    def counted_anew(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active.append([date(2026, 5, 2)])

    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(counted_anew))
    assert list(cells_of(SourceFile(path, "a.xlsx")))[-1] == (3, ["2026-05-02"])
