"""The slow, obvious twin of the engine: plain Python, loops, the formulas as they are printed.

Quantiles of the normal, chi-square and t distributions come from scipy.stats; nothing else is shared. A value
is (value, lower, upper); None is no value, or no limit.
"""

import math

from scipy import stats

Triple = tuple[float, float | None, float | None]


def z(confidence: float) -> float:
    """The normal quantile."""
    return float(stats.norm.ppf(confidence + (1 - confidence) / 2))


def wilson(x: float, n: float, confidence: float) -> tuple[float, float]:
    """Wilson's limits of a share."""
    q = z(confidence)
    root = q * math.sqrt(q**2 + 4 * x * (1 - x / n))
    return (2 * x + q**2 - root) / 2 / (n + q**2), (2 * x + q**2 + root) / 2 / (n + q**2)


def byar(x: float, confidence: float) -> tuple[float | None, float]:
    """Byar's limits of a count."""
    q = z(confidence)
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + q / (3 * math.sqrt(x + 1))) ** 3
    if x == 0:
        return 0.0, upper
    lower = x * (1 - 1 / (9 * x) - q / (3 * math.sqrt(x))) ** 3
    return (lower if lower >= 0 else None), upper


def exact(x: float, confidence: float) -> tuple[float, float]:
    """Exact limits of a count."""
    tail = (1 - confidence) / 2
    lower = 0.0 if x == 0 else float(stats.chi2.ppf(tail, 2 * x)) / 2
    return lower, float(stats.chi2.ppf(confidence + tail, 2 * x + 2)) / 2


def count_limits(x: float, confidence: float) -> tuple[float | None, float]:
    """Exact limits below ten, Byar's from ten."""
    return exact(x, confidence) if x < 10 else byar(x, confidence)


def proportion(x: float | None, n: float | None, confidence: float, multiplier: float) -> Triple | None:
    """A proportion."""
    if x is None or n is None or n == 0:
        return None
    lower, upper = wilson(x, n, confidence)
    return x / n * multiplier, lower * multiplier, upper * multiplier


def rate(x: float | None, n: float | None, confidence: float, multiplier: float) -> Triple | None:
    """A rate."""
    if x is None or n is None or n == 0:
        return None
    lower, upper = count_limits(x, confidence)
    assert lower is not None
    return x / n * multiplier, lower / n * multiplier, upper / n * multiplier


def directly_standardised(
    repeats: list[list[float]],
    populations: list[float],
    standard: list[float],
    confidence: float,
    multiplier: float,
) -> Triple | None:
    """A directly standardised rate, from people with one event, two, three and so on, by band."""
    total = value = variance = 0.0
    for people, population, weight in zip(repeats, populations, standard, strict=True):
        for times, persons in enumerate(people, start=1):
            total += times * persons
            value += times * persons * weight / population
            variance += times**2 * persons * (weight / population) ** 2
    if total < 10:
        return None
    value /= sum(standard)
    variance /= sum(standard) ** 2
    lower, upper = byar(total, confidence)
    assert lower is not None
    return (
        value * multiplier,
        (value + math.sqrt(variance / total) * (lower - total)) * multiplier,
        (value + math.sqrt(variance / total) * (upper - total)) * multiplier,
    )


def indirectly_standardised(
    *,
    observed: float,
    populations: list[float],
    reference_counts: list[float],
    reference_populations: list[float],
    confidence: float,
    multiplier: float,
) -> Triple | None:
    """An indirectly standardised ratio."""
    expected = 0.0
    for population, count, among in zip(populations, reference_counts, reference_populations, strict=True):
        expected += count / among * population
    return rate(observed, expected, confidence, multiplier)


def mean(values: list[float], confidence: float) -> Triple | None:
    """A mean."""
    if not values:
        return None
    average = math.fsum(values) / len(values)
    if len(values) == 1:
        return average, None, None
    deviation = math.sqrt(math.fsum((v - average) ** 2 for v in values) / (len(values) - 1))
    t = abs(float(stats.t.ppf((1 - confidence) / 2, len(values) - 1)))
    half = t * deviation / math.sqrt(len(values))
    return average, average - half, average + half


