"""How a result stands against what was expected, in words: reckoned from figures, never stored."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from wholeplace.analyse.outcomes.rules.measures import Polarity
from wholeplace.ground.foundation.labelled import Labelled

EXACTLY = 80
"""With how many digits is reckoned: more than two figures and the longest unit can come to."""


class Standing(Labelled):
    """How a result stands."""

    MET = "met", "Met"
    NEARLY = "nearly", "Nearly met"
    MISSED = "missed", "Missed"
    UNJUDGED = "unjudged", "Nothing to compare with"


def standing(value: Decimal, *, expected: Decimal | None, tolerance: Decimal, polarity: Polarity) -> Standing:
    """How a figure stands against what was expected. A figure within the tolerance is nearly met."""
    if expected is None:
        return Standing.UNJUDGED
    if not polarity.better(expected, than=value):
        return Standing.MET
    return Standing.NEARLY if abs(expected - value) <= tolerance else Standing.MISSED


def multiplier_of(unit: str) -> Decimal:
    """What a numerator over a denominator is multiplied by: 100 for %, 1,000 for per 1,000."""
    if unit == "%":
        return Decimal(100)
    words = unit.split()
    if len(words) >= 2 and words[0] == "per" and words[1].replace(",", "").isdigit():
        return Decimal(words[1].replace(",", ""))
    return Decimal(1)


def reckoned(numerator: Decimal, denominator: Decimal, *, unit: str, like: Decimal) -> Decimal:
    """The figure that a numerator and a denominator give, rounded as `like` is written."""
    exponent = like.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    with localcontext(prec=EXACTLY):
        figure = numerator / denominator * multiplier_of(unit)
        return figure.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
