"""A decision of a neighbouring partnership decides nothing here, whatever it says it is about."""

import pytest

from tests.across.test_thread import line
from tests.factories.governance import about, taken
from tests.factories.thread import an_intention
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.across.inbox.calls import calls
from wholeplace.across.thread.subjects import subject_here
from wholeplace.across.thread.walk import thread
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.plan.plans import actions as plans
from wholeplace.plan.plans import queries as plan_queries
from wholeplace.plan.plans.rules.moving import IntentionState
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions import queries
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.actions.arrangements import ArrangementTerms
from wholeplace.together.partnership.rules.arrangements import ArrangementType
from wholeplace.together.people.models import Person

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


def test_what_a_matter_is_about_is_there_only_in_the_partnership_of_whoever_asks(city, county, line):
    intention, hidden = line[-1], an_intention(city.commissioner, sensitivity=Sensitivity.PARTNERSHIP)
    public = an_intention(city.commissioner, sensitivity=Sensitivity.PUBLIC)
    pool = an_arrangement(city)
    for ref in (intention, hidden, public, pool):
        with speaking_for(city.partner):
            assert subject_here(ref=ref, seen_by=city.partner).ref == ref
        for stranger in (county.governance, STRANGER):
            with speaking_for(stranger), pytest.raises(NotThere):
                subject_here(ref=ref, seen_by=stranger)
    for absent in (Ref("intention", "zzzzzzzzzzzz"), Ref("arrangement", "zzzzzzzzzzzz"), Ref("dream", "zzzzzzzzzzzz")):
        with speaking_for(city.partner), pytest.raises(NotThere):
            subject_here(ref=absent, seen_by=city.partner)


def an_arrangement(city) -> Ref:
    """A pooled fund that everybody may know of, between the council and the integrated care board."""
    return partnerships.register_arrangement(
        title="Learning disability pool",
        type=ArrangementType.SECTION_75_POOLED,
        parties={city.organisations[name].ref.public_id: None for name in ("council", "icb")},
        terms=ArrangementTerms(),
        sensitivity=Sensitivity.PUBLIC,
        by=city.governance,
        on=TODAY,
    )


def test_a_partners_approval_agrees_nothing_and_its_refusal_takes_no_approval_back(client, city, line, events):
    chief = city.add_person("icb_member", role=Role.MEMBER, organisation="icb", title="ICB chief officer")
    intention = line[-1]
    decide_from(chief, intention, Outcome.APPROVED)
    before = events()
    with pytest.raises(Refused) as refused:
        plans.agree(intention=intention.public_id, by=city.commissioner, on=TODAY)
    assert ([refusal.code for refusal in refused.value.refusals], events()) == (["MVE2"], before)
    client.force_login(
        Person.objects.get(email=city.emails["commissioner"]), backend="django.contrib.auth.backends.ModelBackend"
    )
    page = client.get(f"/intentions/{intention.public_id}").content.decode()
    assert "not taken to a board yet" in page
    assert "Mark as agreed" not in page
    with speaking_for(city.commissioner):
        assert not [call for call in calls(seen_by=city.commissioner, on=TODAY) if call.do == "Mark it as agreed"]

    decide_from(city.governance, intention, Outcome.APPROVED)
    decide_from(chief, intention, Outcome.REFUSED)
    with speaking_for(city.commissioner):
        assert [call.of for call in calls(seen_by=city.commissioner, on=TODAY) if call.do == "Mark it as agreed"] == [
            intention
        ]
    plans.agree(intention=intention.public_id, by=city.commissioner, on=TODAY)
    with speaking_for(city.partner):
        card = plan_queries.intention(reference=intention.public_id, seen_by=city.partner)
    assert card.state is IntentionState.AGREED
