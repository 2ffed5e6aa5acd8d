"""Posts and joint posts: set up, filled and left; refused with reasons; strangers stopped."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories.governance import person_of
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.queries import history
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.models import Membership
from wholeplace.together.partnership.queries import THE_DOOR


def joint(city, **changes):
    """A joint post of council and integrated care board, with these changes."""
    council, icb = (city.organisations[name].ref.public_id for name in ("council", "icb"))
    given = {
        "partnership": city.partnership,
        "host": council,
        "title": "Deputy director of integrated commissioning",
        "roles": [Role.COMMISSIONER],
        "shares": {council: Decimal("62.5"), icb: Decimal("37.5")},
        "by": city.governance,
        "on": TODAY,
    }
    return actions.set_up_post(**(given | changes))


def post_of(actor, ref, *, on=TODAY):
    """The post as an actor sees it."""
    with speaking_for(actor):
        return queries.post(reference=ref.public_id, seen_by=actor, on=on)


def test_a_joint_post_has_its_funding_split_and_is_vacant_until_filled(city):
    ref = joint(city)

    card = post_of(city.partner, ref)
    assert [(share.body.name, share.percent) for share in card.shares] == [
        ("council", Decimal("62.50")),
        ("icb", Decimal("37.50")),
    ]
    assert (card.is_joint, card.held, card.host.name) == (True, False, "council")


def test_a_post_is_taken_up_and_left_and_the_last_day_counts(city):
    ref = joint(city)
    actions.fill_post(post=ref.public_id, person=person_of(city.analyst), by=city.governance, on=TODAY)
    assert [person.name for person in post_of(city.partner, ref).holders] == ["Analyst of marlbridge"]

    actions.leave_post(post=ref.public_id, person=person_of(city.analyst), by=city.governance, on=TODAY)
    assert post_of(city.partner, ref).held
    assert not post_of(city.partner, ref, on=TODAY + timedelta(days=1)).held


def test_a_public_post_tells_the_public_no_name(city):
    ref = joint(city, sensitivity=Sensitivity.PUBLIC)
    actions.fill_post(post=ref.public_id, person=person_of(city.analyst), by=city.governance, on=TODAY)

    card = post_of(STRANGER, ref)
    assert (card.held, card.holders) == (True, ())


def test_shares_that_do_not_pay_for_all_of_it_are_refused(city, events):
    council, icb = (city.organisations[name].ref.public_id for name in ("council", "icb"))
    before = events()

    with pytest.raises(Refused) as refused:
        joint(city, shares={council: Decimal(60), icb: Decimal(30)})

    assert [refusal.sentence for refusal in refused.value.refusals] == [
        "The shares add up to 90%. They must add up to 100%."
    ]
    assert events() == before


def test_nobody_takes_up_a_post_twice(city, events):
    ref = joint(city)
    asked = {"post": ref.public_id, "person": person_of(city.analyst), "by": city.governance, "on": TODAY}
    actions.fill_post(**asked)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.fill_post(**asked)

    assert [refusal.code for refusal in refused.value.refusals] == ["FIL1"]
    assert events() == before


def test_somebody_who_does_not_hold_a_post_does_not_leave_it(city):
    ref = joint(city)
    with pytest.raises(NotThere):
        actions.leave_post(post=ref.public_id, person=person_of(city.analyst), by=city.governance, on=TODAY)


def test_strangers_set_up_fill_and_empty_no_post(city, county, events):
    ref = joint(city)
    person = person_of(city.analyst)
    before = events()

    for stranger in (city.commissioner, county.governance, STRANGER):
        for verb, given in (
            (actions.fill_post, {"post": ref.public_id, "person": person}),
            (actions.leave_post, {"post": ref.public_id, "person": person}),
        ):
            with pytest.raises((NotAllowed, NotThere)):
                verb(**given, by=stranger, on=TODAY)
        with pytest.raises(NotAllowed):
            joint(city, by=stranger)

    assert (post_of(city.partner, ref).held, events()) == (False, before)


def acts_for(who, *, on=TODAY):
    """The names of the organisations for which a person may act, with the titles of their posts."""
    with speaking_for(THE_DOOR):
        found = queries.capacities(person=who.person_id, seen_by=THE_DOOR, on=on)
    return [(one.actor.post_title, one.actor.organisation_name) for one in found]


def held(city, **changes):
    """A joint post that the analyst holds."""
    ref = joint(city, **changes)
    actions.fill_post(post=ref.public_id, person=person_of(city.analyst), by=city.governance, on=TODAY)
    return ref


JOINT = "Deputy director of integrated commissioning"


@pytest.fixture
def icb_officer(city):
    """A governance officer of the integrated care board."""
    return city.add_person("icb_governance", role=Role.GOVERNANCE, organisation="icb", title="ICB governance officer")


def test_nobody_acts_for_a_body_that_has_left_the_partnership(city):
    before = acts_for(city.partner)
    with speaking_for(BOOTSTRAP), pen_taken(already=False):
        Membership.objects.filter(organisation_id=city.partner.organisation_id).update(ends_on=TODAY)

    assert [len(acts_for(city.partner, on=day)) for day in (TODAY, TODAY + timedelta(days=1))] == [len(before), 0]
    assert acts_for(city.commissioner, on=TODAY + timedelta(days=1))


def test_a_body_that_pays_nothing_or_has_not_joined_is_refused(city, county, events):
    council, icb = (city.organisations[name].ref.public_id for name in ("council", "icb"))
    outside = county.organisations["county"].ref.public_id
    before = events()

    for shares, expected in (
        ({council: Decimal(100), icb: Decimal(0)}, ["POS3"]),
        ({council: Decimal(110), icb: Decimal(-10)}, ["POS3"]),
        ({council: Decimal(60), outside: Decimal(40)}, ["POS4"]),
    ):
        for by in (city.governance, BOOTSTRAP):
            with pytest.raises(Refused) as refused:
                joint(city, shares=shares, by=by)
            assert [refusal.code for refusal in refused.value.refusals] == expected

    assert events() == before


def test_a_joint_post_acts_for_another_body_from_the_day_on_which_that_body_consents(city, icb_officer):
    ref = held(city)
    assert acts_for(city.analyst) == [("Analyst", "council"), (JOINT, "council")]
    assert [share.acts_for_it for share in post_of(city.partner, ref).shares] == [True, False]

    actions.consent_to_post(post=ref.public_id, consented_by="ICB board", by=icb_officer, on=TODAY)

    assert acts_for(city.analyst) == [("Analyst", "council"), (JOINT, "council"), (JOINT, "icb")]
    assert acts_for(city.analyst, on=TODAY - timedelta(days=1)) == []
    assert [share.acts_for_it for share in post_of(city.partner, ref).shares] == [True, True]
    with speaking_for(city.partner):
        assert history(of=[ref], seen_by=city.partner)[0].sentence == "icb consented; consent given by ICB board."


def test_a_body_withdraws_and_the_post_acts_for_it_until_the_last_day(city, icb_officer):
    ref = held(city)
    actions.consent_to_post(post=ref.public_id, consented_by="ICB board", by=icb_officer, on=TODAY)

    actions.withdraw_from_post(
        post=ref.public_id, last_day=TODAY, because="We pay for a post of our own.", by=icb_officer, on=TODAY
    )

    tomorrow = TODAY + timedelta(days=1)
    assert (JOINT, "icb") in acts_for(city.analyst)
    assert (JOINT, "icb") not in acts_for(city.analyst, on=tomorrow)
    actions.consent_to_post(post=ref.public_id, consented_by="ICB board", by=icb_officer, on=tomorrow)
    assert (JOINT, "icb") in acts_for(city.analyst, on=tomorrow)


def test_a_joint_post_that_the_house_sets_up_is_agreed(city):
    held(city, by=BOOTSTRAP)
    assert (JOINT, "icb") in acts_for(city.analyst)


def test_a_consent_that_does_not_stand_is_refused_with_every_reason(city, icb_officer, events):
    ref = held(city)
    asked = {"post": ref.public_id, "by": icb_officer, "on": TODAY}
    with pytest.raises(Refused) as refused:
        actions.consent_to_post(post=ref.public_id, consented_by="Cabinet", by=city.governance, on=TODAY)
    assert [refusal.code for refusal in refused.value.refusals] == ["PCN1"]
    before = events()
    with pytest.raises(Refused) as refused:
        actions.withdraw_from_post(**asked, last_day=TODAY, because=" ")
    assert ([refusal.code for refusal in refused.value.refusals], events()) == (["PWD1", "PWD3"], before)

    actions.consent_to_post(**asked, consented_by="ICB board")
    before = events()
    with pytest.raises(Refused) as refused:
        actions.consent_to_post(**asked, consented_by=" ")
    assert ([refusal.code for refusal in refused.value.refusals], events()) == (["PCN2", "PCN3"], before)


def test_strangers_consent_to_no_post_and_withdraw_from_none(city, county, icb_officer, events):
    ref = held(city)
    before = events()

    for stranger in (city.partner, city.commissioner, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            actions.consent_to_post(post=ref.public_id, consented_by="Us", by=stranger, on=TODAY)
        with pytest.raises((NotAllowed, NotThere)):
            actions.withdraw_from_post(post=ref.public_id, last_day=TODAY, because="No.", by=stranger, on=TODAY)

    assert ((JOINT, "icb") in acts_for(city.analyst), events()) == (False, before)
