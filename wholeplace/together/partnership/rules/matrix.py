"""The delegation matrix: what has been granted to whom, and whether it covers a matter on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Protocol, TypeVar

from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.period import Period
from wholeplace.together.partnership.rules.topics import Level, Topic


@dataclass(frozen=True)
class Matter:
    """Something to be approved. An amount of None means that no money is in it."""

    topic: Topic
    level: Level
    amount: Money | None
    on: date


class Grant(Protocol):
    """What was delegated to a board or a post. A limit of None means without limit."""

    @property
    def decider_name(self) -> str:
        """Who may decide."""

    @property
    def topic(self) -> Topic:
        """On which subject."""

    @property
    def level(self) -> Level:
        """Up to which level."""

    @property
    def limit(self) -> Money | None:
        """Up to which amount."""

    @property
    def begins_on(self) -> date:
        """From which day."""

    @property
    def ends_on(self) -> date | None:
        """Until which day, if it ends."""


AnyGrant = TypeVar("AnyGrant", bound=Grant)


class Reach(IntEnum):
    """How far a grant goes towards a matter. Only the last covers it."""

    OTHER_DAY = 0
    OTHER_TOPIC = 1
    OTHER_LEVEL = 2
    TOO_SMALL = 3
    COVERS = 4


def reach(grant: Grant, matter: Matter) -> Reach:
    """How far this grant goes towards this matter."""
    if not in_force(grant.begins_on, grant.ends_on, matter.on):
        return Reach.OTHER_DAY
    if grant.topic not in {Topic.EVERYTHING, matter.topic}:
        return Reach.OTHER_TOPIC
    if not grant.level.covers(matter.level):
        return Reach.OTHER_LEVEL
    if grant.limit is not None and matter.amount is not None and matter.amount > grant.limit:
        return Reach.TOO_SMALL
    return Reach.COVERS


def covering(grants: Iterable[AnyGrant], matter: Matter) -> tuple[AnyGrant, ...]:
    """The grants that cover a matter, the smallest sufficient first."""
    enough = (grant for grant in grants if reach(grant, matter) is Reach.COVERS)
    return tuple(sorted(enough, key=_size))


def in_force(begins_on: date, ends_on: date | None, day: date) -> bool:
    """Whether a dated row stands on this day."""
    return Period(begins_on=begins_on, ends_on=ends_on).contains(day)


def overlap(begins: date, ends: date | None, other_begins: date, other_ends: date | None) -> bool:
    """Whether two dated rows share a day. One that would end before it begins shares none."""
    if ends is not None and ends < begins:
        return False
    return Period(begins_on=begins, ends_on=ends).overlaps(Period(begins_on=other_begins, ends_on=other_ends))


def _size(grant: Grant) -> tuple[int, int, bool, int, str]:
    """A grant with a limit before one without; then the narrower level, the narrower subject, the name."""
    limit = grant.limit
    return (
        int(limit is None),
        limit.pence if limit is not None else 0,
        grant.topic is Topic.EVERYTHING,
        -grant.level.rank,
        grant.decider_name,
    )
