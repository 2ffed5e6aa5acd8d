"""Records of other rooms that a plan or an intention may be tied to: only of the reader's own partnership.

What another partnership has made public can be read, but is not for links.
"""

from collections.abc import Iterable
from datetime import date

from wholeplace.analyse.needs.queries import NeedCard
from wholeplace.analyse.needs.queries import need as the_need
from wholeplace.analyse.outcomes.queries import OutcomeCard, outcome_here
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import BoardCard
from wholeplace.together.partnership.queries import board as the_board


def needs_here(*, references: Iterable[str], seen_by: Actor) -> tuple[NeedCard, ...]:
    """The needs of these public ids, each once, or NotThere."""
    cards = tuple(the_need(reference=one, seen_by=seen_by) for one in dict.fromkeys(references))
    if any(card.partnership != seen_by.partnership_id for card in cards):
        raise NotThere("need")
    return cards


def outcomes_here(*, references: Iterable[str], seen_by: Actor) -> tuple[OutcomeCard, ...]:
    """The outcomes of these public ids, each once, or NotThere."""
    return tuple(outcome_here(reference=one, seen_by=seen_by) for one in dict.fromkeys(references))


def board_here(*, reference: str, seen_by: Actor, on: date) -> BoardCard:
    """The board of this public id, or NotThere."""
    card = the_board(reference=reference, seen_by=seen_by, on=on)
    if card.partnership != seen_by.partnership_id:
        raise NotThere("board")
    return card
