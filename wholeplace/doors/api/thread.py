"""The golden thread in the programming interface: through a record, where it breaks, and what happened to one."""

from datetime import date
from typing import Any

from ninja import Query, Router

from wholeplace.across.thread.gaps import gaps as the_gaps
from wholeplace.across.thread.walk import thread
from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, SIGNED_IN, operation
from wholeplace.doors.api.schemas import Listed, Page, StopOut, Told, listed
from wholeplace.doors.api.values import AnyRef, PoundsTold, RefTold
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import Line, history

router = Router()
gaps = Router()
histories = Router()


class EdgeOut(Told):
    """One record led to another."""

    came_from: RefTold
    leads_to: RefTold
    how: str


class ThreadOut(Told):
    """A record, everything it came from, everything it leads to, and the edges between."""

    this: StopOut
    came_from: list[StopOut]
    leads_to: list[StopOut]
    edges: list[EdgeOut]


class GapOut(Told):
    """Everything of one kind that lacks the same thing, with the money in it."""

    title: str
    sentence: str
    amount: PoundsTold
    stops: list[StopOut]


class HappenedOut(Told):
    """One thing that happened to a record. The public is told which organisation acted, not which person."""

    on: date
    kind: str
    sentence: str
    person: str
    post: str
    organisation: str


@operation(router, "get", "/{ref}", needs=PUBLIC, answers=ThreadOut)
def read_thread(request: Asked, ref: AnyRef) -> Any:
    """The thread through one record, as `need:7k3q9x2m4p5r`."""
    return thread(of=ref, seen_by=request.actor)


@operation(gaps, "get", "", needs=SIGNED_IN, answers=list[GapOut])
def list_gaps(request: Asked) -> Any:
    """What is not linked: money with no outcome, a need with no intention, a decision with no evidence."""
    return [
        vars(gap) | {"title": gap.rule.title, "sentence": gap.rule.sentence}
        for gap in the_gaps(seen_by=request.actor)
    ]  # fmt: skip


@operation(histories, "get", "/{ref}", needs=PUBLIC, answers=Listed[HappenedOut])
def read_history(request: Asked, ref: AnyRef, asked: Query[Page]) -> Any:
    """What happened to one record, the latest first."""
    lines = history(of=[ref], seen_by=request.actor, limit=1_000)
    if not lines:
        raise NotThere("record")
    named = request.actor.reads_field("event", "person_name")
    return listed(request, lines, asked, cards=lambda some: [_happened(line, named=named) for line in some])


def _happened(line: Line, *, named: bool) -> dict[str, Any]:
    return vars(line) | {
        "person": line.person_name if named else "",
        "post": line.post_title if named else "",
        "organisation": line.acting_for_name,
    }
