"""The engine gives what its slow twin gives, for one figure and for columns, on figures of every size."""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.analytics import twins
from wholeplace.ground.analytics import (
    METHODS,
    TREND_RESULTS,
    Estimate,
    Hidden,
    byar,
    count_limits,
    directly_standardised_rate,
    directly_standardised_rate_of_repeats,
    directly_standardised_rate_of_repeats_columns,
    exact,
    indirectly_standardised_ratio,
    interval_trend_columns,
    mean,
    proportion,
    proportion_columns,
    proportion_funnel,
    proportion_trend_columns,
    quantile_columns,
    rate,
    rate_columns,
    safe_count,
    wilson,
)

quick = settings(max_examples=60, deadline=None)
CONFIDENCE = st.sampled_from([0.9, 0.95, 0.998])
MULTIPLIER = st.sampled_from([1, 100, 1000, 100_000])
COUNT = st.one_of(st.integers(0, 30), st.integers(0, 10**7), st.floats(0, 1000).map(lambda x: round(x, 2)))
PEOPLE = st.one_of(st.integers(1, 50), st.integers(1, 10**8))
MAYBE = st.one_of(st.none(), st.integers(0, 500))


def close(found: float | None, twin: float | None) -> bool:
    if found is None or twin is None:
        return found is twin
    return found == pytest.approx(twin, rel=1e-10, abs=1e-12)


def all_close(found, twin) -> bool:
    if twin is None:
        return not isinstance(found, Estimate)
    return all(close(a, b) for a, b in zip((found.value, found.lower, found.upper), twin, strict=True))


@quick
@given(PEOPLE, st.floats(0, 1), CONFIDENCE)
@example(1, 1.0, 0.9)
def test_wilson(n, share, confidence):
    x = math.floor(n * share)
    found, twin = wilson(numerator=x, denominator=n, confidence=confidence), twins.wilson(x, n, confidence)
    assert close(found.lower, twin[0])
    assert close(found.upper, twin[1])
    assert 0 <= found.lower <= x / n <= found.upper <= 1


@quick
@given(COUNT, CONFIDENCE)
def test_limits_of_a_count(x, confidence):
    for ours, theirs in ((byar, twins.byar), (exact, twins.exact), (count_limits, twins.count_limits)):
        found, twin = ours(count=x, confidence=confidence), theirs(x, confidence)
        assert close(found.lower, twin[0])
        assert close(found.upper, twin[1])


@quick
@given(st.lists(st.tuples(MAYBE, MAYBE), min_size=1, max_size=40), CONFIDENCE, MULTIPLIER)
def test_columns_of_proportions(pairs, confidence, multiplier):
    pairs = [(x, n) if x is None or n is None or x <= n else (n, x) for x, n in pairs]
    column = proportion_columns(
        numerator=[x for x, _ in pairs],
        denominator=[n for _, n in pairs],
        confidence=confidence,
        multiplier=multiplier,
    )
    for found, (x, n) in zip(column, pairs, strict=True):
        assert all_close(found, twins.proportion(x, n, confidence, multiplier))
        alone = proportion(numerator=x, denominator=n, confidence=confidence, multiplier=multiplier)
        assert found == alone


@quick
@given(st.lists(st.tuples(st.one_of(st.none(), COUNT), MAYBE), min_size=1, max_size=40), CONFIDENCE, MULTIPLIER)
def test_columns_of_rates(pairs, confidence, multiplier):
    column = rate_columns(
        numerator=[x for x, _ in pairs],
        denominator=[n for _, n in pairs],
        confidence=confidence,
        multiplier=multiplier,
    )
    for found, (x, n) in zip(column, pairs, strict=True):
        assert all_close(found, twins.rate(x, n, confidence, multiplier))
        assert found == rate(numerator=x, denominator=n, confidence=confidence, multiplier=multiplier)
        if isinstance(found, Estimate):
            assert found.method == ("Exact" if x < 10 else "Byar")
            assert found.method in METHODS


BANDS = st.integers(1, 19).flatmap(
    lambda bands: st.tuples(
        st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=bands, max_size=bands),
        st.lists(st.integers(1, 5000), min_size=bands, max_size=bands),
        st.lists(st.integers(1, 8000), min_size=bands, max_size=bands),
    )
)


