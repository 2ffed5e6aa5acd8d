"""Reading plans and intentions, and their place on the thread."""

from wholeplace.plan.plans.queries.intentions import (
    IntentionCard,
    IntentionLine,
    YearMoney,
    intention,
    intention_cards,
    intention_here,
    intention_lines,
    intentions,
    money_by_year,
)
from wholeplace.plan.plans.queries.plans import (
    Branch,
    PlanCard,
    PositionLine,
    VersionLine,
    plan,
    plan_cards,
    plans,
    positions,
    tree,
    versions,
)
from wholeplace.plan.plans.queries.thread import EDGES, found, stops

__all__ = [
    "EDGES",
    "Branch",
    "IntentionCard",
    "IntentionLine",
    "PlanCard",
    "PositionLine",
    "VersionLine",
    "YearMoney",
    "found",
    "intention",
    "intention_cards",
    "intention_here",
    "intention_lines",
    "intentions",
    "money_by_year",
    "plan",
    "plan_cards",
    "plans",
    "positions",
    "stops",
    "tree",
    "versions",
]
