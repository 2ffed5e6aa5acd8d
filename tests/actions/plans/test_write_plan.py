"""Writing, challenging, finalising and publishing plans: it works, a stranger is stopped, it is refused."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.thread import SECTIONS, a_board, a_plan, an_intention, an_outcome
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.rules.states import PlanState
from wholeplace.plan.plans.rules.writing import PlanKind, Position
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.seats import SeatRole

LATER = date(2026, 7, 1)


def plan_of(ref, actor):
    """A plan as an actor sees it."""
    with speaking_for(actor):
        return queries.plan(reference=ref.public_id, seen_by=actor)


def plans_of(actor):
    """The titles of the plans an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.plans(within=actor.partnership_id or 0, seen_by=actor)]


def told_of(ref, actor):
    """What happened to a plan, as an actor is told."""
    with speaking_for(actor):
        return [line.sentence for line in history(of=[ref], seen_by=actor)]


def settled(city, *steps, **changes):
    """A plan that serves a priority outcome, taken through these steps."""
    outcome = an_outcome(city.commissioner, is_priority=True)
    ref = a_plan(city.commissioner, outcomes=[outcome.public_id], **changes)
    for step in steps:
        words = {"remarks": "Who pays in the second year?"} if step is actions.challenge else {}
        step(plan=ref.public_id, **words, by=city.commissioner, on=LATER)
    return ref


def test_a_plan_is_written_under_its_board_and_its_parent(city):
    board = a_board(city.governance)
    parent = a_plan(city.commissioner, title="Joint strategy", kind=PlanKind.STRATEGY)
    ref = a_plan(city.commissioner, kind=PlanKind.BOARD, board=board.public_id, parent=parent.public_id)

    plan = plan_of(ref, city.partner)
    assert (plan.board, plan.parent, plan.parent_title) == (board, parent, "Joint strategy")
    assert (plan.state, plan.says.number, plan.says.core_activity) == (
        PlanState.DRAFT,
        1,
        "Home care by outcomes, reablement, equipment.",
    )
    with speaking_for(city.partner):
        (line,) = history(of=[ref], seen_by=city.partner)
    assert (line.sentence, line.authority) == ("Wrote the first draft of the plan.", ("plan.write",))


