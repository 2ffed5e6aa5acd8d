"""What a reader may choose from when a plan is written or an intention raised."""

from wholeplace.analyse.needs import queries as needs
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.forms import Choices
from wholeplace.plan.funds import queries as funds
from wholeplace.plan.plans import queries as plans
from wholeplace.together.partnership import queries as partnership


def place_of(request: Asked) -> int:
    """The partnership that the reader acts in, or none at all."""
    return request.actor.partnership_id or 0


def needs_here(request: Asked) -> Choices:
    """The open needs of the place."""
    rows = needs.needs(within=place_of(request), seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in needs.cards(rows=rows, seen_by=request.actor)]


def outcomes_here(request: Asked) -> Choices:
    """The outcomes of the place."""
    rows = outcomes.outcomes(within=place_of(request), seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in outcomes.cards(rows=rows, seen_by=request.actor)]


def plans_here(request: Asked) -> Choices:
    """The plans of the place."""
    rows = plans.plans(within=place_of(request), seen_by=request.actor)
    return [(card.ref.public_id, card.title) for card in plans.plan_cards(rows=rows, seen_by=request.actor)]


def boards_here(request: Asked) -> Choices:
    """The boards of the place."""
    cards = partnership.boards(within=place_of(request), seen_by=request.actor, on=request.today)
    return [(card.ref.public_id, card.title) for card in cards]


def members_here(request: Asked) -> Choices:
    """The other organisations of the place."""
    cards = partnership.members(partnership=place_of(request), seen_by=request.actor, on=request.today)
    return [(card.ref.public_id, card.name) for card in cards if card.number != request.actor.organisation_id]


def own_funds(request: Asked) -> Choices:
    """The funds that the reader's organisation keeps."""
    rows = funds.funds(within=place_of(request), seen_by=request.actor)
    cards = funds.cards(rows=rows, seen_by=request.actor)
    return [
        (card.ref.public_id, f"{card.title} ({card.left} left)")
        for card in cards
        if card.organisation == request.actor.organisation_id
    ]
