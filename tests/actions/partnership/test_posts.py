"""Posts and joint posts: set up, filled and left; refused with reasons; strangers stopped."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories.governance import person_of
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.partnership import actions, queries


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
