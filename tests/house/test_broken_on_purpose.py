"""Each wall is broken on purpose, in a copy of the house, and must be seen to fall."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models

from tests.house.plan import PROJECT
from tests.house.test_rooms import clock_readings, long_functions, trespasses
from tests.house.test_stairs import climbing, peeping, toppling
from wholeplace.analyse.needs.models import Need
from wholeplace.together.people.models import Person


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the house in which anything may be broken."""
    folder = tmp_path_factory.mktemp("house")
    skip = shutil.ignore_patterns("node_modules", "__pycache__", "static", "assets")
    shutil.copytree(PROJECT / "wholeplace", folder / "wholeplace", ignore=skip)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def checked(folder: Path, contract: str) -> tuple[bool, str]:
    """Whether an import contract holds in a copy, and what was said."""
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [str(linter), "--no-cache", "--contract", contract], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return said.returncode == 0, said.stdout + said.stderr


ATTACKS = [
    ("floors", "wholeplace/analyse/needs/rules/attack.py", "from wholeplace.doors.web import urls"),
    ("floors", "wholeplace/helpers/__init__.py", ""),
    ("rooms-of-doors", "wholeplace/doors/web/attack.py", "import wholeplace.doors.api"),
    ("rooms-of-together", "wholeplace/together/people/attack.py", "import wholeplace.together.directory"),
    ("rooms-of-analyse", "wholeplace/analyse/gossip/__init__.py", ""),
    ("drawers", "wholeplace/analyse/needs/rules/attack.py", "from wholeplace.analyse.needs import models"),
    ("drawers", "wholeplace/analyse/needs/helpers.py", ""),
    ("pure", "wholeplace/analyse/needs/rules/attack.py", "import django.db"),
    ("pure", "wholeplace/ground/foundation/attack.py", "import django"),
    ("storage", "wholeplace/doors/web/attack.py", "from wholeplace.analyse.needs import models"),
    ("storage", "wholeplace/across/thread/attack.py", "from wholeplace.analyse.needs import models"),
]


@pytest.mark.parametrize("contract,file,line", ATTACKS)
def test_a_broken_import_contract_fails_the_build(copy, contract, file, line):
    attack = copy / file
    made = not attack.parent.exists()
    attack.parent.mkdir(parents=True, exist_ok=True)
    attack.write_text(f'"""An attack."""\n{line}\n')
    try:
        holds, said = checked(copy, contract)
    finally:
        attack.unlink()
        if made:
            shutil.rmtree(attack.parent)
    assert not holds
    assert "BROKEN" in said or "Missing layer" in said or "could not be found" in said, said


def test_the_house_as_it_stands_keeps_every_contract():
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([str(linter)], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def model(name: str, module: str, **fields: models.Field) -> type[models.Model]:
    """A model that somebody might write, kept out of the real registry."""

    class Meta:
        """It belongs to no application that is installed."""

        app_label = "attack"
        abstract = False

    return type(name, (models.Model,), {"__module__": module, "Meta": Meta, **fields})


def test_a_foreign_key_up_the_stairs_is_found():
    climber = model(
        "Climber",
        "wholeplace.together.people.models",
        up=models.ForeignKey(Need, models.PROTECT, related_name="+"),
    )
    assert climbing([climber]) == ["Climber.up -> Need"]


def test_a_reverse_accessor_into_a_lower_room_is_found():
    peeper = model(
        "Peeper",
        "wholeplace.analyse.needs.models",
        down=models.ForeignKey(Person, models.PROTECT, related_name="needs"),
    )
    assert peeping([peeper]) == ['Peeper.down needs related_name="+"']


def test_a_cascade_between_rooms_is_found():
    toppler = model(
        "Toppler",
        "wholeplace.analyse.needs.models",
        down=models.ForeignKey(Person, models.CASCADE, related_name="+"),
    )
    assert toppling([toppler]) == ["Toppler.down needs models.PROTECT"]


def test_borrowing_another_rooms_models_is_found():
    source = "from wholeplace.together.people.models import Person"
    assert trespasses("wholeplace.analyse.needs.queries", source) == [
        "wholeplace.analyse.needs.queries imports wholeplace.together.people.models",
        "wholeplace.analyse.needs.queries imports wholeplace.together.people.models.Person",
    ]


def test_a_rule_that_reads_the_clock_is_found():
    source = "from datetime import date\n\n\ndef rule():\n    return date.today()\n"
    assert clock_readings("wholeplace.analyse.needs.rules.attack", source) == [
        "wholeplace.analyse.needs.rules.attack:5"
    ]


def test_a_function_of_seventy_lines_is_found():
    source = "def endless():\n" + "    x = 1\n" * 70
    assert long_functions("attack", source) == ["attack.endless: 71 lines"]


def test_a_page_that_does_not_say_who_may_open_it_cannot_be_registered():
    from wholeplace.doors.web.shell.routes import page

    with pytest.raises(TypeError):
        page("attack", lambda request: None, name="attack")  # type: ignore[call-arg]
