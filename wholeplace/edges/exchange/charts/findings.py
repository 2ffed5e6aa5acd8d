"""Titles that say the finding: one careful sentence from the figures, claiming no more than the intervals allow."""

from collections.abc import Mapping
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.facts import (
    Estimate,
    Figure,
    Missing,
    Polarity,
    Standing,
    has_interval,
    standing,
)
from wholeplace.edges.exchange.charts.figures import Format, number, ordinal


@dataclass(frozen=True)
class Dated:
    """A figure with the words of its period."""

    period: str
    figure: Estimate


def change_and_standing(
    *,
    indicator: str,
    place: str,
    area: Mapping[str, Figure],
    comparator_name: str = "",
    comparator: Mapping[str, Figure] | None = None,
    polarity: Polarity,
    fmt: Format,
) -> str:
    """How an area changed from its first figure to its last, and how it stands beside a comparator.

    Both are figures by period, oldest first.
    """
    known = [Dated(period, figure) for period, figure in area.items() if isinstance(figure, Estimate)]
    if not known:
        return f"{indicator} in {place}: {_nothing(area)}"
    said, direction = _change(f"{indicator} in {place}", known, fmt)
    pairs = _pairs(known, comparator or {})
    if not pairs:
        return said
    (then, other_then), (now, other_now) = pairs[0], pairs[-1]
    words = _standing_words(now.figure, other_now, polarity, fmt)
    if len(known) == 1:
        return f"{said}, {words} {comparator_name}"
    if now is not known[-1]:
        return f"{said}; in {now.period}, the last period for both, it was {words} {comparator_name}"
    before, after = standing(then.figure, other_then), standing(now.figure, other_now)
    adverb = "" if len(pairs) == 1 else "still " if before is after else "now "
    return f"{said}{_joint(direction, after)} {adverb}{words} {comparator_name}"


def place_in_order(
    *,
    indicator: str,
    place: str,
    figure: Figure,
    others: Mapping[str, Figure],
    among: str = "areas",
    comparator_name: str = "",
    comparator: Figure | None = None,
    polarity: Polarity,
    fmt: Format,
) -> str:
    """Which place an area has among others, from how many it cannot be told apart, and how it stands beside a
    comparator."""
    if isinstance(figure, Missing):
        return f"{indicator}: {figure.value} for {place}"
    rivals = [other for other in others.values() if isinstance(other, Estimate)]
    among = f"{among} with figures" if len(rivals) < len(others) else among
    said, doubt = _in_order(_inside(indicator), place, figure, rivals, among=among, fmt=fmt)
    if not isinstance(comparator, Estimate):
        return said + doubt
    words = _standing_words(figure, comparator, polarity, fmt)
    return f"{said}{doubt}{'; it is' if doubt else ' and is'} {words} {comparator_name}"


def share_in_class(*, place: str, inside: int, known: int, areas: str, words: str) -> str:
    """How many small areas are of a kind: "114 of the 482 small areas in Leeds are among the most deprived 10%"."""
    if not known:
        return f"No figures can be shown for the {areas} in {place}"
    who = "None" if not inside else "All" if inside == known else number(inside)
    return f"{who} of the {number(known)} {areas} in {place} {'is' if inside == 1 else 'are'} {words}"


def overlapping(figure: Estimate, others: list[Estimate]) -> int:
    """From how many others a figure cannot be told apart."""
    return sum(standing(figure, other) is Standing.ALIKE for other in others)


# --- How it changed ------------------------------------------------------------------------------------------


def _change(subject: str, known: list[Dated], fmt: Format) -> tuple[str, Standing | None]:
    """The first half of a sentence, and which way the figure went; no way where one cannot tell."""
    first, last = known[0], known[-1]
    was, now = fmt.text(first.figure.value), fmt.spoken(last.figure.value)
    if len(known) == 1:
        return f"{subject} was {now} in {last.period}", Standing.ALIKE
    moved = standing(last.figure, first.figure)
    if moved is Standing.ALIKE and has_interval(first.figure, last.figure):
        return f"{subject} shows no clear change: {was} in {first.period}, {now} in {last.period}", None
    if was == fmt.text(last.figure.value):
        return f"{subject} was {now} in both {first.period} and {last.period}", Standing.ALIKE
    verb = "rose" if moved is Standing.ABOVE else "fell"
    return f"{subject} {verb} from {was} in {first.period} to {now} in {last.period}", moved


def _nothing(area: Mapping[str, Figure]) -> str:
    if not area:
        return "no figures yet"
    return "the figures are hidden to protect people" if Missing.HIDDEN in area.values() else "no data"


# --- How it stands -------------------------------------------------------------------------------------------


def _pairs(known: list[Dated], comparator: Mapping[str, Figure]) -> list[tuple[Dated, Estimate]]:
    """The periods for which both have a figure."""
    pairs = [(dated, comparator.get(dated.period)) for dated in known]
    return [(dated, other) for dated, other in pairs if isinstance(other, Estimate)]


def _joint(direction: Standing | None, stands: Standing) -> str:
    """What joins the halves: "but" where the figure moved one way and stands the other way."""
    if direction is None:
        return "; it is"
    opposed = {direction, stands} == {Standing.ABOVE, Standing.BELOW}
    return " but is" if opposed else " and is"


def _standing_words(figure: Estimate, beside: Estimate, polarity: Polarity, fmt: Format) -> str:
    """Worse or better only where intervals say so; without intervals, only which figure is higher."""
    stands = standing(figure, beside)
    if not has_interval(figure, beside):
        same = fmt.text(figure.value) == fmt.text(beside.value)
        return "the same as" if stands is Standing.ALIKE or same else stands.value
    if stands is Standing.ALIKE or polarity is Polarity.NEITHER:
        return stands.value
    good = (stands is Standing.BELOW) is (polarity is Polarity.LOWER_IS_BETTER)
    return "better than" if good else "worse than"


# --- Which place it has --------------------------------------------------------------------------------------


def _in_order(
    indicator: str, place: str, figure: Estimate, rivals: list[Estimate], *, among: str, fmt: Format
) -> tuple[str, str]:
    """The place in the order, and what makes it doubtful."""
    if not rivals:
        return f"{place}: {indicator} is {fmt.spoken(figure.value)}, with no other {among} to compare", ""
    alike = overlapping(figure, rivals) if has_interval(figure, *rivals) else 0
    if alike == len(rivals):
        return f"{place} cannot be told apart from the other {alike} {among} on {indicator}", ""
    said = f"{place} is the {_position(figure, rivals, fmt)} of {len(rivals) + 1} {among} for {indicator}"
    return said, f", though it cannot be told apart from {alike} of them" if alike else ""


def _position(figure: Estimate, rivals: list[Estimate], fmt: Format) -> str:
    """The place from the nearer end: "3rd highest", "lowest", "joint 2nd lowest". Equal as written is equal."""
    shown = fmt.text(figure.value)
    equal = sum(fmt.text(rival.value) == shown for rival in rivals)
    above = sum(rival.value > figure.value and fmt.text(rival.value) != shown for rival in rivals)
    below = len(rivals) - equal - above
    nearer, end = (above, "highest") if above <= below else (below, "lowest")
    position = "" if nearer == 0 else f"{ordinal(nearer + 1)} "
    return f"{'joint ' if equal else ''}{position}{end}"


def _inside(indicator: str) -> str:
    """The name of an indicator inside a sentence: a small first letter, unless it begins with an abbreviation."""
    first, *_ = indicator.split() or [""]
    if len(first) == 1 or first[1:] != first[1:].lower():
        return indicator
    return indicator[:1].lower() + indicator[1:]
