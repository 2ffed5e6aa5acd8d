"""Analytics: figures with their uncertainty, their comparison and their trend; and what may be shown. Pure.

What this room is for. Each figure about people or services is computed here, once, by the method that public
health in England publishes, so that a page, a chart, a file and the API give the same answer.

Its words.

    estimate      a value with its interval, what it was computed from, at which confidence, by which method
    no value      there is no such figure, and the reason in a sentence. Never nought, never blank
    confidence    a share: 0.95 or 0.998
    proportion    some of all: Wilson's interval
    rate          events for so many people: exact limits below 10 events, Byar's from 10
    standardised  directly: the rate this place would have with the standard population's ages (Dobson's
                  limits, none below 10 events). Indirectly: events observed for each event expected
    benchmark     the value of the comparator. Better, similar or worse where one direction is good; lower,
                  similar or higher where neither is
    trend         Increasing, Decreasing, No significant change, or Cannot be calculated with the reason
    safe count    a count that may be shown: 0 to 7 hidden together, others rounded to the nearest 5

Zero, missing and small have defined answers. No events is a rate of nought, with an interval. Nobody to count
among is no value. A missing figure is no value. Figures that cannot be (fewer than none, more cases than
people) raise `ImpossibleFigures`. What is published and what is our own reading stands in the docstring of
each module.

Each method has a function for columns (`rate_columns`), in NumPy, and one for a single figure (`rate`), which
calls it; so the two cannot differ.

What it never does. It knows no room, reads no clock and no file, and hides nothing by itself: suppression is
the last step, in `disclosure`, and the gate through which figures leave is `release`.
"""

from wholeplace.ground.analytics.comparison import (
    COMPARISONS,
    Comparison,
    Polarity,
    compare,
    compare_columns,
    compare_estimates,
)
from wholeplace.ground.analytics.disclosure import (
    Hidden,
    SafeCounts,
    safe_count,
    safe_count_columns,
    safe_percentage,
)
from wholeplace.ground.analytics.estimate import (
    METHODS,
    REASONS,
    Estimate,
    Estimates,
    ImpossibleFigures,
    Method,
    NoValue,
    Reason,
)
from wholeplace.ground.analytics.funnel import proportion_funnel, proportion_funnel_columns
from wholeplace.ground.analytics.limits import (
    LimitColumns,
    Limits,
    byar,
    byar_columns,
    count_limits,
    count_limits_columns,
    exact,
    exact_columns,
    wilson,
    wilson_columns,
)
from wholeplace.ground.analytics.means import mean, mean_columns
from wholeplace.ground.analytics.proportions import proportion, proportion_columns
from wholeplace.ground.analytics.quantiles import quantile_columns
from wholeplace.ground.analytics.rates import rate, rate_columns
from wholeplace.ground.analytics.standardised import (
    AGE_BANDS,
    ESP2013,
    directly_standardised_rate,
    directly_standardised_rate_columns,
    directly_standardised_rate_of_repeats,
    directly_standardised_rate_of_repeats_columns,
    indirectly_standardised_rate,
    indirectly_standardised_rate_columns,
    indirectly_standardised_ratio,
    indirectly_standardised_ratio_columns,
)
from wholeplace.ground.analytics.trend import (
    TREND_RESULTS,
    Point,
    Trend,
    TrendBasis,
    TrendColumns,
    TrendReason,
    TrendResult,
    interval_trend_columns,
    proportion_trend_columns,
    recent_trend,
)

__all__ = [
    "AGE_BANDS",
    "COMPARISONS",
    "ESP2013",
    "METHODS",
    "REASONS",
    "TREND_RESULTS",
    "Comparison",
    "Estimate",
    "Estimates",
    "Hidden",
    "ImpossibleFigures",
    "LimitColumns",
    "Limits",
    "Method",
    "NoValue",
    "Point",
    "Polarity",
    "Reason",
    "SafeCounts",
    "Trend",
    "TrendBasis",
    "TrendColumns",
    "TrendReason",
    "TrendResult",
    "byar",
    "byar_columns",
    "compare",
    "compare_columns",
    "compare_estimates",
    "count_limits",
    "count_limits_columns",
    "directly_standardised_rate",
    "directly_standardised_rate_columns",
    "directly_standardised_rate_of_repeats",
    "directly_standardised_rate_of_repeats_columns",
    "exact",
    "exact_columns",
    "indirectly_standardised_rate",
    "indirectly_standardised_rate_columns",
    "indirectly_standardised_ratio",
    "indirectly_standardised_ratio_columns",
    "interval_trend_columns",
    "mean",
    "mean_columns",
    "proportion",
    "proportion_columns",
    "proportion_funnel",
    "proportion_funnel_columns",
    "proportion_trend_columns",
    "quantile_columns",
    "rate",
    "rate_columns",
    "recent_trend",
    "safe_count",
    "safe_count_columns",
    "safe_percentage",
    "wilson",
    "wilson_columns",
]
