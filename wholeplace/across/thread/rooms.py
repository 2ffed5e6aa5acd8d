"""The rooms that the thread runs through, from need to result."""

from dataclasses import dataclass
from typing import Protocol

from wholeplace.analyse.needs import queries as needs
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.thread import Edge, Stop


class Stops(Protocol):
    """How a room tells of its records."""

    def __call__(self, *, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
        """The records among these references, or all of the reader's partnership."""
        ...


class Links(Protocol):
    """How a room tells of the edges it holds."""

    def __call__(self, *, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Edge, ...]:
        """The edges touching these references, or all of the reader's partnership."""
        ...


@dataclass(frozen=True)
class Room:
    """One room of the thread: the kinds of record it keeps, and the kinds its edges reach down to."""

    kinds: tuple[str, ...]
    stops: Stops
    links: Links
    reaches: frozenset[str] = frozenset()


ROOMS: tuple[Room, ...] = (Room(kinds=("need",), stops=needs.stops, links=needs.links_of),)
"""In the order of the thread."""
