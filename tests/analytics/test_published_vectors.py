"""The engine gives every digit of the published test cases of public health statistics in England."""

from itertools import groupby

import pytest

from tests.analytics.published import rows
from wholeplace.ground.analytics import (
    ESP2013,
    Estimate,
    NoValue,
    Reason,
    byar,
    directly_standardised_rate,
    directly_standardised_rate_of_repeats,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    mean,
    proportion,
    rate,
    wilson,
)

pytestmark = pytest.mark.published
DIGITS = 1e-11
BOTH = ((0.95, "95_0"), (0.998, "99_8"))


def same(found: float | None, printed: float | None, *, digits: float = DIGITS) -> bool:
    return found is printed is None or found == pytest.approx(printed, rel=digits)


def assert_estimate(estimate, row, confidence, suffix, *, digits=DIGITS):
    assert isinstance(estimate, Estimate)
    assert estimate.confidence == confidence
    assert same(estimate.value, row["value"], digits=digits), row
    if row[f"lower{suffix}cl"] is not None:
        assert same(estimate.lower, row[f"lower{suffix}cl"], digits=digits), row
        assert same(estimate.upper, row[f"upper{suffix}cl"], digits=digits), row


def test_byar_and_wilson_limits_are_as_published():
    cases = list(rows("testdata_Byars_Wilson.xlsx", "testdata_B_W"))
    assert len(cases) == 13
    for row in cases:
        confidence = {"95%": 0.95, "99.8%": 0.998}[row["confidence"]]
        if row["method"] == "Wilson":
            limits = wilson(numerator=row["x"], denominator=row["n"], confidence=confidence)
        else:
            limits = byar(count=row["x"], confidence=confidence)
        assert same(limits.lower, row["lowercl"]), row
        assert same(limits.upper, row["uppercl"]), row


@pytest.mark.parametrize(
    "workbook, sheet, measure",
    [("testdata_Proportion.xlsx", "testdata_Prop", proportion), ("testdata_Rate.xlsx", "testdata_Rate", rate)],
)
def test_proportions_and_rates_are_as_published(workbook, sheet, measure):
    cases = list(rows(workbook, sheet))
    assert len(cases) >= 19
    for row in cases:
        for confidence, suffix in BOTH:
            estimate = measure(
                numerator=row["Numerator"],
                denominator=row["Denominator"],
                confidence=confidence,
                multiplier=row["multiplier"],
            )
            if row["value"] is None:
                assert isinstance(estimate, NoValue)
            else:
                assert_estimate(estimate, row, confidence, suffix)
                assert estimate.method == row["method"].replace("Byars", "Byar")


@pytest.mark.parametrize(
    "workbook, sheet, measure",
    [
        ("testdata_Proportion.xlsx", "testdata_Prop_g", proportion),
        ("testdata_Rate.xlsx", "testdata_Rate_g", rate),
    ],
)
def test_grouped_proportions_and_rates_are_as_published(workbook, sheet, measure):
    for row in rows(workbook, sheet):
        estimate = measure(numerator=row["Numerator"], denominator=row["Denominator"], multiplier=row["multiplier"])
        if row["value"] is None:
            assert isinstance(estimate, NoValue)
        else:
            row |= {"lower95_0cl": row["lowercl"], "upper95_0cl": row["uppercl"]}
            assert_estimate(estimate, row, 0.95, "95_0")


def test_means_are_as_published():
    values = [(row["area"], row["values"]) for row in rows("testdata_Mean.xlsx", "testdata_Mean")]
    values = [(area, value) for area, value in values if value is not None]
    for row in rows("testdata_Mean.xlsx", "testdata_Mean_results"):
        group = [value for area, value in values if row["area"] in (area, "No grouping")]
        assert len(group) == row["value_count"]
        for confidence, suffix in BOTH:
            assert_estimate(mean(values=group, confidence=confidence), row, confidence, suffix)


def bands(sheet: str) -> dict[str, list[dict]]:
    found = [row for row in rows("testdata_DSR_ISR.xlsx", sheet) if row.get("area")]
    return {area: list(group) for area, group in groupby(found, key=lambda row: row["area"])}


