"""What may be shown of a count of people: small ones hidden, others rounded. The last step of every figure.

Rules: 0 to 7 are hidden together, and others rounded to the nearest 5. Hospital statistics in England (HES
and ECDS disclosure control, since September 2018) hide 1 to 7 and round others to 5; OpenSAFELY redacts 7 and
fewer first, then rounds (its documentation of output checking). Zero is hidden here too, since in sparse
tables a zero that is shown narrows down the small counts beside it. A percentage is worked out from rounded
counts, and has one decimal only from a denominator of 4,000.

An organisation may be stricter than this, never laxer. Differences between tables, totals, and what was shown
before are for `release` to watch; this module knows one cell at a time. Hide first, round second, and compute
totals and rates from what is shown.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wholeplace.ground.analytics.limits import refuse

HIDDEN_UP_TO = 7
"""Counts from 0 to this are hidden together (HES and ECDS since 2018: 1 to 7; OpenSAFELY: 0 to 7)."""

ROUNDED_TO = 5
"""Other counts are rounded to the nearest of this (HES and ECDS since September 2018; OpenSAFELY)."""

ONE_DECIMAL_FROM = 4_000
"""A percentage has one decimal place from this denominator (HES and ECDS since September 2018)."""


@dataclass(frozen=True)
class Hidden:
    """A count or percentage that may not be shown. It does not know what it hides."""

    def __str__(self) -> str:
        """The mark that stands in its place."""
        return "*"


@dataclass(frozen=True, eq=False)
class SafeCounts:
    """Counts that may be shown, each array of one shape; `shown` is 0 wherever `hidden` is true."""

    shown: NDArray[np.int64]
    hidden: NDArray[np.bool_]


def safe_count_columns(*, counts: ArrayLike) -> SafeCounts:
    """Counts of any shape, made safe one by one.

    Raises TypeError unless they are whole numbers (of a whole-number type, so none is missing), and
    ImpossibleFigures if one is negative.
    """
    given = np.atleast_1d(np.asarray(counts))
    if given.dtype.kind not in "iu":
        raise TypeError("Counts of people must be whole numbers.")
    refuse(given < 0, because="A count of people may not be negative")
    hidden = given <= HIDDEN_UP_TO
    rounded = (given.astype(np.int64) + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
    return SafeCounts(shown=np.where(hidden, 0, rounded), hidden=hidden)


def safe_count(*, count: int) -> int | Hidden:
    """One count, made safe. See `safe_count_columns`."""
    safe = safe_count_columns(counts=[count])
    return Hidden() if safe.hidden[0] else int(safe.shown[0])


def safe_percentage(*, numerator: int, denominator: int) -> float | Hidden:
    """A percentage that may be shown, worked out from rounded counts.

    Whole, or to one decimal place from a denominator of 4,000. Hidden where those counted, or those not
    counted, are few: that everybody has something tells as much as that nobody has. Raises ImpossibleFigures
    for a negative count or a numerator above its denominator.
    """
    part, rest = safe_count(count=numerator), safe_count(count=denominator - numerator)
    whole = safe_count(count=denominator)
    if isinstance(part, Hidden) or isinstance(rest, Hidden) or isinstance(whole, Hidden):
        return Hidden()
    return round(100 * part / whole, 1 if whole >= ONE_DECIMAL_FROM else 0)
