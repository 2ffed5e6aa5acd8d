"""Standardised rates: directly, by the ages of a standard population; indirectly, by expected events.

Published (PHEindicatormethods 2.1.0; Fingertips Public Health Technical Guidance, chapter on DSRs): the
value; Dobson's limits (Dobson, Kuulasmaa, Eberle and Scherer, Stat Med 1991; 10: 457-462) around Byar's;
suppression below 10 events in all; a missing count in a band is none; the variance for people with more than
one event; for indirect ratios and rates, exact limits below 10 observed events and Byar's from 10.

Our reading: where every band's count is missing there is no value, as against a suppressed one. A band with
nobody in it leaves no directly standardised rate, where the published code stops. For indirect ratios a
missing population leaves no value, where the published code takes it as nobody; reference figures must be
complete.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import Figures, FloatColumn, every, floats, together
from wholeplace.ground.analytics.estimate import (
    Estimate,
    Estimates,
    ImpossibleFigures,
    Method,
    NoValue,
    Reason,
    method_column,
    reason_column,
)
from wholeplace.ground.analytics.limits import byar_columns, refuse, refuse_impossible
from wholeplace.ground.analytics.rates import poisson_estimates

LEAST_EVENTS = 10
"""A directly standardised rate needs this many events in all (PHEindicatormethods 2.1.0)."""

AGE_BANDS = (
    *(f"{age} to {age + 4}" for age in range(0, 90, 5)),
    "90 and over",
)
"""The nineteen age bands of the standard population, in years."""

ESP2013 = np.array(
    [
        *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
        *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
    ],
    dtype=np.float64,
)
"""The European Standard Population 2013 in those bands: 100,000 people.

