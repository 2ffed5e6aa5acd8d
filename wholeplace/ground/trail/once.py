"""Doing something once, however often it is sent: a key, what was asked with it, and what was answered.

The key is claimed before the effect and the answer kept after it, in the effect's own transaction: either all three are
there or none is. Whoever sends the same at the same moment waits for the first, and is then told its answer. Whoever
does not know whether something was done asks again with the key.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.trail.models import KeptAnswer


class KeyUsedOtherwise(Exception):
    """This key came with something else before. Says how to mend it."""


@dataclass(frozen=True)
class Answer:
    """What was answered: a status, and where it led or what it said."""

    status: int
    location: str = ""
    body: str = ""


@dataclass(frozen=True)
class Claim:
    """A key in somebody's hand. With an answer, all was done before; without one, this is the first time."""

    number: int
    answer: Answer | None = None


def claim(*, key: str, asked: str, by: Actor) -> Claim:
    """Take a key for what is asked (a digest of all of it). Raises KeyUsedOtherwise."""
    whose = (by.person_id, by.post_id or 0, by.organisation_id or 0, key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {KeptAnswer._meta.db_table} (person_id, post_id, acting_for_id, key, asked)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id",
            [*whose, asked],
        )
        if new := cursor.fetchone():
            return Claim(number=new[0])
    kept = KeptAnswer.objects.seen_by(by).get(post_id=whose[1], acting_for_id=whose[2], key=key)
    if kept.asked != asked:
        raise KeyUsedOtherwise("This was sent before with other words. Send what is new with a key of its own.")
    return Claim(number=kept.pk, answer=Answer(status=kept.status, location=kept.location, body=kept.body))


def keep(answer: Answer, *, of: Claim, by: Actor) -> None:
    """Keep what was answered, to be told again."""
    KeptAnswer.objects.seen_by(by).filter(pk=of.number).update(
        status=answer.status, location=answer.location, body=answer.body
    )


def let_go(claimed: Claim, *, by: Actor) -> None:
    """Give a key back: nothing was done with it."""
    KeptAnswer.objects.seen_by(by).filter(pk=claimed.number).delete()


def forget(*, before: datetime, by: Actor) -> int:
    """Remove the keys older than this moment, and say how many. The clock asks."""
    return int(KeptAnswer.objects.seen_by(by).filter(at__lt=before).delete()[0])
