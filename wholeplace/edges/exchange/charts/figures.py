"""How figures are written: thousands, per cent, rates, pounds and significant digits, in one place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

Number = int | float | Decimal

MINUS = "−"
_SPOKEN = ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_SHORT = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))


def exact(value: Number) -> Decimal:
    """A value as the decimal that a person would read, so that 0.15 is fifteen hundredths and not a little less."""
    found = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    if not found.is_finite():
        raise ValueError(f"{value} is not a figure that can be written.")
    return found


def rounded(value: Number, *, decimals: int = 0) -> Decimal:
    """A value to so many decimals, a half going away from zero, as published statistics do; never minus zero."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def number(value: Number, *, decimals: int = 0) -> str:
    """1234.5 as "1,235", with thousands separated and a true minus sign."""
    return _written(rounded(value, decimals=decimals))


def significant(value: Number, *, digits: int = 3) -> str:
    """A value to so many significant digits: 1234567 as "1,230,000", 0.012345 as "0.0123"."""
    found = exact(value)
    if not found:
        return "0"
    rough = _to_digits(found, digits)
    decimals = max(0, digits - 1 - rough.adjusted())
    return number(rough, decimals=decimals)


def percent(value: Number, *, decimals: int = 1) -> str:
    """45.23 as "45.2%"."""
    return f"{number(value, decimals=decimals)}%"


def rate(value: Number, *, decimals: int = 1, per: int = 100_000) -> str:
    """312.44 as "312.4 per 100,000"."""
    return f"{number(value, decimals=decimals)} per {per:,}"


def pounds(value: Number, *, decimals: int = 0) -> str:
    """1234.5 as "£1,235", the minus sign before the pound."""
    return _with_pound(number(value, decimals=decimals))


def in_words(value: Number, *, digits: int = 3) -> str:
    """A large number for a sentence: 1234567 as "1.23 million". Below a million it is written out."""
    return _large(value, sizes=_SPOKEN, digits=digits)


def pounds_in_words(value: Number, *, digits: int = 3) -> str:
    """A large sum for a sentence: 1234567 as "£1.23 million". Below a million it is written out."""
    return _with_pound(in_words(value, digits=digits))


def ordinal(position: int) -> str:
    """A place in an order: 1 as "1st", 12 as "12th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{'th' if 11 <= position % 100 <= 13 else ending}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 area", "2 areas", "no areas"."""
    noun = one if count == 1 else (many or f"{one}s")
    return f"{number(count) if count else 'no'} {noun}"


class Kind(Enum):
    """What sort of figure it is."""

    NUMBER = "number"
    PERCENT = "per cent"
    RATE = "rate"
    POUNDS = "pounds"


@dataclass(frozen=True)
class Format:
    """How the figures of one indicator are written, wherever they stand."""

    kind: Kind = Kind.NUMBER
    decimals: int = 0
    per: int = 100_000
    unit: str = ""

    def text(self, value: Number) -> str:
        """A figure for a table or a label, whose heading gives the unit: "312.4", "45.2%", "£1,234"."""
        written = number(value, decimals=self.decimals)
        if self.kind is Kind.PERCENT:
            return f"{written}%"
        return _with_pound(written) if self.kind is Kind.POUNDS else written

    def spoken(self, value: Number) -> str:
        """A figure that stands alone and needs its unit: "312.4 per 100,000", "81.2 years"."""
        if self.kind is Kind.RATE:
            return rate(value, decimals=self.decimals, per=self.per)
        return f"{self.text(value)} {self.unit}".strip()

    def tick(self, value: Number, *, step: Number) -> str:
        """A figure beside an axis, with no more decimals than the step between two needs."""
        if self.kind is Kind.POUNDS and exact(step) >= 1000:
            return _with_pound(_large(value, sizes=_SHORT, digits=15))
        exponent = rounded(step, decimals=6).normalize().as_tuple().exponent
        return replace(self, decimals=max(0, -int(exponent))).text(value)

    @property
    def words(self) -> str:
        """The unit in words, for the heading of an axis: "Rate per 100,000"."""
        return {
            Kind.RATE: f"Rate per {self.per:,}" + (f" {self.unit}" if self.unit else ""),
            Kind.PERCENT: "Per cent" + (f" of {self.unit}" if self.unit else ""),
            Kind.POUNDS: "Pounds" + (f" {self.unit}" if self.unit else ""),
            Kind.NUMBER: self.unit[:1].upper() + self.unit[1:] if self.unit else "Number",
        }[self.kind]


def _written(value: Decimal) -> str:
    return f"{value:,f}".replace("-", MINUS)


def _with_pound(written: str) -> str:
    return f"{MINUS}£{written[1:]}" if written.startswith(MINUS) else f"£{written}"


def _to_digits(value: Decimal, digits: int) -> Decimal:
    """A decimal to so many significant digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding=ROUND_HALF_UP)


def _large(value: Number, *, sizes: Sequence[tuple[Decimal, str]], digits: int) -> str:
    """A figure in the largest of these sizes that it reaches; a smaller one is written out."""
    found = exact(value)
    if abs(found) < sizes[-1][0]:
        return _plain(found)
    few = _to_digits(found, digits)
    size, name = next(each for each in sizes if abs(few) >= each[0])
    return f"{_plain(few / size)}{name}"


def _plain(value: Decimal) -> str:
    """A decimal without the zeros that end its fraction."""
    return _written(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())
