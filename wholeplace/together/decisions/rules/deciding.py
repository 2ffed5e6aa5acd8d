"""Deciding: within a delegation, with a quorum, free of interest, and with reasons. Beyond it, refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.together.decisions.rules.agenda import none_decides_about
from wholeplace.together.decisions.rules.seated import all_are_seated
from wholeplace.together.partnership.rules.interests import STRICTNESS, Strictness
from wholeplace.together.partnership.rules.matrix import Grant, Matter, Reach, reach


class Outcome(Labelled):
    """What became of a matter."""

    APPROVED = "approved", "Approved"
    WITH_CONDITIONS = "with_conditions", "Approved with conditions"
    REFUSED = "refused", "Refused"
    REFERRED = "referred", "Referred to another board"
    DEFERRED = "deferred", "Deferred"
    NOTED = "noted", "Noted"

    @property
    def approves(self) -> bool:
        """Whether something may go ahead."""
        return self in {Outcome.APPROVED, Outcome.WITH_CONDITIONS}

    @property
    def settles(self) -> bool:
        """Whether the matter is closed by it: what is deferred comes back."""
        return self is not Outcome.DEFERRED


@dataclass(frozen=True)
class Conflict:
    """Somebody who decides, with an interest in the matter. `presides` is said of the chair or the only decider."""

    person: str
    about: str
    presides: bool

    @property
    def words(self) -> str:
        """The interest in a sentence."""
        return f"{self.person} has declared an interest in {self.about}"


@dataclass(frozen=True)
class Deciding:
    """A decision as somebody wants to record it. `able` are the boards and posts that can take it, smallest first.

    `quorum` is None for a post. `misplaced` names a meeting or item that is of another board. `conflicts` are those of
    whoever took part, without those who left. Against the item: `differs` names what was brought otherwise, `left_out`
    whom it touches and the decision does not, `hidden_from` what more people can see than the decision. `unseated` says
    where seats are named that the board does not have.
    """

    decider: str
    is_joint_post: bool
    names_authority: bool
    recorder_may: bool
    matter: Matter
    outcome: Outcome
    grants: tuple[Grant, ...]
    able: tuple[str, ...]
    quorum: int | None
    voting: int
    conflicts: tuple[Conflict, ...]
    conditions: str
    reasons: str
    options: str
    needs_meeting: bool
    meeting_on: date | None
    meeting_is_off: bool
    misplaced: tuple[str, ...]
    about_kind: str
    differs: tuple[str, ...]
    left_out: tuple[str, ...]
    hidden_from: tuple[str, ...]
    unseated: tuple[str, ...]
    decided_before: str
    on: date

    @property
    def furthest(self) -> Reach:
        """How far the decider's delegations go towards the matter."""
        return max((reach(grant, self.matter) for grant in self.grants), default=Reach.OTHER_TOPIC)

    @property
    def who_can(self) -> str:
        """Who can take it instead, in a sentence."""
        if self.able:
            return f"{_listed(self.able)} can take it."
        return "No board or post here can take it: it goes to the member organisations themselves."

    @property
    def barred(self) -> tuple[Conflict, ...]:
        """The conflicts that bar somebody from deciding, as strictly as the level asks."""
        match STRICTNESS[self.matter.level]:
            case Strictness.BARS_EVERYBODY:
                return self.conflicts
            case Strictness.BARS_THE_CHAIR:
                return tuple(conflict for conflict in self.conflicts if conflict.presides)
        return ()


deciding: Rulebook[Deciding] = Rulebook("Recording a decision", prefix="DEC")

_MATRIX = "Catalogue GOV-34: approvals outside the delegation matrix are refused"
_RECORD = "SI 2012/2089, regulations 12 and 13"


@deciding.rule("DEC1", source=_MATRIX)
def the_subject_is_delegated(asked: Deciding) -> str | None:
    """A board or post approves only what is delegated to it on that day."""
    if asked.outcome.approves and asked.furthest < Reach.OTHER_LEVEL:
        return (
            f"{asked.decider} holds no delegation for {asked.matter.topic.label.lower()} on"
            f" {asked.matter.on:%-d %B %Y}. {asked.who_can}"
        )
    return None


@deciding.rule("DEC2", source=_MATRIX)
def the_level_is_delegated(asked: Deciding) -> str | None:
    """A board or post approves only at the level that is delegated to it, or a narrower one."""
    if asked.outcome.approves and asked.furthest is Reach.OTHER_LEVEL:
        return (
            f"{asked.decider} may decide {asked.matter.topic.label.lower()}, but not at {asked.matter.level.word}"
            f" level. {asked.who_can}"
        )
    return None


