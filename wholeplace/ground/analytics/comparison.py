"""Compare a place with its benchmark: better, similar or worse; or lower, similar or higher.

Published: Fingertips compares by “confidence intervals overlapping reference value”, at 95% or 99.8%, and
colours by polarity: high is good, low is good, no judgement (indicator metadata of Fingertips).

Our reading, not found spelt out: the area's interval is set against the comparator's value alone, not against
its interval; an interval that only touches the value is similar. This does not replace a test of two places
against one another, and an interval of an area that is part of its own benchmark is compared all the same.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import Figures, together
from wholeplace.ground.analytics.estimate import Estimate, Estimates, NoValue


class Polarity(StrEnum):
    """Which direction is good."""

    HIGH_IS_GOOD = "High is good"
    LOW_IS_GOOD = "Low is good"
    NO_JUDGEMENT = "No judgement"


class Comparison(StrEnum):
    """How a place stands against its benchmark."""

    BETTER = "Better"
    SIMILAR = "Similar"
    WORSE = "Worse"
    LOWER = "Lower"
    HIGHER = "Higher"
    NOT_COMPARED = "Not compared"


# A column holds a comparison as its place in this tuple.
COMPARISONS: tuple[Comparison, ...] = tuple(Comparison)

_WORDS = {
    Polarity.HIGH_IS_GOOD: (Comparison.WORSE, Comparison.BETTER),
    Polarity.LOW_IS_GOOD: (Comparison.BETTER, Comparison.WORSE),
    Polarity.NO_JUDGEMENT: (Comparison.LOWER, Comparison.HIGHER),
}


def compare_columns(*, lower: Figures, upper: Figures, benchmark: Figures, polarity: Polarity) -> NDArray[np.uint8]:
    """Compare intervals, each of shape (rows,), with a benchmark for each row or one for all.

    In the unit of the benchmark. Gives the place of each answer in COMPARISONS: not compared where a limit or
    the benchmark is missing.
    """
    low, high, against = together(lower, upper, benchmark)
    below, above = _WORDS[polarity]
    answers = np.full(len(low), COMPARISONS.index(Comparison.SIMILAR), dtype=np.uint8)
    answers[high < against] = COMPARISONS.index(below)
    answers[low > against] = COMPARISONS.index(above)
    answers[np.isnan(low) | np.isnan(high) | np.isnan(against)] = COMPARISONS.index(Comparison.NOT_COMPARED)
    return answers


def compare(*, estimate: Estimate | NoValue, benchmark: float | None, polarity: Polarity) -> Comparison:
    """Compare one estimate with its benchmark, at the confidence of the estimate. See `compare_columns`."""
    if isinstance(estimate, NoValue):
        return Comparison.NOT_COMPARED
    answers = compare_columns(lower=[estimate.lower], upper=[estimate.upper], benchmark=[benchmark], polarity=polarity)
    return COMPARISONS[int(answers[0])]


def compare_estimates(*, estimates: Estimates, benchmark: Figures, polarity: Polarity) -> NDArray[np.uint8]:
    """Compare a column of estimates with a benchmark; rows without a value are not compared."""
    return compare_columns(lower=estimates.lower, upper=estimates.upper, benchmark=benchmark, polarity=polarity)
