"""Meetings: their states, when they may be called and their papers issued, and the standing Commissioning section."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wholeplace.ground.foundation.counting import earliest_event_after, latest_publication_for
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.decisions.rules.seated import all_are_seated


class MeetingState(StrEnum):
    """How far a meeting has come."""

    CALLED = "called"
    ISSUED = "issued"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The state on the screen."""
        return "Papers issued" if self is MeetingState.ISSUED else self.value.capitalize()


MOVES: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.CALLED: (MeetingState.ISSUED, MeetingState.HELD, MeetingState.CANCELLED),
    MeetingState.ISSUED: (MeetingState.HELD, MeetingState.CANCELLED),
    MeetingState.HELD: (),
    MeetingState.CANCELLED: (),
}


class StandingItem(StrEnum):
    """The five items of the Commissioning section that stands on every agenda of a board or executive (GOV-02)."""

    INSIGHTS = "insights"
    PRIORITIES = "priorities"
    PLANNING = "planning"
    GOVERNANCE = "governance"
    PERFORMANCE = "performance"

    @property
    def label(self) -> str:
        """The item on the agenda."""
        return _ITEMS[self]


_ITEMS = {
    StandingItem.INSIGHTS: "Key insights",
    StandingItem.PRIORITIES: "Priority setting",
    StandingItem.PLANNING: "Joint planning",
    StandingItem.GOVERNANCE: "Governance",
    StandingItem.PERFORMANCE: "Performance management",
}


def papers_due(*, held_on: date, lead_days: int) -> date:
    """The last day on which papers reach members in time: the lead time is counted in clear days."""
    return latest_publication_for(event_on=held_on, clear_days=lead_days)


def first_day_in_time(*, on: date, lead_days: int) -> date:
    """The first day on which a meeting called today can be held with its papers in time."""
    return earliest_event_after(published_on=on, clear_days=lead_days)


@dataclass(frozen=True)
class Calling:
    """A meeting as somebody wants to call it. `meets_that_day` names what the board has on that day already."""

    board_name: str
    board_begins_on: date
    board_ends_on: date | None
    lead_days: int
    held_on: date
    place: str
    short_notice_because: str
    meets_that_day: str
    on: date


calling: Rulebook[Calling] = Rulebook("Calling a meeting", prefix="MTG")


@calling.rule("MTG1", source="Catalogue GOV-01: papers reach members by the lead time of the terms of reference")
def there_is_time_for_the_papers(asked: Calling) -> str | None:
    """A meeting is called early enough for its papers to reach members in time, or says why it cannot wait."""
    due = papers_due(held_on=asked.held_on, lead_days=asked.lead_days)
    if due < asked.on and not asked.short_notice_because.strip():
        first = first_day_in_time(on=asked.on, lead_days=asked.lead_days)
        return (
            f"{asked.board_name} is given its papers {asked.lead_days} clear days before it meets."
            f" Choose {first:%-d %B %Y} or a later day, or say why it cannot wait."
        )
    return None


@calling.rule("MTG2", source="Catalogue GOV-01: terms of reference with dates")
def the_board_meets_then(asked: Calling) -> str | None:
    """A meeting lies within the time for which its board is set up."""
    if asked.held_on < asked.board_begins_on:
        return f"{asked.board_name} begins on {asked.board_begins_on:%-d %B %Y}. Choose that day or a later one."
    if asked.board_ends_on is not None and asked.held_on > asked.board_ends_on:
        return f"{asked.board_name} ended on {asked.board_ends_on:%-d %B %Y}."
    return None


@calling.rule("MTG3", source="Catalogue GOV-01: meeting dates")
def once_a_day_is_enough(asked: Calling) -> str | None:
    """A board meets once a day."""
    if asked.meets_that_day:
        return f"{asked.meets_that_day} is called already. Use that meeting, or choose another day."
    return None


