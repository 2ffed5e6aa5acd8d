"""Figures of one map worked out for another, with the method in words, or the reason why not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wholeplace.analyse.indicators.rules.kinds import Moving, ValueType


@dataclass(frozen=True)
class Part:
    """The figure of one area, and how many people live there where that is known."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    people: float | None = None


@dataclass(frozen=True)
class Moved:
    """A figure worked out for an area from those of others. `covered` is the share of its parts that had a figure."""

    value: float
    numerator: float | None
    denominator: float | None
    covered: float


@dataclass(frozen=True)
class CannotMove:
    """Why there is no figure, as a sentence."""

    reason: str


def moved(
    parts: Mapping[int, Part],
    shares: Iterable[tuple[int, int, float]],
    *,
    value_type: ValueType,
    multiplier: float = 1.0,
) -> dict[int, Moved | CannotMove]:
    """The figure of each area that the shares (of, to, weight) lead to."""
    if value_type.moving is Moving.NEVER:
        return {}
    falling: dict[int, list[tuple[float, Part | None]]] = defaultdict(list)
    for of, to, weight in shares:
        falling[to].append((weight, parts.get(of)))
    return {to: _one(found, value_type, multiplier) for to, found in falling.items()}


def why_not(value_type: ValueType) -> str | None:
    """Why figures of this type cannot be moved at all; None when they can."""
    if value_type.moving is not Moving.NEVER:
        return None
    return f"A {value_type.label.lower()} of larger areas cannot be worked out from those of smaller ones."


def _one(found: list[tuple[float, Part | None]], value_type: ValueType, multiplier: float) -> Moved | CannotMove:
    known = [(weight, part) for weight, part in found if part is not None and part.value is not None]
    covered = sum(weight for weight, _ in known) / (sum(weight for weight, _ in found) or 1.0)
    if not known:
        return CannotMove("None of its parts has a figure.")
    match value_type.moving:
        case Moving.ADD:
            return Moved(sum(weight * (part.value or 0.0) for weight, part in known), None, None, covered)
        case Moving.DIVIDE:
            return _divided(known, multiplier, covered)
        case _:
            return _averaged(known, covered)


def _divided(known: list[tuple[float, Part]], multiplier: float, covered: float) -> Moved | CannotMove:
    if any(part.numerator is None or part.denominator is None for _, part in known):
        return CannotMove("The publisher gives no numerators and denominators, so the figures cannot be added up.")
    above = sum(weight * (part.numerator or 0.0) for weight, part in known)
    below = sum(weight * (part.denominator or 0.0) for weight, part in known)
    if below == 0:
        return CannotMove("The denominators add up to nought.")
    return Moved(above / below * multiplier, above, below, covered)


def _averaged(known: list[tuple[float, Part]], covered: float) -> Moved | CannotMove:
    if any(part.people is None for _, part in known):
        return CannotMove("It is not known how many people live in each part, so the scores cannot be weighed.")
    people = sum(weight * (part.people or 0.0) for weight, part in known)
    if people == 0:
        return CannotMove("Nobody lives in its parts.")
    total = sum(weight * (part.people or 0.0) * (part.value or 0.0) for weight, part in known)
    return Moved(total / people, total, people, covered)
