"""A room's models are its own; queries say who asks; actions are the only writers; functions fit on a screen."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import wholeplace
from tests.house.plan import PROJECT, room_of

ROOM_FLOORS = {"together", "analyse", "plan", "do", "review"}


def modules() -> Iterator[str]:
    """Every module of the house, without migrations."""
    for found in pkgutil.walk_packages(wholeplace.__path__, "wholeplace."):
        if "migrations" not in found.name:
            yield found.name


def imports_of(source: str) -> set[str]:
    """Every module that this source text imports from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def trespasses(importer: str, source: str) -> list[str]:
    """Models of another room of the trade that this module reaches for."""
    return [
        f"{importer} imports {name}"
        for name in sorted(imports_of(source))
        if name.split(".")[1:2] and name.split(".")[1] in ROOM_FLOORS and "models" in name.split(".")[3:4]
        if room_of(name) != room_of(importer)
    ]


def source_of(module: str) -> str:
    """The source text of a module."""
    path = PROJECT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text()


def test_models_are_imported_only_inside_their_own_room():
    assert [fault for module in modules() for fault in trespasses(module, source_of(module))] == []


def public_functions(drawer: str) -> Iterator[tuple[str, object]]:
    """Every public function defined in this drawer of each room."""
    for name in modules():
        parts = name.split(".")
        private = any(part.startswith("_") for part in parts)
        if len(parts) > 3 and parts[1] in ROOM_FLOORS and parts[3] == drawer and not private:
            module = importlib.import_module(name)
            for function_name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == name and not function_name.startswith("_"):
                    yield f"{name}.{function_name}", function


NOT_QUESTIONS = {
    # These turn a row that was asked for into a card; they ask nothing of the database themselves.
    "wholeplace.together.directory.queries.card",
    "wholeplace.together.people.queries.name_of",
}


def test_every_query_says_who_is_asking():
    silent = [
        name
        for name, function in public_functions("queries")
        if "seen_by" not in inspect.signature(function).parameters and name not in NOT_QUESTIONS
    ]
    assert silent == []


def test_every_query_takes_keywords_only():
    loose = [
        name
        for name, function in public_functions("queries")
        if name not in NOT_QUESTIONS
        and any(p.kind is not p.KEYWORD_ONLY for p in inspect.signature(function).parameters.values())
    ]
    assert loose == []


def test_every_public_function_among_the_actions_is_an_action():
    from wholeplace.ground.trail.action import ACTIONS

    names = {f"{wrapper.__module__}.{wrapper.__qualname__}" for wrapper in ACTIONS.values()}
    assert [name for name, _ in public_functions("actions") if name not in names] == []


def long_functions(module: str, source: str, *, most: int = 70) -> list[str]:
    """Functions that do not fit on a screen."""
    return [
        f"{module}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > most
    ]


def test_functions_fit_on_a_screen():
    assert [fault for module in modules() for fault in long_functions(module, source_of(module))] == []


def test_every_module_begins_with_a_sentence():
    assert [module for module in modules() if not ast.get_docstring(ast.parse(source_of(module)))] == []


def clock_readings(module: str, source: str) -> list[str]:
    """Places outside the doors that read the clock."""
    return [
        f"{module}:{node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "utcnow", "localdate"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "timezone", "time"}
    ]


def test_only_doors_read_the_clock():
    inside = (m for m in modules() if m.split(".")[1:2] not in (["doors"], ["config"]))
    assert [fault for module in inside for fault in clock_readings(module, source_of(module))] == []
