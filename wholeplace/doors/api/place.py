"""Which partnership an operation is about."""

from django.http import HttpRequest

from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import partnership


def partnership_asked_for(request: HttpRequest, place: str | None) -> int:
    """The partnership of this slug, or the one that the caller acts in. Raises NotThere when there is neither."""
    actor = request.actor  # type: ignore[attr-defined]
    if place:
        return partnership(slug=place, seen_by=actor).number
    if actor.partnership_id is None:
        raise NotThere("place")
    number: int = actor.partnership_id
    return number
