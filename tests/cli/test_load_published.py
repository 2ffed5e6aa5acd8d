"""The command that takes in published data: a line for each file, and the same again without a change."""

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.published.folder_of_marlbridge import FILES, PLACE, write

pytestmark = pytest.mark.django_db


def told(capsys, folder):
    """What the command says of a folder."""
    call_command("load_published", data=folder, place=list(PLACE))
    return capsys.readouterr().out


def test_each_file_gets_a_line_with_what_came_in_and_what_was_refused(tmp_path, capsys):
    said = told(capsys, write(tmp_path))
    assert "✓ English Indices of Deprivation 2019: needs/deprivation/imd2019_england_lsoa11.csv: taken in" in said
    assert "4 rows, 1 of other places, 2 refused" in said
    assert "decile: value: A tenth is a whole number from 1 to 10." in said
    assert "other reasons, kept with the batch" in said
    assert "– English Indices of Deprivation 2025: needs/deprivation/imd2025_england_lsoa21.csv: absent" in said


def test_a_second_time_it_says_that_nothing_changed(tmp_path, capsys):
    told(capsys, write(tmp_path))
    said = told(capsys, tmp_path)
    assert "0 changes from 0 files" in said
    assert "taken in" not in said


def test_a_file_that_is_broken_is_named_and_the_command_fails_at_the_end(tmp_path, capsys):
    write(tmp_path, FILES | {"needs/crime/2024-01-vales-street.csv": "Month\n2024-01\n"})
    with pytest.raises(CommandError, match="Some files were refused"):
        told(capsys, tmp_path)
    assert "has no column LSOA code, Crime type" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_published", data=tmp_path / "nowhere")
