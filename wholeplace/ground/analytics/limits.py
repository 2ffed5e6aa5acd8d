"""Confidence limits of a count and of a share: Wilson, Byar, exact; for columns, and for one figure.

Published: the formulas, and that rates and ratios take exact limits below 10 events and Byar's from 10
(Public Health England, PHEindicatormethods 2.1.0; Fingertips Public Health Technical Guidance). Papers:
Wilson, J Am Stat Assoc 1927; 22: 209-212. Breslow and Day, Statistical Methods in Cancer Research II, IARC
1987 (Byar). Garwood, Biometrika 1936; 28: 437-442 (exact).

Our reading: Byar's lower limit of no events is nought, where the published code has none.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri

from wholeplace.ground.analytics.columns import Figures, FloatColumn, first, floats, or_none, together
from wholeplace.ground.analytics.estimate import ImpossibleFigures

EXACT_BELOW = 10
"""Counts below this take exact limits, others Byar's (PHEindicatormethods 2.1.0, rates)."""


class LimitColumns(NamedTuple):
    """Lower and upper limits, each of shape (rows,); NaN where there is none."""

    lower: FloatColumn
    upper: FloatColumn


class Limits(NamedTuple):
    """The lower and upper limit of one figure; None where there is none."""

    lower: float | None
    upper: float | None


def wilson_columns(*, numerator: Figures, denominator: Figures, confidence: float = 0.95) -> LimitColumns:
    """Wilson's limits of shares: numerators among denominators.

    Shapes (rows,); the limits are shares from 0 to 1, NaN where a figure is missing or the denominator is
    zero. Raises ImpossibleFigures for a negative or endless figure, or a numerator above its denominator.
    """
    x, n = together(numerator, denominator)
    refuse_impossible(x, of="A numerator")
    refuse_impossible(n, of="A denominator")
    refuse(x > n, because="A numerator may not be above its denominator")
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        half = z * np.sqrt(z * z + 4 * x * (1 - share))
    centre = 2 * x + z * z
    width = 2 * (n + z * z)
    lower = (centre - half) / width
    upper = (centre + half) / width
    # Rounding may take the last digit past an end, or past the share itself where all or none are counted.
    return LimitColumns(np.minimum(np.maximum(lower, 0), share), np.maximum(np.minimum(upper, 1), share))


def byar_columns(*, count: Figures, confidence: float = 0.95) -> LimitColumns:
    """Byar's limits of counts of events, whatever their size.

    Shape (rows,); limits are in events. The lower limit is NaN where the formula would be negative, as it is
    for one event at 99.8%. Raises ImpossibleFigures for a negative or endless count.
    """
    x = np.atleast_1d(floats(count))
    refuse_impossible(x, of="A count")
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = 1 - 1 / (9 * x) - z / (3 * np.sqrt(x))
        lower = np.where(root < 0, np.nan, x * root * root * root)
    lower[x == 0] = 0
    more = x + 1
    root = 1 - 1 / (9 * more) + z / (3 * np.sqrt(more))
    return LimitColumns(lower, more * root * root * root)


def exact_columns(*, count: Figures, confidence: float = 0.95) -> LimitColumns:
    """Exact (chi-square) limits of counts of events, whatever their size.

    Shape (rows,); limits are in events, and the lower limit of no events is nought. Raises ImpossibleFigures
    for a negative or endless count.
    """
    x = np.atleast_1d(floats(count))
    refuse_impossible(x, of="A count")
    normal_quantile(confidence)
    # Half the chi-square quantile with 2k degrees of freedom is the inverse of the incomplete gamma at k.
    lower = np.where(x == 0, 0.0, gammaincinv(x, (1 - confidence) / 2))
    return LimitColumns(lower, gammaincinv(x + 1, confidence + (1 - confidence) / 2))


def count_limits_columns(*, count: Figures, confidence: float = 0.95) -> LimitColumns:
    """The limits of counts that rates and ratios are built on: exact below 10 events, Byar's from 10.

    Shape (rows,); limits are in events. Raises ImpossibleFigures for a negative or endless count.
    """
    x = np.atleast_1d(floats(count))
    limits = byar_columns(count=x, confidence=confidence)
    small = np.flatnonzero(x < EXACT_BELOW)
    few = x[small]
    # There are only ten whole numbers below ten, so their limits come from a table.
    table = exact_columns(count=np.arange(EXACT_BELOW), confidence=confidence)
    place = few.astype(np.intp)
    fractions = small[few != place]
    limits.lower[small] = table.lower[place]
    limits.upper[small] = table.upper[place]
    limits.lower[fractions], limits.upper[fractions] = exact_columns(count=x[fractions], confidence=confidence)
    return limits


def wilson(*, numerator: float | None, denominator: float | None, confidence: float = 0.95) -> Limits:
    """Wilson's limits of one share. See `wilson_columns`."""
    return _one(wilson_columns(numerator=[numerator], denominator=[denominator], confidence=confidence))


def byar(*, count: float | None, confidence: float = 0.95) -> Limits:
    """Byar's limits of one count of events. See `byar_columns`."""
    return _one(byar_columns(count=[count], confidence=confidence))


def exact(*, count: float | None, confidence: float = 0.95) -> Limits:
    """Exact limits of one count of events. See `exact_columns`."""
    return _one(exact_columns(count=[count], confidence=confidence))


def count_limits(*, count: float | None, confidence: float = 0.95) -> Limits:
    """Exact limits of one count below 10, Byar's from 10. See `count_limits_columns`."""
    return _one(count_limits_columns(count=[count], confidence=confidence))


def normal_quantile(confidence: float) -> float:
    """The normal quantile between which and its negative this share lies: 1.96 for 0.95.

    Raises ValueError unless the confidence is a share from 0.9 to below 1.
    """
    if not 0.9 <= confidence < 1:
        raise ValueError(f"Confidence is a share from 0.9 to below 1, such as 0.95; not {confidence}.")
    return float(ndtri(confidence + (1 - confidence) / 2))


def refuse(where: NDArray[np.bool_], *, because: str) -> None:
    """Raise ImpossibleFigures, naming the first row, if this is true of any row."""
    if where.any():
        raise ImpossibleFigures(f"{because} (row {first(where)}).")


def refuse_impossible(figures: NDArray[Any], *, of: str) -> None:
    """Raise ImpossibleFigures if a figure is negative or endless; missing ones pass."""
    refuse((figures < 0) | np.isinf(figures), because=f"{of} may not be negative or endless")


def _one(limits: LimitColumns) -> Limits:
    return Limits(or_none(limits.lower[0]), or_none(limits.upper[0]))
