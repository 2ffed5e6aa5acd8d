"""How results are written on the screen."""

from datetime import date

from wholeplace.analyse.outcomes.rules.measures import in_words
from wholeplace.doors.web.shell.pages import Colour, Tag
from wholeplace.doors.web.shell.words import day
from wholeplace.review.monitoring.queries import ResultCard
from wholeplace.review.monitoring.rules.standing import Standing

_COLOURS: dict[Standing, Colour] = {
    Standing.MET: "green",
    Standing.NEARLY: "yellow",
    Standing.MISSED: "red",
    Standing.UNJUDGED: "grey",
}


def standing_tag(standing: Standing) -> Tag:
    """How a result stands: the words say it, the colour only repeats them."""
    return Tag(standing.label, _COLOURS[standing])


def period(begins_on: date, ends_on: date) -> str:
    """A period as people write it: 1 January to 31 March 2026."""
    if begins_on == ends_on:
        return day(ends_on)
    first = f"{begins_on.day} {begins_on:%B}" if begins_on.year == ends_on.year else day(begins_on)
    return f"{first} to {day(ends_on)}"


def verdict(card: ResultCard) -> str:
    """How a result stands, with what was expected: missed, 90% was expected."""
    if card.expected is None:
        return "there is nothing to compare it with"
    places = 1 if card.of.kind == "outcome" else None  # On the way to a target it is reckoned, and needs rounding.
    return f"{card.standing.label.lower()}, {in_words(card.expected, unit=card.unit, places=places)} was expected"
