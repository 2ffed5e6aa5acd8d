"""Numbers as statistical files write them. Words for "there is none" are declared by each mapping, never guessed."""

import re
from collections.abc import Collection

from wholeplace.ground.foundation.unreadable import Unreadable

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
NONE = frozenset({"", "NA"})


def number_of(text: str, *, none: Collection[str] = NONE, commas: bool = False) -> float | None:
    """A number as published, or None for one of the words for "there is none". Raises Unreadable."""
    found = text.strip()
    if found in none:
        return None
    if _PLAIN.fullmatch(found):
        return float(found)
    if commas and _WITH_COMMAS.fullmatch(found):
        return float(found.replace(",", ""))
    raise Unreadable("Not a number.")


def number_in(tree: dict[str, object], name: str) -> float | None:
    """A number of a JSON object, or None where it is left out. Raises Unreadable for anything else."""
    found = tree.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Unreadable(f"{name} is not a number.")
    return float(found)
