"""What a new thing begins as: the files to write, and what is left to do by hand. Pure."""

import ast
from dataclasses import dataclass
from itertools import chain, combinations


@dataclass(frozen=True)
class Wanted:
    """What is wanted, and what stands already: the drawers that are packages, and the prefixes that are taken."""

    floor: str
    room: str
    name: str
    packages: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()

    @property
    def sentence(self) -> str:
        """The name as people write it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def camel(self) -> str:
        """The name as a class has it."""
        return "".join(word.title() for word in self.name.split("_"))

    @property
    def prefix(self) -> str:
        """Three letters of the name, or four, that no rulebook has yet."""
        first, *others = tuple(self.name.replace("_", "").upper())
        letters = chain(combinations(others, 2), combinations(others, 3))
        found = ("".join((first, *some)) for some in letters)
        return next((prefix for prefix in found if prefix not in self.prefixes), "NEW")

    def drawer(self, drawer: str, *, of: str = "") -> str:
        """The module of a drawer that the new thing belongs in, with dots: in a package it gets one of its own."""
        folder = of or f"wholeplace.{self.floor}.{self.room}"
        return f"{folder}.{drawer}.{self.name}" if drawer in self.packages else f"{folder}.{drawer}"


@dataclass(frozen=True)
class Begun:
    """The texts by path, each a whole module, and what is left to do by hand."""

    files: dict[str, str]
    then: tuple[str, ...]


def path_of(module: str) -> str:
    """The file of a module."""
    return module.replace(".", "/") + ".py"


def joined(standing: str, stub: str) -> str:
    """A module that stands with a stub at its end, and with the imports that the stub needs besides."""
    tree, new = ast.parse(standing), ast.parse(stub)
    known = {alias.asname or alias.name for node in _imports(tree) for alias in node.names}
    needed = [
        ast.unparse(node) for node in _imports(new) if not {alias.asname or alias.name for alias in node.names} <= known
    ]
    opening = [tree.body[0]] if ast.get_docstring(tree) else []
    after = max((node.end_lineno or 0 for node in [*_imports(tree), *opening]), default=0)
    lines = standing.rstrip("\n").splitlines()
    return "\n".join([*lines[:after], *needed, *lines[after:], "", "", *_body(new, stub)]) + "\n"


def names_in(text: str) -> frozenset[str]:
    """The functions and classes that a module defines."""
    return frozenset(node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef | ast.ClassDef))


def _imports(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    return [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]


def _body(tree: ast.Module, text: str) -> list[str]:
    """The lines after the docstring and the imports."""
    before = max(node.end_lineno or 0 for node in [tree.body[0], *_imports(tree)])
    return "\n".join(text.splitlines()[before:]).strip("\n").splitlines()
