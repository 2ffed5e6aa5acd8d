"""The engine gives the figures that were published for real councils and small areas, to the printed digits."""

import csv
import gzip
import json
from typing import Any

import numpy as np
import pytest

from tests.analytics.published import published
from wholeplace.ground.analytics import (
    COMPARISONS,
    Polarity,
    compare_columns,
    proportion_columns,
    quantile_columns,
    rate_columns,
)

pytestmark = pytest.mark.published
HALF_A_PRINTED_DIGIT = 0.5e-4 + 1e-9

PROPORTIONS = (
    "Cancer screening coverage - bowel cancer",
    "Cancer screening coverage - breast cancer",
    "Children in out of work households",
    "Educational attainment (5 or more GCSEs): % of all children",
    "Low birth weight of term babies",
    "Children achieving a good level of development at the end of reception",
    "Expected levels or reading, writing, and maths at Key Stage 2",
    "Population vaccination coverage - Flu (aged 65+)",
    "Smoking status at time of delivery",
    "Successful completion of drug treatment - non-opiate users",
    "Youth unemployment claimaints",
)
RATES = {
    "First time entrants to the youth justice system": 100_000,
    "Infant mortality rate": 1000,
    "Killed and seriously injured (KSI) casualties on England's roads": 100_000,
    "Under 18s conception rate / 1,000": 1000,
    "Violent crime - violence offences per 1,000 population": 1000,
}


def places() -> list[dict[str, Any]]:
    folder = ("needs", "indicators", "public-health-walkthrough")
    upper = json.loads(published(*folder, "ut_data_neighbours.json").read_text())
    with gzip.open(published(*folder, "lt_data_neighbours.json.gz"), "rt") as lower:
        found = upper + json.load(lower)
    return [row for row in found if isinstance(row.get("Lower_CI"), float | int) and "Numerator" in row]


def assert_as_printed(estimates, rows):
    for ours, theirs in (("value", "Value"), ("lower", "Lower_CI"), ("upper", "Upper_CI")):
        printed = np.array([row[theirs] for row in rows])
        assert np.abs(getattr(estimates, ours) - printed).max() <= HALF_A_PRINTED_DIGIT, theirs


def test_proportions_of_councils_are_as_published():
    rows = [row for row in places() if row["Name"] in PROPORTIONS]
    assert len(rows) > 1500
    estimates = proportion_columns(
        numerator=[row["Numerator"] for row in rows],
        denominator=[row["Denominator"] for row in rows],
        multiplier=100,
    )
    assert_as_printed(estimates, rows)


@pytest.mark.parametrize("name", RATES)
def test_rates_of_councils_are_as_published(name):
    rows = [row for row in places() if row["Name"] == name]
    assert len(rows) >= 48
    estimates = rate_columns(
        numerator=[row["Numerator"] for row in rows],
        denominator=[row["Denominator"] for row in rows],
        multiplier=RATES[name],
    )
    assert_as_printed(estimates, rows)


def test_councils_stand_to_england_as_published():
    """The one exception was compared by its source with England's interval, not with England's value."""
    file = published("needs", "indicators", "public-health-walkthrough", "ut_data_extract_compare_england.json")
    rows = [row for row in json.loads(file.read_text()) if isinstance(row.get("Lower_CI"), float | int)]
    answers = compare_columns(
        lower=[row["Lower_CI"] for row in rows],
        upper=[row["Upper_CI"] for row in rows],
        benchmark=[row["Comp_Value"] for row in rows],
        polarity=Polarity.NO_JUDGEMENT,
    )
    ours = [COMPARISONS[answer].value for answer in answers]
    theirs = [row["Significance"].removeprefix("Significantly ").capitalize() for row in rows]
    differing = [row for row, our, their in zip(rows, ours, theirs, strict=True) if our != their]
    assert len(rows) == 116
    assert len(differing) == 1
    assert differing[0]["Upper_CI"] > differing[0]["Comp_Lower_CI"]


@pytest.mark.parametrize("domain", ["IMD", "Income", "Crime", "Environment"])
def test_deciles_of_deprivation_are_as_published(domain):
    with gzip.open(published("needs", "deprivation", "imd2025_england_lsoa21.csv.gz"), "rt") as file:
        rows = list(csv.DictReader(file))
    ranks = [int(row[f"{domain}_rank"]) for row in rows]
    deciles = [int(row[f"{domain}_decile"]) for row in rows]
    assert quantile_columns(values=ranks, into=10, highest_first=False).tolist() == deciles
