"""Money: whole pence, shared out without losing or inventing one, and never a floating-point number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wholeplace.ground.foundation.unreadable import Unreadable, echo

CEILING_IN_PENCE = 100_000_000_000 * 100
"""£100 billion: the most that is taken from anybody as one amount. More is a slip of the finger. Sums may be larger."""

MOST_IN_PENCE = 2**63 - 1
"""The most that the database holds, and so the most that anything adds up to."""

_POUNDS = re.compile(r"(-?)([0-9]{1,30})(?:\.([0-9]{1,2}))?")

_MILLION, _BILLION = 10**6, 10**9


class MoneyTooLarge(ValueError):
    """An amount beyond what may be, above or below nought."""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount of pounds sterling, in pence. It may be negative; nought is an amount too, and is true.

    What is entered is limited (`entered`, `of_pounds`, `parse.money`); what it adds up to is not, as long as it can
    be stored. Raises TypeError for anything but an int, and MoneyTooLarge for what no column holds.
    """

    pence: int

    def __post_init__(self) -> None:
        """Refuse what is not a whole number of pence, and what cannot be stored."""
        if type(self.pence) is not int:
            raise TypeError(f"Money is a whole number of pence, not {type(self.pence).__name__}.")
        if abs(self.pence) > MOST_IN_PENCE:
            raise MoneyTooLarge("This is more money than can be stored.")

    @classmethod
    def entered(cls, pence: int) -> "Money":
        """One amount as somebody states it. Raises MoneyTooLarge beyond £100 billion either way."""
        if type(pence) is int and abs(pence) > CEILING_IN_PENCE:
            raise MoneyTooLarge("Amounts go up to £100 billion. Check the number of noughts.")
        return cls(pence)

    @classmethod
    def of_pounds(cls, text: str) -> "Money":
        """Read plain pounds such as 1234, 1234.5, 1234.56 or -5.00: no pound sign, no commas, no rounding.

        Raises TypeError for anything but text, Unreadable for any other text, and MoneyTooLarge beyond the
        ceiling. What people type goes through `parse.money`.
        """
        if not isinstance(text, str):
            raise TypeError(f"Pounds are read from text, not from {type(text).__name__}.")
        found = _POUNDS.fullmatch(text)
        if found is None:
            raise Unreadable(f"{echo(text)} is not an amount in pounds such as 1234.56.")
        sign, pounds, pence = found.groups(default="")
        amount = int(pounds) * 100 + int(pence.ljust(2, "0"))
        return cls.entered(-amount if sign else amount)

    @classmethod
    def total(cls, amounts: Iterable["Money"]) -> "Money":
        """The sum of these amounts; nought for none."""
        pence = 0
        for amount in amounts:
            pence += _amount(amount).pence
        return cls(pence)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> "Money":
        return Money(-self.pence)

    def __abs__(self) -> "Money":
        return Money(abs(self.pence))

    def __mul__(self, times: int) -> "Money":
        return Money(self.pence * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def split(self, shares: Sequence[int]) -> tuple["Money", ...]:
        """Share this amount out by weight, losing and inventing no penny.

        Pennies left over go to the largest remainders, to the earlier share where two are equal. A negative
        amount is shared out as its positive twin is, so that a reversal undoes it line by line. A share of
        nought gets nothing. Raises TypeError for shares that are not whole numbers, ValueError for a
        negative share and where all shares together are nought.
        """
        whole = _whole_of(shares)
        size = abs(self.pence)
        parts = [size * share // whole for share in shares]
        remainders = [size * share % whole for share in shares]
        by_claim = sorted(range(len(shares)), key=lambda place: (-remainders[place], place))
        for place in by_claim[: size - sum(parts)]:
            parts[place] += 1
        return tuple(Money(-part if self.pence < 0 else part) for part in parts)

    def portion(self, *, parts: int, of: int) -> "Money":
        """So many parts out of so many of this amount, to the nearest penny, a half penny away from nought.

        20 per cent is `portion(parts=20, of=100)`. To share out a whole amount use `split`: portions, each
        rounded, need not add up. Raises TypeError for anything but ints, ValueError for parts of nothing.
        """
        if type(parts) is not int or type(of) is not int:
            raise TypeError("Parts are whole numbers.")
        if of <= 0:
            raise ValueError("A portion needs at least one part to be taken of.")
        return Money(_to_nearest(self.pence * parts, of))

    def __str__(self) -> str:
        return _in_pounds(self.pence)

    def brief(self) -> str:
        """A short form for screens: £12.50, £1,235, £610,000, £1.2m, £77m, £3.4bn.

        Rounded, halves away from nought: to the pound from £1,000, to a tenth of a million from £1m and to a
        tenth of a billion from £1bn. Below £1,000 it is exact. Never calculate with it.
        """
        sign = "-" if self.pence < 0 else ""
        size = abs(self.pence)
        if size < 1_000_00:
            return f"{sign}{_in_pounds(size).removesuffix('.00')}"
        if (pounds := _to_nearest(size, 100)) < _MILLION:
            return f"{sign}£{pounds:,}"
        if (tenths := _to_nearest(size, _MILLION * 10)) < _BILLION // _MILLION * 10:
            return f"{sign}£{_with_tenth(tenths)}m"
        return f"{sign}£{_with_tenth(_to_nearest(size, _BILLION * 10))}bn"


def _amount(value: Money) -> Money:
    if not isinstance(value, Money):
        raise TypeError(f"Only Money adds up to Money, not {type(value).__name__}.")
    return value


def _whole_of(shares: Sequence[int]) -> int:
    for share in shares:
        if type(share) is not int:
            raise TypeError(f"Shares are whole numbers, not {type(share).__name__}.")
        if share < 0:
            raise ValueError("A share cannot be negative.")
    if not (whole := sum(shares)):
        raise ValueError("Nothing can be shared out when all shares together are nought.")
    return whole


def _to_nearest(number: int, unit: int) -> int:
    """How many units, halves away from nought."""
    size = (abs(number) * 2 + unit) // (unit * 2)
    return -size if number < 0 else size


def _in_pounds(pence: int) -> str:
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02}"


def _with_tenth(tenths: int) -> str:
    whole, tenth = divmod(tenths, 10)
    return f"{whole:,}.{tenth}" if tenth else f"{whole:,}"
