"""Means: the mean of values, with limits from Student's t. Published: PHEindicatormethods 2.1.0, means."""

from collections.abc import Sequence

import numpy as np
from scipy.special import stdtrit

from wholeplace.ground.analytics.columns import Figures, floats, together
from wholeplace.ground.analytics.estimate import (
    Estimate,
    Estimates,
    Method,
    NoValue,
    Reason,
    method_column,
    reason_column,
)
from wholeplace.ground.analytics.limits import normal_quantile, refuse, refuse_impossible


def mean_columns(*, total: Figures, count: Figures, deviation: Figures, confidence: float = 0.95) -> Estimates:
    """Means from the total, the count and the standard deviation (with n - 1) of each group, shape (rows,).

    In the unit of the values. No value where a figure is missing or there are no values; no limits where
    there is one value (its deviation may be missing). Raises ImpossibleFigures for a negative or endless count
    or deviation, or an endless total.
    """
    sums, n, spread = together(total, count, deviation)
    refuse(np.isinf(sums), because="A total may not be endless")
    refuse_impossible(n, of="A count")
    refuse_impossible(spread, of="A standard deviation")
    normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n == 0, np.nan, sums / n)
        half = -stdtrit(np.where(n > 1, n - 1, np.nan), (1 - confidence) / 2) * spread / np.sqrt(n)
    found = {
        Reason.MISSING_VALUE: np.isnan(sums) | (np.isnan(spread) & (n > 1)),
        Reason.MISSING_COUNT: np.isnan(n),
        Reason.NOBODY: n == 0,
    }
    return Estimates(
        value=value,
        lower=value - half,
        upper=value + half,
        numerator=sums,
        denominator=n,
        reason=reason_column(len(n), found=found),
        method=method_column(len(n), method=Method.STUDENT),
        confidence=confidence,
    )


def mean(*, values: Sequence[float | None], confidence: float = 0.95) -> Estimate | NoValue:
    """The mean of these values; no value if one of them is missing, or there are none.

    Raises ImpossibleFigures if one is endless. See `mean_columns`.
    """
    figures = floats(values)
    refuse(np.isinf(figures), because="A value may not be endless")
    deviation = figures.std(ddof=1) if len(figures) > 1 else np.nan
    return mean_columns(total=[figures.sum()], count=[len(figures)], deviation=[deviation], confidence=confidence)[0]