@quick
@given(BANDS, CONFIDENCE, MULTIPLIER)
def test_directly_standardised_rates(bands, confidence, multiplier):
    repeats, populations, standard = bands
    given_alike = {
        "populations": populations,
        "standard": standard,
        "confidence": confidence,
        "multiplier": multiplier,
    }
    found = directly_standardised_rate_of_repeats(people_with=repeats, **given_alike)
    assert all_close(found, twins.directly_standardised(repeats, populations, standard, confidence, multiplier))
    column = directly_standardised_rate_of_repeats_columns(people_with=[repeats, repeats], **given_alike)
    assert list(column) == [found, found]
    once = [people[0] for people in repeats]
    assert all_close(
        directly_standardised_rate(counts=once, **given_alike),
        twins.directly_standardised([[x] for x in once], populations, standard, confidence, multiplier),
    )


@quick
@given(st.integers(0, 500), BANDS, CONFIDENCE, MULTIPLIER)
def test_indirectly_standardised_ratios(observed, bands, confidence, multiplier):
    reference, populations, among = bands
    happened = [people[0] for people in reference]
    found = indirectly_standardised_ratio(
        observed=observed,
        populations=populations,
        reference_counts=happened,
        reference_populations=among,
        confidence=confidence,
        multiplier=multiplier,
    )
    twin = twins.indirectly_standardised(
        observed=observed,
        populations=populations,
        reference_counts=happened,
        reference_populations=among,
        confidence=confidence,
        multiplier=multiplier,
    )
    assert all_close(found, twin)


@quick
@given(st.lists(st.floats(-1e4, 1e4).map(lambda v: round(v, 3)), max_size=30), CONFIDENCE)
def test_means(values, confidence):
    found, twin = mean(values=values, confidence=confidence), twins.mean(values, confidence)
    if twin is None:
        assert not isinstance(found, Estimate)
    else:
        for a, b in zip((found.value, found.lower, found.upper), twin, strict=True):
            assert (a is b is None) or a == pytest.approx(b, rel=1e-9, abs=1e-8)


def assert_same_trend(columns, row, twin):
    result, statistic, slopes = twin
    if slopes:
        # Where a slope is flat, or the statistic on the line, a last digit may decide.
        assume(all(abs(slope) > 1e-9 for slope in slopes) and abs(statistic - 9.5495357) > 1e-6)
        assert columns.statistic[row] == pytest.approx(statistic, rel=1e-6, abs=1e-9)
        assert columns.slope[row] == pytest.approx(slopes[0], rel=1e-6, abs=1e-9)
    assert TREND_RESULTS[columns.result[row]] == result


FIVE_SHARES = st.lists(st.tuples(st.integers(1, 5000), st.floats(0, 1)), min_size=5, max_size=5).map(
    lambda five: [(math.floor(n * share), n) for n, share in five]
)


@quick
@given(st.lists(FIVE_SHARES, min_size=1, max_size=5))
def test_trends_of_proportions(series):
    columns = proportion_trend_columns(
        numerator=[[x for x, _ in five] for five in series],
        denominator=[[n for _, n in five] for five in series],
    )
    for row, five in enumerate(series):
        twin = twins.proportion_trend([x for x, _ in five], [n for _, n in five])
        assert_same_trend(columns, row, twin)


FIVE_VALUES = st.lists(st.tuples(st.integers(-1000, 1000), st.integers(0, 200)), min_size=5, max_size=5)


@quick
@given(st.lists(FIVE_VALUES, min_size=1, max_size=5), st.floats(0, 5))
def test_trends_of_values_with_intervals(series, rise):
    values = [[y / 10 + rise * year for year, (y, _) in enumerate(five)] for five in series]
    half = [[width / 10 for _, width in five] for five in series]
    lower, upper = np.array(values) - half, np.array(values) + half
    columns = interval_trend_columns(value=values, lower=lower, upper=upper)
    for row in range(len(series)):
        twin = twins.interval_trend(values[row], list(lower[row]), list(upper[row]))
        assert_same_trend(columns, row, twin)


@quick
@given(st.floats(0.001, 0.999), st.integers(1, 10**6), CONFIDENCE)
def test_funnel_limits_are_those_of_the_long_printed_formula(average, population, confidence):
    found = proportion_funnel(average=average, denominator=population, confidence=confidence)
    twin = twins.proportion_funnel(average, population, confidence)
    assert found == pytest.approx(twin, rel=1e-6, abs=1e-7)


@quick
@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(2, 10), st.booleans())
def test_quantiles(values, into, highest_first):
    found = quantile_columns(values=values, into=into, highest_first=highest_first)
    if len(values) < into:
        assert not found.any()
    else:
        everywhere = range(len(values))
        assert list(found) == [twins.quantile(values, place, into, highest_first) for place in everywhere]


@quick
@given(st.integers(0, 10_000))
def test_safe_counts(count):
    found = safe_count(count=count)
    assert (str(found) if isinstance(found, Hidden) else found) == twins.safe_count(count)
