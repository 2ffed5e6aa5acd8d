"""Finding records of every room by the words of their titles."""

from wholeplace.analyse.needs import queries as needs
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.do.contracts import queries as contracts
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.thread import Stop
from wholeplace.plan.funds import queries as funds
from wholeplace.plan.plans import queries as plans
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.decisions import queries as decisions
from wholeplace.together.directory import queries as directory
from wholeplace.together.partnership import queries as partnership

ROOMS = (needs, outcomes, plans, decisions, funds, contracts, monitoring, partnership)
"""The rooms that answer a search, in the order of the thread."""


def find(*, words: str, seen_by: Actor, limit: int = 20) -> tuple[Stop, ...]:
    """Up to `limit` records of each room whose title holds all of these words."""
    records = tuple(stop for room in ROOMS for stop in room.found(words=words, seen_by=seen_by, limit=limit))
    bodies = tuple(
        Stop(ref=card.ref, partnership=None, title=card.name, sentence=card.kind.label, on=card.begins_on)
        for card in directory.found(words=words, seen_by=seen_by, limit=limit)
    )
    return records + bodies
