"""What a number of law is: its value, where and when it holds, its source, and how far to trust it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Amount = int | Decimal

UNITS = frozenset(
    {
        "pence",
        "calendar_days",
        "working_days",
        "clear_days",
        "weeks",
        "months",
        "years",
        "hours",
        "percent",
        "count",
        "chi_squared",
    }
)

BOUNDS = frozenset({"more than", "at least", "at most", "less than", "within", "exactly"})

# Where an answer for a jurisdiction may be found, nearest first.
REACHING: dict[str, tuple[str, ...]] = {
    "England": ("England", "England and Wales", "England and Northern Ireland", "Great Britain", "UK"),
    "Wales": ("Wales", "England and Wales", "Great Britain", "UK"),
    "Scotland": ("Scotland", "Great Britain", "UK"),
    "Northern Ireland": ("Northern Ireland", "England and Northern Ireland", "UK"),
    "England and Wales": ("England and Wales", "Great Britain", "UK"),
    "England and Northern Ireland": ("England and Northern Ireland", "UK"),
    "Great Britain": ("Great Britain", "UK"),
    "UK": ("UK",),
}


class Confidence(StrEnum):
    """How far to trust a number, by where it was read."""

    L = "L"
    G = "G"
    R = "R"
    S = "S"
    M = "M"

    @property
    def meaning(self) -> str:
        """The tag in words, for the public page of law."""
        return _MEANINGS[self]


_MEANINGS = {
    Confidence.L: "Read in the statute or statutory instrument",
    Confidence.G: "Read on a page of government or a regulator",
    Confidence.R: "Read in the source code or documentation of the published method",
    Confidence.S: "Known from a secondary source, such as a law firm or a council paper",
    Confidence.M: "Not confirmed",
}


@dataclass(frozen=True, kw_only=True)
class LawNumber:
    """One number of law, from one day, in one jurisdiction.

    `value` is in `unit`: money is whole pence, a percentage of ten is 10. `ends` is the last day on which it
    holds, or None while no end is known. `subject` is the file it stands in.
    """

    rule: str
    subject: str
    title: str
    value: Amount
    unit: str
    jurisdiction: str
    begins: date
    source: str
    confidence: Confidence
    ends: date | None = None
    bound: str | None = None
    counted: str | None = None
    includes_vat: bool | None = None
    note: str | None = None
    overridden: bool = False

    @property
    def is_confirmed(self) -> bool:
        """False when nobody has read it in a source, or when an administrator has set it."""
        return self.confidence is not Confidence.M and not self.overridden

    @property
    def whole(self) -> int:
        """The value as a whole number. Raises ValueError if it has a fraction."""
        if self.value != int(self.value):
            raise ValueError(f"{self.rule} is {self.value}, which is not a whole number.")
        return int(self.value)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day; both its first and its last day count."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, kw_only=True)
class Override:
    """A value that an administrator has set for a rule, from one day (to another), and why.

    `value` is in the unit of the rule. Raises ValueError if the value is neither a whole number nor a
    Decimal, or if it would end before it begins.
    """

    rule: str
    jurisdiction: str
    value: Amount
    begins: date
    because: str
    set_by: str
    ends: date | None = None

    def __post_init__(self) -> None:
        """Refuse what could never be read back."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            raise ValueError(f"An override of {self.rule} must be a whole number or a decimal.")
        if self.ends is not None and self.ends < self.begins:
            raise ValueError(f"An override of {self.rule} may not end before it begins.")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day; both its first and its last day count."""
        return self.begins <= day and (self.ends is None or day <= self.ends)
