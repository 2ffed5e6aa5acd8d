"""A request as operations receive it, and the place that it is about."""

from datetime import date

from django.http import HttpRequest

from wholeplace.doors.api.problems import Unusable
from wholeplace.ground.access.actor import Actor
from wholeplace.together.partnership.queries import partnership


class Asked(HttpRequest):
    """A request with who asks and on which day."""

    actor: Actor
    today: date


def place_of(request: Asked, slug: str | None) -> int:
    """The partnership of this slug, or the one that the caller acts in. Raises Unusable when there is neither."""
    if slug is not None:
        return partnership(slug=slug, seen_by=request.actor).number
    if request.actor.partnership_id is None:
        raise Unusable("place", "Say which place you mean by its slug (see /api/v1/places), or send a token.")
    return request.actor.partnership_id