@deciding.rule("DEC3", source=_MATRIX)
def the_amount_is_delegated(asked: Deciding) -> str | None:
    """A board or post approves only up to the amount that is delegated to it."""
    if not asked.outcome.approves or asked.furthest is not Reach.TOO_SMALL or asked.matter.amount is None:
        return None
    limits = [
        grant.limit
        for grant in asked.grants
        if reach(grant, asked.matter) is Reach.TOO_SMALL and grant.limit is not None
    ]
    return (
        f"{asked.decider} may decide {asked.matter.topic.label.lower()} up to {max(limits)}, and this is"
        f" {asked.matter.amount}. {asked.who_can}"
    )


@deciding.rule("DEC4", source="Catalogue GOV-09: quorum")
def there_is_a_quorum(asked: Deciding) -> str | None:
    """A board decides with its quorum of voting members taking part; without it, it can only defer."""
    if asked.quorum is None or asked.voting >= asked.quorum or asked.outcome is Outcome.DEFERRED:
        return None
    return (
        f"{asked.decider} decides with {asked.quorum} voting members, and {asked.voting} took part."
        " Defer it to a meeting with a quorum."
    )


@deciding.rule("DEC5", source="Catalogue GOV-06: someone with an interest cannot approve")
def nobody_decides_for_themselves(asked: Deciding) -> str | None:
    """Somebody with an interest in a matter takes no part in deciding it, as strictly as its level asks."""
    barred = asked.barred
    if not barred:
        return None
    words = "; ".join(conflict.words for conflict in barred)
    if asked.quorum is None:
        return f"{words}. Somebody else must decide. {asked.who_can}"
    if any(conflict.presides for conflict in barred):
        return f"{words}, and presided. Let somebody else take the chair, and record who left for this item."
    return f"{words}. Record that they left for this item, or take them off those who took part."


@deciding.rule("DEC6", source="Catalogue GOV-25: an approval by a joint post records whose authority was used")
def a_joint_post_names_its_authority(asked: Deciding) -> str | None:
    """A joint post says which of its bodies it decides for."""
    if asked.outcome.approves and asked.is_joint_post and not asked.names_authority:
        return f"{asked.decider} answers to several bodies. Choose the one whose authority was used."
    return None


@deciding.rule("DEC7", source=_RECORD)
def the_conditions_are_written(asked: Deciding) -> str | None:
    """An approval with conditions says which."""
    if asked.outcome is Outcome.WITH_CONDITIONS and not asked.conditions.strip():
        return "Write down the conditions, or record it as approved without any."
    return None


@deciding.rule("DEC8", source=_RECORD)
def it_gives_reasons(asked: Deciding) -> str | None:
    """A decision gives its reasons."""
    if asked.outcome is not Outcome.NOTED and not asked.reasons.strip():
        return "Write down the reasons for the decision."
    return None


@deciding.rule("DEC9", source=_RECORD)
def the_alternatives_are_written(asked: Deciding) -> str | None:
    """An approval records which options were considered and rejected."""
    if asked.outcome.approves and not asked.options.strip():
        return "Write down which other options were considered and rejected; if none, say so."
    return None


@deciding.rule("DEC10", source="Catalogue GOV-01: meeting dates")
def it_was_taken_at_a_meeting(asked: Deciding) -> str | None:
    """A board decides at a meeting that was held, on the day it was held; nothing is decided ahead of its day."""
    if asked.needs_meeting and asked.meeting_on is None:
        return "Choose the meeting at which it was decided."
    if asked.meeting_is_off:
        return "That meeting was cancelled. Choose another one."
    if asked.meeting_on is not None and asked.meeting_on != asked.matter.on:
        return f"That meeting was on {asked.meeting_on:%-d %B %Y}, and so was its decision. Change one of them."
    if asked.matter.on > asked.on:
        return f"It cannot have been decided after today. The day given is {asked.matter.on:%-d %B %Y}."
    return None


@deciding.rule("DEC11", source="Catalogue GOV-34: a transparent decision-making process")
def it_is_decided_once(asked: Deciding) -> str | None:
    """An item is decided once, unless it was deferred."""
    if asked.decided_before:
        return f"This item has been decided: {asked.decided_before}. Bring a new item to change it."
    return None


