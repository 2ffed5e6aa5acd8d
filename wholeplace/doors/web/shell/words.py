"""How days and amounts are written on the screen."""

from datetime import date, datetime

from django.utils import timezone

from wholeplace.ground.foundation.money import Money


def day(when: date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{when.day} {when:%B %Y}"


def moment(at: datetime) -> str:
    """A moment as the clocks here show it: 3 March 2026, 14:05."""
    here = timezone.localtime(at)
    return f"{day(here.date())}, {here:%H:%M}"


def clock(at: datetime) -> str:
    """The time of day as the clocks here show it: 14:05."""
    return f"{timezone.localtime(at):%H:%M}"


def pounds(amount: Money) -> str:
    """An amount for a column of amounts: without pence where there are none."""
    return str(amount).removesuffix(".00")
