"""Shares and openings, each made by its action, and who somebody is once the door has asked what is in force."""

from datetime import UTC, date, datetime, timedelta

from tests.factories.worlds import TODAY, World
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.marking import record_of
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import THE_DOOR
from wholeplace.together.sharing import actions
from wholeplace.together.sharing.queries import in_force
from wholeplace.together.sharing.rules.opening import Emergency
from wholeplace.together.sharing.rules.sharing import Basis

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""The moment at which everything in a test happens."""


def at_the_door(actor: Actor, *, on: date = TODAY, at: datetime = NOON) -> Actor:
    """The actor as the door makes it for a request at this moment."""
    with speaking_for(THE_DOOR):
        return in_force(actor=actor, seen_by=THE_DOOR, on=on, at=at)


def reads(ref: Ref, actor: Actor, *, on: date = TODAY, at: datetime = NOON) -> bool:
    """Whether the actor's next request, at this moment, finds the record, behind both walls."""
    now = at_the_door(actor, on=on, at=at)
    with speaking_for(now):
        try:
            record_of(ref, seen_by=now)
        except NotThere:
            return False
        return True


def shared(ref: Ref, city: World, *, to: str = "charity", by: Actor | None = None, **changes: object) -> Ref:
    """The council's record shared with another organisation, for a month."""
    given = {"purpose": "To plan care together", "basis": Basis.PUBLIC_TASK, "ends_on": TODAY + timedelta(days=30)}
    return actions.share(
        of=ref,
        organisation=city.organisations[to].ref.public_id,
        by=by or city.commissioner,
        on=TODAY,
        **given | changes,  # type: ignore[arg-type]
    )


def asked_to_open(ref: Ref, by: Actor, *, minutes: int = 30, at: datetime = NOON) -> Ref:
    """Somebody asks to open a record in an emergency."""
    return actions.ask_to_open(
        of=ref, reason=Emergency.SAFEGUARDING, because="A home is closing tonight", minutes=minutes, by=by, on=TODAY,
        at=at,
    )  # fmt: skip