Source: Eurostat, Revision of the European Standard Population, report of the task force, 2013, with its first
two and last two bands joined, as public health in England uses it.
"""
ESP2013.setflags(write=False)


def directly_standardised_rate_columns(
    *,
    counts: Figures,
    populations: Figures,
    standard: Figures = ESP2013,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimates:
    """Directly standardised rates of areas, from events and people in each band.

    Counts have shape (rows, bands); populations and standard that shape, or (bands,) for one that all rows
    share. Bands stand in the same order in each. Stated for `multiplier` people; Dobson's limits.

    No value below 10 events in all, where every count of the row is missing, or where the population of a
    band is missing or zero. Raises ImpossibleFigures for a negative or endless figure, and ValueError for
    shapes that do not fit.
    """
    events = _two_dimensions(counts, of="A count")
    known = np.nan_to_num(events, nan=0.0)
    return _dobson(
        events=known,
        variances=known,
        populations=populations,
        standard=standard,
        missing=every(np.isnan(events)),
        method=Method.DOBSON,
        confidence=confidence,
        multiplier=multiplier,
    )


def directly_standardised_rate_of_repeats_columns(
    *,
    people_with: Figures,
    populations: Figures,
    standard: Figures = ESP2013,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimates:
    """Directly standardised rates of events that one person may have more than once.

    `people_with` has shape (rows, bands, times): how many people had one event, two, three and so on; missing
    is none. The value is that of all events; the limits are wider, since the events of one person are not
    independent. Otherwise as `directly_standardised_rate_columns`.
    """
    persons = floats(people_with)
    if persons.ndim != 3:
        raise ValueError("people_with must have three dimensions: rows, bands, times.")
    refuse_impossible(persons, of="A count")
    known = np.nan_to_num(persons, nan=0.0)
    times = np.arange(1, persons.shape[2] + 1)
    return _dobson(
        events=known @ times,
        variances=known @ (times * times),
        populations=populations,
        standard=standard,
        missing=every(np.isnan(persons), axis=(1, 2)),
        method=Method.DOBSON_REPEATS,
        confidence=confidence,
        multiplier=multiplier,
    )


def indirectly_standardised_ratio_columns(
    *,
    observed: Figures,
    populations: Figures,
    reference_counts: Figures,
    reference_populations: Figures,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Estimates:
    """Events observed in areas for each expected, had the reference's rates by age applied there.

    Observed has shape (rows,); populations (rows, bands); the reference (bands,). Stated for `multiplier`
    expected events. In the estimates the denominator is the events expected.

    No value where nothing is expected, or a figure is missing, other than the population of a band in which
    the reference has no events. Raises ImpossibleFigures for a negative or endless figure or a reference that
    is incomplete or has an empty band, and ValueError for shapes that do not fit.
    """
    happened, among = _reference(reference_counts, reference_populations)
    people = _two_dimensions(populations, of="A population")
    chance = happened / among
    # Where the reference has no events none are expected, of however many people.
    events, expected = together(observed, np.where(chance == 0, 0.0, people * chance).sum(axis=1))
    return poisson_estimates(
        events,
        expected,
        when_zero=Reason.NOTHING_EXPECTED,
        confidence=confidence,
        multiplier=multiplier,
    )


def indirectly_standardised_rate_columns(
    *,
    observed: Figures,
    populations: Figures,
    reference_counts: Figures,
    reference_populations: Figures,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimates:
    """The indirectly standardised ratio times the reference's own rate for `multiplier` people.

    Shapes and refusals as `indirectly_standardised_ratio_columns`.
    """
    happened, among = _reference(reference_counts, reference_populations)
    ratios = indirectly_standardised_ratio_columns(
        observed=observed,
        populations=populations,
        reference_counts=happened,
        reference_populations=among,
        confidence=confidence,
        multiplier=float(happened.sum() / among.sum()) * multiplier,
    )
    return replace(ratios, multiplier=multiplier)


def directly_standardised_rate(
    *,
    counts: Figures,
    populations: Figures,
    standard: Figures = ESP2013,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate | NoValue:
    """The directly standardised rate of one area; shapes (bands,). See the function for columns."""
    return directly_standardised_rate_columns(
        counts=floats(counts)[np.newaxis],
        populations=populations,
        standard=standard,
        confidence=confidence,
        multiplier=multiplier,
    )[0]


def directly_standardised_rate_of_repeats(
    *,
    people_with: Figures,
    populations: Figures,
    standard: Figures = ESP2013,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate | NoValue:
    """As `directly_standardised_rate`, from people by band and times, shape (bands, times)."""
    return directly_standardised_rate_of_repeats_columns(
        people_with=floats(people_with)[np.newaxis],
        populations=populations,
        standard=standard,
        confidence=confidence,
        multiplier=multiplier,
    )[0]


def indirectly_standardised_ratio(
    *,
    observed: float | None,
    populations: Figures,
    reference_counts: Figures,
    reference_populations: Figures,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Estimate | NoValue:
    """The indirectly standardised ratio of one area; shapes (bands,). See the function for columns."""
    return indirectly_standardised_ratio_columns(
        observed=[observed],
        populations=floats(populations)[np.newaxis],
        reference_counts=reference_counts,
        reference_populations=reference_populations,
        confidence=confidence,
        multiplier=multiplier,
    )[0]


def indirectly_standardised_rate(
    *,
    observed: float | None,
    populations: Figures,
    reference_counts: Figures,
    reference_populations: Figures,
    confidence: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate | NoValue:
    """The indirectly standardised rate of one area; shapes (bands,). See the function for columns."""
    return indirectly_standardised_rate_columns(
        observed=[observed],
        populations=floats(populations)[np.newaxis],
        reference_counts=reference_counts,
        reference_populations=reference_populations,
        confidence=confidence,
        multiplier=multiplier,
    )[0]


def _dobson(
    *,
    events: FloatColumn,
    variances: FloatColumn,
    populations: Figures,
    standard: Figures,
    missing: NDArray[np.bool_],
    method: Method,
    confidence: float,
    multiplier: float,
) -> Estimates:
    """Standardise events by band; `variances` holds the variance of each count of them."""
    people = _two_dimensions(populations, of="A population")
    weights = _two_dimensions(standard, of="A standard population")
    if np.isnan(weights).any() or not weights.sum(axis=1).all():
        raise ImpossibleFigures("A standard population must be complete, with somebody in it.")
    whole = weights.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.broadcast_to(weights / people, events.shape)
        total = events.sum(axis=1)
        value = np.einsum("rb,rb->r", share, events) / whole * multiplier
        variance = np.einsum("rb,rb,rb->r", share, share, variances) / (whole * whole)
        spread = np.sqrt(variance / total) * multiplier
    rows = len(total)
    found = {
        Reason.MISSING_COUNT: missing,
        Reason.MISSING_DENOMINATOR: np.broadcast_to(np.isnan(people).any(axis=1), rows),
        Reason.EMPTY_BAND: np.broadcast_to((people == 0).any(axis=1), rows),
        Reason.TOO_FEW: total < LEAST_EVENTS,
    }
    reason = reason_column(rows, found=found)
    value[reason > 0] = np.nan
    around = byar_columns(count=total, confidence=confidence)
    return Estimates(
        value=value,
        lower=value + spread * (around.lower - total),
        upper=value + spread * (around.upper - total),
        numerator=total,
        denominator=np.broadcast_to(people.sum(axis=1), rows),
        reason=reason,
        method=method_column(rows, method=method),
        confidence=confidence,
        multiplier=multiplier,
    )


def _reference(counts: Figures, populations: Figures) -> tuple[FloatColumn, FloatColumn]:
    happened, among = together(counts, populations)
    refuse_impossible(happened, of="A reference count")
    refuse_impossible(among, of="A reference population")
    refuse(np.isnan(happened) | np.isnan(among) | (among == 0), because="A reference figure is missing or nought")
    return happened, among


def _two_dimensions(figures: Figures, *, of: str) -> FloatColumn:
    """Figures as rows of bands, one row for what all rows share; missing ones pass."""
    bands = np.atleast_2d(floats(figures))
    if bands.ndim != 2:
        raise ValueError(f"{of} must stand in rows and bands.")
    refuse_impossible(bands, of=of)
    return bands
