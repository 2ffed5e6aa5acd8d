"""When a file that was brought in may be taken in, and by whom."""

from dataclasses import dataclass

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook


class State(Labelled):
    """How far a file has come."""

    WAITING = "waiting", "Waits for a second person"
    CONFIRMED = "confirmed", "Being taken in"
    DONE = "done", "Taken in"
    CANCELLED = "cancelled", "Cancelled"


MOVES = {
    State.WAITING: frozenset({State.CONFIRMED, State.CANCELLED}),
    State.CONFIRMED: frozenset({State.DONE}),
    State.DONE: frozenset(),
    State.CANCELLED: frozenset(),
}
"""From which state a file goes to which."""

_TWO_PEOPLE = "Two people take money in"


@dataclass(frozen=True)
class Confirming:
    """Somebody about to confirm that a file is taken in."""

    is_a_person: bool
    brought_it: bool
    state: State


confirming: Rulebook[Confirming] = Rulebook("Confirming a file that was brought in", prefix="BRI")


@confirming.rule("BRI1", source=_TWO_PEOPLE)
def another_person_confirms(asked: Confirming) -> str | None:
    """Nobody confirms what they brought in, whoever they act as."""
    if asked.brought_it or not asked.is_a_person:
        return "Somebody else must confirm this: whoever brought it in cannot, in any post."
    return None


@confirming.rule("BRI2", source=_TWO_PEOPLE)
def it_still_waits(asked: Confirming) -> str | None:
    """Only what is waiting is confirmed."""
    if State.CONFIRMED not in MOVES[asked.state]:
        return f"This waits for nobody: it is {asked.state.label.lower()}. Bring the file in again if it must be."
    return None


@dataclass(frozen=True)
class AskingAgain:
    """Somebody about to ask again for the taking in of a file."""

    is_a_person: bool
    brought_it: bool
    state: State


asking_again: Rulebook[AskingAgain] = Rulebook("Asking again for a file to be taken in", prefix="BRA")


@asking_again.rule("BRA1", source=_TWO_PEOPLE)
def another_person_asks(asked: AskingAgain) -> str | None:
    """Nobody asks for what they brought in, whoever they act as."""
    if asked.brought_it or not asked.is_a_person:
        return "Somebody else must ask for this: whoever brought it in cannot, in any post."
    return None


@asking_again.rule("BRA2", source=_TWO_PEOPLE)
def it_was_confirmed_and_is_not_done(asked: AskingAgain) -> str | None:
    """Only what was confirmed, and is not taken in yet, is asked for again."""
    if asked.state is not State.CONFIRMED:
        return f"There is nothing to ask for again: it is {asked.state.label.lower()}."
    return None


@dataclass(frozen=True)
class Cancelling:
    """A file about to be cancelled."""

    state: State


cancelling: Rulebook[Cancelling] = Rulebook("Cancelling a file that was brought in", prefix="BRC")


@cancelling.rule("BRC1", source=_TWO_PEOPLE)
def it_was_not_confirmed(asked: Cancelling) -> str | None:
    """Only what is waiting is cancelled."""
    if State.CANCELLED not in MOVES[asked.state]:
        return (
            f"This can no longer be cancelled: it is {asked.state.label.lower()}."
            " Bring in a file that puts it right instead."
        )
    return None


@dataclass(frozen=True)
class Finishing:
    """A file about to be noted as taken in."""

    state: State


finishing: Rulebook[Finishing] = Rulebook("Noting that a file was taken in", prefix="BRN")


@finishing.rule("BRN1", source=_TWO_PEOPLE)
def it_was_confirmed(asked: Finishing) -> str | None:
    """Only what was confirmed is taken in."""
    if State.DONE not in MOVES[asked.state]:
        return f"This is not for taking in: it is {asked.state.label.lower()}. A second person confirms it first."
    return None
