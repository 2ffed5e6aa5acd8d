"""What each room says of itself on the golden thread: its stops, and the edges it holds.

An edge is a row of the higher of the two rooms it joins; `across.thread` walks them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Part, Rows, Scoped


@dataclass(frozen=True)
class Stop:
    """A record on the thread: what it is called, how it stands in one sentence, and from when.

    `partnership` is the one it belongs to, None for what belongs to none; a thread stays within the partnership of the
    record it is walked from.
    """

    ref: Ref
    title: str
    sentence: str
    partnership: int | None
    on: date | None = None
    amount: Money | None = None
    sensitivity: str = "partnership"


@dataclass(frozen=True)
class Edge:
    """One record led to another, and how the link reads from the first to the second."""

    came_from: Ref
    leads_to: Ref
    how: str


def public_ids(refs: Iterable[Ref], *, kind: str) -> list[str]:
    """The public ids among these references that are of one kind."""
    return [ref.public_id for ref in refs if ref.kind == kind]


def edges(
    model: type[Part] | type[Scoped],
    *,
    came_from: tuple[str, str],
    leads_to: tuple[str, str],
    how: str,
    refs: frozenset[Ref] | None,
    seen_by: Actor,
) -> tuple[Edge, ...]:
    """The edges that the rows of a table hold, touching these references, or all in the reader's partnership.

    Each end is the kind of record and the path to its public id, as ("need", "need__public_id").
    """
    rows: Rows = model.objects.seen_by(seen_by)
    if refs is None:
        rows = rows.filter(partnership_id=seen_by.partnership_id)
    else:
        touched = Q()
        for kind, path in (came_from, leads_to):
            touched |= Q(**{f"{path}__in": public_ids(refs, kind=kind)})
        rows = rows.filter(touched)
    pairs = rows.exclude(**{f"{came_from[1]}__isnull": True}).exclude(**{f"{leads_to[1]}__isnull": True})
    return tuple(
        Edge(
            came_from=Ref(kind=came_from[0], public_id=lower),
            leads_to=Ref(kind=leads_to[0], public_id=upper),
            how=how,
        )
        for lower, upper in pairs.values_list(came_from[1], leads_to[1])
    )
