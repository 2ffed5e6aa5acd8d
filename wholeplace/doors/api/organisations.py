"""Organisations in the programming interface: found by name or official id, and followed to their successors."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, operation
from wholeplace.doors.api.problems import Unusable
from wholeplace.doors.api.schemas import Given, OrganisationOut, Told
from wholeplace.doors.api.values import Reference, Sought, Words, named
from wholeplace.together.directory import queries
from wholeplace.together.directory.queries import OrganisationPage

router = Router()


class OrganisationsSought(Given):
    """Words of a name, or a number in an official register."""

    words: Sought | None = None
    scheme: Annotated[str, Words(40)] | None = None
    identifier: Annotated[str, Words(80)] | None = None


class OfficialIdOut(Told):
    """A number in an official register."""

    scheme: str
    identifier: str


class SuccessionOut(Told):
    """An organisation that came before or after, and from which day."""

    organisation: OrganisationOut
    on: date


class OrganisationWholeOut(OrganisationOut):
    """An organisation with all that is known of it."""

    short_name: str
    begins_on: date | None
    ends_on: date | None
    official_ids: list[Annotated[OfficialIdOut, named("scheme", "identifier")]]
    predecessors: list[Annotated[SuccessionOut, named("organisation", "on")]]
    successors: list[Annotated[SuccessionOut, named("organisation", "on")]]


@operation(router, "get", "", needs=PUBLIC, answers=list[OrganisationOut])
def find_organisations(request: Asked, asked: Query[OrganisationsSought]) -> Any:
    """Organisations whose name holds these words, or the one with this number in this register."""
    if asked.scheme and asked.identifier:
        one = queries.by_official_id(scheme=asked.scheme, identifier=asked.identifier, seen_by=request.actor)
        return [one] if one else []
    if asked.words is None:
        raise Unusable("words", "Say words of the name, or both scheme and identifier, such as GB-CHC and 1234567.")
    return queries.found(words=asked.words, seen_by=request.actor)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=OrganisationWholeOut)
def read_organisation(request: Asked, reference: Reference) -> Any:
    """One organisation with its official ids, and what it came from and went into."""
    page: OrganisationPage = queries.organisation_page(public_id=reference, seen_by=request.actor)
    return vars(page.card) | vars(page)
