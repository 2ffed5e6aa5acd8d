"""A decision of a neighbouring partnership decides nothing here, whatever it says it is about."""

import pytest

from tests.across.test_thread import line
from tests.factories.governance import about, taken
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.across.thread.walk import thread
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans import queries as plan_queries
from wholeplace.plan.plans.rules.moving import IntentionState
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions import queries
from wholeplace.together.decisions.rules.deciding import Outcome

__all__ = ["line"]


def decide_from(actor, subject: Ref, outcome: Outcome) -> Ref:
    """A public decision about a subject, recorded in the actor's own partnership."""
    return decisions.record_elsewhere(
        taken_by="Cabinet",
        source="Minutes of 1 June 2026, item 7",
        about=about(subject=subject),
        taken=taken(outcome=outcome),
        sensitivity=Sensitivity.PUBLIC,
        by=actor,
        on=TODAY,
    )


def test_a_neighbours_approval_agrees_nothing(city, county, line, events):
    intention = line[-1]
    decide_from(county.governance, intention, Outcome.APPROVED)
    before = events()
    with pytest.raises(Refused) as refused:
        plans.agree(intention=intention.public_id, by=city.commissioner, on=TODAY)
    assert [refusal.code for refusal in refused.value.refusals] == ["MVE2"]
    assert events() == before


def test_a_neighbours_refusal_takes_no_approval_back(city, county, line):
    intention = line[-1]
    decide_from(city.governance, intention, Outcome.APPROVED)
    decide_from(county.governance, intention, Outcome.REFUSED)
    plans.agree(intention=intention.public_id, by=city.commissioner, on=TODAY)
    with speaking_for(city.partner):
        card = plan_queries.intention(reference=intention.public_id, seen_by=city.partner)
    assert card.state is IntentionState.AGREED


def test_a_neighbours_decision_is_neither_on_the_record_nor_on_the_thread(city, county, line):
    intention = line[-1]
    ours = decide_from(city.governance, intention, Outcome.APPROVED)
    theirs = decide_from(county.governance, intention, Outcome.REFUSED)
    with speaking_for(city.partner):
        on_record = queries.decisions_on(ref=intention, within=city.partner.partnership_id, seen_by=city.partner)
        walked = thread(of=intention, seen_by=city.partner)
    assert [card.ref for card in on_record] == [ours]
    assert ours in {stop.ref for stop in walked.leads_to}
    assert theirs not in {stop.ref for stop in walked.leads_to}
    assert theirs not in {edge.leads_to for edge in walked.edges}
    with speaking_for(STRANGER):
        named = thread(of=theirs, seen_by=STRANGER)
    assert (named.came_from, named.edges) == ((), ())