def dsr_results(prefix: str) -> list[dict]:
    found = [row for row in rows("testdata_DSR_ISR.xlsx", "testresults_DSR") if row["area"].startswith(prefix)]
    assert found
    return found


def multiplier_of(row: dict) -> int:
    return 100_000 if row["statistic"].endswith("NA for total count < 10") else int(row["statistic"].split()[-1])


def standard_1976() -> tuple[list, list, list]:
    found = list(rows("testdata_DSR_ISR.xlsx", "testdata_1976"))
    return [r["count"] for r in found], [r["pop"] for r in found], [r["esp1976"] for r in found]


def test_directly_standardised_rates_are_as_published():
    areas = bands("testdata_multiarea")
    for row in (row for area in areas for row in dsr_results(area)):
        counts = [band["count"] for band in areas[row["area"]]]
        populations = [band["pop"] for band in areas[row["area"]]]
        for confidence, suffix in BOTH:
            estimate = directly_standardised_rate(
                counts=counts,
                populations=populations,
                standard=ESP2013,
                confidence=confidence,
                multiplier=multiplier_of(row),
            )
            if row["value"] is None:
                assert estimate == NoValue(Reason.TOO_FEW)
            else:
                assert_estimate(estimate, row, confidence, suffix)
                assert (estimate.numerator, estimate.denominator) == (row["total_count"], row["total_pop"])
                assert estimate.method == row["method"]


def test_a_standard_population_of_ones_own_gives_the_published_rate():
    counts, populations, standard = standard_1976()
    for row in dsr_results("testdata_1976"):
        for confidence, suffix in BOTH:
            estimate = directly_standardised_rate(
                counts=counts,
                populations=populations,
                standard=standard,
                confidence=confidence,
                multiplier=multiplier_of(row),
            )
            # The 99.8% limits of these two rows are printed ten times too large, as their own value shows.
            printed = row | {side: row[side] / 10 for side in ("lower99_8cl", "upper99_8cl")}
            assert_estimate(estimate, printed, confidence, suffix)


def test_rates_of_events_that_one_person_has_twice_are_as_published():
    areas = bands("testdata_nonindepe")
    for row in (row for area in areas for row in dsr_results(area)):
        for confidence, suffix in BOTH:
            estimate = directly_standardised_rate_of_repeats(
                people_with=[[band[f"f{times}"] for times in (1, 2, 3, 4)] for band in areas[row["area"]]],
                populations=[band["pop"] for band in areas[row["area"]]],
                confidence=confidence,
            )
            if row["value"] is None:
                assert estimate == NoValue(Reason.TOO_FEW)
            else:
                # Printed to eight places after the point.
                assert_estimate(estimate, row, confidence, suffix, digits=1e-11)


def isr_cases() -> list[tuple[dict, list]]:
    """Each published result with the populations that it was computed from."""
    areas = bands("testdata_multiarea_isr") | {
        area: found for area, found in bands("testdata_err2").items() if area.startswith("Area")
    }
    found = list(rows("testdata_DSR_ISR.xlsx", "testresults_ISR"))
    assert len(found) == 16
    return [(row, [band["pop"] for band in areas[row["area"]]]) for row in found]


def test_indirectly_standardised_ratios_and_rates_are_as_published():
    reference = list(rows("testdata_DSR_ISR.xlsx", "refdata"))
    for row, populations in isr_cases():
        measure = indirectly_standardised_rate if row["ref_rate"] else indirectly_standardised_ratio
        for confidence, suffix in BOTH:
            estimate = measure(
                observed=row["observed"],
                populations=populations,
                reference_counts=[band["refcount"] for band in reference],
                reference_populations=[band["refpop"] for band in reference],
                confidence=confidence,
                multiplier=int(row["statistic"].split()[-1]),
            )
            assert_estimate(estimate, row, confidence, suffix)
            assert same(estimate.denominator, row["expected"])
            assert estimate.method == row["method"].replace("Byars", "Byar")
