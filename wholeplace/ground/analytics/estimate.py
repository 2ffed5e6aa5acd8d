"""The one value type of every figure: an estimate with its interval, or the reason why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wholeplace.ground.analytics.columns import FloatColumn, or_none


class ImpossibleFigures(ValueError):
    """The figures cannot be: fewer than none, endless, or more cases than people."""


class Method(StrEnum):
    """How the limits of an estimate were found."""

    WILSON = "Wilson"
    BYAR = "Byar"
    EXACT = "Exact"
    DOBSON = "Dobson"
    DOBSON_REPEATS = "Dobson, adjusted for people with more than one event"
    STUDENT = "Student’s t"


class Reason(StrEnum):
    """Why there is no value, as a sentence."""

    MISSING_COUNT = "The count is missing."
    MISSING_DENOMINATOR = "The population or other denominator is missing."
    MISSING_VALUE = "A value is missing."
    NOBODY = "The denominator is zero: there is nobody to count among."
    EMPTY_BAND = "An age band has nobody in it, so the rate cannot be standardised."
    TOO_FEW = "There were fewer than 10 events, too few to standardise."
    NOTHING_EXPECTED = "No events were expected, so there is nothing to compare those observed with."


# A column holds a reason as its place in this tuple, plus one; nought is "there is a value".
REASONS: tuple[Reason, ...] = tuple(Reason)
METHODS: tuple[Method, ...] = tuple(Method)


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A value, its interval, and what it was computed from.

    `value`, `lower` and `upper` are stated for `multiplier` people (1 for a proportion or ratio, 100 for a
    percentage). A limit is None where the method gives none, as for the mean of one value. `confidence` is a
    share, 0.95 or 0.998.
    """

    value: float
    lower: float | None
    upper: float | None
    numerator: float
    denominator: float
    confidence: float
    method: Method
    multiplier: float = 1.0


@dataclass(frozen=True)
class NoValue:
    """There is no figure, and why."""

    reason: Reason

    def __str__(self) -> str:
        """The reason as a sentence."""
        return self.reason.value


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimates:
    """A column of estimates; an item of it is an Estimate or a NoValue.

    All arrays have one shape, (rows,). `value`, `lower` and `upper` are NaN where there is none. `reason`
    holds 0 where there is a value, else the place of the reason in REASONS plus one. `method` holds the place
    of the method in METHODS.
    """

    value: FloatColumn
    lower: FloatColumn
    upper: FloatColumn
    numerator: FloatColumn
    denominator: FloatColumn
    reason: NDArray[np.uint8]
    method: NDArray[np.uint8]
    confidence: float
    multiplier: float = 1.0

    def __len__(self) -> int:
        """How many rows."""
        return len(self.value)

    def __getitem__(self, row: int) -> Estimate | NoValue:
        """The estimate of one row, or the reason why it has none."""
        if self.reason[row]:
            return NoValue(REASONS[int(self.reason[row]) - 1])
        return Estimate(
            value=float(self.value[row]),
            lower=or_none(self.lower[row]),
            upper=or_none(self.upper[row]),
            numerator=float(self.numerator[row]),
            denominator=float(self.denominator[row]),
            confidence=self.confidence,
            method=METHODS[int(self.method[row])],
            multiplier=self.multiplier,
        )

    def __iter__(self) -> Iterator[Estimate | NoValue]:
        """Each row in turn."""
        return (self[row] for row in range(len(self)))


def reason_column(rows: int, *, found: dict[Reason, NDArray[np.bool_]]) -> NDArray[np.uint8]:
    """A column of reasons, from the rows each is true of; where two are true, the one given first stands."""
    reasons = np.zeros(rows, dtype=np.uint8)
    for reason, where in reversed(found.items()):
        reasons[where] = REASONS.index(reason) + 1
    return reasons


def method_column(rows: int, *, method: Method) -> NDArray[np.uint8]:
    """A column that says the same method in each row."""
    return np.full(rows, METHODS.index(method), dtype=np.uint8)
