"""Councils by name, for publishers who give no code. A name that could be two councils, or none, is nobody's."""

import re
from collections import defaultdict
from collections.abc import Collection

from wholeplace.edges.exchange.published.importer import Work
from wholeplace.together.places.rules.kinds import AreaKind

_ALSO = re.compile(r", (city|county) of$")
_ENDINGS = re.compile(r" (ua|unitary authority|county council|city council|council)$")


def folded(name: str) -> str:
    """A name as it is compared: without capitals, points, hyphens, "and" or "the", or ", City of"."""
    found = _ALSO.sub("", " ".join(name.lower().split()))
    found = _ENDINGS.sub("", found)
    found = found.replace("&", " ").replace("-", " ").replace(".", " ").replace("'", "").replace(",", " ")
    return " ".join(word for word in found.split() if word not in {"and", "the"})


class CouncilNames:
    """The councils of these kinds by their folded names."""

    def __init__(self, work: Work, kinds: Collection[AreaKind]) -> None:
        """Read the map once. Councils that ended are known too: publishers name them in the years they were there."""
        current: dict[str, set[int]] = defaultdict(set)
        ended: dict[str, set[int]] = defaultdict(set)
        for card in work.cards(kinds).values():
            (current if card.is_current else ended)[folded(card.name)].add(card.number)
        self._known = [current, ended]

    def number(self, name: str) -> int | None:
        """The one council of this name, a current one first; None where there is none or more than one."""
        for known in self._known:
            if found := known.get(folded(name)):
                return next(iter(found)) if len(found) == 1 else None
        return None
