"""The rulebook: every rule of every room, with its code, its source and its sentence."""

import importlib
import pkgutil
from collections.abc import Iterator

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
        "Written from the code by `python manage.py write_docs`. When a rule refuses, the page, the programming",
        "interface and the command line all give its code, its source and a sentence that says how to mend it.",
    ]
    for room, book in rulebooks():
        lines += ["", f"## {book.title} ({room})", "", "| code | rule | source |", "| --- | --- | --- |"]
        lines += [f"| {rule.code} | {_cell(rule.sentence)} | {_cell(rule.source)} |" for rule in book.rules]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