@calling.rule("MTG4", source="Catalogue GOV-01: a secretary calls a meeting")
def it_says_where(asked: Calling) -> str | None:
    """A meeting says where it is held: a place, or online."""
    if not asked.place.strip():
        return "Say where it is held: a place, or online."
    return None


@dataclass(frozen=True)
class Issuing:
    """The papers of a meeting, about to be issued."""

    state: MeetingState
    due_on: date
    on: date
    late_because: str
    has_section: bool
    answered: frozenset[StandingItem]
    items: int


issuing: Rulebook[Issuing] = Rulebook("Issuing the papers of a meeting", prefix="ISS")


@issuing.rule("ISS1", source="Catalogue GOV-01: papers reach members by the lead time of the terms of reference")
def they_are_in_time(asked: Issuing) -> str | None:
    """Papers are issued by the day they are due, or say why they are late."""
    if asked.on > asked.due_on and not asked.late_because.strip():
        return f"These papers were due on {asked.due_on:%-d %B %Y}. Say why they are late: members will read it."
    return None


@issuing.rule("ISS2", source="Catalogue GOV-02: standing Commissioning section on every agenda")
def the_section_is_there(asked: Issuing) -> str | None:
    """An agenda of a board or executive is issued with all five items of its Commissioning section."""
    missing = [item.label for item in StandingItem if item not in asked.answered]
    if asked.has_section and missing:
        return f"Fill in the Commissioning section: {', '.join(missing)}. Where there is nothing to report, say so."
    return None


@issuing.rule("ISS3", source="Catalogue GOV-01: a secretary calls a meeting and issues papers")
def they_are_issued_once(asked: Issuing) -> str | None:
    """Papers are issued once, for a meeting that has not been held or cancelled."""
    if MeetingState.ISSUED not in MOVES[asked.state]:
        return f"The papers of this meeting cannot be issued any more: it is {asked.state.label.lower()}."
    return None


@issuing.rule("ISS4", source="Catalogue GOV-01: agenda pack")
def there_is_something_to_meet_about(asked: Issuing) -> str | None:
    """An agenda has at least one item."""
    if asked.items == 0 and not asked.has_section:
        return "There is nothing on this agenda yet. Put an item on it first."
    return None


@dataclass(frozen=True)
class Moving:
    """A meeting about to be held or cancelled. `unseated` says where seats are named that its board does not have."""

    state: MeetingState
    to: MeetingState
    held_on: date
    on: date
    because: str
    decided: int
    unseated: tuple[str, ...]


moving: Rulebook[Moving] = Rulebook("Holding or cancelling a meeting", prefix="HLD")


@moving.rule("HLD1", source="Catalogue GOV-01: meeting dates")
def the_state_comes_next(asked: Moving) -> str | None:
    """A meeting is held or cancelled once."""
    if asked.to not in MOVES[asked.state]:
        return f"This meeting is {asked.state.label.lower()} already."
    return None


@moving.rule("HLD2", source="Catalogue GOV-01: meeting dates")
def its_day_has_come(asked: Moving) -> str | None:
    """A meeting has been held once its day has come."""
    if asked.to is MeetingState.HELD and asked.held_on > asked.on:
        return f"This meeting is on {asked.held_on:%-d %B %Y}. Record it on that day or later."
    return None


@moving.rule("HLD3", source="Catalogue GOV-01: meeting dates")
def a_cancellation_says_why(asked: Moving) -> str | None:
    """A cancelled meeting says why, and has decided nothing."""
    if asked.to is not MeetingState.CANCELLED:
        return None
    if asked.decided:
        return "This meeting has decided something, so it was held."
    return None if asked.because.strip() else "Say why the meeting is cancelled."


@moving.rule("HLD4", source="Catalogue GOV-01: attendance")
def those_present_have_a_seat(asked: Moving) -> str | None:
    """Those present at a meeting are named by the seats that its board has on that day."""
    return all_are_seated(asked.unseated, on=asked.held_on)
