"""Setting a number of law by hand: it works, a stranger is stopped, it is refused with reasons."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.law import number
from wholeplace.ground.overrides import actions, queries
from wholeplace.ground.records.scope import NotThere

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


def read(day, *, by):
    """The number as at a day where somebody acts, with what was set by hand."""
    return number(rule=RULE, on=day, overrides=queries.overrides(seen_by=by))


def set_by(who):
    """What somebody is told of who set the numbers."""
    return [one.override.set_by for one in queries.kept(seen_by=who)]


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def administrator(city):
    """Somebody who administers the place."""
    return city.add_person("administrator", role=Role.ADMINISTRATOR, organisation="council", title="Administrator")


def test_an_override_wins_from_its_day_and_is_shown_as_unconfirmed(administrator):
    actions.set_override(**asked(), by=administrator)

    assert (
        read(TODAY, by=administrator).whole,
        read(TODAY, by=administrator).is_confirmed,
        read(TODAY, by=administrator).overridden,
    ) == (21_000_000, False, True)
    assert (
        read(date(2026, 5, 31), by=administrator).whole,
        read(date(2026, 5, 31), by=administrator).is_confirmed,
    ) == (20_772_000, True)


def test_a_later_override_ends_the_earlier_one_the_day_before(administrator):
    actions.set_override(**asked(), by=administrator)
    actions.set_override(**asked(value=Decimal(22_000_000), begins_on=date(2026, 7, 1)), by=administrator)

    assert (read(date(2026, 6, 30), by=administrator).whole, read(date(2026, 7, 1), by=administrator).whole) == (
        21_000_000,
        22_000_000,
    )


def test_an_ended_override_gives_way_to_the_book(administrator):
    ref = actions.set_override(**asked(), by=administrator)
    actions.end_override(override=ref.public_id, by=administrator, on=TODAY)

    assert (read(TODAY, by=administrator).whole, read(date(2026, 6, 2), by=administrator).whole) == (
        21_000_000,
        20_772_000,
    )


def test_a_commissioner_and_the_public_are_stopped(city, events):
    before = events()
    for stranger in (city.commissioner, STRANGER):
        with pytest.raises(NotAllowed):
            actions.set_override(**asked(), by=stranger)
    assert (queries.kept(seen_by=STRANGER), events()) == ((), before)


@pytest.mark.django_db
def test_a_rule_that_the_book_does_not_hold_is_refused_with_every_reason(events):
    before = events()
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(rule="made_up", jurisdiction="Utopia"), by=BOOTSTRAP)
    assert codes(refused) == ["LAW1", "LAW2"]
    assert (queries.kept(seen_by=STRANGER), events()) == ((), before)


def test_two_values_for_one_day_are_refused(administrator, events):
    actions.set_override(**asked(), by=administrator)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(value=Decimal(1)), by=administrator)
    assert codes(refused) == ["LAW3"]
    assert events() == before


def test_the_right_value_follows_a_wrong_one_that_ended_today(administrator, events):
    ref = actions.set_override(**asked(begins_on=date(2026, 4, 1)), by=administrator)
    actions.end_override(override=ref.public_id, by=administrator, on=TODAY)

    actions.set_override(**asked(value=Decimal(22_000_000)), by=administrator)

    assert [read(day, by=administrator).whole for day in (date(2026, 5, 31), TODAY)] == [21_000_000, 22_000_000]


def test_a_value_from_a_day_on_which_one_that_ended_began_is_refused_and_told_from_when(administrator, events):
    ref = actions.set_override(**asked(), by=administrator)
    actions.end_override(override=ref.public_id, by=administrator, on=TODAY)
    before = events()

    for day in (TODAY, date(2026, 5, 1)):
        with pytest.raises(Refused) as refused:
            actions.set_override(**asked(begins_on=day), by=administrator)
        assert [refusal.sentence for refusal in refused.value.refusals] == [
            "It is set from 1 June 2026 to 1 June 2026 already. Choose 2 June 2026 or a later day."
        ]

    assert events() == before


@pytest.mark.parametrize(
    "rule, value, code",
    [
        ("voluntary_sector_notice", "2.5", "LAW7"),
        ("voluntary_sector_notice", "1201", "LAW8"),
        (RULE, "NaN", "LAW6"),
        (RULE, "sNaN", "LAW6"),
        (RULE, "Infinity", "LAW6"),
        (RULE, "-Infinity", "LAW6"),
        (RULE, "-1", "LAW6"),
        (RULE, "1E+30", "LAW8"),
        ("interval_confidence_high", "99.12345", "LAW6"),
    ],
)
def test_a_value_that_no_reader_could_use_is_refused(administrator, events, rule, value, code):
    before = events()
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(rule=rule, value=Decimal(value)), by=administrator)
    assert (codes(refused), queries.kept(seen_by=STRANGER), events()) == ([code], (), before)


def test_a_value_without_a_reason_is_refused(administrator):
    with pytest.raises(Refused) as refused:
        actions.set_override(**asked(because=" "), by=administrator)
    assert codes(refused) == ["LAW5"]


def test_an_override_holds_in_the_partnership_of_who_set_it_and_in_no_other(administrator, county, events):
    theirs = county.add_person("administrator", role=Role.ADMINISTRATOR, organisation="county", title="Administrator")
    ref = actions.set_override(**asked(), by=administrator)
    before = events()

    assert read(TODAY, by=administrator).whole == 21_000_000
    assert [read(TODAY, by=who).whole for who in (theirs, county.commissioner, STRANGER)] == [20_772_000] * 3
    with pytest.raises(NotAllowed):
        actions.end_override(override=ref.public_id, by=theirs, on=TODAY)
    assert (read(TODAY, by=administrator).ends, events()) == (None, before)

    actions.set_override(**asked(value=Decimal(23_000_000)), by=theirs)
    assert [read(TODAY, by=who).whole for who in (administrator, theirs)] == [21_000_000, 23_000_000]
    (one,) = queries.overrides(seen_by=STRANGER, within=theirs.partnership_id)
    assert one.value == 23_000_000


def test_what_the_house_sets_holds_everywhere_after_what_a_partnership_has_set(administrator, county, events):
    ref = actions.set_override(**asked(value=Decimal(24_000_000)), by=BOOTSTRAP)
    assert [read(TODAY, by=who).whole for who in (administrator, county.commissioner, STRANGER)] == [24_000_000] * 3

    actions.set_override(**asked(), by=administrator)
    assert [read(TODAY, by=who).whole for who in (administrator, county.commissioner)] == [21_000_000, 24_000_000]

    before = events()
    with pytest.raises(NotThere):
        actions.end_override(override=ref.public_id, by=administrator, on=TODAY)
    assert events() == before


def test_the_public_is_told_the_organisation_and_the_partnership_the_person_too(city, administrator, county):
    actions.set_override(**asked(), by=administrator)

    assert set_by(city.partner) == ["Administrator of marlbridge, council"]
    assert [set_by(who) for who in (STRANGER, county.commissioner)] == [["council"], ["council"]]


def test_somebody_of_a_long_name_for_an_organisation_of_a_long_name_sets_a_number(administrator):
    long = replace(administrator, person_name="n" * 200, organisation_name="o" * 250)
    actions.set_override(**asked(), by=long)
    assert set_by(administrator) == [f"{'n' * 200}, {'o' * 250}"]


def test_what_has_ended_is_not_ended_again(administrator, events):
    ref = actions.set_override(**asked(), by=administrator)
    actions.end_override(override=ref.public_id, by=administrator, on=TODAY)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.end_override(override=ref.public_id, by=administrator, on=date(2026, 6, 2))
    assert (codes(refused), events()) == (["LAW4"], before)
