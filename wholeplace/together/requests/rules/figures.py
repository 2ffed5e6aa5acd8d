"""How many requests were answered in time. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Timeliness:
    """How many answers there were, and how many came by their last day."""

    answered: int
    in_time: int

    @property
    def percent(self) -> Decimal | None:
        """The share that came in time, in whole per cent; None where there was no answer."""
        if not self.answered:
            return None
        return (Decimal(100 * self.in_time) / self.answered).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def timeliness(answers: Iterable[tuple[date, date]]) -> Timeliness:
    """Of answers as pairs of the day they were given and the last day for them: how many came in time."""
    pairs = tuple(answers)
    return Timeliness(answered=len(pairs), in_time=sum(given_on <= due_on for given_on, due_on in pairs))
