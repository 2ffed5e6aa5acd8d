"""What is in force for somebody now: asked anew at the door for every request, so that nothing outlives its end."""

from dataclasses import replace
from datetime import date, datetime

from django.db import connection

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.policy import mark_of_opening, mark_of_share


def in_force(*, actor: Actor, seen_by: Actor, on: date, at: datetime) -> Actor:
    """The same actor with the marks of what is shared with their organisation, and open to them, just now.

    Asked at the door, in one query: so only the house itself may ask.
    """
    if not seen_by.is_system or actor.organisation_id is None or actor.person_id is None:
        return actor
    asked = {
        "organisation": actor.organisation_id,
        "partnership": actor.partnership_id,
        "person": actor.person_id,
        "on": on,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, asked)
        found = cursor.fetchall()
    if not found:
        return actor
    return replace(
        actor,
        shares=tuple(sorted(mark_of_share(number) for number, opened in found if not opened)),
        opened=tuple(sorted(mark_of_opening(number) for number, opened in found if opened)),
    )


_IN_FORCE = """
    SELECT id, false FROM sharing_share
    WHERE grantee_id = %(organisation)s AND partnership_id = %(partnership)s
      AND begins_on <= %(on)s AND ends_on >= %(on)s AND ended_on IS NULL
    UNION ALL
    SELECT id, true FROM sharing_opening
    WHERE asked_by_id = %(person)s AND organisation_id = %(organisation)s AND partnership_id = %(partnership)s
      AND ends_at > %(at)s AND closed_at IS NULL
"""
"""Written out, because every request waits for it."""
