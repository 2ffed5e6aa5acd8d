"""Where in the cycle of analyse, plan, do and review an intention stands, and what holds each stage open.

Source: catalogue PLN-01. A stage does not close with mandatory items open; so the stage an intention stands
in is the first that has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.plan.plans.rules.states import IntentionState


class Stage(Labelled):
    """A stage of the cycle."""

    ANALYSE = "analyse", "Analyse"
    PLAN = "plan", "Plan"
    DO = "do", "Do"
    REVIEW = "review", "Review"


@dataclass(frozen=True)
class Progress:
    """What stands on the thread of an intention."""

    state: IntentionState
    needs: int
    says_why_no_need: bool
    outcomes: int
    contracts: int
    lines: int
    results: int


@dataclass(frozen=True)
class Standing:
    """The stage an intention is in, None once all are closed, and what is open in each stage."""

    stage: Stage | None
    open_items: Mapping[Stage, tuple[str, ...]]


def standing(progress: Progress) -> Standing:
    """Which stage an intention is in, and what each stage still asks for."""
    agreed = {IntentionState.AGREED, IntentionState.UNDER_WAY, IntentionState.DONE}
    asked = {
        Stage.ANALYSE: (
            (progress.needs > 0 or progress.says_why_no_need, "a need, or why there is none"),
            (progress.outcomes > 0, "an outcome"),
        ),
        Stage.PLAN: ((progress.state in agreed, "a decision that approves it"),),
        Stage.DO: (
            (progress.contracts + progress.lines > 0, "a contract or a line of money"),
            (progress.state in agreed - {IntentionState.AGREED}, "that it has begun"),
        ),
        Stage.REVIEW: (
            (progress.results > 0, "a result"),
            (progress.state is IntentionState.DONE, "what came of it"),
        ),
    }
    still_open = {stage: tuple(words for there, words in items if not there) for stage, items in asked.items()}
    return Standing(stage=next((s for s, items in still_open.items() if items), None), open_items=still_open)
