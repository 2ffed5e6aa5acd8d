"""How days and amounts are written on the screen."""

from datetime import date


def day(when: date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{when.day} {when:%B %Y}"
