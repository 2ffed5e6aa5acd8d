"""Proportions: so many of all, with Wilson's limits. Published: PHEindicatormethods 2.1.0, proportions."""

import numpy as np

from wholeplace.ground.analytics.columns import Figures, together
from wholeplace.ground.analytics.estimate import (
    Estimate,
    Estimates,
    Method,
    NoValue,
    Reason,
    method_column,
    reason_column,
)
from wholeplace.ground.analytics.limits import wilson_columns


def proportion_columns(
    *, numerator: Figures, denominator: Figures, confidence: float = 0.95, multiplier: float = 1.0
) -> Estimates:
    """Proportions of columns of numerators and denominators, each of shape (rows,).

    Stated for `multiplier`: 1 gives a share, 100 a percentage. No value where either is missing, or the
    denominator is zero. Raises ImpossibleFigures for a negative or endless figure, or a numerator above its
    denominator.
    """
    x, n = together(numerator, denominator)
    limits = wilson_columns(numerator=x, denominator=n, confidence=confidence)
    with np.errstate(invalid="ignore"):
        value = x / n * multiplier
    found = {
        Reason.MISSING_COUNT: np.isnan(x),
        Reason.MISSING_DENOMINATOR: np.isnan(n),
        Reason.NOBODY: n == 0,
    }
    return Estimates(
        value=value,
        lower=limits.lower * multiplier,
        upper=limits.upper * multiplier,
        numerator=x,
        denominator=n,
        reason=reason_column(len(x), found=found),
        method=method_column(len(x), method=Method.WILSON),
        confidence=confidence,
        multiplier=multiplier,
    )


def proportion(
    *,
    numerator: float | None,
    denominator: float | None,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Estimate | NoValue:
    """One proportion. See `proportion_columns`."""
    return proportion_columns(
        numerator=[numerator], denominator=[denominator], confidence=confidence, multiplier=multiplier
    )[0]
