"""Reading shares and openings: what is in force for somebody now, and the registers of both."""

from wholeplace.together.sharing.queries.force import in_force
from wholeplace.together.sharing.queries.openings import (
    OpeningCard,
    asked_for_by,
    opened_now,
    opened_under,
    opening,
    opening_cards,
    openings,
    waiting_to_be_agreed,
)
from wholeplace.together.sharing.queries.shares import (
    ShareCard,
    share,
    shares,
    shares_marked,
    shares_within,
    standing_share,
)

__all__ = [
    "OpeningCard",
    "ShareCard",
    "asked_for_by",
    "in_force",
    "opened_now",
    "opened_under",
    "opening",
    "opening_cards",
    "openings",
    "share",
    "shares",
    "shares_marked",
    "shares_within",
    "standing_share",
    "waiting_to_be_agreed",
]
