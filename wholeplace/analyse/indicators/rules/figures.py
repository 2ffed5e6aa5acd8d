"""What a figure must satisfy before it is taken in. Every fault is told, with its field."""

from dataclasses import dataclass
from math import isfinite

from wholeplace.analyse.indicators.rules.kinds import ValueType

# Publishers round; a figure may stick out of its own interval by no more than that.
ROUNDING = 0.051
NEVER_NEGATIVE = frozenset(
    {
        ValueType.COUNT,
        ValueType.PROPORTION,
        ValueType.RATE,
        ValueType.STANDARDISED,
        ValueType.OTHER_RATE,
        ValueType.RANK,
        ValueType.DECILE,
    }
)


@dataclass(frozen=True)
class Measured:
    """A figure's numbers."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def faults(measured: Measured, *, value_type: ValueType, multiplier: float = 1.0) -> tuple[tuple[str, str], ...]:
    """Every reason why these numbers cannot be, as pairs of field and sentence."""
    numbers = vars(measured)
    endless = [(name, "Not a finite number.") for name, number in numbers.items() if not _finite(number)]
    if endless:
        return tuple(endless)
    return tuple(fault for fault in (*_of_value(measured, value_type, multiplier), *_of_interval(measured)) if fault)


def _finite(number: float | None) -> bool:
    return number is None or isfinite(number)


def _of_value(measured: Measured, value_type: ValueType, multiplier: float) -> list[tuple[str, str]]:
    found = []
    value, numerator, denominator = measured.value, measured.numerator, measured.denominator
    if value is not None and value < 0 and value_type in NEVER_NEGATIVE:
        found.append(("value", f"A {value_type.label.lower()} cannot be below nought."))
    if value is not None and value_type is ValueType.PROPORTION and value > multiplier + ROUNDING:
        found.append(("value", f"A proportion cannot be above {multiplier:g}."))
    if value is not None and value_type is ValueType.DECILE and value not in range(1, 11):
        found.append(("value", "A tenth is a whole number from 1 to 10."))
    if denominator is not None and denominator < 0:
        found.append(("denominator", "A denominator cannot be below nought."))
    part_of_whole = value_type is ValueType.PROPORTION and numerator is not None and denominator is not None
    if part_of_whole and (numerator or 0.0) > (denominator or 0.0):
        found.append(("numerator", "A part cannot be larger than the whole."))
    return found


def _of_interval(measured: Measured) -> list[tuple[str, str]]:
    value, lower, upper = measured.value, measured.lower, measured.upper
    if (lower is None) != (upper is None):
        return [("lower" if lower is None else "upper", "An interval has two ends.")]
    if lower is None or upper is None:
        return []
    if value is None:
        return [("value", "An interval without a value.")]
    if lower > upper:
        return [("lower", "The interval ends before it begins.")]
    if not lower - ROUNDING <= value <= upper + ROUNDING:
        return [("value", "The value lies outside its own interval.")]
    return []
