"""Joining look-ups into a bridge from one kind of area to another, with the method in words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wholeplace.together.places.rules.kinds import AreaKind, Method


@dataclass(frozen=True)
class Share:
    """So much of one area belongs to another."""

    of: int
    to: int
    weight: float
    method: Method


@dataclass(frozen=True)
class Bridge:
    """How every area of one kind is shared out among areas of another, and by which methods."""

    start: AreaKind
    end: AreaKind
    through: tuple[AreaKind, ...]
    shares: tuple[Share, ...]
    methods: tuple[Method, ...]

    @property
    def is_exact(self) -> bool:
        """Whether no area had to be split or given whole to one that holds only most of it."""
        return set(self.methods) <= {Method.NESTED}

    @property
    def words(self) -> str:
        """The method, as a sentence under a figure."""
        if self.start is self.end:
            return "As published: nothing had to be moved from one map to another."
        way = [kind.plural for kind in (self.start, *self.through)]
        by = "; ".join(dict.fromkeys(method.label for method in self.methods))
        return f"Added up from {', through '.join(way)} to {self.end.plural} ({by})."


def same(kind: AreaKind, areas: Iterable[int]) -> Bridge:
    """The bridge from a kind to itself."""
    return Bridge(kind, kind, (), tuple(Share(area, area, 1.0, Method.NESTED) for area in areas), (Method.NESTED,))


def joined(first: Bridge, second: Bridge) -> Bridge:
    """One bridge after another: weights multiply, and ways that meet add up."""
    onward: dict[int, list[Share]] = defaultdict(list)
    for share in second.shares:
        onward[share.of].append(share)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    worst: dict[tuple[int, int], Method] = {}
    for before in first.shares:
        for after in onward[before.to]:
            pair = (before.of, after.to)
            weights[pair] += before.weight * after.weight
            worst[pair] = max(worst.get(pair, before.method), before.method, after.method, key=_LOOSENESS.__getitem__)
    return Bridge(
        start=first.start,
        end=second.end,
        through=(*first.through, first.end, *second.through),
        shares=tuple(Share(of, to, weight, worst[of, to]) for (of, to), weight in weights.items()),
        methods=tuple(dict.fromkeys((*first.methods, *second.methods))),
    )


_LOOSENESS = {Method.NESTED: 0, Method.SUCCESSION: 1, Method.POPULATION: 2, Method.BEST_FIT: 3}


def population_shares(parts: Sequence[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Weights of the parts of one area by their people; alike where nobody lives there."""
    whole = sum(people for _, people in parts)
    if whole <= 0:
        return tuple((part, 1 / len(parts)) for part, _ in parts)
    return tuple((part, people / whole) for part, people in parts)