@deciding.rule("DEC12", source="Catalogue XCT-02: role and delegation based access")
def the_recorder_belongs_there(asked: Deciding) -> str | None:
    """A decision is recorded by somebody whose organisation has a seat on the board, or answers for the post."""
    if not asked.recorder_may:
        decider = asked.decider or "the board that this item is before"
        return f"Your organisation takes no part in {decider}. Ask somebody whose organisation does."
    return None


@deciding.rule("DEC13", source="Catalogue GOV-01: agenda pack")
def it_was_before_this_board(asked: Deciding) -> str | None:
    """A board decides items that were brought to it, at meetings of its own."""
    if asked.misplaced:
        return f"{' and '.join(asked.misplaced)} {'is' if len(asked.misplaced) == 1 else 'are'} of another board."
    return None


@deciding.rule("DEC14", source="Catalogue GOV-01: agenda pack")
def it_decides_what_was_brought(asked: Deciding) -> str | None:
    """A decision on an item has the item's subject and level, and is about the same record; the amount may differ."""
    if asked.differs:
        return (
            f"The item was brought with another {_listed(asked.differs)}. Decide what was brought, or bring a new item."
        )
    return None


@deciding.rule("DEC15", source="Catalogue GOV-07: decisions ratified by each member body")
def nobody_whom_it_touches_is_left_out(asked: Deciding) -> str | None:
    """A decision on an item names every organisation that the item says must agree, or stands to gain or lose."""
    if asked.left_out:
        return f"The item names {', '.join(asked.left_out)} as touched by it. Name them too, or bring a new item."
    return None


@deciding.rule("DEC16", source="Catalogue GOV-34: a transparent decision-making process")
def nobody_waits_for_what_is_decided(asked: Deciding) -> str | None:
    """Whoever sees an item sees its decision, and the partnership sees what was decided at its meetings."""
    if asked.hidden_from:
        return f"More people can see {' and '.join(asked.hidden_from)} than the decision. Let as many see the decision."
    return None


@deciding.rule("DEC17", source="Catalogue GOV-34: a transparent decision-making process")
def it_is_about_what_is_decided(asked: Deciding) -> str | None:
    """A decision is about an intention, a plan, a fund, a contract or an arrangement, or about no record at all."""
    return none_decides_about(asked.about_kind)


@deciding.rule("DEC18", source="Catalogue GOV-01: attendance")
def those_who_took_part_have_a_seat(asked: Deciding) -> str | None:
    """Those who were there, and those who left for the item, are named by seats that the board has on that day."""
    return all_are_seated(asked.unseated, on=asked.matter.on)


WHEREVER = frozenset({"DEC11", "DEC12", "DEC13", "DEC14", "DEC15", "DEC16", "DEC17", "DEC18"})
"""The rules that hold for a decision taken elsewhere too: what is known here is settled by those it is settled for."""


class Flag(Labelled):
    """What a reader of a decision must know about how it came about."""

    ELSEWHERE = "elsewhere", "Taken elsewhere, and recorded here"
    BEYOND = "beyond_delegation", "Beyond the delegation that is recorded here"
    NO_QUORUM = "no_quorum", "Without the quorum"
    INTEREST = "interest", "Somebody who took part had an interest"
    NO_PAPER = "no_paper", "No paper was before those who decided"
    LATE_PAPERS = "late_papers", "Papers reached members late, or not at all"


def flags(asked: Deciding, *, elsewhere: bool, papers: int, in_time: bool) -> tuple[Flag, ...]:
    """What is to be flagged about a decision, taken here or elsewhere."""
    found = (
        (elsewhere, Flag.ELSEWHERE),
        (asked.outcome.approves and asked.furthest is not Reach.COVERS, Flag.BEYOND),
        (asked.quorum is not None and asked.voting < asked.quorum, Flag.NO_QUORUM),
        (bool(asked.conflicts), Flag.INTEREST),
        (papers == 0 and asked.outcome.approves, Flag.NO_PAPER),
        (papers > 0 and not in_time, Flag.LATE_PAPERS),
    )
    return tuple(flag for holds, flag in found if holds)


def _listed(names: Iterable[str]) -> str:
    """Names in a sentence: A, B or C."""
    all_names = tuple(dict.fromkeys(names))
    return all_names[0] if len(all_names) == 1 else f"{', '.join(all_names[:-1])} or {all_names[-1]}"
