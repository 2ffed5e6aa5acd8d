"""Quantiles: which tenth (or fifth, or other part) of all places each one falls in, as for deprivation.

Published: the deciles of the English Indices of Deprivation, which this gives for every small area from its
rank: the part is the rank, times the number of parts, over the number of places, rounded up.

Our reading: equal values share the rank of the first of them; places without a value take no part; and where
there are fewer places than parts, none has a quantile (the last two as in PHEindicatormethods, whose own rule
puts a place that lies just past a boundary one part lower).
"""

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import Figures, floats


def quantile_columns(*, values: Figures, into: int, highest_first: bool) -> NDArray[np.int64]:
    """The part, 1 to `into`, that each place falls in; 0 where it has none. Shape (rows,).

    With `highest_first` the first part holds the highest values, as the most deprived tenth of a score of
    deprivation; without it the lowest, as of a rank. Raises ValueError if `into` is below 2.
    """
    if into < 2:
        raise ValueError("Places are divided into two parts or more.")
    given = np.atleast_1d(floats(values))
    there = ~np.isnan(given)
    parts = np.zeros(len(given), dtype=np.int64)
    found = -given[there] if highest_first else given[there]
    if len(found) < into:
        return parts
    rank = np.searchsorted(np.sort(found), found, side="left") + 1
    parts[there] = -(-rank * into // len(found))
    return parts
