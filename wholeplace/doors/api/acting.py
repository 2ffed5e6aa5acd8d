"""Who a token acts as, and what waits for them, in the programming interface."""

from datetime import date
from typing import Any

from ninja import Router
from pydantic import Field

from wholeplace.across.inbox.calls import calls
from wholeplace.doors.api.asked import Asked
from wholeplace.doors.api.operations import PUBLIC, SIGNED_IN, operation
from wholeplace.doors.api.schemas import Told
from wholeplace.doors.api.values import RefTold

router = Router()
inbox = Router()


class ActingAsOut(Told):
    """Who the caller is here: a person acting as, or the public."""

    person: str = Field(validation_alias="person_name")
    post: str = Field(validation_alias="post_title")
    organisation: str = Field(validation_alias="organisation_name")
    partnership: str = Field(validation_alias="partnership_name")
    is_signed_in: bool
    may: list[str]


class CallOut(Told):
    """One thing that waits for the caller: why, what to do, and by when."""

    of: RefTold
    title: str
    why: str
    do: str
    due_on: date | None


@operation(router, "get", "", needs=PUBLIC, answers=ActingAsOut)
def read_acting_as(request: Asked) -> Any:
    """Who one is here, and everything that one may do."""
    actor = request.actor
    may = sorted(permission.sentence for permission in actor.permissions)
    return vars(actor) | {"is_signed_in": actor.is_signed_in, "may": may}


@operation(inbox, "get", "", needs=SIGNED_IN, answers=list[CallOut])
def read_inbox(request: Asked) -> Any:
    """What waits for the caller, overdue first, then by day."""
    return calls(seen_by=request.actor, on=request.today)
