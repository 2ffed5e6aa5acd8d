"""Recording a need: it works, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.factories.areas import take_in_areas
from tests.factories.thread import an_indicator
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.needs import actions, queries
from wholeplace.analyse.needs.actions import EvidenceGiven
from wholeplace.analyse.needs.rules.groups import Confidence, Group
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history


def asked(**changes):
    """A need that can be recorded, with these changes."""
    need = {
        "title": "Older people living alone without help",
        "statement": "One in three people over 75 lives alone, and four in ten of them see nobody in a week.",
        "group": Group.OLDER_PEOPLE,
        "confidence": Confidence.MEDIUM,
        "observed_on": TODAY,
        "evidence": [EvidenceGiven(source="Household survey 2025", observed_on=TODAY)],
    }
    return need | changes | {"on": TODAY}


def measured(code="lives-alone"):
    """What a need that is measured rests on."""
    return {
        "confidence": Confidence.HIGH,
        "evidence": [
            EvidenceGiven(source="Household survey 2025", observed_on=TODAY, indicator_code=code, figure="34%")
        ],
    }


def needs_of(actor):
    """The titles of the needs an actor sees."""
    with speaking_for(actor):
        return [row.title for row in queries.needs(within=actor.partnership_id or 0, seen_by=actor)]


def test_a_commissioner_records_a_need_that_the_partnership_sees(city):
    an_indicator("lives-alone")
    ref = actions.record_need(**asked(**measured()), by=city.commissioner)

    with speaking_for(city.partner):
        need = queries.need(reference=ref.public_id, seen_by=city.partner)
        (line,) = history(of=[ref], seen_by=city.partner)
    assert need.title == "Older people living alone without help"
    assert need.organisation == city.commissioner.organisation_id
    assert [(one.indicator_code, one.figure) for one in need.evidence] == [("lives-alone", "34%")]
    assert (line.sentence, line.post_title, line.authority) == (
        "Recorded the need.",
        "Commissioner",
        ("need.record",),
    )


def test_a_need_of_another_partnership_is_not_there(city, county):
    ref = actions.record_need(**asked(), by=city.commissioner)

    for stranger in (county.commissioner, STRANGER):
        with speaking_for(stranger), pytest.raises(NotThere):
            queries.need(reference=ref.public_id, seen_by=stranger)


@pytest.mark.parametrize("who", ["finance", "provider", "member"])
def test_somebody_without_the_permission_is_stopped(city, events, who):
    before = events()

    with pytest.raises(NotAllowed):
        actions.record_need(**asked(), by=city.actors[who])

    assert (needs_of(city.commissioner), events()) == ([], before)


def test_the_public_is_asked_to_sign_in(city, events):
    before = events()

    with pytest.raises(NotAllowed) as stopped:
        actions.record_need(**asked(), by=STRANGER)

    assert [refusal.sentence for refusal in stopped.value.refusals] == ["Sign in to record needs and their evidence."]
    assert (needs_of(city.commissioner), events()) == ([], before)


def test_a_need_that_rests_on_nothing_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.record_need(**asked(evidence=[], confidence=Confidence.HIGH), by=city.commissioner)

    assert [refusal.code for refusal in refused.value.refusals] == ["NED1", "NED2"]
    assert (needs_of(city.commissioner), events()) == ([], before)


def test_another_organisation_may_read_a_need_but_not_close_it(city, events):
    ref = actions.record_need(**asked(), by=city.commissioner)
    before = events()

    with pytest.raises(NotAllowed):
        actions.close_need(need=ref.public_id, because="We think otherwise.", by=city.partner, on=TODAY)

    assert events() == before
    assert needs_of(city.commissioner) == ["Older people living alone without help"]


def test_a_closed_need_is_not_closed_again(city, events):
    ref = actions.record_need(**asked(), by=city.commissioner)
    actions.close_need(need=ref.public_id, because="Met.", by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.close_need(need=ref.public_id, because="Met.", by=city.commissioner, on=TODAY)

    assert refused.value.refusals[0].code == "NED4"
    assert events() == before


def test_an_indicator_or_area_that_nobody_knows_is_refused_and_measures_nothing(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.record_need(**asked(**measured("nothing"), area_code="E99999999"), by=city.commissioner)

    assert [refusal.code for refusal in refused.value.refusals] == ["NED2", "NED5", "NED6"]
    assert (needs_of(city.commissioner), events()) == ([], before)


def test_an_area_goes_by_its_own_name(city):
    take_in_areas()
    ref = actions.record_need(**asked(area_code="X08000001", area_name="Somewhere else"), by=city.commissioner)

    with speaking_for(city.partner):
        need = queries.need(reference=ref.public_id, seen_by=city.partner)
    assert (need.area_code, need.area_name) == ("X08000001", "Marlbridge")


def test_evidence_of_an_indicator_that_nobody_knows_is_refused(city, events):
    ref = actions.record_need(**asked(), by=city.commissioner)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.add_evidence(
            need=ref.public_id,
            evidence=EvidenceGiven(source="A list", observed_on=TODAY, indicator_code="nothing"),
            by=city.commissioner,
            on=TODAY,
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["NED5"]
    assert events() == before
