"""Setting a number of law by hand: it works, a stranger is stopped, it is refused with reasons."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.law import number
from wholeplace.ground.overrides import actions, queries

RULE = "threshold_goods_services_sub_central"


def asked(**changes):
    """An override that can be set, with these changes."""
    return {
        "rule": RULE,
        "jurisdiction": "England",
        "value": Decimal(21_000_000),
        "begins_on": TODAY,
        "because": "New regulations, not yet in the book.",
        "on": TODAY,
    } | changes


def read(day):
    """The number as at a day, with every override handed in."""
    return number(rule=RULE, on=day, overrides=queries.overrides(seen_by=STRANGER))


@pytest.fixture
def administrator(city):
    """Somebody who administers the place."""
    return city.add_person("administrator", role=Role.ADMINISTRATOR, organisation="council", title="Administrator")


def test_an_override_wins_from_its_day_and_is_shown_as_unconfirmed(administrator):
    actions.set_override(**asked(), by=administrator)

    assert (read(TODAY).whole, read(TODAY).is_confirmed, read(TODAY).overridden) == (21_000_000, False, True)
    assert (read(date(2026, 5, 31)).whole, read(date(2026, 5, 31)).is_confirmed) == (20_772_000, True)


def test_a_later_override_ends_the_earlier_one_the_day_before(administrator):
    actions.set_override(**asked(), by=administrator)
    actions.set_override(**asked(value=Decimal(22_000_000), begins_on=date(2026, 7, 1)), by=administrator)

    assert (read(date(2026, 6, 30)).whole, read(date(2026, 7, 1)).whole) == (21_000_000, 22_000_000)


def test_an_ended_override_gives_way_to_the_book(administrator):
    ref = actions.set_override(**asked(), by=administrator)
    actions.end_override(override=ref.public_id, by=administrator, on=TODAY)

    assert (read(TODAY).whole, read(date(2026, 6, 2)).whole) == (21_000_000, 20_772_000)


def test_a_commissioner_and_the_public_are_stopped(city, events):
    before = events()
    for stranger in (city.commissioner, STRANGER):
        with pytest.raises(NotAllowed):
            actions.set_override(**asked(), by=stranger)
    assert (queries.overrides(seen_by=STRANGER), events()) == ((), before)


@pytest.mark.django_db
def test_a_rule_that_the_book_does_not_hold_is_refused_with_every_reason(events):
    before = events()
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(rule="made_up", jurisdiction="Utopia"), by=BOOTSTRAP)
    assert [refusal.code for refusal in refused.value.refusals] == ["LAW1", "LAW2"]
    assert (queries.overrides(seen_by=STRANGER), events()) == ((), before)


def test_two_values_for_one_day_are_refused(administrator, events):
    actions.set_override(**asked(), by=administrator)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(value=Decimal(1)), by=administrator)
    assert [refusal.code for refusal in refused.value.refusals] == ["LAW3"]
    assert events() == before
