"""Every way in, listed from the code as it is mounted: pages, operations, commands and jobs of background work."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from wholeplace.doors.api.interface import api
from wholeplace.doors.api.operations import OPERATIONS, Gate
from wholeplace.doors.cli.declared import COMMANDS, refusal
from wholeplace.doors.clock.jobs import JOBS, Job
from wholeplace.ground.access.permissions import HOUSE, PUBLIC, SIGNED_IN, Permission

KNOWN = {PUBLIC, SIGNED_IN, *Permission}
GONE = "zzzzzzzzzzzz"


@dataclass(frozen=True)
class Door:
    """One address that answers, by one method, and how its declaration is taken away."""

    method: str
    address: str
    needs: object
    forget: Callable[[pytest.MonkeyPatch], None]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def doors() -> Iterator[Door]:
    """Every page, whose declaration is for every method alike, and every operation by its own."""
    # What answers to several methods at one address is mounted as often.
    mounted: dict[str, list[Any]] = {}
    for address, callback in _mounted(get_resolver().url_patterns, "/"):
        mounted.setdefault(address, []).append(callback)
    for address, callbacks in mounted.items():
        needs = {getattr(one, "needs", None) for one in callbacks}
        yield Door(
            "get", address, needs.pop() if len(needs) == 1 else None, lambda patch, of=callbacks: _bare(patch, of)
        )
    for address, operation in _operations():
        (gate, *more) = operation.auth_callbacks
        needs = gate.needs if isinstance(gate, Gate) and not more else None
        for method in operation.methods:
            yield Door(
                method.lower(),
                address,
                needs if needs == OPERATIONS.get(operation.operation_id) else None,
                lambda patch, of=operation: patch.setattr(of, "auth_callbacks", list(api.auth)),
            )


def _bare(patch: pytest.MonkeyPatch, callbacks: list[Any]) -> None:
    for one in callbacks:
        patch.delattr(one, "needs")


def _mounted(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Any]]:
    for one in patterns:
        address = before + _filled(str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _mounted(one.url_patterns, address)
        elif one.name != "api-root":  # never declared, so never there
            yield address, one.callback


def _operations() -> Iterator[tuple[str, Any]]:
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield "/" + _filled(f"api/v1{router.prefix}{path}"), operation


def _filled(pattern: str) -> str:
    """An address with something that is not there in every place for a reference."""
    if pattern.startswith("^"):
        return pattern.strip("^$").replace("(?:/.*)?", f"/{GONE}")
    return re.sub(r"<[^>]+>|\{[^}]+\}", GONE, pattern)


def is_declared(needs: object) -> bool:
    """Whether what a door says it needs is something that is known."""
    return needs in KNOWN


def commands() -> Iterator[tuple[str, bool]]:
    """Every command that could be typed, of the house and of the libraries, and whether it is as declared."""
    every = get_commands()
    for name, room in every.items():
        ours = not isinstance(room, str) or room.startswith("wholeplace.")
        yield name, name in COMMANDS if ours else bool(refusal([name])) != (name in COMMANDS)
    yield from ((name, name in every) for name in COMMANDS)


def jobs() -> Iterator[tuple[str, Job, bool]]:
    """Every job, and whether who may ask for it is declared."""
    for name, job in JOBS.items():
        yield name, job, job.needs == HOUSE or job.needs in {*Permission}
