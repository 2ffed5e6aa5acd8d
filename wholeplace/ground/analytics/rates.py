"""Rates: events for so many people, with exact limits below 10 events and Byar's from 10.

Published: PHEindicatormethods 2.1.0, rates. More events than people are possible, since one person may have
several; the limits then still treat the events as independent.
"""

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import Figures, FloatColumn, together
from wholeplace.ground.analytics.estimate import (
    METHODS,
    Estimate,
    Estimates,
    Method,
    NoValue,
    Reason,
    reason_column,
)
from wholeplace.ground.analytics.limits import EXACT_BELOW, count_limits_columns, refuse_impossible


def rate_columns(
    *, numerator: Figures, denominator: Figures, confidence: float = 0.95, multiplier: float = 100_000
) -> Estimates:
    """Rates of columns of events and people (or person-years), each of shape (rows,).

    Stated for `multiplier` people. No value where either is missing, or the denominator is zero. Raises
    ImpossibleFigures for a negative or endless figure.
    """
    x, n = together(numerator, denominator)
    return poisson_estimates(x, n, when_zero=Reason.NOBODY, confidence=confidence, multiplier=multiplier)


def rate(
    *,
    numerator: float | None,
    denominator: float | None,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate | NoValue:
    """One rate. See `rate_columns`."""
    return rate_columns(numerator=[numerator], denominator=[denominator], confidence=confidence, multiplier=multiplier)[
        0
    ]


def poisson_estimates(
    events: FloatColumn,
    denominator: FloatColumn,
    *,
    when_zero: Reason,
    confidence: float,
    multiplier: float,
) -> Estimates:
    """Events over a denominator that is taken as known: the common part of rates and indirect ratios."""
    refuse_impossible(denominator, of="A denominator")
    limits = count_limits_columns(count=events, confidence=confidence)
    among = np.where(denominator == 0, np.nan, denominator)
    found = {
        Reason.MISSING_COUNT: np.isnan(events),
        Reason.MISSING_DENOMINATOR: np.isnan(denominator),
        when_zero: denominator == 0,
    }
    return Estimates(
        value=events / among * multiplier,
        lower=limits.lower / among * multiplier,
        upper=limits.upper / among * multiplier,
        numerator=events,
        denominator=denominator,
        reason=reason_column(len(events), found=found),
        method=_methods(events),
        confidence=confidence,
        multiplier=multiplier,
    )


def _methods(events: FloatColumn) -> NDArray[np.uint8]:
    exact, byar = METHODS.index(Method.EXACT), METHODS.index(Method.BYAR)
    return np.where(events < EXACT_BELOW, exact, byar).astype(np.uint8)
