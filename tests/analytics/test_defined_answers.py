"""Zero, missing and small have defined answers, and figures that cannot be are refused."""

import numpy as np
import pytest

from wholeplace.ground.analytics import (
    AGE_BANDS,
    ESP2013,
    Estimate,
    ImpossibleFigures,
    Method,
    NoValue,
    Reason,
    byar,
    count_limits,
    directly_standardised_rate,
    directly_standardised_rate_columns,
    directly_standardised_rate_of_repeats,
    directly_standardised_rate_of_repeats_columns,
    exact,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    mean,
    mean_columns,
    proportion,
    proportion_columns,
    proportion_funnel,
    rate,
    rate_columns,
    wilson,
    wilson_columns,
)


def test_65_of_100_lies_between_the_limits_in_the_rules():
    assert wilson(numerator=65, denominator=100) == pytest.approx((0.55254, 0.73636), abs=5e-6)


def test_none_of_20_has_an_interval_from_nought():
    assert wilson(numerator=0, denominator=20) == pytest.approx((0, 0.16113), abs=5e-6)


def test_all_of_20_has_an_interval_to_one():
    assert wilson(numerator=20, denominator=20).upper == 1


def test_byars_limits_of_65_and_of_10_are_those_in_the_rules():
    assert byar(count=65) == pytest.approx((50.163, 82.849), abs=5e-4)
    assert byar(count=10) == pytest.approx((4.787, 18.391), abs=5e-4)


def test_five_events_have_the_exact_limits_in_the_rules():
    assert exact(count=5) == pytest.approx((1.623, 11.668), abs=5e-4)
    assert count_limits(count=5) == exact(count=5)


def test_nine_events_have_exact_limits_and_ten_have_byars():
    assert count_limits(count=9) == exact(count=9)
    assert count_limits(count=9.99) == exact(count=9.99)
    assert count_limits(count=10) == byar(count=10)


def test_no_events_have_limits_from_nought():
    assert exact(count=0).lower == 0
    assert exact(count=0).upper == pytest.approx(3.6889, abs=5e-5)
    assert byar(count=0).lower == 0


def test_byars_negative_lower_limit_is_none():
    assert byar(count=1, confidence=0.998).lower is None


def test_a_missing_count_has_no_limits():
    assert wilson(numerator=None, denominator=20) == (None, None)
    assert count_limits(count=None) == (None, None)


def test_no_events_are_a_rate_of_nought_with_an_interval():
    assert rate(numerator=0, denominator=1000, multiplier=1000) == Estimate(
        value=0,
        lower=0,
        upper=pytest.approx(3.6889, abs=5e-5),
        numerator=0,
        denominator=1000,
        confidence=0.95,
        method=Method.EXACT,
        multiplier=1000,
    )


@pytest.mark.parametrize("measure", [proportion, rate])
@pytest.mark.parametrize(
    "numerator, denominator, reason",
    [
        (None, 100, Reason.MISSING_COUNT),
        (float("nan"), 100, Reason.MISSING_COUNT),
        (None, None, Reason.MISSING_COUNT),
        (10, None, Reason.MISSING_DENOMINATOR),
        (0, 0, Reason.NOBODY),
    ],
)
def test_a_missing_figure_or_nobody_is_no_value_with_its_reason(measure, numerator, denominator, reason):
    found = measure(numerator=numerator, denominator=denominator)
    assert found == NoValue(reason)
    assert str(found) == reason.value


def test_events_among_nobody_are_no_rate():
    assert rate(numerator=3, denominator=0) == NoValue(Reason.NOBODY)


def test_more_events_than_people_are_a_rate():
    assert rate(numerator=250, denominator=220, multiplier=1).value == 250 / 220


def test_more_cases_than_people_are_not_a_proportion():
    with pytest.raises(ImpossibleFigures, match=r"above its denominator \(row 1\)"):
        proportion_columns(numerator=[1, 5], denominator=[2, 4])


