"""How an intention moves on: agreed only by a decision, dropped only with a reason."""

from dataclasses import dataclass

from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.plan.plans.rules.states import INTENTION_MOVES, IntentionState


@dataclass(frozen=True)
class Moving:
    """An intention on its way to another state."""

    state: IntentionState
    to: IntentionState
    approved: bool = False
    words: str = ""


moving: Rulebook[Moving] = Rulebook("Moving an intention on", prefix="MVE")


@moving.rule("MVE1", source="Catalogue PLN-14: the register of intentions")
def the_table_has_this_move(asked: Moving) -> str | None:
    """An intention goes from raised or proposed to agreed, to under way, to done; or it is dropped."""
    if asked.to in INTENTION_MOVES[asked.state]:
        return None
    onwards = " or ".join(state.label.lower() for state in IntentionState if state in INTENTION_MOVES[asked.state])
    now = f"The intention is {asked.state.label.lower()}"
    return f"{now}: next it can be {onwards}." if onwards else f"{now}, and stays so. Raise a new one instead."


@moving.rule("MVE2", source="Catalogue PLN-29: decisions are driven by plans; a plan's change needs its decision")
def a_board_has_approved_it(asked: Moving) -> str | None:
    """An intention is agreed when a decision approves it, and every organisation it binds has agreed."""
    if asked.to is IntentionState.AGREED and not asked.approved:
        return (
            "No decision approves this intention yet, or not every organisation has agreed to it."
            " Take it to a board first."
        )
    return None


@moving.rule("MVE3", source="Catalogue PLN-01: skipping a stage of the cycle is a recorded exception")
def dropping_has_its_reason(asked: Moving) -> str | None:
    """Whoever drops an intention says why."""
    if asked.to is IntentionState.DROPPED and not asked.words.strip():
        return "Say why the intention is dropped."
    return None


@moving.rule("MVE4", source="Catalogue PLN-01: a stage does not close with mandatory items open")
def finishing_says_what_came_of_it(asked: Moving) -> str | None:
    """Whoever closes an intention as done says what came of it."""
    if asked.to is IntentionState.DONE and not asked.words.strip():
        return "Say what came of it before you close it as done."
    return None
