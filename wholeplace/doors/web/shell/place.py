"""Which place a page is about."""

from wholeplace.doors.web.middleware import Asked
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import PartnershipCard, partnership, places_of


def place_asked_for(request: Asked) -> PartnershipCard:
    """The partnership named in the address, or the one the reader acts in. Raises NotThere when there is neither."""
    if slug := request.GET.get("place"):
        return partnership(slug=slug, seen_by=request.actor)
    number = request.actor.partnership_id
    if number is None:
        raise NotThere("place")
    return places_of(numbers=[number], seen_by=request.actor)[number]
