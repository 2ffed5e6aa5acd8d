"""Walking the thread from one record, both ways."""

from collections.abc import Iterable
from dataclasses import dataclass

from wholeplace.across.thread.rooms import EDGES, ROOMS
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.records.thread import Edge, Stop, edges_beyond

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
    up, down, edges = _walk(of, seen_by=seen_by)
    stops = stops_of(refs=frozenset({of, *up, *down}), seen_by=seen_by)
    if of not in stops:
        raise NotThere(of.kind)
    # A decision names its subject by a reference that no key of the database holds: a neighbour's may name ours.
    here = {ref: stop for ref, stop in stops.items() if stop.partnership == stops[of].partnership}
    return Thread(
        this=here[of],
        came_from=tuple(here[ref] for ref in up if ref in here),
        leads_to=tuple(here[ref] for ref in down if ref in here),
        edges=tuple(edge for edge in edges if edge.came_from in here and edge.leads_to in here),
    )


def stops_of(*, refs: frozenset[Ref], seen_by: Actor) -> dict[Ref, Stop]:
    """The stops behind these references that the reader may see."""
    kinds = {ref.kind for ref in refs}
    return {
        stop.ref: stop for room in ROOMS if kinds & set(room.kinds) for stop in room.stops(refs=refs, seen_by=seen_by)
    }


def _walk(start: Ref, *, seen_by: Actor) -> tuple[list[Ref], list[Ref], list[Edge]]:
    """Every record that led here and every one this leads to, nearest first, one step both ways a query."""
    up: dict[Ref, None] = {}
    down: dict[Ref, None] = {}
    walked: dict[Edge, None] = {}
    before = after = frozenset({start})
    for _ in range(FURTHEST):
        step = edges_beyond(EDGES, after=after, before=before, seen_by=seen_by)
        walked |= dict.fromkeys(step)
        before = _further((edge.came_from for edge in step if edge.leads_to in before), reached=up, start=start)
        after = _further((edge.leads_to for edge in step if edge.came_from in after), reached=down, start=start)
        if not before and not after:
            break
    return list(up), list(down), list(walked)


def _further(ends: Iterable[Ref], *, reached: dict[Ref, None], start: Ref) -> frozenset[Ref]:
    """Note what is reached now, and say from where to walk on."""
    new = dict.fromkeys(ref for ref in ends if ref not in reached and ref != start)
    reached |= new
    return frozenset(ref for ref in new if ref.kind not in GATHERS)