def _result(slopes: list[float], statistic: float) -> str:
    signs = sum(-1 if slope < 0 else 1 for slope in slopes)
    if abs(signs) == 6 and statistic > 9.54953570608324 and slopes[0] != 0:
        return "Increasing" if slopes[0] > 0 else "Decreasing"
    return "No significant change"


def proportion_trend(counts: list[float], denominators: list[float]) -> tuple[str, float, list[float]]:
    """The trend of five proportions: result, statistic, six slopes."""
    if any(x in (0, n) for x, n in zip(counts, denominators, strict=True)):
        return "Cannot be calculated", math.nan, []
    n = nt = ntt = x = xt = 0.0
    for year, (count, denominator) in enumerate(zip(counts, denominators, strict=True), start=1):
        n, nt, ntt = n + denominator, nt + denominator * year, ntt + denominator * year**2
        x, xt = x + count, xt + count * year
    statistic = n * (n * xt - x * nt) ** 2 / (x * (n - x) * (n * ntt - nt**2))
    odds = [math.log(c / (d - c)) for c, d in zip(counts, denominators, strict=True)]
    slopes = []
    for left_out in range(6):
        kept = [(year, y) for year, y in enumerate(odds, start=1) if year != left_out]
        many, years = len(kept), sum(year for year, _ in kept)
        top = many * sum(year * y for year, y in kept) - years * sum(y for _, y in kept)
        slopes.append(top / (many * sum(year**2 for year, _ in kept) - years**2))
    return _result(slopes, statistic), statistic, slopes


def interval_trend(values: list[float], lower: list[float], upper: list[float]) -> tuple[str, float, list[float]]:
    """The trend of five values with intervals: result, statistic, six slopes."""
    if any(high <= low for low, high in zip(lower, upper, strict=True)):
        return "Cannot be calculated", math.nan, []
    slopes, statistic = [], math.nan
    for left_out in range(6):
        w = wt = wtt = wy = wty = 0.0
        for year, (y, low, high) in enumerate(zip(values, lower, upper, strict=True), start=1):
            if year != left_out:
                weight = 1 / ((high - low) / 3.92) ** 2
                w, wt, wtt = w + weight, wt + weight * year, wtt + weight * year**2
                wy, wty = wy + weight * y, wty + weight * year * y
        slopes.append((w * wty - wt * wy) / (w * wtt - wt**2))
        if left_out == 0:
            statistic = (slopes[0] / math.sqrt(w / (w * wtt - wt**2))) ** 2
    return _result(slopes, statistic), statistic, slopes


def proportion_funnel(average: float, population: float, confidence: float) -> tuple[float, float]:
    """Funnel limits of a proportion, by the formula as it is printed at length."""
    q2 = z(confidence) ** 2
    first = average * (population / q2 + 1)
    inner = average * (population * (average * (population / q2 + 2) - 1) + q2 * (average - 1))
    root = math.sqrt(max((-8 * first) ** 2 - 64 * (1 / q2 + 1 / population) * inner, 0))
    last = 1 / q2 + 1 / population
    lower, upper = ((first + side * root / 8) / last / population for side in (-1, 1))
    return max(lower, 0), min(upper, 1)


def quantile(values: list[float], place: int, into: int, highest_first: bool) -> int:
    """The part that one place falls in."""
    if highest_first:
        before = sum(other > values[place] for other in values)
    else:
        before = sum(other < values[place] for other in values)
    part = 1
    while part * len(values) < (before + 1) * into:
        part += 1
    return part


def safe_count(count: int) -> int | str:
    """A count that may be shown."""
    if count in range(8):
        return "*"
    return min((abs(count - multiple), multiple) for multiple in range(0, count + 6, 5))[1]
