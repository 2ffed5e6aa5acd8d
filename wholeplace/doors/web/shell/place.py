"""Which place a page is about."""

from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import PartnershipCard, partnership, places_of


class NoPlace(NotThere):
    """A register was asked for without a place, by somebody who acts in none: the first page lets them choose one."""


def place_asked_for(request: Asked) -> PartnershipCard:
    """The partnership named in the address, or the one the reader acts in. Raises NoPlace when there is neither."""
    if slug := request.GET.get("place"):
        return partnership(slug=slug, seen_by=request.actor)
    number = request.actor.partnership_id
    if number is None:
        raise NoPlace("place")
    return places_of(numbers=[number], seen_by=request.actor)[number]


def in_place(name: str, *, within: int | PartnershipCard, request: Asked, **asked: str) -> str:
    """The address of a register of the same place: who acts in the place need not name it."""
    number = within if isinstance(within, int) else within.number
    if number != request.actor.partnership_id:
        place = places_of(numbers=[within], seen_by=request.actor)[within] if isinstance(within, int) else within
        asked = {"place": place.slug} | asked
    return reverse(name) + (f"?{urlencode(asked)}" if asked else "")
