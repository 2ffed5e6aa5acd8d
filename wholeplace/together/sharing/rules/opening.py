"""When one record may be opened in an emergency: asked by one, agreed by another, for an hour at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook

LONGEST_MINUTES = 60
"""How long an opening lasts at most. Who needs longer asks again, and is agreed to again."""

LAPSES_AFTER = timedelta(hours=24)
"""How long something that was asked for can still be agreed to."""

_SOURCE = "Data Protection Act 2018, schedule 1, paragraph 18: safeguarding"


class Emergency(Labelled):
    """Why a record must be opened now."""

    SAFEGUARDING = "safeguarding", "Safeguarding a child or an adult at risk"
    RISK_TO_LIFE = "risk_to_life", "A risk to somebody's life"
    PROVIDER_FAILURE = "provider_failure", "Care that is about to stop"
    CIVIL_EMERGENCY = "civil_emergency", "A civil emergency"


class OpeningState(Labelled):
    """Where an opening stands, from the asking to its end."""

    WAITING = "waiting", "Waiting for a second person"
    OPEN = "open", "Open now"
    ENDED = "ended", "Ended at its time"
    CLOSED = "closed", "Closed before its time"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Nobody agreed within a day"


@dataclass(frozen=True)
class Course:
    """What is known of an opening: when each thing happened, and by whom it was closed."""

    asked_by: int
    asked_at: datetime
    ends_at: datetime | None
    closed_by: int | None

    def state(self, *, at: datetime) -> OpeningState:
        """Where it stands at a moment. Whoever asked withdraws; anybody else declines."""
        if self.closed_by is not None:
            if self.ends_at is not None:
                return OpeningState.CLOSED
            return OpeningState.WITHDRAWN if self.closed_by == self.asked_by else OpeningState.DECLINED
        if self.ends_at is not None:
            return OpeningState.OPEN if at < self.ends_at else OpeningState.ENDED
        return OpeningState.WAITING if at - self.asked_at <= LAPSES_AFTER else OpeningState.LAPSED


@dataclass(frozen=True)
class Asking:
    """Somebody about to ask. Nothing here depends on whether the record is there, unless they see it anyway."""

    is_a_person: bool
    sees_it_already: bool
    has_asked_already: bool
    because: str
    minutes: int


asking: Rulebook[Asking] = Rulebook("Asking to open a record in an emergency", prefix="EMA")


@asking.rule("EMA1", source=_SOURCE)
def it_says_why(asked: Asking) -> str | None:
    """Whoever asks says what has happened."""
    if not asked.because.strip():
        return "Say what has happened, so that whoever agrees can judge it. Name nobody."
    return None


@asking.rule("EMA2", source="Two people open a record in an emergency")
def a_person_asks(asked: Asking) -> str | None:
    """Only a person asks, for themselves."""
    if not asked.is_a_person:
        return "Only a person can ask, for themselves."
    return None


@asking.rule("EMA3", source="UK GDPR, article 5(1)(c): data minimisation")
def it_is_not_read_anyway(asked: Asking) -> str | None:
    """Nobody asks for what they can read already."""
    if asked.sees_it_already:
        return "You can read this record already."
    return None


@asking.rule("EMA4", source="UK GDPR, article 5(1)(c): data minimisation")
def once_at_a_time(asked: Asking) -> str | None:
    """One person asks for one record once at a time."""
    if asked.has_asked_already:
        return "You have asked for this record already. Wait for the answer, or close what you asked for first."
    return None


@asking.rule("EMA5", source="Two people open a record in an emergency")
def it_is_short(asked: Asking) -> str | None:
    """A record is opened for an hour at most."""
    if not 1 <= asked.minutes <= LONGEST_MINUTES:
        return f"Choose between 1 and {LONGEST_MINUTES} minutes."
    return None


@dataclass(frozen=True)
class Agreeing:
    """Somebody about to agree that a record is opened."""

    is_a_person: bool
    asked_themselves: bool
    is_waiting: bool
    asked_at: datetime
    is_there: bool
    at: datetime


agreeing: Rulebook[Agreeing] = Rulebook("Agreeing to open a record in an emergency", prefix="EMG")


@agreeing.rule("EMG1", source="Two people open a record in an emergency")
def another_person_agrees(asked: Agreeing) -> str | None:
    """Nobody agrees to what they asked for, whoever they act as."""
    if asked.asked_themselves or not asked.is_a_person:
        return "Somebody else must agree to this: whoever asked cannot, in any post."
    return None


@agreeing.rule("EMG2", source="Two people open a record in an emergency")
def it_still_waits(asked: Agreeing) -> str | None:
    """Only what is waiting is agreed to."""
    if not asked.is_waiting:
        return "This has been answered or closed already."
    return None


@agreeing.rule("EMG3", source="UK GDPR, article 5(1)(e): storage limitation")
def it_was_asked_lately(asked: Agreeing) -> str | None:
    """What was asked for more than a day ago is asked for anew."""
    if asked.at - asked.asked_at > LAPSES_AFTER:
        return "This was asked for more than a day ago. Ask again if it is still an emergency."
    return None


@agreeing.rule("EMG4", source="Two people open a record in an emergency")
def it_is_there(asked: Agreeing) -> str | None:
    """What is opened is a record of another organisation of the partnership."""
    if not asked.is_there:
        return (
            "No other organisation of the partnership has a record of this reference."
            " Close this, and check the reference with whoever asked."
        )
    return None


@dataclass(frozen=True)
class Closing:
    """An opening, or the asking for one, about to be closed."""

    is_a_person: bool
    is_closed: bool


closing: Rulebook[Closing] = Rulebook("Closing what was opened in an emergency", prefix="EMC")


@closing.rule("EMC1", source="Two people open a record in an emergency")
def it_is_not_closed(asked: Closing) -> str | None:
    """Only what is open or waiting is closed."""
    if asked.is_closed:
        return "This is closed already."
    return None


@closing.rule("EMC2", source="Two people open a record in an emergency")
def a_person_closes(asked: Closing) -> str | None:
    """A person closes it, so that it can be told who."""
    if not asked.is_a_person:
        return "Only a person can close this."
    return None
