"""The agenda: which meeting an item is taken at, and what an item must say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook

DECIDED_ABOUT: tuple[str, ...] = ("intention", "plan", "fund", "contract", "arrangement")
"""The kinds of record that a board or post decides about."""

MAY_BRING: tuple[Permission, ...] = (Permission.INTENTION_RAISE, Permission.MEETING_CALL, Permission.DECISION_TAKE)
"""Any of these lets somebody take a matter to a board: who raises it, who builds agendas, or who refers it on."""


class Purpose(StrEnum):
    """What an item asks of a board."""

    DECISION = "decision"
    NOTING = "noting"

    @property
    def label(self) -> str:
        """The purpose on the agenda."""
        return f"For {self.value}"


class Concern(Labelled):
    """How an organisation stands to a matter: it must agree, or it stands to gain or lose by it."""

    AFFECTED = "affected", "Must agree for itself"
    CONCERNED = "concerned", "Stands to gain or lose"


@dataclass(frozen=True)
class Sitting:
    """A meeting of a board that is not cancelled."""

    number: int
    held_on: date


@dataclass(frozen=True)
class Brought:
    """An item as it stands: brought on a day, for a meeting or for the next one, and put off until after a day."""

    brought_on: date
    meeting: int | None
    put_off_on: date | None
    decided_at: int | None


def taken_at(item: Brought, meetings: Iterable[Sitting]) -> int | None:
    """The meeting at which an item is taken: where it was decided, the one it was brought for, or the next.

    An item that was put off, or whose meeting was cancelled, goes to the board's next meeting after that. None while
    no such meeting is called.
    """
    if item.decided_at is not None:
        return item.decided_at
    sittings = sorted(meetings, key=lambda sitting: (sitting.held_on, sitting.number))
    if item.put_off_on is None and item.meeting in {sitting.number for sitting in sittings}:
        return item.meeting
    for sitting in sittings:
        late_enough = item.put_off_on is None or sitting.held_on > item.put_off_on
        if late_enough and sitting.held_on >= item.brought_on:
            return sitting.number
    return None


@dataclass(frozen=True)
class Bringing:
    """An item as somebody wants to bring it to a board."""

    board_name: str
    board_ends_on: date | None
    meeting_name: str
    meeting_is_theirs: bool
    meeting_is_over: bool
    title: str
    about_kind: str
    waits_already: str
    on: date


bringing: Rulebook[Bringing] = Rulebook("Taking an item to a board", prefix="AGN")


@bringing.rule("AGN1", source="Catalogue GOV-01: boards with terms of reference")
def the_board_still_meets(asked: Bringing) -> str | None:
    """An item is taken to a board that still meets."""
    if asked.board_ends_on is not None and asked.board_ends_on < asked.on:
        return f"{asked.board_name} ended on {asked.board_ends_on:%-d %B %Y}. Choose another board."
    return None


@bringing.rule("AGN2", source="Catalogue GOV-01: agenda pack")
def the_meeting_is_still_to_come(asked: Bringing) -> str | None:
    """An item is taken to a meeting of that board which has not been held or cancelled."""
    if not asked.meeting_is_theirs:
        return f"{asked.meeting_name} is not a meeting of {asked.board_name}. Choose one that is."
    if asked.meeting_is_over:
        return f"{asked.meeting_name} is over. Choose a later meeting."
    return None


@bringing.rule("AGN3", source="Catalogue GOV-01: agenda pack")
def it_is_brought_once(asked: Bringing) -> str | None:
    """A matter waits before a board once."""
    if asked.waits_already:
        return f"{asked.board_name} has this before it already: {asked.waits_already}."
    return None


@bringing.rule("AGN4", source="Catalogue GOV-01: agenda pack")
def it_says_what_it_is(asked: Bringing) -> str | None:
    """An item has a title."""
    return None if asked.title.strip() else "Say in one line what the board is asked."


@bringing.rule("AGN5", source="Catalogue GOV-34: a transparent decision-making process")
def it_is_about_what_is_decided(asked: Bringing) -> str | None:
    """An item is about an intention, a plan, a fund, a contract or an arrangement, or about no record at all."""
    return none_decides_about(asked.about_kind)


def none_decides_about(kind: str) -> str | None:
    """Why nobody decides about a record of this kind, or None. A matter need not be about a record."""
    if not kind or kind in DECIDED_ABOUT:
        return None
    kinds = f"{', '.join(DECIDED_ABOUT[:-1])} or {DECIDED_ABOUT[-1]}"
    return f"A {kind} is not decided about. Name the {kinds} that it is about, or no record."
