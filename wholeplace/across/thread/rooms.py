"""The rooms that the thread runs through, from need to result."""

from dataclasses import dataclass
from typing import Protocol

from wholeplace.analyse.needs import queries as needs
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.thread import EdgeTable, Stop
from wholeplace.plan.funds import queries as funds
from wholeplace.plan.plans import queries as plans
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.decisions import queries as decisions


class Stops(Protocol):
    """How a room tells of its records."""

    def __call__(self, *, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Stop, ...]:
        """The records among these references, or all of the reader's partnership."""
        ...


@dataclass(frozen=True)
class Room:
    """One room of the thread: its kinds of record, how it tells of them, and the tables that hold its edges."""

    kinds: tuple[str, ...]
    stops: Stops
    edges: tuple[EdgeTable, ...] = ()


ROOMS: tuple[Room, ...] = (
    Room(("need",), needs.stops),
    Room(("outcome",), outcomes.stops, outcomes.EDGES),
    Room(("plan", "intention"), plans.stops, plans.EDGES),
    Room(("paper", "decision"), decisions.stops, decisions.EDGES),
    Room(("fund", "line"), funds.stops, funds.EDGES),
    Room(("contract",), contracts.stops, contracts.EDGES),
    Room(("result",), monitoring.stops, monitoring.EDGES),
)
"""In the order of the thread."""

EDGES: tuple[EdgeTable, ...] = tuple(table for room in ROOMS for table in room.edges)
