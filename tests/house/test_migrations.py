"""What a release holds is never changed; each room has one line of migrations."""

import json
from pathlib import Path

import pytest

from tests.house.plan import PROJECT
from wholeplace.config.released import broken_promises, is_released, migrations_here, release, released


@pytest.fixture
def house(tmp_path) -> Path:
    """A house with one room and one migration."""
    folder = tmp_path / "wholeplace/analyse/needs/migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("first")
    (tmp_path / "released.json").write_text("{}")
    return tmp_path


def first(house: Path) -> Path:
    """Its migration."""
    return house / "wholeplace/analyse/needs/migrations/0001_initial.py"


def test_every_released_migration_is_as_it_was_released():
    assert broken_promises() == []


def test_each_room_has_one_line_of_migrations():
    numbers = [name.partition("_")[0] for name in migrations_here()]
    assert len(set(migrations_here())) == len(numbers)
    for folder in PROJECT.glob("wholeplace/*/*/migrations"):
        found = sorted(int(file.name[:4]) for file in folder.glob("[0-9]*.py"))
        assert found == list(range(1, len(found) + 1)), folder


def test_a_released_migration_that_is_changed_or_gone_is_named(house):
    release("0.1.0", house / "released.json", house)
    assert is_released("needs.0001_initial", house / "released.json")
    assert broken_promises(house / "released.json", house) == []
    first(house).write_text("changed")
    assert broken_promises(house / "released.json", house) == ["needs.0001_initial of release 0.1.0 is changed."]
    first(house).unlink()
    assert broken_promises(house / "released.json", house) == ["needs.0001_initial of release 0.1.0 is gone."]


def test_a_release_is_refused_twice_and_while_an_older_one_is_broken(house):
    release("0.1.0", house / "released.json", house)
    with pytest.raises(ValueError, match="already"):
        release("0.1.0", house / "released.json", house)
    first(house).write_text("changed")
    with pytest.raises(ValueError, match="is changed"):
        release("0.2.0", house / "released.json", house)
    assert list(released(house / "released.json")) == ["0.1.0"]
    assert json.loads((house / "released.json").read_text()).keys() == {"0.1.0"}
