"""What a plan must say, and when it may become final and be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook
from wholeplace.plan.plans.rules.states import PLAN_MOVES, PlanState

CONTENTS = "Catalogue PLN-05: each plan states objectives, core activity and areas for collective commissioning"


class PlanKind(Labelled):
    """What sort of plan it is."""

    STRATEGY = "strategy", "Strategy of the place"
    BOARD = "board", "Board commissioning plan"
    LOCALITY = "locality", "Locality plan"
    ORGANISATION = "organisation", "Plan of one organisation"
    SERVICE = "service", "Plan for a service"


class Position(Labelled):
    """What a locality says of a plan above it."""

    ADOPTS = "adopts", "Adopts it"
    ADAPTS = "adapts", "Adapts it"
    OPTS_OUT = "opts_out", "Opts out"


@dataclass(frozen=True)
class Writing:
    """A plan, or a new version of one, as somebody wants to write it."""

    sections: Mapping[str, str]
    kind: PlanKind
    has_board: bool
    speaks_for_board: bool
    begins_on: date
    ends_on: date


writing: Rulebook[Writing] = Rulebook("Writing a plan", prefix="PLA")


@writing.rule("PLA1", source=CONTENTS)
def no_section_is_empty(asked: Writing) -> str | None:
    """No draft is accepted with an empty section."""
    empty = [name for name, text in asked.sections.items() if not text.strip()]
    if not empty:
        return None
    return f"Write something under {' and '.join(empty)}: a plan is not taken with an empty section."


@writing.rule("PLA2", source=CONTENTS)
def it_ends_after_it_begins(asked: Writing) -> str | None:
    """A plan's last day is not before its first."""
    if asked.ends_on < asked.begins_on:
        return f"The plan cannot end before it begins on {asked.begins_on:%-d %B %Y}. Enter a later last day."
    return None


@writing.rule("PLA3", source="Catalogue GOV-03: each theme board owns a commissioning plan")
def a_board_plan_has_its_board(asked: Writing) -> str | None:
    """A board commissioning plan and a locality plan belong to a board."""
    if asked.kind in {PlanKind.BOARD, PlanKind.LOCALITY} and not asked.has_board:
        return f"Choose the board that owns it, or another kind than “{asked.kind.label}”."
    return None


@writing.rule("PLA5", source="Catalogue GOV-03: each theme board owns a commissioning plan")
def its_board_is_ones_own(asked: Writing) -> str | None:
    """The plan of a board is written by the organisation that hosts it, or one that sits on it."""
    if asked.speaks_for_board:
        return None
    return "Your organisation neither hosts this board nor sits on it. Choose a board of yours, or ask one that does."


@dataclass(frozen=True)
class Settling:
    """A plan on its way to being challenged, final or published."""

    state: PlanState
    to: PlanState
    outcomes: int
    priority_outcomes: int
    place_has_priorities: bool
    other_current: str
    remarks: str


settling: Rulebook[Settling] = Rulebook("Challenging, finalising and publishing a plan", prefix="PLB")


@settling.rule("PLB1", source="Catalogue PLN-05: versions are draft, challenged and final, then published")
def the_table_has_this_move(asked: Settling) -> str | None:
    """A plan goes from draft to challenged, to final, to published."""
    if asked.to in PLAN_MOVES[asked.state]:
        return None
    onwards = " or ".join(sorted(state.label.lower() for state in PLAN_MOVES[asked.state] - {asked.state}))
    now = f"The plan is {asked.state.label.lower()}"
    return f"{now}: next it can become {onwards}." if onwards else f"{now}, and stays so. Write a new plan instead."


@settling.rule("PLB2", source="Catalogue PLN-07: plans tag at least one shared priority outcome")
def it_serves_a_priority_outcome(asked: Settling) -> str | None:
    """A final plan serves a priority outcome of the place, or any outcome where none has priority."""
    if asked.to is not PlanState.FINAL:
        return None
    if asked.place_has_priorities and asked.priority_outcomes == 0:
        return "Link the plan to at least one priority outcome of the place before it becomes final."
    if asked.outcomes == 0:
        return "Link the plan to at least one outcome before it becomes final."
    return None


@settling.rule("PLB3", source="Catalogue GOV-03: every theme board has exactly one current plan")
def the_board_has_one_current_plan(asked: Settling) -> str | None:
    """A board has one published commissioning plan at a time."""
    if asked.to is PlanState.PUBLISHED and asked.other_current:
        return f"The board's current plan is “{asked.other_current}”. Say that this plan replaces it."
    return None


@settling.rule("PLB4", source="Catalogue PLN-05: final plans are agreed after draft plans were challenged")
def the_challenge_is_written_down(asked: Settling) -> str | None:
    """Whoever challenges a plan says what was challenged."""
    if asked.to is PlanState.CHALLENGED and asked.state is PlanState.DRAFT and not asked.remarks.strip():
        return "Say what was challenged, and by whom, even if nothing has to change."
    return None


@dataclass(frozen=True)
class Positioning:
    """A locality's position on a plan, as somebody wants to record it."""

    is_locality: bool
    speaks_for_it: bool
    position: Position
    because: str


positioning: Rulebook[Positioning] = Rulebook("Recording a locality's position", prefix="LOC")
LOCALITIES = "Catalogue GOV-05: a plan records each locality's position (adopts, adapts, opts out, with reason)"


@positioning.rule("LOC1", source=LOCALITIES)
def it_is_a_locality(asked: Positioning) -> str | None:
    """Positions are taken by localities."""
    return None if asked.is_locality else "Choose a locality: other boards take part in the plan itself."


@positioning.rule("LOC2", source=LOCALITIES)
def another_way_has_its_reason(asked: Positioning) -> str | None:
    """A locality that adapts a plan or opts out of it says why."""
    if asked.position is not Position.ADOPTS and not asked.because.strip():
        return f"Say why the locality {asked.position.value.replace('_', ' ')}."
    return None


@positioning.rule("LOC3", source=LOCALITIES)
def it_is_their_own_position(asked: Positioning) -> str | None:
    """A locality's position is recorded by the organisation that hosts it, or one that sits on it."""
    if asked.speaks_for_it:
        return None
    return "Your organisation neither hosts this locality nor sits on it. Ask one that does to record its position."


def is_late(*, state: PlanState, begins_on: date, on: date) -> bool:
    """Whether a plan has begun before it was final. Plans are final by the start of the financial year."""
    return state in {PlanState.DRAFT, PlanState.CHALLENGED} and begins_on <= on
