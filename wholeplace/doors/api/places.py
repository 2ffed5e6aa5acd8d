"""Places in the programming interface: partnerships, and who has joined them."""

from datetime import date
from typing import Any

from ninja import Query, Router

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.schemas import Listed, OrganisationOut, Page, Told, listed
from wholeplace.doors.api.values import RefTold, Slug
from wholeplace.together.partnership import queries
from wholeplace.together.partnership.rules.terms import Word

router = Router()


class PlaceOut(Told):
    """A partnership of a place. Its slug names it in every list."""

    ref: RefTold
    slug: str
    name: str
    place_name: str
    area_code: str
    invented: bool


class WordOut(Told):
    """A word with the label and the meaning that a place has settled, or else everyone's."""

    word: Word
    label: str
    definition: str
    begins_on: date | None


class MemberOut(Told):
    """An organisation that has joined, and by whose consent."""

    organisation: OrganisationOut
    commissions: bool
    begins_on: date
    ends_on: date | None
    consented_by: str


@operation(router, "get", "", needs=PUBLIC, answers=Listed[PlaceOut])
def list_places(request: Asked, asked: Query[Page]) -> Any:
    """The places whose bodies commission together."""
    return listed(request, queries.partnerships(seen_by=request.actor), asked)


@operation(router, "get", "/{slug}", needs=PUBLIC, answers=PlaceOut)
def read_place(request: Asked, slug: Slug) -> Any:
    """One place."""
    return queries.partnership(slug=slug, seen_by=request.actor)


@operation(router, "get", "/{slug}/members", needs=PUBLIC, answers=Listed[MemberOut])
def list_members(request: Asked, slug: Slug, asked: Query[Page]) -> Any:
    """The organisations of a place that have joined and not left."""
    place = queries.partnership(slug=slug, seen_by=request.actor)
    return listed(request, queries.joined(within=place.number, seen_by=request.actor, on=request.today), asked)


@operation(router, "get", "/{slug}/words", needs=PUBLIC, answers=Listed[WordOut])
def list_words(request: Asked, slug: Slug, asked: Query[Page]) -> Any:
    """What a place calls things, and what it means by them."""
    place = queries.partnership(slug=slug, seen_by=request.actor)
    return listed(request, queries.vocabulary(within=place.number, seen_by=request.actor, on=request.today), asked)