@pytest.mark.parametrize("figure", [-1, float("inf")])
@pytest.mark.parametrize(
    "refused",
    [
        lambda x: wilson(numerator=x, denominator=100),
        lambda x: wilson(numerator=0, denominator=x),
        lambda x: byar(count=x),
        lambda x: exact(count=x),
        lambda x: count_limits(count=x),
        lambda x: rate(numerator=1, denominator=x),
        lambda x: directly_standardised_rate(counts=[x], populations=[9], standard=[1]),
        lambda x: directly_standardised_rate(counts=[1], populations=[x], standard=[1]),
        lambda x: directly_standardised_rate(counts=[1], populations=[9], standard=[x]),
        lambda x: directly_standardised_rate_of_repeats(people_with=[[x]], populations=[9], standard=[1]),
        lambda x: indirectly_standardised_ratio(
            observed=1, populations=[9], reference_counts=[x], reference_populations=[9]
        ),
        lambda x: mean_columns(total=[5], count=[x], deviation=[1]),
        lambda x: mean_columns(total=[5], count=[2], deviation=[x]),
        lambda x: proportion_funnel(average=0.5, denominator=x),
    ],
)
def test_negative_and_endless_figures_are_refused(refused, figure):
    with pytest.raises(ImpossibleFigures):
        refused(figure)


def test_an_endless_total_has_no_mean():
    with pytest.raises(ImpossibleFigures, match="endless"):
        mean(values=[1.0, float("inf")])


@pytest.mark.parametrize("confidence", [95, 0.5, 1, float("nan")])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ValueError, match="Confidence is a share"):
        rate(numerator=1, denominator=2, confidence=confidence)
    with pytest.raises(ValueError, match="Confidence is a share"):
        mean(values=[1, 2], confidence=confidence)


def test_text_is_not_a_figure():
    for text in (["12"], np.array([None, "12"], dtype=object), np.array(["2020-01-01"], dtype="M8[D]")):
        with pytest.raises(TypeError, match="numbers"):
            rate_columns(numerator=text, denominator=[100])


def test_a_masked_figure_is_missing():
    column = rate_columns(numerator=np.ma.array([1, 2], mask=[False, True]), denominator=[100, 100])
    assert isinstance(column[0], Estimate)
    assert column[1] == NoValue(Reason.MISSING_COUNT)


def test_one_denominator_serves_a_whole_column():
    column = rate_columns(numerator=[1, 20, 300], denominator=1000, multiplier=1000)
    assert len(column) == 3
    assert [estimate.value for estimate in column] == [1, 20, 300]
    assert [estimate.method for estimate in column] == [Method.EXACT, Method.BYAR, Method.BYAR]


def test_small_whole_number_types_do_not_overflow():
    column = wilson_columns(numerator=np.array([200], dtype=np.uint8), denominator=np.array([250], dtype=np.uint8))
    assert column.lower[0] == wilson(numerator=200, denominator=250).lower


def test_the_standard_population_is_a_hundred_thousand_in_nineteen_bands():
    assert ESP2013.sum() == 100_000
    assert len(ESP2013) == len(AGE_BANDS) == 19
    assert (AGE_BANDS[0], AGE_BANDS[1], AGE_BANDS[-1]) == ("0 to 4", "5 to 9", "90 and over")
    with pytest.raises(ValueError, match="read-only"):
        ESP2013[0] = 1


def standardised(counts, populations, standard=(1, 1)):
    return directly_standardised_rate(counts=counts, populations=populations, standard=standard, multiplier=1)


def test_with_the_places_own_ages_the_standardised_rate_is_the_crude_rate():
    found = standardised([10, 30], [100, 300], standard=[100, 300])
    assert found.value == pytest.approx(40 / 400)
    assert (found.numerator, found.denominator, found.method) == (40, 400, Method.DOBSON)


def test_nine_events_are_too_few_to_standardise_and_ten_are_not():
    assert standardised([4, 5], [100, 100]) == NoValue(Reason.TOO_FEW)
    assert isinstance(standardised([5, 5], [100, 100]), Estimate)


def test_a_missing_count_in_one_band_is_none_but_in_all_is_missing():
    assert standardised([None, 20], [100, 100]) == standardised([0, 20], [100, 100])
    assert standardised([None, None], [100, 100]) == NoValue(Reason.MISSING_COUNT)
    repeats = directly_standardised_rate_of_repeats(people_with=[[None, None]], populations=[100], standard=[1])
    assert repeats == NoValue(Reason.MISSING_COUNT)


def test_a_band_without_people_or_with_unknown_people_cannot_be_standardised():
    assert standardised([20, 0], [100, 0]) == NoValue(Reason.EMPTY_BAND)
    assert standardised([20, 5], [100, None]) == NoValue(Reason.MISSING_DENOMINATOR)