@pytest.mark.parametrize("who", ["finance", "analyst", "provider", "member"])
def test_somebody_without_the_permission_writes_no_plan(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        a_plan(city.actors[who])

    assert (plans_of(city.commissioner), events()) == ([], before)


def test_the_public_writes_no_plan(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        a_plan(STRANGER)

    assert (plans_of(city.commissioner), events()) == ([], before)


def test_a_plan_with_an_empty_section_and_no_board_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        a_plan(city.commissioner, kind=PlanKind.BOARD, sections=replace(SECTIONS, core_activity=" "))

    assert [refusal.code for refusal in refused.value.refusals] == ["PLA1", "PLA3"]
    assert "Write something under Core activity" in refused.value.refusals[0].sentence
    assert (plans_of(city.commissioner), events()) == ([], before)


def test_nobody_occupies_the_board_of_others(city, events):
    board = a_board(city.governance)
    before = events()

    with pytest.raises(Refused) as refused:
        a_plan(city.partner, kind=PlanKind.BOARD, board=board.public_id)

    assert [refusal.code for refusal in refused.value.refusals] == ["PLA5"]
    assert (plans_of(city.commissioner), events()) == ([], before)


def test_who_sits_on_a_board_writes_its_plan(city):
    board = a_board(city.governance)
    partnerships.give_seat(
        board=board.public_id,
        organisation=city.organisations["icb"].ref.public_id,
        role=SeatRole.MEMBER,
        voting=True,
        by=city.governance,
        on=TODAY,
    )

    ref = a_plan(city.partner, kind=PlanKind.BOARD, board=board.public_id)

    assert plan_of(ref, city.commissioner).board == board


def test_nobody_takes_a_position_for_a_locality_of_others(city, events):
    locality = a_board(city.governance, title="North locality", kind=BoardKind.LOCALITY)
    ref = a_plan(city.partner)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.record_position(
            plan=ref.public_id, locality=locality.public_id, position=Position.ADOPTS, by=city.partner, on=TODAY
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["LOC3"]
    assert events() == before


def test_an_outcome_that_not_everybody_sees_is_named_to_nobody_else(city):
    hidden = an_outcome(city.commissioner, title="Kept to ourselves", sensitivity=Sensitivity.ORGANISATION)
    ref = a_plan(city.commissioner)
    actions.link_outcome(plan=ref.public_id, outcome=hidden.public_id, by=city.commissioner, on=TODAY)

    assert told_of(ref, city.commissioner)[0] == "Linked the outcome “Kept to ourselves”."
    assert told_of(ref, city.partner) == ["Wrote the first draft of the plan."]


def test_a_plan_cannot_stand_under_a_plan_of_another_partnership(city, county, events):
    parent = a_plan(county.commissioner, sensitivity=Sensitivity.PUBLIC)
    before = events()

    with pytest.raises(NotThere):
        a_plan(city.commissioner, parent=parent.public_id)

    assert (plans_of(city.commissioner), events()) == ([], before)


def test_a_plan_goes_from_draft_to_challenged_to_final_to_published(city):
    ref = settled(city, actions.challenge, actions.finalise, actions.publish)

    plan = plan_of(ref, STRANGER)
    assert (plan.state, plan.published_on, plan.sensitivity) == (
        PlanState.PUBLISHED,
        LATER,
        Sensitivity.PUBLIC,
    )
    with speaking_for(city.partner):
        said = queries.versions(plan=plan.number, seen_by=city.partner)
        told = [line.sentence for line in history(of=[ref], seen_by=city.partner)]
    assert [(one.number, one.stage, one.begins_on, one.ends_on) for one in said] == [
        (3, PlanState.FINAL, LATER, None),
        (2, PlanState.CHALLENGED, LATER, LATER),
        (1, PlanState.DRAFT, TODAY, date(2026, 6, 30)),
    ]
    assert told == [
        "Published the plan.",
        "Made version 3 final, after the day on which it was to begin.",
        "Challenged the draft: Who pays in the second year?",
        "Wrote the first draft of the plan.",
    ]


def test_revising_a_final_plan_makes_it_a_draft_again(city):
    ref = settled(city, actions.challenge, actions.finalise)
    actions.revise(
        plan=ref.public_id,
        sections=replace(SECTIONS, objectives="Better lives."),
        remarks="After the budget",
        by=city.commissioner,
        on=LATER,
    )

    plan = plan_of(ref, city.partner)
    assert (plan.state, plan.says.objectives, plan.says.number) == (PlanState.DRAFT, "Better lives.", 4)


def test_revising_a_challenged_plan_leaves_it_challenged(city):
    ref = settled(city, actions.challenge)
    actions.revise(plan=ref.public_id, sections=SECTIONS, remarks="Answered", by=city.commissioner, on=LATER)

    assert plan_of(ref, city.partner).state is PlanState.CHALLENGED


def test_a_published_plan_is_not_revised_and_no_section_is_emptied(city, events):
    ref = settled(city, actions.challenge, actions.finalise, actions.publish)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.revise(
            plan=ref.public_id,
            sections=replace(SECTIONS, objectives=""),
            remarks="",
            by=city.commissioner,
            on=LATER,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["PLB1", "PLA1"]
    assert plan_of(ref, city.partner).says.number == 3
    assert events() == before


@pytest.mark.parametrize(
    "steps, step, code",
    [
        ((), actions.finalise, "PLB1"),
        ((), actions.publish, "PLB1"),
        ((actions.challenge,), actions.publish, "PLB1"),
        ((actions.challenge, actions.finalise), actions.finalise, "PLB1"),
    ],
)
def test_no_step_is_left_out_or_taken_twice(city, events, steps, step, code):
    ref = settled(city, *steps)
    state, before = plan_of(ref, city.partner).state, events()

    with pytest.raises(Refused) as refused:
        step(plan=ref.public_id, by=city.commissioner, on=LATER)

    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert (plan_of(ref, city.partner).state, events()) == (state, before)


def test_a_plan_is_challenged_once(city, events):
    ref = settled(city, actions.challenge)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.challenge(plan=ref.public_id, remarks="Again", by=city.commissioner, on=LATER)

    assert [refusal.code for refusal in refused.value.refusals] == ["PLB5"]
    assert events() == before


def test_a_plan_that_serves_no_priority_outcome_does_not_become_final(city, events):
    an_outcome(city.commissioner, is_priority=True)
    other = an_outcome(city.commissioner)
    ref = a_plan(city.commissioner, outcomes=[other.public_id])
    actions.challenge(plan=ref.public_id, remarks="Which priority?", by=city.commissioner, on=LATER)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.finalise(plan=ref.public_id, by=city.commissioner, on=LATER)

    assert [refusal.code for refusal in refused.value.refusals] == ["PLB2"]
    assert (plan_of(ref, city.partner).state, events()) == (PlanState.CHALLENGED, before)


def test_a_plan_serves_the_outcomes_of_its_intentions_too(city):
    outcome = an_outcome(city.commissioner, is_priority=True)
    ref = a_plan(city.commissioner)
    an_intention(city.commissioner, plans=[ref.public_id], outcomes=[outcome.public_id])
    actions.challenge(plan=ref.public_id, remarks="None", by=city.commissioner, on=LATER)
    actions.finalise(plan=ref.public_id, by=city.commissioner, on=LATER)

    assert plan_of(ref, city.partner).state is PlanState.FINAL


def test_a_board_has_one_current_plan_until_another_replaces_it(city, events):
    board = a_board(city.governance)
    of_board = {"kind": PlanKind.BOARD, "board": board.public_id}
    steps = (actions.challenge, actions.finalise)
    first = settled(city, *steps, actions.publish, title="Plan of 2023", **of_board)
    second = settled(city, *steps, title="Plan of 2026", **of_board)
    third = settled(city, *steps, title="Plan instead", replaces=first.public_id, **of_board)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.publish(plan=second.public_id, by=city.commissioner, on=LATER)
    assert [refusal.code for refusal in refused.value.refusals] == ["PLB3"]
    assert (plan_of(second, city.partner).state, events()) == (PlanState.FINAL, before)

    actions.publish(plan=third.public_id, by=city.commissioner, on=LATER)
    assert plan_of(first, city.partner).state is PlanState.REPLACED
    assert plan_of(third, city.partner).state is PlanState.PUBLISHED
    with speaking_for(city.partner):
        assert history(of=[first], seen_by=city.partner)[0].sentence == "Replaced by “Plan instead”."


@pytest.mark.parametrize("step", [actions.finalise, actions.publish])
def test_another_organisation_moves_no_plan_that_is_not_its_own(city, events, step):
    ref = settled(city, actions.challenge)
    before = events()

    with pytest.raises(NotAllowed):
        step(plan=ref.public_id, by=city.partner, on=LATER)

    assert (plan_of(ref, city.partner).state, events()) == (PlanState.CHALLENGED, before)


def test_another_organisation_neither_challenges_nor_revises(city, events):
    ref = settled(city)
    before = events()

    with pytest.raises(NotAllowed):
        actions.challenge(plan=ref.public_id, remarks="No", by=city.partner, on=LATER)
    with pytest.raises(NotAllowed):
        actions.revise(plan=ref.public_id, sections=SECTIONS, remarks="No", by=city.partner, on=LATER)

    assert (plan_of(ref, city.partner).says.number, events()) == (1, before)


def test_a_plan_is_linked_to_an_outcome_once(city, events):
    outcome, ref = an_outcome(city.partner), a_plan(city.commissioner)
    actions.link_outcome(plan=ref.public_id, outcome=outcome.public_id, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_outcome(plan=ref.public_id, outcome=outcome.public_id, by=city.commissioner, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.link_outcome(plan=ref.public_id, outcome=outcome.public_id, by=city.partner, on=TODAY)

    assert refused.value.refusals[0].code == "PLA4"
    assert events() == before


def test_a_locality_changes_its_position_with_its_reason(city):
    locality = a_board(city.governance, title="North locality", kind=BoardKind.LOCALITY)
    ref = a_plan(city.commissioner)
    for position, because, on in (
        (Position.ADOPTS, "", TODAY),
        (Position.ADAPTS, "It has its own carers' service.", LATER),
    ):
        actions.record_position(
            plan=ref.public_id,
            locality=locality.public_id,
            position=position,
            because=because,
            by=city.commissioner,
            on=on,
        )

    plan = plan_of(ref, city.partner)
    with speaking_for(city.partner):
        now, before = queries.positions(plan=plan.number, seen_by=city.partner)
    assert (now.locality, now.position, now.ends_on) == (locality, Position.ADAPTS, None)
    assert (before.position, before.ends_on) == (Position.ADOPTS, date(2026, 6, 30))


def test_a_theme_board_that_opts_out_is_refused_with_every_reason(city, events):
    board, ref = a_board(city.governance), a_plan(city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.record_position(
            plan=ref.public_id,
            locality=board.public_id,
            position=Position.OPTS_OUT,
            by=city.commissioner,
            on=TODAY,
        )
    with pytest.raises(NotAllowed):
        actions.record_position(
            plan=ref.public_id,
            locality=board.public_id,
            position=Position.ADOPTS,
            by=city.partner,
            on=TODAY,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["LOC1", "LOC2"]
    assert events() == before
