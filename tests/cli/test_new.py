"""`new` writes stubs in their places, which can be imported, with tests that fail until the work is done."""

import importlib
import importlib.util
import re
import shutil
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.house.plan import PROJECT
from wholeplace.doors.cli.docs.rulebook import rulebooks
from wholeplace.doors.cli.stubs.begun import Wanted, joined

MODULES, PACKAGES = "analyse/needs", "plan/plans"
"""A room whose drawers are modules, and one in which they are packages."""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with two rooms, and the pages of two, in it."""
    for room in (MODULES, PACKAGES, "together/people", "doors/web/needs", "doors/web/contracts"):
        shutil.copytree(PROJECT / "wholeplace" / room, tmp_path / "wholeplace" / room)
    # One room is without rules, so that they are begun in it.
    shutil.rmtree(tmp_path / "wholeplace/together/people/rules")
    return tmp_path


@pytest.fixture
def new(checkout, capsys):
    """Begins something, and gives the files that were written and what is left to do."""

    def begin(kind, room, name):
        call_command("new", kind, room, name, into=str(checkout))
        told = capsys.readouterr().out.splitlines()
        return [line for line in told if not line.startswith("– ")], [line[2:] for line in told if line[0] == "–"]

    return begin


@pytest.fixture
def module(checkout, monkeypatch):
    """A written file as the module that it is in the house, in place of the one that stands, until the test ends."""

    def load(path):
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        spec = importlib.util.spec_from_file_location(name, checkout / path)
        loaded = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, loaded)
        spec.loader.exec_module(loaded)
        parent, _, child = name.rpartition(".")
        if not parent.startswith("tests"):
            monkeypatch.setattr(importlib.import_module(parent), child, loaded, raising=False)
        return loaded

    return load


@pytest.mark.parametrize(
    "room,file", [("needs", "analyse/needs/actions.py"), ("plans", "plan/plans/actions/take_back.py")]
)
def test_an_action_can_be_imported_and_its_three_tests_fail(new, module, city, events, *, room, file):
    written, left = new("action", room, "take_back")

    assert (written[0], written[2]) == (f"wholeplace/{file}", f"tests/actions/{room}/test_take_back.py")
    verb, happened, tests = map(module, written)
    assert happened.TakeBack().sentence == "Take back."
    assert verb.take_back.__doc__.startswith("Take back.")
    for test in (tests.test_it_works, tests.test_a_stranger_is_stopped, tests.test_it_is_refused_with_reasons):
        with pytest.raises(NotImplementedError, match="add-an-action"):
            test(city, events)
    exports = [step for step in left if step.startswith("Name take_back in wholeplace/plan/plans/actions/__init__.py")]
    assert bool(exports) == (room == "plans")


@pytest.mark.parametrize("room", ["needs", "plans", "people"])
def test_a_rule_can_be_imported_and_its_cases_fail(new, module, checkout, monkeypatch, room):
    written, _ = new("rule", room, "take_back")
    monkeypatch.setattr("tests.rules.cases.FOLDER", checkout / "tests/rulebook")

    *room_itself, book, cases, tests = written
    assert cases == "tests/rulebook/take_back.toml"
    assert len(room_itself) == (room == "people")
    *_, tests = map(module, [*room_itself, book, tests])
    test = tests.test_each_case_is_allowed_or_refused_as_it_says
    for case in test.pytestmark[0].args[1]:
        with pytest.raises(NotImplementedError, match="Return why not"):
            test(*case.values)
    tests.test_every_rule_is_seen()


def test_a_rule_is_added_to_rules_that_are_one_module(new, checkout):
    rules = checkout / "wholeplace/together/people/rules.py"
    rules.write_text('"""What must hold of people."""\n\nLONGEST = 365\n')
    written, _ = new("rule", "people", "take_back")
    assert written[0] == "wholeplace/together/people/rules.py"
    assert "LONGEST = 365" in rules.read_text()
    assert "class TakeBack:" in rules.read_text()


def test_the_prefix_of_a_new_rulebook_is_nobodys():
    taken = frozenset(book.prefix for _, book in rulebooks())
    for name in ("decide", "outcome", "plan", "index", "extend", "need"):
        prefix = Wanted("plan", "plans", name, prefixes=taken).prefix
        assert re.fullmatch(r"[A-Z]{3,4}", prefix)
        assert prefix not in taken


@pytest.mark.django_db
@pytest.mark.parametrize("room,file", [("needs", "needs/views.py"), ("contracts", "contracts/views/take_back.py")])
def test_a_page_can_be_imported_and_its_test_fails(new, module, client, room, file):
    written, left = new("page", room, "take_back")

    assert written == [f"wholeplace/doors/web/{file}", f"tests/web/{room}/test_take_back.py"]
    view, tests = map(module, written)
    with pytest.raises(NotImplementedError, match=r"urls\.py"):
        view.take_back(None)
    with pytest.raises(AssertionError):
        tests.test_a_stranger_is_asked_to_sign_in(client)
    assert left == [f'Put page("{room}/take-back", …) on the map in wholeplace/doors/web/{room}/urls.py.']


@pytest.mark.django_db
def test_an_indicator_set_is_an_importer_and_its_tests_fail(new, module, tmp_path):
    written, left = new("indicator", "needs", "take_back")

    assert written == [
        "wholeplace/edges/exchange/published/take_back.py",
        "tests/exchange/published/test_take_back.py",
    ]
    _, tests = map(module, written)
    with pytest.raises(NotImplementedError, match="add-an-indicator"):
        tests.test_a_good_row_is_taken_in(tmp_path / "published")
    with pytest.raises(AssertionError):
        tests.test_it_is_taken_in_with_all_the_others()
    assert left == ["Add *take_back.IMPORTERS to EVERY in wholeplace/edges/exchange/published/load.py."]


def test_a_stub_at_the_end_of_a_module_brings_the_imports_that_it_needs():
    standing = '"""A room."""\n\nfrom datetime import date\n\nTODAY = date(2026, 5, 1)\n'
    imports = "from datetime import date\nfrom decimal import Decimal\n"
    stub = f'"""More."""\n\n{imports}\n\ndef half(on: date) -> Decimal: ...\n'
    assert joined(standing, stub) == (
        f'"""A room."""\n\n{imports}\nTODAY = date(2026, 5, 1)\n\n\ndef half(on: date) -> Decimal: ...\n'
    )


def test_what_is_there_already_is_named_and_nothing_is_written(new, checkout):
    new("action", "needs", "take_back")
    before = {path: path.read_text() for path in checkout.rglob("*.py")}
    with pytest.raises(CommandError, match="nothing was written"):
        new("action", "needs", "take_back")
    assert {path: path.read_text() for path in checkout.rglob("*.py")} == before


def test_a_room_that_is_not_there_is_named(new):
    with pytest.raises(CommandError, match="no room called gossip"):
        new("rule", "gossip", "spread")


@pytest.mark.parametrize("name", ["Spread It", "class", "x"])
def test_a_name_that_is_not_one_is_named(new, name):
    with pytest.raises(CommandError, match="not a name"):
        new("rule", "needs", name)
