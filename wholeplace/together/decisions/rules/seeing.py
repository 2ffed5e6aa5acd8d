"""Who sees what follows from something else: never fewer than must know of it, and never more than saw the first."""

from wholeplace.ground.records.scope import Sensitivity

_WIDEST_FIRST = tuple(Sensitivity)


def is_narrower(one: Sensitivity, *, than: Sensitivity) -> bool:
    """Whether fewer can see what is as sensitive as the one."""
    return _WIDEST_FIRST.index(one) > _WIDEST_FIRST.index(than)


def the_narrower(one: Sensitivity, other: Sensitivity) -> Sensitivity:
    """The one of two that fewer can see."""
    return one if is_narrower(one, than=other) else other