def test_each_row_may_have_its_own_standard_population():
    column = directly_standardised_rate_columns(
        counts=[[10, 30], [10, 30]],
        populations=[[100, 100], [100, 100]],
        standard=[[1, 0], [0, 1]],
        multiplier=100,
    )
    assert [estimate.value for estimate in column] == pytest.approx([10, 30])


def test_a_standard_population_must_be_whole_and_somebody():
    for standard in ([1, None], [0, 0]):
        with pytest.raises(ImpossibleFigures, match="standard population"):
            standardised([10, 10], [100, 100], standard=standard)


def test_bands_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        standardised([10, 10], [100, 100, 100])
    with pytest.raises(ValueError, match="rows and bands"):
        directly_standardised_rate_columns(counts=[[[1]]], populations=[1], standard=[1])
    with pytest.raises(ValueError, match="three dimensions"):
        directly_standardised_rate_of_repeats_columns(people_with=[[1]], populations=[1], standard=[1])


def test_events_of_one_person_widen_the_interval_but_leave_the_rate():
    apart = standardised([40, 40], [100, 100])
    twice = directly_standardised_rate_of_repeats(
        people_with=[[0, 20], [0, 20]], populations=[100, 100], standard=[1, 1], multiplier=1
    )
    assert twice.value == apart.value
    assert twice.upper - twice.lower > apart.upper - apart.lower
    assert twice.method == Method.DOBSON_REPEATS


def ratio(observed, populations, reference_counts=(10, 0), reference_populations=(100, 100), **others):
    return indirectly_standardised_ratio(
        observed=observed,
        populations=populations,
        reference_counts=reference_counts,
        reference_populations=reference_populations,
        **others,
    )


def test_as_many_events_as_expected_are_a_ratio_of_one():
    found = ratio(20, [200, 500])
    assert (found.value, found.numerator, found.denominator) == (1, 20, 20)


def test_a_missing_population_counts_only_where_the_reference_has_events():
    assert ratio(20, [200, None]) == ratio(20, [200, 500])
    assert ratio(20, [None, 500]) == NoValue(Reason.MISSING_DENOMINATOR)


def test_nothing_expected_is_no_ratio():
    assert ratio(20, [0, 500]) == NoValue(Reason.NOTHING_EXPECTED)
    assert ratio(None, [200, 500]) == NoValue(Reason.MISSING_COUNT)


def test_the_indirectly_standardised_rate_is_the_ratio_times_the_reference_rate():
    found = indirectly_standardised_rate(
        observed=40,
        populations=[200, 500],
        reference_counts=[10, 0],
        reference_populations=[100, 100],
        multiplier=1000,
    )
    assert found.value == pytest.approx(2 * 1000 * 10 / 200)
    assert found.multiplier == 1000


def test_reference_figures_must_be_complete():
    for counts, populations in (([10, None], [100, 100]), ([10, 0], [100, None]), ([10, 0], [100, 0])):
        with pytest.raises(ImpossibleFigures, match="reference"):
            ratio(20, [200, 500], counts, populations)


def test_the_mean_of_one_value_has_no_interval():
    assert mean(values=[7.5]) == Estimate(
        value=7.5,
        lower=None,
        upper=None,
        numerator=7.5,
        denominator=1,
        confidence=0.95,
        method=Method.STUDENT,
    )


def test_no_values_or_a_missing_one_have_no_mean():
    assert mean(values=[]) == NoValue(Reason.NOBODY)
    assert mean(values=[1, None]) == NoValue(Reason.MISSING_VALUE)
    assert mean_columns(total=[5], count=[3], deviation=[None])[0] == NoValue(Reason.MISSING_VALUE)
    assert mean_columns(total=[5], count=[None], deviation=[1])[0] == NoValue(Reason.MISSING_COUNT)


def test_a_funnel_closes_as_places_grow():
    small = proportion_funnel(average=0.2, denominator=20)
    large = proportion_funnel(average=0.2, denominator=2000)
    assert small.lower < large.lower < 0.2 < large.upper < small.upper
    assert proportion_funnel(average=0.01, denominator=5, confidence=0.998).lower == 0
    assert proportion_funnel(average=0.5, denominator=0) == (None, None)
    with pytest.raises(ImpossibleFigures, match="above 1"):
        proportion_funnel(average=1.5, denominator=5)
