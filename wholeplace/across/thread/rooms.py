"""The rooms that the thread runs through, from need to result."""

from dataclasses import dataclass
from typing import Protocol

from wholeplace.analyse.needs import queries as needs
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.thread import Edge, Stop
from wholeplace.plan.funds import queries as funds
from wholeplace.plan.plans import queries as plans
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.decisions import queries as decisions


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
    """One room of the thread: its kinds of record, and the kinds at which the edges it holds begin and end."""

    kinds: tuple[str, ...]
    stops: Stops
    links: Links
    begin: frozenset[str]
    end: frozenset[str]


def _room(kinds: str, stops: Stops, links: Links, *, begin: str = "", end: str = "") -> Room:
    return Room(
        kinds=tuple(kinds.split()),
        stops=stops,
        links=links,
        begin=frozenset(begin.split()),
        end=frozenset(end.split()),
    )


ROOMS: tuple[Room, ...] = (
    _room("need", needs.stops, needs.links_of),
    _room("outcome", outcomes.stops, outcomes.links_of, begin="need", end="outcome"),
    _room(
        "plan intention", plans.stops, plans.links_of,
        begin="need outcome plan intention decision", end="plan intention line",
    ),
    _room(
        "paper decision", decisions.stops, decisions.links_of,
        begin="paper plan intention fund contract arrangement", end="decision",
    ),
    _room("fund line", funds.stops, funds.links_of, begin="decision fund outcome", end="fund line"),
    _room(
        "contract", contracts.stops, contracts.links_of, begin="intention outcome decision line", end="contract"
    ),
    _room("result", monitoring.stops, monitoring.links_of, begin="contract outcome", end="result"),
)  # fmt: skip
"""In the order of the thread."""
