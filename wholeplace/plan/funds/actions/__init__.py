"""Opening funds, putting money in, setting it aside in lines, moving it between them; taking in published spend."""

from wholeplace.plan.funds.actions.drawing import draw
from wholeplace.plan.funds.actions.keeping import (
    add_line,
    contribute,
    link_line_to_outcome,
    move_between_lines,
    open_fund,
)
from wholeplace.plan.funds.actions.spend import take_in_spend
from wholeplace.plan.funds.rules.spend import PaymentGiven

__all__ = [
    "PaymentGiven",
    "add_line",
    "contribute",
    "draw",
    "link_line_to_outcome",
    "move_between_lines",
    "open_fund",
    "take_in_spend",
]
