"""The states of plans and of intentions, and the moves between them: one table each."""

from collections.abc import Mapping

from wholeplace.ground.foundation.labelled import Labelled


class PlanState(Labelled):
    """How far a plan has come."""

    DRAFT = "draft", "Draft"
    CHALLENGED = "challenged", "Challenged"
    FINAL = "final", "Final"
    PUBLISHED = "published", "Published"
    REPLACED = "replaced", "Replaced"


PLAN_MOVES: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.DRAFT, PlanState.CHALLENGED}),
    PlanState.CHALLENGED: frozenset({PlanState.CHALLENGED, PlanState.FINAL}),
    PlanState.FINAL: frozenset({PlanState.DRAFT, PlanState.PUBLISHED}),
    PlanState.PUBLISHED: frozenset({PlanState.REPLACED}),
    PlanState.REPLACED: frozenset(),
}
"""Revising a draft or a challenged plan leaves it where it is; a final one becomes a draft again."""


class IntentionState(Labelled):
    """How far an intention has come."""

    RAISED = "raised", "Raised"
    PROPOSED = "proposed", "Proposed to a board"
    AGREED = "agreed", "Agreed"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


INTENTION_MOVES: Mapping[IntentionState, frozenset[IntentionState]] = {
    IntentionState.RAISED: frozenset({IntentionState.PROPOSED, IntentionState.AGREED, IntentionState.DROPPED}),
    IntentionState.PROPOSED: frozenset({IntentionState.AGREED, IntentionState.DROPPED}),
    IntentionState.AGREED: frozenset({IntentionState.UNDER_WAY, IntentionState.DROPPED}),
    IntentionState.UNDER_WAY: frozenset({IntentionState.DONE, IntentionState.DROPPED}),
    IntentionState.DONE: frozenset(),
    IntentionState.DROPPED: frozenset(),
}
"""A board may approve an intention before anybody marked it as proposed."""

LIVE = frozenset({IntentionState.RAISED, IntentionState.PROPOSED, IntentionState.AGREED, IntentionState.UNDER_WAY})
"""The states in which something is still meant to happen."""
