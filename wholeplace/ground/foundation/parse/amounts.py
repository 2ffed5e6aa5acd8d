"""Reading amounts of money, whole numbers, decimals and percentages."""

import re
from decimal import Decimal
from enum import Flag, auto
from typing import TypeVar

from wholeplace.ground.foundation.money import Money, MoneyTooLarge
from wholeplace.ground.foundation.parse.given import short_text
from wholeplace.ground.foundation.unreadable import Unreadable, echo

_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
"""Figures, with a comma before every three or with none at all: 12,34 might be a decimal comma."""

_MOST_FIGURES = 15
"""As many as every program that may read the number again keeps exactly (2 to the 53rd)."""


class Negative(Flag):
    """Ways of writing an amount below nought. Forms take a minus sign; a file, what its mapping declares."""

    NEVER = 0
    MINUS = auto()
    """-500.00"""
    LONG_MINUS = auto()
    """−500.00, with the mathematical sign that some reports print."""
    BRACKETS = auto()
    """(500.00)"""
    TRAILING_MINUS = auto()
    """500.00-"""
    CREDIT = auto()
    """500.00 CR"""


_POUNDS = rf"£?\s?(?P<pounds>{_WHOLE}(?:\.[0-9]{{1,2}})?)"
_POSITIVE = re.compile(_POUNDS)
_NEGATIVE = {
    Negative.MINUS: re.compile(rf"-\s?{_POUNDS}|£-(?P<inside>{_WHOLE}(?:\.[0-9]{{1,2}})?)"),
    Negative.LONG_MINUS: re.compile(rf"−\s?{_POUNDS}"),
    Negative.BRACKETS: re.compile(rf"\({_POUNDS}\)"),
    Negative.TRAILING_MINUS: re.compile(rf"{_POUNDS}\s?-"),
    Negative.CREDIT: re.compile(rf"{_POUNDS}\s?(?i:CR)"),
}

_Figure = TypeVar("_Figure", Money, int, Decimal)


def money(
    text: str,
    *,
    negative: Negative = Negative.MINUS,
    at_least: Money | None = None,
    at_most: Money | None = None,
) -> Money:
    """An amount in pounds such as 1,250.00, £1,250 or -12.50, exactly as written: nothing is rounded.

    Raises Unreadable for anything else: exponents, underscores, other figures than 0 to 9, parts of a penny,
    commas out of place, amounts outside the two ends (which belong to what is allowed) or beyond the ceiling
    of what is entered.
    """
    instead = "Enter an amount such as 1,250.00."
    given = short_text(text, instead=instead)
    if plain := _POSITIVE.fullmatch(given):
        return _within(_pounds(plain["pounds"]), at_least=at_least, at_most=at_most)
    for way, pattern in _NEGATIVE.items():
        if found := pattern.fullmatch(given):
            if way not in negative:
                raise Unreadable(_no_such_negative(given, negative))
            inside = found.groupdict().get("inside")
            return _within(_pounds(f"-{inside or found['pounds']}"), at_least=at_least, at_most=at_most)
    if re.fullmatch(rf"-?£?{_WHOLE}\.[0-9]{{3,}}", given):
        raise Unreadable(f"Enter an amount to the penny, such as 1,250.00; {echo(given)} goes beyond it.")
    raise Unreadable(f"Enter an amount such as 1,250.00; {echo(given)} is not one.")


def money_in_pence(text: str, *, at_least: Money | None = None, at_most: Money | None = None) -> Money:
    """An amount in whole pence such as 125000 or -500, for files that declare it.

    Raises Unreadable as `money` does.
    """
    given = short_text(text, instead="Enter an amount in pence such as 125000.")
    if not re.fullmatch(rf"-?[0-9]{{1,{_MOST_FIGURES}}}", given):
        raise Unreadable(f"Enter an amount in whole pence such as 125000; {echo(given)} is not one.")
    return _within(_pence(int(given)), at_least=at_least, at_most=at_most)


