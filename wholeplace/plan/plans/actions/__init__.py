"""Writing plans, raising intentions and moving them on, and tying money to what it is for."""

from wholeplace.plan.plans.actions.intentions import (
    Intended,
    agree,
    begin,
    drop,
    finish,
    link_intention,
    propose,
    raise_intention,
)
from wholeplace.plan.plans.actions.money import fund_intention, link_line
from wholeplace.plan.plans.actions.plans import (
    Sections,
    challenge,
    finalise,
    link_outcome,
    publish,
    record_position,
    revise,
    write_plan,
)

__all__ = [
    "Intended",
    "Sections",
    "agree",
    "begin",
    "challenge",
    "drop",
    "finalise",
    "finish",
    "fund_intention",
    "link_intention",
    "link_line",
    "link_outcome",
    "propose",
    "publish",
    "raise_intention",
    "record_position",
    "revise",
    "write_plan",
]
