"""The golden thread in the programming interface."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from wholeplace.across.thread.walk import thread
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import StopOut, stop_out
from wholeplace.ground.foundation.ref import Ref

router = Router()


class EdgeOut(Schema):
    """One record led to another."""

    came_from: str
    leads_to: str
    how: str


class ThreadOut(Schema):
    """A record, everything it came from, everything it leads to, and the edges between."""

    this: StopOut
    came_from: list[StopOut]
    leads_to: list[StopOut]
    edges: list[EdgeOut]


@operation(router, "get", "/{ref}", needs=PUBLIC, answers=ThreadOut)
def read_thread(request: HttpRequest, ref: str) -> Any:
    """The thread through one record, as `need:7k3q9x2m4p5r`."""
    found = thread(of=Ref.parse(ref), seen_by=request.actor)  # type: ignore[attr-defined]
    return {
        "this": stop_out(found.this),
        "came_from": [stop_out(stop) for stop in found.came_from],
        "leads_to": [stop_out(stop) for stop in found.leads_to],
        "edges": [
            {"came_from": str(edge.came_from), "leads_to": str(edge.leads_to), "how": edge.how} for edge in found.edges
        ],
    }
