"""Money in pence."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Money:
    """An amount in pence."""

    pence: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence)

    @classmethod
    def total(cls, amounts: Iterable["Money"]) -> "Money":
        """The sum."""
        return cls(sum(amount.pence for amount in amounts))

    def __str__(self) -> str:
        return f"£{self.pence / 100:,.2f}"

    def brief(self) -> str:
        """Short form."""
        return str(self)
