"""Funnel limits: between which values a place of some size lies by chance around the average of all places.

Published: PHEindicatormethods 2.1.0, funnels, at 95% and 99.8%. Its formula for proportions, written out at
length there, is the average plus or minus z times the square root of p(1 - p)/n, kept between 0 and 1.

For ratios and rates the published test is whether the interval of the place, exact below 10 events and Byar's
from 10, holds the average; that is `compare` with the average as the benchmark, at 0.95 and 0.998.
"""

import numpy as np

from wholeplace.ground.analytics.columns import Figures, or_none, together
from wholeplace.ground.analytics.limits import (
    LimitColumns,
    Limits,
    normal_quantile,
    refuse,
    refuse_impossible,
)


def proportion_funnel_columns(*, average: Figures, denominator: Figures, confidence: float = 0.95) -> LimitColumns:
    """Funnel limits of a proportion for places of these denominators, as shares.

    Shapes (rows,), or one average for all. NaN where a figure is missing or the denominator is zero. Raises
    ImpossibleFigures for a negative or endless figure, or an average above 1.
    """
    p, n = together(average, denominator)
    refuse_impossible(p, of="An average")
    refuse_impossible(n, of="A denominator")
    refuse(p > 1, because="An average proportion may not be above 1")
    with np.errstate(divide="ignore", invalid="ignore"):
        half = np.where(n == 0, np.nan, normal_quantile(confidence) * np.sqrt(p * (1 - p) / n))
    return LimitColumns(np.maximum(p - half, 0), np.minimum(p + half, 1))


def proportion_funnel(*, average: float, denominator: float, confidence: float = 0.95) -> Limits:
    """Funnel limits of a proportion for one place. See `proportion_funnel_columns`."""
    limits = proportion_funnel_columns(average=[average], denominator=[denominator], confidence=confidence)
    return Limits(or_none(limits.lower[0]), or_none(limits.upper[0]))
