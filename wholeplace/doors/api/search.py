"""Search in the programming interface: over every record that the caller may see."""

from typing import Any

from ninja import Query, Router

from wholeplace.across.search.find import find
from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Given, StopOut
from wholeplace.doors.api.values import Sought

router = Router()


class Looking(Given):
    """What is looked for."""

    words: Sought


@operation(router, "get", "", needs=PUBLIC, answers=list[StopOut])
def search(request: Asked, looking: Query[Looking]) -> Any:
    """Every record that the caller may see whose title holds these words."""
    return find(words=looking.words, seen_by=request.actor)
