"""`new` writes stubs in their places, with tests that fail until the work is done."""

import ast
import shutil

import pytest
from django.core.management import CommandError, call_command

from tests.house.plan import PROJECT


@pytest.fixture
def checkout(tmp_path):
    """A checkout with one room in it."""
    shutil.copytree(PROJECT / "wholeplace/analyse/needs", tmp_path / "wholeplace/analyse/needs")
    return tmp_path


@pytest.mark.parametrize(
    "kind,files",
    [
        ("action", ["actions.py", "events.py", "test_reopen_need.py"]),
        ("rule", ["rules/reopen_need.py", "test_reopen_need.py"]),
        ("page", ["views.py", "test_reopen_need.py"]),
        ("indicator", ["published/reopen_need.py", "test_reopen_need.py"]),
    ],
)
def test_each_kind_begins_as_code_that_reads(checkout, capsys, kind, files):
    call_command("new", kind, "needs", "reopen_need", into=str(checkout))

    written = capsys.readouterr().out.split()
    assert [path for path, end in zip(written, files, strict=True) if not path.endswith(end)] == []
    for path in written:
        ast.parse((checkout / path).read_text())


def test_a_room_that_is_not_there_is_named(checkout):
    with pytest.raises(CommandError, match="no room called gossip"):
        call_command("new", "rule", "gossip", "spread", into=str(checkout))


def test_a_name_that_is_not_one_is_named(checkout):
    with pytest.raises(CommandError, match="not a name"):
        call_command("new", "rule", "needs", "Spread It", into=str(checkout))
