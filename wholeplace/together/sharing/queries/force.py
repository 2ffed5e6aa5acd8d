"""What is in force for somebody now: asked anew at the door for every request, so that nothing outlives its end."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import IntegerField, Value

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.policy import mark_of_opening, mark_of_share
from wholeplace.together.sharing.models import Opening, Share


def in_force(*, actor: Actor, seen_by: Actor, on: date, at: datetime) -> Actor:
    """The same actor with the marks of what is shared with their organisation, and open to them, just now.

    Asked at the door, in one query: so only the house itself may ask.
    """
    if not seen_by.is_system or actor.organisation_id is None or actor.person_id is None:
        return actor
    shares = Share.objects.seen_by(seen_by).filter(
        grantee_id=actor.organisation_id,
        partnership_id=actor.partnership_id,
        begins_on__lte=on,
        ends_on__gte=on,
        ended_on__isnull=True,
    )
    openings = Opening.objects.seen_by(seen_by).filter(
        asked_by_id=actor.person_id,
        organisation_id=actor.organisation_id,
        partnership_id=actor.partnership_id,
        ends_at__gt=at,
        closed_at__isnull=True,
    )
    found = list(
        shares.order_by()
        .values_list("pk", Value(0, IntegerField()))
        .union(openings.order_by().values_list("pk", Value(1, IntegerField())), all=True)
    )
    if not found:
        return actor
    return replace(
        actor,
        shares=tuple(sorted(mark_of_share(number) for number, opened in found if not opened)),
        opened=tuple(sorted(mark_of_opening(number) for number, opened in found if opened)),
    )
