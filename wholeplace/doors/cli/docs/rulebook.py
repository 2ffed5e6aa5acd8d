"""The rulebook: every rule of every room, with code, source and sentence, and what actions refuse besides."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import wholeplace
from wholeplace.ground.foundation.refusal import Rulebook


def rulebooks() -> Iterator[tuple[str, "Rulebook[object]"]]:
    """Every rulebook of the house with the room it lies in, in the order of rooms and titles."""
    found: dict[int, tuple[str, Rulebook[object]]] = {}
    for module in pkgutil.walk_packages(wholeplace.__path__, "wholeplace."):
        if ".rules" in module.name:
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Rulebook):
                    found.setdefault(id(value), (module.name.split(".")[2], value))
    yield from sorted(found.values(), key=lambda pair: (pair[0], pair[1].title))


def rulebook() -> str:
    """The rulebook as a page of Markdown."""
    lines = [
        "# Rulebook",
        "",
        "Written from the code by `make manage DO='write_docs'`. The refusal page and the programming interface give",
        "code, source and a sentence that says how to mend it; a form and the command line give the sentence.",
    ]
    for room, book in rulebooks():
        lines += ["", f"## {book.title} ({room})", "", "| code | rule | source |", "| --- | --- | --- |"]
        lines += [f"| {rule.code} | {_cell(rule.sentence)} | {_cell(rule.source)} |" for rule in book.rules]
    lines += ["", "## Besides", "", "What an action finds only when it looks at what is stored.", ""]
    lines += ["| code | room | source |", "| --- | --- | --- |"]
    lines += [f"| {code} | {room} | {_cell(source)} |" for room, code, source in besides()]
    return "\n".join(lines) + "\n"


def besides() -> tuple[tuple[str, str, str], ...]:
    """The refusals that stand in actions and in no rulebook: room, code and source, in the order of their codes."""
    found = {
        (module.name.split(".")[2], code, source)
        for module in pkgutil.walk_packages(wholeplace.__path__, "wholeplace.")
        if ".actions" in module.name
        for code, source in _refusals_in(importlib.import_module(module.name))
    }
    return tuple(sorted(found, key=lambda one: one[1]))


def _refusals_in(module: ModuleType) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
            given = [*node.args, *(word.value for word in node.keywords)]
            code, source = (_words_of(one, module) for one in given[:2])
            if code and source:
                yield code, source


def _words_of(node: ast.expr, module: ModuleType) -> str:
    """The words that stand in the code, or under a name of the module; nothing where they are made as it runs."""
    if isinstance(node, ast.Name):
        return str(vars(module).get(node.id, ""))
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