def whole_number(text: str, *, at_least: int | None = None, at_most: int | None = None) -> int:
    """A whole number such as 1,250 or -3, of up to 15 figures.

    Raises Unreadable for anything else, even 2.0, and beyond the two ends, which are both allowed.
    """
    instead = "Enter a whole number such as 1,250."
    given = short_text(text, instead=instead)
    if not re.fullmatch(rf"-?{_WHOLE}", given):
        raise Unreadable(f"Enter a whole number such as 1,250; {echo(given)} is not one.")
    return _within(int(_few_figures(given)), at_least=at_least, at_most=at_most)


def decimal_number(
    text: str, *, places: int, at_least: Decimal | None = None, at_most: Decimal | None = None
) -> Decimal:
    """A number such as 1,250.75, as it was written: so many decimal places, and 15 figures before them.

    Raises Unreadable for anything else, and beyond the two ends, which are both allowed.
    """
    instead = "Enter a number such as 12.5."
    given = short_text(text, instead=instead)
    found = re.fullmatch(rf"(?P<whole>-?{_WHOLE})(?:\.(?P<places>[0-9]+))?", given)
    if found is None:
        raise Unreadable(f"Enter a number such as 12.5; {echo(given)} is not one.")
    if len(found["places"] or "") > places:
        raise Unreadable(f"Enter a number with up to {places} decimal places; {echo(given)} has more.")
    _few_figures(found["whole"])
    number = Decimal(given.replace(",", ""))
    # Nought has no sign: "-0" is 0.
    return _within(number.copy_abs() if number.is_zero() else number, at_least=at_least, at_most=at_most)


def percentage(
    text: str,
    *,
    places: int = 2,
    at_least: Decimal | None = Decimal(0),
    at_most: Decimal | None = Decimal(100),
) -> Decimal:
    """A percentage such as 12.5 or 12.5%, as the number before the sign. From 0 to 100 unless said otherwise.

    Raises Unreadable as `decimal_number` does.
    """
    given = short_text(text, instead="Enter a percentage such as 12.5.")
    number = given.removesuffix("%").rstrip() or given
    return decimal_number(number, places=places, at_least=at_least, at_most=at_most)


def _pounds(plain: str) -> Money:
    bare = plain.replace(",", "")
    whole, _, part = bare.partition(".")
    if len(whole) > _MOST_FIGURES:
        raise _too_large()
    pence = int(whole) * 100 + int(part.ljust(2, "0")) * (-1 if whole.startswith("-") else 1)
    return _pence(pence)


def _pence(pence: int) -> Money:
    try:
        return Money.entered(pence)
    except MoneyTooLarge:
        raise _too_large() from None


def _too_large() -> Unreadable:
    return Unreadable("Enter an amount of up to £100 billion. Check the number of noughts.")


def _few_figures(whole: str) -> str:
    bare = whole.replace(",", "")
    if len(bare.lstrip("-")) > _MOST_FIGURES:
        raise Unreadable(f"Enter a number of up to {_MOST_FIGURES} figures; {echo(whole)} has more.")
    return bare


def _no_such_negative(given: str, negative: Negative) -> str:
    if negative is Negative.NEVER:
        return f"Enter an amount that is not below nought, such as 1,250.00; {echo(given)} is."
    if Negative.MINUS in negative:
        return f"Enter an amount below nought with a minus sign, such as -500.00, not as {echo(given)}."
    return f"Enter an amount as this file declares it; {echo(given)} is below nought in another way."


def _within(figure: _Figure, *, at_least: _Figure | None, at_most: _Figure | None) -> _Figure:
    if at_least is not None and figure < at_least:
        raise Unreadable(f"Enter {_said(at_least)} or more, not {_said(figure)}.")
    if at_most is not None and figure > at_most:
        raise Unreadable(f"Enter {_said(at_most)} or less, not {_said(figure)}.")
    return figure


def _said(figure: Money | int | Decimal) -> str:
    return str(figure) if isinstance(figure, Money) else f"{figure:,}"
