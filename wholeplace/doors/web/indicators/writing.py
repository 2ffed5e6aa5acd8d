"""Figures in words: how each indicator's numbers are written, and how one stands beside another."""

import re

from wholeplace.analyse.indicators.queries import Figure, Group, IndicatorCard, Line
from wholeplace.analyse.indicators.rules.kinds import Sex, ValueType
from wholeplace.doors.web.shell.pages import Cell, Colour, Tag
from wholeplace.edges.exchange.charts import Estimate, Format, Kind, Missing
from wholeplace.edges.exchange.charts import Polarity as ChartPolarity
from wholeplace.ground.analytics import Comparison, Polarity

# Types whose unit explains the figure at length, so that it is not said behind each number.
_BARE = frozenset({ValueType.DECILE, ValueType.RANK, ValueType.SCORE, ValueType.INDEX, ValueType.MEAN, ValueType.RATIO})
_PER = re.compile(r"per ([0-9,]+)(.*)")
_DIRECTIONS = {
    Polarity.HIGH_IS_GOOD: ChartPolarity.HIGHER_IS_BETTER,
    Polarity.LOW_IS_GOOD: ChartPolarity.LOWER_IS_BETTER,
    Polarity.NO_JUDGEMENT: ChartPolarity.NEITHER,
}
_COLOURS: dict[Comparison, Colour] = {
    Comparison.BETTER: "green",
    Comparison.WORSE: "orange",
    Comparison.SIMILAR: "grey",
    Comparison.LOWER: "blue",
    Comparison.HIGHER: "blue",
}


def direction(card: IndicatorCard) -> ChartPolarity:
    """Which way is better, as charts know it."""
    return _DIRECTIONS[card.polarity]


def format_of(card: IndicatorCard) -> Format:
    """How an indicator's figures are written."""
    if card.unit.startswith("%"):
        return Format(Kind.PERCENT, card.decimals, unit=card.unit.removeprefix("%").removeprefix(" of").strip())
    if card.unit.startswith("£"):
        return Format(Kind.POUNDS, card.decimals, unit=card.unit.removeprefix("£").strip())
    if found := _PER.fullmatch(card.unit):
        return Format(Kind.RATE, card.decimals, per=int(found[1].replace(",", "")), unit=found[2].strip())
    return Format(Kind.NUMBER, card.decimals, unit="" if card.value_type in _BARE else card.unit)


def spoken(card: IndicatorCard, value: float | None) -> str:
    """A figure that stands alone, with its unit."""
    return "no figure" if value is None else format_of(card).spoken(value)


def written(card: IndicatorCard, value: float | None) -> str:
    """A figure under a heading that gives its unit."""
    return "no data" if value is None else format_of(card).text(value)


def interval(card: IndicatorCard, figure: Figure) -> str:
    """The two ends of an interval, or nothing."""
    if figure.lower is None or figure.upper is None:
        return ""
    fmt = format_of(card)
    return f"{fmt.text(figure.lower)} to {fmt.text(figure.upper)}"


def estimate(figure: Figure | None) -> Estimate | Missing:
    """A figure as charts know it. An interval is widened to hold a figure that rounding pushed out of it."""
    if figure is None or figure.value is None:
        return Missing.NO_DATA
    if figure.lower is None or figure.upper is None:
        return Estimate(figure.value)
    return Estimate(figure.value, min(figure.lower, figure.value), max(figure.upper, figure.value))


def group_words(group: Group) -> str:
    """Whom a figure is about, where it is not everybody."""
    sex = "" if group.sex is Sex.PERSONS else group.sex.label
    age = f"aged {group.age}" if group.age[:1].isdigit() else group.age
    return ", ".join(word for word in (sex, age, group.category) if word)


def name_of(line: Line) -> str:
    """An indicator's name with whom the figure is about."""
    whom = group_words(line.figure.group)
    return f"{line.indicator.name}, {whom.lower()}" if whom else line.indicator.name


def comparison_words(line: Line, *, comparator: str) -> str:
    """How a figure stands beside its comparator, in a few words; and when that was not tested, so."""
    figure, other = line.figure, line.comparator
    if line.comparison is not Comparison.NOT_COMPARED:
        return f"{line.comparison.value} {_joint(line.comparison)} {comparator}"
    if figure.comparison in {"Better", "Worse", "Similar", "Lower", "Higher"}:
        return f"{figure.comparison} {_joint(Comparison(figure.comparison))} {comparator}, says the publisher"
    if other is None or other.value is None or figure.value is None:
        return "Nothing to compare with"
    if written(line.indicator, figure.value) == written(line.indicator, other.value):
        return f"The same as {comparator}"
    word = "Higher" if figure.value > other.value else "Lower"
    return f"{word} than {comparator}, not tested: no interval is published"


def comparison_cell(line: Line, *, comparator: str) -> Cell:
    """The comparison in a word, as a tag where it was tested, with what must be said of it."""
    tag = comparison_tag(line)
    if tag is None:
        return Cell(comparison_words(line, comparator=comparator))
    told = line.comparison is Comparison.NOT_COMPARED
    return Cell("", tag=tag, hint="says the publisher; no interval" if told else None)


def _joint(comparison: Comparison) -> str:
    return "to" if comparison is Comparison.SIMILAR else "than"


def judgement(line: Line) -> Comparison:
    """How a figure stands, by its interval or else by what the publisher says."""
    if line.comparison is Comparison.NOT_COMPARED and line.figure.comparison in {one.value for one in _COLOURS}:
        return Comparison(line.figure.comparison)
    return line.comparison


def comparison_tag(line: Line) -> Tag | None:
    """The comparison as a tag, whose colour only repeats its word."""
    found = judgement(line)
    return Tag(found.value, _COLOURS[found]) if found in _COLOURS else None


def figure_cell(card: IndicatorCard, figure: Figure) -> Cell:
    """A figure with its interval below it."""
    return Cell(written(card, figure.value), hint=interval(card, figure) or figure.note or None)
