"""Recent trend: whether the last five yearly points of a place rise, fall, or show no significant change.

Published (Fingertips “trend markers”, page and code of FingertipsNext and its forerunner): the last five
points; yearly, not overlapping, without breaks or gaps; for proportions the chi-square statistic for a trend
in proportions (Cochran 1954, Armitage 1955) with numerators and denominators, and the direction from a
straight line through the log odds; for other figures a straight line weighted by the inverse of the variance,
the standard error being the width of the 95% interval over 3.92, and the statistic the square of the slope
over its standard error; significant above 9.5495, the chi-square quantile of 99.8% with one degree of
freedom; and if the slope changes sign when any one point is left out, no significant change.

Our reading: “without gaps” asks that the five years follow one another, where the present code passes over
missing years. A proportion of none, like the published proportion of all, has no log odds, and an interval
without width has no weight; then the trend cannot be calculated. A slope of exactly nought counts as rising
when signs are compared, as in the code. Intervals must be those of 95%.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import Figures, FloatColumn, every, floats
from wholeplace.ground.analytics.estimate import Estimate, NoValue
from wholeplace.ground.analytics.limits import refuse, refuse_impossible

TREND_POINTS = 5
"""Points that a trend is drawn from (Fingertips trend markers)."""

TREND_STATISTIC = 9.54953570608324
"""A trend is significant above this: chi-square, one degree of freedom, 99.8% (Fingertips trend markers)."""

_WIDTH_IN_STANDARD_ERRORS = 3.92
_TREND_CONFIDENCE = 0.95
_YEARS = np.arange(1.0, TREND_POINTS + 1)[:, np.newaxis]
# All points, then all but each one.
_LEFT_IN = (np.ones(TREND_POINTS, dtype=np.bool_), *~np.eye(TREND_POINTS, dtype=np.bool_))


class TrendResult(StrEnum):
    """What the trend is."""

    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_CHANGE = "No significant change"
    CANNOT = "Cannot be calculated"


class TrendReason(StrEnum):
    """Why a trend shows no change or cannot be calculated, as a sentence."""

    NOT_SIGNIFICANT = "The change is not significant."
    OUTLIER = "The direction rests on a single point."
    TOO_FEW_POINTS = "There are fewer than five points."
    NOT_YEARLY = "The points do not each cover one year."
    GAP = "The last five years do not follow one another, each once."
    BREAK = "The way of measuring changed within the last five points."
    MISSING = "One of the last five points has no value."
    NO_INTERVAL = "One of the last five points has no 95% interval."
    NO_WIDTH = "The interval of one of the last five points has no width."
    NONE_OR_ALL = "One of the last five points counts none or all of its denominator."


class TrendBasis(StrEnum):
    """What the trend is worked out from."""

    COUNTS = "numerators and denominators"
    INTERVALS = "values and their 95% intervals"


# A column holds a result as its place in this tuple.
TREND_RESULTS: tuple[TrendResult, ...] = tuple(TrendResult)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A figure of a series: its year, by the year in which it begins, and its estimate.

    `covers` is how many years it pools. `breaks` says that it was not measured as the point before it was.
    """

    year: int
    estimate: Estimate | NoValue
    covers: int = 1
    breaks: bool = False


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The trend of a series; `slope` is a year, in log odds for counts, else in the unit of the values."""

    result: TrendResult
    reason: TrendReason | None = None
    statistic: float | None = None
    slope: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class TrendColumns:
    """Trends of many series, each array of shape (rows,).

    `result` holds the place in TREND_RESULTS. `steady` says that the slope keeps its sign whichever point is
    left out. `slope` and `statistic` are NaN where the trend cannot be calculated.
    """

    result: NDArray[np.uint8]
    statistic: FloatColumn
    slope: FloatColumn
    steady: NDArray[np.bool_]


def recent_trend(*, points: Sequence[Point], basis: TrendBasis) -> Trend:
    """The trend of the last five points of a series, in whatever order they are given.

    `basis` is COUNTS for proportions, INTERVALS for other figures. Says why, when it cannot be calculated or
    shows no significant change.
    """
    latest = sorted(points, key=lambda point: point.year)[-TREND_POINTS:]
    estimates = [point.estimate for point in latest if isinstance(point.estimate, Estimate)]
    obstacle = _obstacle(latest, estimates) or _unfit(estimates, basis)
    if obstacle is not None:
        return Trend(result=TrendResult.CANNOT, reason=obstacle)
    trends = _COLUMNS[basis](estimates)
    result = TREND_RESULTS[int(trends.result[0])]
    return Trend(
        result=result,
        reason=_why_no_change(trends) if result is TrendResult.NO_CHANGE else None,
        statistic=float(trends.statistic[0]),
        slope=float(trends.slope[0]),
    )


def proportion_trend_columns(*, numerator: Figures, denominator: Figures) -> TrendColumns:
    """Trends of proportions over five successive years, oldest first; shapes (rows, 5).

    Cannot be calculated where a figure is missing or a numerator is none or all of its denominator. Raises
    ImpossibleFigures for a negative or endless figure or a numerator above its denominator, and ValueError
    for another shape.
    """
    x, n = _five(numerator), _five(denominator)
    refuse_impossible(x, of="A numerator")
    refuse_impossible(n, of="A denominator")
    refuse(x > n, because="A numerator may not be above its denominator")
    sound = every((x > 0) & (x < n))
    x, n = _by_year(x, instead=1.0, sound=sound), _by_year(n, instead=2.0, sound=sound)
    share = x.sum(axis=0) / n.sum(axis=0)
    away = _YEARS - (n * _YEARS).sum(axis=0) / n.sum(axis=0)
    drift = (x * away).sum(axis=0)
    statistic = drift * drift / (share * (1 - share) * (n * away * away).sum(axis=0))
    slopes = _slopes(np.log(x / (n - x)), np.ones_like(x))
    return _judged(slopes, statistic, sound)


def interval_trend_columns(*, value: Figures, lower: Figures, upper: Figures) -> TrendColumns:
    """Trends of values with 95% intervals over five successive years, oldest first; shapes (rows, 5).

    Cannot be calculated where a figure is missing or endless, or an interval has no width. Raises ValueError
    for another shape.
    """
    y, low, high = _five(value), _five(lower), _five(upper)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        error = (high - low) / _WIDTH_IN_STANDARD_ERRORS
        weight = 1 / (error * error)
    sound = every(np.isfinite(y) & np.isfinite(weight) & (weight > 0) & (error > 0))
    y, weight = _by_year(y, instead=0.0, sound=sound), _by_year(weight, instead=1.0, sound=sound)
    slopes = _slopes(y, weight)
    away = _YEARS - (weight * _YEARS).sum(axis=0) / weight.sum(axis=0)
    statistic = slopes[0] * slopes[0] * (weight * away * away).sum(axis=0)
    return _judged(slopes, statistic, sound)


def _slopes(y: FloatColumn, weight: FloatColumn) -> list[FloatColumn]:
    """The slope of the weighted line through all points, then through all but each one, oldest first."""
    return [_slope(y[left], weight[left], _YEARS[left]) for left in _LEFT_IN]


def _slope(y: FloatColumn, weight: FloatColumn, years: FloatColumn) -> FloatColumn:
    away = years - (weight * years).sum(axis=0) / weight.sum(axis=0)
    pull = weight * away
    slope: FloatColumn = (pull * y).sum(axis=0) / (pull * away).sum(axis=0)
    return slope


def _judged(slopes: list[FloatColumn], statistic: FloatColumn, sound: NDArray[np.bool_]) -> TrendColumns:
    falls = [slope < 0 for slope in slopes]
    steady = np.logical_and.reduce(falls) | ~np.logical_or.reduce(falls)
    changed = steady & (statistic > TREND_STATISTIC)
    result = np.full(len(sound), TREND_RESULTS.index(TrendResult.NO_CHANGE), dtype=np.uint8)
    result[changed & (slopes[0] > 0)] = TREND_RESULTS.index(TrendResult.INCREASING)
    result[changed & (slopes[0] < 0)] = TREND_RESULTS.index(TrendResult.DECREASING)
    result[~sound] = TREND_RESULTS.index(TrendResult.CANNOT)
    return TrendColumns(
        result=result,
        statistic=np.where(sound, statistic, np.nan),
        slope=np.where(sound, slopes[0], np.nan),
        steady=steady & sound,
    )


def _five(figures: Figures) -> FloatColumn:
    column = floats(figures)
    if column.ndim != 2 or column.shape[1] != TREND_POINTS:
        raise ValueError(f"A trend needs rows of {TREND_POINTS} points, oldest first.")
    return column


def _by_year(column: FloatColumn, *, instead: float, sound: NDArray[np.bool_]) -> FloatColumn:
    """Rows of five years turned into five years of rows, with a harmless figure in rows that are not sound."""
    return np.where(sound, np.ascontiguousarray(column.T), instead)


def _obstacle(latest: Sequence[Point], estimates: Sequence[Estimate]) -> TrendReason | None:
    first_year = latest[0].year if latest else 0
    obstacles = {
        TrendReason.TOO_FEW_POINTS: len(latest) < TREND_POINTS,
        TrendReason.NOT_YEARLY: any(point.covers != 1 for point in latest),
        TrendReason.GAP: [point.year - first_year for point in latest] != list(range(len(latest))),
        # What came before the first of the five does not matter.
        TrendReason.BREAK: any(point.breaks for point in latest[1:]),
        TrendReason.MISSING: len(estimates) < len(latest),
    }
    return next((reason for reason, stands in obstacles.items() if stands), None)


def _unfit(estimates: Sequence[Estimate], basis: TrendBasis) -> TrendReason | None:
    if basis is TrendBasis.COUNTS:
        whole_or_none = any(e.numerator in (0, e.denominator) for e in estimates)
        return TrendReason.NONE_OR_ALL if whole_or_none else None
    if any(e.lower is None or e.upper is None or e.confidence != _TREND_CONFIDENCE for e in estimates):
        return TrendReason.NO_INTERVAL
    return TrendReason.NO_WIDTH if any(e.lower == e.upper for e in estimates) else None


def _why_no_change(trends: TrendColumns) -> TrendReason:
    significant = trends.statistic[0] > TREND_STATISTIC
    return TrendReason.OUTLIER if significant else TrendReason.NOT_SIGNIFICANT


def _from_counts(estimates: Sequence[Estimate]) -> TrendColumns:
    return proportion_trend_columns(
        numerator=[[e.numerator for e in estimates]], denominator=[[e.denominator for e in estimates]]
    )


def _from_intervals(estimates: Sequence[Estimate]) -> TrendColumns:
    lower, upper = ([getattr(e, limit) for e in estimates] for limit in ("lower", "upper"))
    return interval_trend_columns(value=[[e.value for e in estimates]], lower=[lower], upper=[upper])


_COLUMNS = {TrendBasis.COUNTS: _from_counts, TrendBasis.INTERVALS: _from_intervals}
