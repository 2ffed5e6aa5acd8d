"""Raising intentions, tying them in and moving them on: it works, a stranger is stopped, it is refused."""

import pytest

from tests.factories.thread import (
    THIS_YEAR,
    a_decision,
    a_need,
    a_plan,
    an_agreed_intention,
    an_intention,
    an_outcome,
    intended,
    pounds,
)
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.records.thread import edges
from wholeplace.ground.trail.queries import history
from wholeplace.plan.plans import actions, queries
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.ratifying import Position


def intention_of(ref, actor):
    """An intention as an actor sees it."""
    with speaking_for(actor):
        return queries.intention(reference=ref.public_id, seen_by=actor)


def intentions_of(actor):
    """The titles of the intentions an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.intentions(within=actor.partnership_id or 0, seen_by=actor)]


def test_an_intention_is_shared_with_partners_when_it_is_raised(city):
    need, outcome = a_need(city.commissioner), an_outcome(city.partner)
    plan = a_plan(city.commissioner)
    ref = an_intention(
        city.commissioner,
        needs=[need.public_id],
        outcomes=[outcome.public_id],
        plans=[plan.public_id],
        affects=[city.organisations["icb"].ref.public_id],
        money={THIS_YEAR: pounds(1_640_000), THIS_YEAR.next: pounds(-40_000)},
    )

    intention = intention_of(ref, city.partner)
    assert (intention.state, intention.change) == (IntentionState.RAISED, Change.TRANSFORM)
    assert [(line.year, line.amount) for line in intention.money] == [
        (THIS_YEAR, pounds(1_640_000)),
        (THIS_YEAR.next, pounds(-40_000)),
    ]
    assert intention.total == pounds(1_600_000)
    assert intention.plans == ((plan, "Adult social care commissioning plan"),)
    assert [body.name for body in intention.affects] == ["icb"]
    with speaking_for(city.partner):
        held = edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner)
        (line,) = history(of=[ref], seen_by=city.partner)
    assert {(edge.came_from, edge.leads_to) for edge in held} == {(need, ref), (outcome, ref), (plan, ref)}
    assert line.sentence == ("Raised the intention and shared it with the partnership. It affects icb.")


@pytest.mark.parametrize("who", ["finance", "analyst", "provider", "member"])
def test_somebody_without_the_permission_raises_no_intention(city, events, who):
    need, outcome = a_need(city.commissioner), an_outcome(city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        an_intention(city.actors[who], needs=[need.public_id], outcomes=[outcome.public_id])

    assert (intentions_of(city.commissioner), events()) == ([], before)


def test_the_public_raises_no_intention(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        an_intention(STRANGER, needs=[], outcomes=[])

    assert (intentions_of(city.commissioner), events()) == ([], before)


def test_an_intention_that_says_nothing_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        an_intention(
            city.commissioner,
            needs=[],
            outcomes=[],
            says={"fit": "", "change": Change.STOP},
            money={THIS_YEAR: pounds(1)},
            sensitivity=Sensitivity.ORGANISATION,
        )

    codes = [refusal.code for refusal in refused.value.refusals]
    assert codes == ["ITN1", "ITN2", "ITN3", "ITN4", "ITN5", "ITN6"]
    assert (intentions_of(city.commissioner), events()) == ([], before)


@pytest.mark.parametrize("far", ["need", "outcome", "plan"])
def test_nothing_of_another_partnership_is_linked_even_when_it_is_public(city, county, events, far):
    make = {"need": a_need, "outcome": an_outcome, "plan": a_plan}[far]
    there = make(county.commissioner, sensitivity=Sensitivity.PUBLIC)
    need, outcome = a_need(city.commissioner), an_outcome(city.commissioner)
    links = {"needs": [need.public_id], "outcomes": [outcome.public_id]} | {f"{far}s": [there.public_id]}
    before = events()

    with pytest.raises(NotThere):
        an_intention(city.commissioner, **links)

    assert (intentions_of(city.commissioner), events()) == ([], before)


def test_an_intention_is_tied_to_one_more_plan_once(city, events):
    plan, ref = a_plan(city.partner), an_intention(city.commissioner)
    actions.link_intention(intention=ref.public_id, plan=plan.public_id, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_intention(intention=ref.public_id, plan=plan.public_id, by=city.commissioner, on=TODAY)

    assert refused.value.refusals[0].code == "ITN7"
    assert [one for one, _ in intention_of(ref, city.partner).plans] == [plan]
    assert events() == before


def test_an_intention_is_tied_to_more_needs_and_outcomes_in_one_go(city):
    ref = an_intention(city.commissioner)
    need, outcome = a_need(city.partner), an_outcome(city.partner)
    actions.link_intention(
        intention=ref.public_id,
        need=need.public_id,
        outcome=outcome.public_id,
        by=city.commissioner,
        on=TODAY,
    )

    with speaking_for(city.partner):
        held = edges(queries.EDGES, refs=frozenset({ref}), seen_by=city.partner)
    assert {need, outcome} <= {edge.came_from for edge in held}


def test_tying_to_nothing_is_refused_and_another_organisation_ties_nothing(city, events):
    ref, plan = an_intention(city.commissioner), a_plan(city.partner)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.link_intention(intention=ref.public_id, by=city.commissioner, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.link_intention(intention=ref.public_id, plan=plan.public_id, by=city.partner, on=TODAY)

    assert refused.value.refusals[0].code == "ITN8"
    assert events() == before


def test_an_approving_decision_lets_an_intention_be_agreed_begun_and_done(city):
    ref = an_intention(city.commissioner)
    actions.propose(intention=ref.public_id, by=city.commissioner, on=TODAY)
    decision = a_decision(city.member, on_subject=ref)
    actions.agree(intention=ref.public_id, by=city.commissioner, on=TODAY)
    assert intention_of(ref, city.partner).decision == decision

    actions.begin(intention=ref.public_id, by=city.commissioner, on=TODAY)
    actions.finish(intention=ref.public_id, came_of_it="Four waiting lists fewer.", by=city.commissioner, on=TODAY)

    intention = intention_of(ref, city.partner)
    assert (intention.state, intention.ends_on) == (IntentionState.DONE, TODAY)
    assert intention.came_of_it == "Four waiting lists fewer."
    with speaking_for(city.partner):
        told = [line.sentence for line in history(of=[ref], seen_by=city.partner)]
    assert told[:4] == [
        "Marked as done: Four waiting lists fewer.",
        "Marked as under way.",
        "Agreed by the decision “Home reablement: one service”.",
        "Marked as proposed.",
    ]


@pytest.mark.parametrize("outcome", [None, Outcome.REFUSED, Outcome.DEFERRED])
def test_without_an_approving_decision_nothing_is_agreed(city, events, outcome):
    ref = an_intention(city.commissioner)
    if outcome:
        a_decision(city.member, on_subject=ref, outcome=outcome)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.agree(intention=ref.public_id, by=city.commissioner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == ["MVE2"]
    assert (intention_of(ref, city.partner).state, events()) == (IntentionState.RAISED, before)


def test_a_joint_decision_binds_only_when_every_organisation_has_agreed(city):
    officer = city.add_person(
        "icb_governance", role=Role.GOVERNANCE, organisation="icb", title="ICB governance officer"
    )
    ref = an_intention(city.commissioner)
    decision = a_decision(city.member, on_subject=ref, affected=(city.organisations["icb"].ref.public_id,))
    with pytest.raises(Refused):
        actions.agree(intention=ref.public_id, by=city.commissioner, on=TODAY)

    decisions.ratify(
        decision=decision.public_id,
        position=Position.AGREED,
        body_name="ICB board",
        taken_on=TODAY,
        by=officer,
        on=TODAY,
    )
    actions.agree(intention=ref.public_id, by=city.commissioner, on=TODAY)

    assert intention_of(ref, city.partner).state is IntentionState.AGREED


@pytest.mark.parametrize(
    "step, words, code",
    [
        (actions.begin, {}, "MVE1"),
        (actions.finish, {"came_of_it": "All"}, "MVE1"),
        (actions.drop, {"because": " "}, "MVE3"),
    ],
)
def test_a_raised_intention_neither_begins_nor_ends_nor_is_dropped_without_a_reason(city, events, step, words, code):
    ref = an_intention(city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        step(intention=ref.public_id, **words, by=city.commissioner, on=TODAY)

    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert (intention_of(ref, city.partner).state, events()) == (IntentionState.RAISED, before)


def test_a_dropped_intention_says_why_and_stays_dropped(city, events):
    ref = an_agreed_intention(city)
    actions.drop(intention=ref.public_id, because="The money went.", by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused):
        actions.propose(intention=ref.public_id, by=city.commissioner, on=TODAY)

    intention = intention_of(ref, city.partner)
    assert (intention.state, intention.came_of_it) == (IntentionState.DROPPED, "The money went.")
    assert events() == before


@pytest.mark.parametrize(
    "step, words",
    [
        (actions.propose, {}),
        (actions.agree, {}),
        (actions.begin, {}),
        (actions.finish, {"came_of_it": "All"}),
        (actions.drop, {"because": "No"}),
    ],
)
def test_another_organisation_moves_no_intention_that_is_not_its_own(city, events, step, words):
    ref = an_intention(city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        step(intention=ref.public_id, **words, by=city.partner, on=TODAY)

    assert (intention_of(ref, city.partner).state, events()) == (IntentionState.RAISED, before)


def test_an_intention_without_a_need_says_why_and_what_it_rests_on(city):
    ref = an_intention(
        city.commissioner,
        needs=[],
        says={"why_no_need": "The law requires it.", "evidence": "The regulations of 2026"},
    )

    assert intention_of(ref, city.partner).why_no_need == "The law requires it."
    assert intended().why_no_need == ""


def test_an_intention_affects_nobody_who_never_joined(city, county, events):
    outcome, need = an_outcome(city.commissioner), a_need(city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        an_intention(
            city.commissioner,
            outcomes=[outcome.public_id],
            needs=[need.public_id],
            affects=[county.organisations["county"].ref.public_id],
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["ITN9"]
    assert events() == before


def test_a_need_that_not_everybody_sees_is_named_to_nobody_else(city):
    hidden = a_need(city.commissioner, title="Kept to ourselves", sensitivity=Sensitivity.ORGANISATION)
    ref = an_intention(city.commissioner)
    actions.link_intention(intention=ref.public_id, need=hidden.public_id, by=city.commissioner, on=TODAY)

    def told(actor):
        with speaking_for(actor):
            return " ".join(line.sentence for line in history(of=[ref], seen_by=actor))

    assert ("Kept to ourselves" in told(city.commissioner), "Kept to ourselves" in told(city.partner)) == (True, False)


def test_an_area_that_nobody_knows_is_refused(city, events):
    outcome, need = an_outcome(city.commissioner), a_need(city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        an_intention(
            city.commissioner,
            says={"area_code": "E99999999"},
            outcomes=[outcome.public_id],
            needs=[need.public_id],
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["ITN10"]
    assert events() == before
