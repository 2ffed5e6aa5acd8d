"""The plan of the house, read from the same block of configuration that import-linter checks."""

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


@cache
def contracts() -> dict[str, dict]:
    """The import contracts by id."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@cache
def heights() -> dict[str, int]:
    """How high each room stands: a room may lean only on rooms of a smaller number."""
    floors = list(reversed(contracts()["floors"]["layers"]))
    rooms: list[str] = []
    for floor in floors:
        for layer in reversed(contracts()[f"rooms-of-{floor}"]["layers"]):
            rooms += [f"wholeplace.{floor}.{room.strip(' ()')}" for room in layer.split("|")]
    return {room: height for height, room in enumerate(rooms)}


def room_of(module: str) -> str:
    """The room that a module lies in."""
    return ".".join(module.split(".")[:3])
