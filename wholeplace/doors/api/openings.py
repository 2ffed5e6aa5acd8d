"""Openings in an emergency in the programming interface: asked for, agreed to, and closed."""

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import SIGNED_IN, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, Page, Told, listed
from wholeplace.doors.api.values import AnyRef, Reference, RefTold, Words
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.sharing import actions, queries
from wholeplace.together.sharing.queries import OpeningCard
from wholeplace.together.sharing.rules.opening import LONGEST_MINUTES, Emergency, OpeningState

router = Router()


class OpeningIn(Given):
    """One record, known by its reference, to be read for some minutes."""

    record: AnyRef
    reason: Emergency
    because: Annotated[str, Words(1000, lines=True)]
    minutes: Annotated[int, Field(strict=True, ge=1, le=LONGEST_MINUTES)]


class OpeningOut(Told):
    """An opening, from the asking to its end. Until it is agreed to, whose record it is is null."""

    ref: RefTold
    record: RefTold
    state: OpeningState
    reason: Emergency
    because: str
    minutes: int
    organisation: OrganisationOut
    owner: OrganisationOut | None
    asked_by_name: str
    asked_at: datetime
    agreed_by_name: str
    agreed_at: datetime | None
    ends_at: datetime | None
    closed_by_name: str
    closed_at: datetime | None


@operation(router, "get", "", needs=SIGNED_IN, answers=Listed[OpeningOut])
def list_openings(request: Asked, asked: Query[Page]) -> Any:
    """What one's organisation asked to open, and what of its own was opened; newest first."""
    rows = queries.openings(seen_by=request.actor)
    return listed(request, rows, asked, cards=lambda some: _all_told(some, request=request))


@operation(router, "get", "/{reference}", needs=SIGNED_IN, answers=OpeningOut)
def read_opening(request: Asked, reference: Reference) -> Any:
    """One opening."""
    return _told(queries.opening(reference=reference, seen_by=request.actor))


@operation(router, "post", "", needs=Permission.EMERGENCY_OPEN, answers=OpeningOut, status=201)
def ask_to_open(request: Asked, opening: OpeningIn) -> Any:
    """Ask to read one record of another organisation. The answer is the same whether there is such a record or not."""
    given = {"of" if name == "record" else name: value for name, value in opening}
    ref = actions.ask_to_open(**given, by=request.actor, on=request.today, at=timezone.now())
    return read_opening(request, ref.public_id)


@operation(router, "post", "/{reference}/agree", needs=Permission.EMERGENCY_AGREE, answers=OpeningOut)
def agree_to_open(request: Asked, reference: Reference) -> Any:
    """Agree, as a second person, that whoever asked reads the record from now on."""
    actions.agree_to_open(opening=reference, by=request.actor, on=request.today, at=timezone.now())
    return read_opening(request, reference)


@operation(router, "post", "/{reference}/close", needs=SIGNED_IN, answers=OpeningOut)
def close_opening(request: Asked, reference: Reference) -> Any:
    """Close what is open before its time, withdraw what one asked for, or decline what somebody else asked for."""
    actions.close_opening(opening=reference, by=request.actor, on=request.today, at=timezone.now())
    return read_opening(request, reference)


def _all_told(rows: Any, *, request: Asked) -> list[dict[str, Any]]:
    return [_told(card) for card in queries.opening_cards(rows=rows, seen_by=request.actor)]


def _told(card: OpeningCard) -> dict[str, Any]:
    return vars(card) | {"state": card.state(at=timezone.now())}
