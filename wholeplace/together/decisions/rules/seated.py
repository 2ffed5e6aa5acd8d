"""Naming those who were there by their seats: every seat that is named must be one of the board, on that day."""

from collections.abc import Collection, Sequence
from datetime import date


def unseated(named: Sequence[str], *, seats: Collection[str], among: str) -> tuple[str, ...]:
    """Where seats are named that the board does not have: "seat 2 of those present"."""
    return tuple(f"seat {place} of {among}" for place, seat in enumerate(named, start=1) if seat not in seats)


def all_are_seated(places: Sequence[str], *, on: date) -> str | None:
    """What to say of seats that the board does not have; nothing where there are none."""
    if not places:
        return None
    which = " and ".join(places)
    return (
        f"There is no such seat on the board on {on:%-d %B %Y}: {which}. Name seats that its page shows for that day."
    )
