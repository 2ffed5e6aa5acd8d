"""Who may do what: answers from values alone."""

import pytest

from wholeplace.ground.access.actor import (
    BOOTSTRAP,
    THE_PUBLIC,
    Actor,
    Kind,
    NotAllowed,
    authority_was_checked,
    service,
)
from wholeplace.ground.access.permissions import Permission, Reach
from wholeplace.ground.access.roles import ROLES, Role, permissions_of

COMMISSIONER = Actor(
    kind=Kind.PERSON,
    person_id=1,
    post_title="Commissioner",
    organisation_id=10,
    partnership_id=100,
    permissions=permissions_of(frozenset({Role.COMMISSIONER})),
)


def test_a_permission_is_used_on_records_of_ones_own_organisation():
    assert COMMISSIONER.may(Permission.NEED_RECORD, organisation=10, partnership=100)
    assert not COMMISSIONER.may(Permission.NEED_RECORD, organisation=11, partnership=100)
    assert not COMMISSIONER.may(Permission.NEED_RECORD, organisation=10, partnership=101)


def test_a_permission_that_reaches_the_partnership_is_used_on_any_record_in_it():
    assert Permission.INTEREST_DECLARE.reach is Reach.PARTNERSHIP
    assert COMMISSIONER.may(Permission.INTEREST_DECLARE, organisation=11, partnership=100)
    assert not COMMISSIONER.may(Permission.INTEREST_DECLARE, organisation=11, partnership=101)


def test_a_permission_that_the_post_does_not_bring_is_refused_with_a_sentence():
    with pytest.raises(NotAllowed) as stopped:
        COMMISSIONER.must(Permission.DECISION_TAKE)
    assert "Acting as Commissioner, you may not record what a board or post decides." in str(stopped.value)


def test_a_permission_beyond_its_reach_says_whose_records_it_is_for():
    with pytest.raises(NotAllowed, match="only for records of the organisation you act for"):
        COMMISSIONER.must(Permission.NEED_RECORD, organisation=11, partnership=100)


def test_the_public_is_asked_to_sign_in():
    with pytest.raises(NotAllowed, match="Sign in to record needs"):
        THE_PUBLIC.must(Permission.NEED_RECORD)


def test_the_house_itself_may_do_everything_and_is_nobody_who_signs_in():
    for actor in (BOOTSTRAP, service("A policy")):
        assert all(actor.may(permission, organisation=1, partnership=2) for permission in Permission)
        assert (actor.is_system, actor.is_signed_in) == (True, False)


def test_asking_for_authority_is_remembered_only_inside_an_action():
    COMMISSIONER.must(Permission.NEED_RECORD)
    token = authority_was_checked.set([])
    try:
        COMMISSIONER.must(Permission.NEED_RECORD)
        assert authority_was_checked.get() == ["need.record"]
    finally:
        authority_was_checked.reset(token)


def test_clearances_come_from_permissions():
    assert COMMISSIONER.clearances == ("commercial",)
    assert THE_PUBLIC.clearances == ()


def test_every_role_has_a_card_and_nobody_sets_up_places_but_the_house():
    assert set(ROLES) == set(Role)
    everything = permissions_of(frozenset(Role))
    assert Permission.PLACE_SET_UP not in everything
    assert Permission.PARTNERSHIP_SET_UP not in everything
