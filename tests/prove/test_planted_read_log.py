"""A page that forgets to write down what it showed is noticed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from tests.prove.goals import chance
from tests.prove.net.read_log import ReadLog, entitled, marked
from tests.prove.net.readers import readers
from tests.prove.net.world import World
from wholeplace.doors.web import middleware
from wholeplace.ground.records import models

PAGES = {"contract", "outcome", "plan", "intention", "decision", "board", "fund"}


def found(world: World, names: set[str]) -> Iterator[str]:
    """What is missing from the log after some reads of these routes."""
    everybody = readers(world, chance("planted"), most=12)
    with world.owner() as owner:
        log = ReadLog(world, owner)
        for route in marked():
            drawn = entitled(world, route, everybody, chance("planted")) if route.name in names else iter(())
            for ask in islice(drawn, 8):
                yield from log.wrong(ask, ask.sent())


def test_a_read_that_is_no_longer_written_down_is_noticed(net: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(models, "note", lambda kind, row: None)
    assert any("not in the log" in said for said in found(net, PAGES))


def test_a_log_that_names_somebody_else_is_noticed(net: World, monkeypatch: pytest.MonkeyPatch):
    write_down = middleware.write_down
    monkeypatch.setattr(
        middleware, "write_down", lambda read, *, by, **how: write_down(read, by=replace(by, person_id=0), **how)
    )
    assert any("under another name" in said for said in found(net, PAGES))
