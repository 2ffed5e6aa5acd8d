"""What a published notice makes of the register: who may be named, which values say nothing, what stands."""

import re
from enum import StrEnum

from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money

PLACEHOLDER = Money(1)
"""Some systems demand a value where there is none to state, and are given a penny."""

_REGISTERS_OF_BODIES = frozenset(
    (
        *("GB-COH", "GB-CHC", "GB-SC", "GB-NIC", "GB-NHS", "GB-LAE", "GB-LAS", "GB-LANI", "GB-PLA", "GB-GOV", "GB-GOR"),
        *("GB-MPR", "GB-UKPRN", "GB-EDU", "GB-SHPE", "GG-RCE", "JE-FSC", "IM-CR"),
    )
)
"""Registers that hold bodies only. The numbers that procurement systems give are given to sole traders too."""

_SAYS_A_BODY = re.compile(
    r"\b(limited|ltd|plc|llp|lp|cic|cio|inc|incorporated|corporation|corp|gmbh|s\.?p\.?a|b\.?v|company|council|nhs|university"
    r"|college|school|academy|hospitals?|association|society|foundation|charity|institute|authority|constabulary"
    r"|church|cathedral|union|co-?operative|community interest company|housing trust|wildlife trust|ymca)\b",
    re.IGNORECASE,
)


class Standing(StrEnum):
    """How an agreement stands by the notice."""

    IN_FORCE = "in force"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"


def may_be_named(name: str, *, ids: tuple[OrgId, ...]) -> bool:
    """Whether a supplier is plainly a body. What may be a person trading alone is counted and not named."""
    return any(one.scheme in _REGISTERS_OF_BODIES for one in ids) or _SAYS_A_BODY.search(name) is not None


def says_nothing(value: Money) -> bool:
    """Whether a value only fills a field that must not be empty."""
    return Money(0) <= value <= PLACEHOLDER
