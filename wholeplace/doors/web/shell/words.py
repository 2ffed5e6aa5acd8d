"""How days and amounts are written on the screen."""

from datetime import date

from wholeplace.ground.foundation.money import Money


def day(when: date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{when.day} {when:%B %Y}"


def pounds(amount: Money) -> str:
    """An amount for a column of amounts: without pence where there are none."""
    return str(amount).removesuffix(".00")
