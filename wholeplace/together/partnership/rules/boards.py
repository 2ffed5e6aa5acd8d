"""Boards: their kinds, what their terms of reference must say, and whether they can still decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook


class BoardKind(Labelled):
    """What sort of body a board is."""

    BOARD = "board", "Board"
    EXECUTIVE = "executive", "Executive"
    THEME = "theme", "Theme board"
    COMMITTEE = "committee", "Committee"
    GROUP = "group", "Group"
    CROSS_CUTTING = "cross_cutting", "Cross-cutting group"
    LOCALITY = "locality", "Locality"
    FORUM = "forum", "Forum"

    @property
    def has_commissioning_section(self) -> bool:
        """Whether the Commissioning section stands on its every agenda (GOV-02)."""
        return self in {BoardKind.BOARD, BoardKind.EXECUTIVE}


@dataclass(frozen=True)
class Above:
    """The board that a board answers to, with everything above it, by their ids."""

    name: str
    ids: tuple[str, ...]
    ends_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """A board's terms of reference as somebody wants to set them."""

    own_id: str
    kind: BoardKind
    has_theme: bool
    has_lead: bool
    quorum: int
    set_size: int | None
    paper_lead_days: int
    above: Above | None
    serves: tuple[BoardKind, ...]
    begins_on: date
    remit: tuple[str, ...] = ()


MOST_MEMBERS = 1_000
"""The largest quorum and set size of a board."""
MOST_PAPER_DAYS = 60
"""The longest lead time of papers, in clear days."""
LONGEST_LINE = 250
"""The characters in a standing line of work."""

terms: Rulebook[Terms] = Rulebook("Setting up a board", prefix="BRD")


@terms.rule("BRD1", source="Catalogue GOV-03: every theme board has a named lead")
def a_theme_board_has_a_lead(asked: Terms) -> str | None:
    """A theme board names its theme and its lead officer."""
    if asked.kind is not BoardKind.THEME:
        return None
    missing = [word for word, there in (("theme", asked.has_theme), ("lead officer", asked.has_lead)) if not there]
    if missing:
        return f"A theme board needs a {' and a '.join(missing)}. Choose {'one' if len(missing) == 1 else 'both'}."
    return None


@terms.rule("BRD2", source="Catalogue GOV-01: terms of reference with a quorum")
def somebody_must_be_there(asked: Terms) -> str | None:
    """A quorum is at least one voting member."""
    if asked.quorum < 1:
        return "The quorum must be 1 or more: nobody cannot decide."
    return None


@terms.rule("BRD3", source="Catalogue GOV-09: size against set size, and quorum")
def the_quorum_fits_in_the_size(asked: Terms) -> str | None:
    """A quorum is not larger than the board's set size."""
    if asked.set_size is not None and asked.quorum > asked.set_size:
        return f"A quorum of {asked.quorum} never meets in a board of {asked.set_size}. Lower one or raise the other."
    return None


@terms.rule("BRD4", source="Catalogue GOV-01: boards form a tree")
def it_is_not_above_itself(asked: Terms) -> str | None:
    """A board never answers to itself, nor to a board that answers to it."""
    if asked.above is not None and asked.own_id in asked.above.ids:
        return f"{asked.above.name} answers to this board, or is it. Choose a board that stands above it."
    return None


@terms.rule("BRD5", source="Catalogue GOV-01: boards form a tree")
def what_is_above_still_meets(asked: Terms) -> str | None:
    """A board answers to a board that has not ended."""
    above = asked.above
    if above is not None and above.ends_on is not None and above.ends_on < asked.begins_on:
        return f"{above.name} ended on {above.ends_on:%-d %B %Y}. Choose a board that still meets."
    return None


@terms.rule("BRD6", source="Catalogue GOV-04: cross-cutting groups link to theme boards")
def only_a_group_serves_theme_boards(asked: Terms) -> str | None:
    """A cross-cutting group serves theme boards; no other kind of board serves others."""
    if asked.serves and asked.kind is not BoardKind.CROSS_CUTTING:
        return "Only a cross-cutting group serves theme boards. Leave them out, or change the kind."
    if any(kind is not BoardKind.THEME for kind in asked.serves):
        return "A cross-cutting group serves theme boards only. Leave the others out."
    return None


@terms.rule("BRD7", source="Catalogue GOV-01: papers reach members by the lead time")
def papers_come_before(asked: Terms) -> str | None:
    """Papers reach members at least one clear day before a meeting."""
    return None if asked.paper_lead_days >= 1 else "Papers must be issued at least 1 clear day before a meeting."


@terms.rule("BRD8", source="Catalogue GOV-01: terms of reference with a quorum and a size")
def its_numbers_are_those_of_a_board(asked: Terms) -> str | None:
    """A quorum and a set size are up to 1,000 members, and the lead time of papers up to 60 clear days."""
    found = (
        (asked.quorum > MOST_MEMBERS, f"Quorum: enter {MOST_MEMBERS:,} or less."),
        ((asked.set_size or 0) > MOST_MEMBERS, f"Set size: enter {MOST_MEMBERS:,} or less."),
        (asked.paper_lead_days > MOST_PAPER_DAYS, f"Lead time of papers: enter {MOST_PAPER_DAYS} days or less."),
    )
    return " ".join(sentence for wrong, sentence in found if wrong) or None


@terms.rule("BRD9", source="Catalogue GOV-01: terms of reference with the remit")
def its_lines_of_work_are_lines(asked: Terms) -> str | None:
    """A standing line of work is up to 250 characters long."""
    return too_long(asked.remit)


def too_long(remit: Sequence[str]) -> str | None:
    """Which standing lines of work are too long, as a sentence."""
    long = [(number, len(line)) for number, line in enumerate(remit, start=1) if len(line) > LONGEST_LINE]
    return (
        " ".join(
            f"Line {number} of the standing lines of work has {length:,} characters: shorten it to {LONGEST_LINE}."
            for number, length in long
        )
        or None
    )


@dataclass(frozen=True)
class Changing:
    """Terms of reference about to be changed, and in what they differ."""

    changes: tuple[str, ...]


changing: Rulebook[Changing] = Rulebook("Changing terms of reference", prefix="TOR")


@changing.rule("TOR1", source="Catalogue GOV-01: terms of reference")
def something_is_different(asked: Changing) -> str | None:
    """A change of terms changes something."""
    return None if asked.changes else "Nothing is different. Change something first."


class Caution(StrEnum):
    """What makes a board unfit to decide, or slow to."""

    ABOVE_SIZE = "above its set size"
    BELOW_QUORUM = "fewer voting members than its quorum"
    NO_CHAIR = "no chair"


def cautions(*, members: int, voting: int, chairs: int, set_size: int | None, quorum: int) -> tuple[Caution, ...]:
    """What gives cause for caution about a board's size (GOV-09)."""
    found = (
        (set_size is not None and members > set_size, Caution.ABOVE_SIZE),
        (voting < quorum, Caution.BELOW_QUORUM),
        (chairs == 0, Caution.NO_CHAIR),
    )
    return tuple(caution for holds, caution in found if holds)


def lines_of(parents: dict[str, str | None], board: str) -> Sequence[str]:
    """A board and everything above it, nearest first. A ring, if there were one, ends it."""
    line: list[str] = []
    here: str | None = board
    while here is not None and here not in line:
        line.append(here)
        here = parents.get(here)
    return line
