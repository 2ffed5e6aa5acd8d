"""Files are read strictly: what is not plainly right is refused with its row, and nothing is swallowed or guessed."""

import gzip

import pytest

from wholeplace.ground.intake.reading import SourceFile, cells_of, lines_of, tree_of
from wholeplace.ground.intake.refused import FileRefused


@pytest.fixture
def a_file(tmp_path):
    """A file of this content, read in this encoding."""

    def made(content, *, name="a.csv", encoding="utf-8-sig"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return SourceFile(path, name, encoding=encoding)

    return made


def told(call):
    """The sentence of a refusal."""
    with pytest.raises(FileRefused) as refused:
        call()
    return str(refused.value)


def test_rows_are_numbered_as_they_stand_in_the_file(a_file):
    lines = list(lines_of(a_file("code,name\nA, Abbey \n\nM,Mill\n"), columns=["code"]))
    assert [(line.number, line["code"], line["name"]) for line in lines] == [(2, "A", "Abbey"), (4, "M", "Mill")]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row(a_file):
    file = a_file('code,name\nA,Abbey\nB,"Never closed\nC,Mill\n')
    assert told(lambda: list(lines_of(file, columns=["code"]))) == (
        "a.csv, row 3: a quotation mark is opened here and never closed."
    )


def test_a_cell_with_a_line_break_counts_as_one_row(a_file):
    rows = list(cells_of(a_file('code,name\nA,"Ab\nbey"\nM,Mill\n')))
    assert [number for number, _ in rows] == [1, 2, 3]


def test_a_mark_at_the_start_is_not_part_of_the_first_heading(a_file):
    (line,) = lines_of(a_file("\ufeffcode\nA\n"), columns=["code"])
    assert line["code"] == "A"


def test_windows_letters_are_read_only_where_the_mapping_says_so(a_file):
    content = "code,name\nA,Caf\u00e9 \u00a31\n".encode("cp1252")
    assert "row 2: not UTF-8" in told(lambda: list(lines_of(a_file(content), columns=["code"])))
    (line,) = lines_of(a_file(content, encoding="cp1252"), columns=["code"])
    assert line["name"] == "Café £1"


def test_a_zero_character_is_refused(a_file):
    assert "row 2: holds a zero character" in told(lambda: list(lines_of(a_file("code\nA\0\n"), columns=["code"])))


def test_missing_and_double_columns_are_refused_by_name(a_file):
    assert told(lambda: list(lines_of(a_file("code,name\n"), columns=["code", "value"]))) == (
        "a.csv: has no column value. It has code, name."
    )
    assert "more than one column code" in told(lambda: list(lines_of(a_file("code,code\n"), columns=["code"])))
    assert "has no column code" in told(lambda: list(lines_of(a_file(""), columns=["code"])))


def test_a_row_wider_than_its_headings_is_refused_and_a_narrower_one_is_filled(a_file):
    assert "row 2: has 3 cells under 2 headings" in told(
        lambda: list(lines_of(a_file("code,name\nA,B,C\n"), columns=["code"]))
    )
    (line,) = lines_of(a_file("code,name\nA\n"), columns=["code"])
    assert line["name"] == ""


def test_a_cell_that_is_far_too_long_is_refused(a_file):
    file = a_file(f"code,name\nA,{'x' * 100_001}\n")
    assert "row 2: a cell has more than 100,000 characters" in told(lambda: list(lines_of(file, columns=["code"])))


def test_packed_files_are_read_and_hashed_as_what_is_inside(a_file):
    plain, packed = a_file("code\nA\n"), a_file(gzip.compress(b"code\nA\n"), name="a.csv.gz")
    assert plain.sha256() == packed.sha256()
    assert [line["code"] for line in lines_of(packed, columns=["code"])] == ["A"]


def test_a_damaged_archive_is_refused(a_file):
    damaged = gzip.compress(b"code\n" + b"A\n" * 10_000)[:-20]
    assert "cannot be unpacked" in told(lambda: a_file(damaged, name="a.csv.gz").sha256())


def test_progress_is_told_from_nothing_to_all(a_file):
    parts = []
    file = a_file("code\n" + "A\n" * 10)
    file.progress = parts.append
    file.text()
    assert parts == [1.0]


@pytest.mark.parametrize(
    "content, sentence",
    [
        ('{"a": 1, "a": 2}', "the name 'a' stands twice in one object"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": 1', "row 1: not JSON"),
        ("[" * 100_000, "nested too deeply"),
        (r'{"a": "\ud800"}', "holds half a character"),
    ],
)
def test_json_is_read_strictly(a_file, content, sentence):
    assert sentence in told(lambda: tree_of(a_file(content, name="a.json")))


def test_sound_json_is_read(a_file):
    assert tree_of(a_file('{"a": [1, 2.5, "é"]}', name="a.json")) == {"a": [1, 2.5, "é"]}


def test_a_packed_file_that_was_damaged_on_its_way_is_refused(a_file):
    packed = bytearray(gzip.compress(b"code,name\nA,Abbey\n" * 50))
    packed[15:20] = b"spoil"
    for file in (a_file(bytes(packed)), a_file(bytes(packed), name="a.csv.gz")):
        assert "cannot be unpacked" in told(lambda file=file: list(cells_of(file)))
    assert "cannot be unpacked" in told(lambda: tree_of(a_file(bytes(packed), name="a.json.gz")))


def test_an_emoji_written_as_two_halves_is_read(a_file):
    assert tree_of(a_file(r'["\ud83d\ude92"]')) == ["🚒"]
