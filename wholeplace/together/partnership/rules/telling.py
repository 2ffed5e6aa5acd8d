"""What may be told to whom: of two records that an event names, the one that fewer people may see decides."""

from wholeplace.ground.records.scope import Sensitivity


def narrower(one: str, other: str) -> Sensitivity:
    """The sensitivity of these two that fewer people may see past."""
    order = list(Sensitivity)
    return max(Sensitivity(one), Sensitivity(other), key=order.index)
