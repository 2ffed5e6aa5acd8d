"""Walking the thread from one record, both ways."""

from dataclasses import dataclass

from wholeplace.across.thread.rooms import ROOMS, Room
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import Edge, Stop

FURTHEST = 8
"""How many edges the walk follows each way: more than the thread has stages."""


GATHERS = frozenset({"plan", "fund"})
"""Records that gather others. They are shown, and not walked through: what else they gather is not on this thread."""


@dataclass(frozen=True)
class Thread:
    """A record with everything it came from and everything it leads to, nearest first, and the edges between."""

    this: Stop
    came_from: tuple[Stop, ...]
    leads_to: tuple[Stop, ...]
    edges: tuple[Edge, ...]


def thread(*, of: Ref, seen_by: Actor) -> Thread:
    """The thread through a record, as far as the reader may see it. Raises NotThere for a record not there."""
    up, up_edges = _walk(of, seen_by=seen_by, forwards=False)
    down, down_edges = _walk(of, seen_by=seen_by, forwards=True)
    stops = stops_of(refs=frozenset({of, *up, *down}), seen_by=seen_by)
    if of not in stops:
        raise NotThere(of.kind)
    # A decision names its subject by a reference that no key of the database holds: a neighbour's may name ours.
    here = {ref: stop for ref, stop in stops.items() if stop.partnership == stops[of].partnership}
    return Thread(
        this=here[of],
        came_from=tuple(here[ref] for ref in up if ref in here),
        leads_to=tuple(here[ref] for ref in down if ref in here),
        edges=tuple(
            edge for edge in dict.fromkeys((*up_edges, *down_edges)) if edge.came_from in here and edge.leads_to in here
        ),
    )


def stops_of(*, refs: frozenset[Ref], seen_by: Actor) -> dict[Ref, Stop]:
    """The stops behind these references that the reader may see."""
    kinds = {ref.kind for ref in refs}
    return {
        stop.ref: stop for room in ROOMS if kinds & set(room.kinds) for stop in room.stops(refs=refs, seen_by=seen_by)
    }


def _walk(start: Ref, *, seen_by: Actor, forwards: bool) -> tuple[list[Ref], list[Edge]]:
    """Every record reached in one direction, nearest first, asking each room at most once a step."""
    reached: dict[Ref, None] = {}
    edges: list[Edge] = []
    frontier = frozenset({start})
    for _ in range(FURTHEST):
        step = [
            edge
            for room in _rooms_for(frontier, forwards=forwards)
            for edge in room.links(refs=frontier, seen_by=seen_by)
            if (edge.came_from if forwards else edge.leads_to) in frontier
        ]
        edges += step
        ends = [edge.leads_to if forwards else edge.came_from for edge in step]
        new = dict.fromkeys(ref for ref in ends if ref not in reached and ref != start)
        reached |= new
        frontier = frozenset(ref for ref in new if ref.kind not in GATHERS)
        if not frontier:
            break
    return list(reached), edges


def _rooms_for(frontier: frozenset[Ref], *, forwards: bool) -> list[Room]:
    """The rooms that can hold an edge from here in this direction."""
    kinds = {ref.kind for ref in frontier}
    return [room for room in ROOMS if kinds & (room.begin if forwards else room.end)]
