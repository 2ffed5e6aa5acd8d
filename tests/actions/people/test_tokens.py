"""Tokens: issued and used, never by a stranger, refused when they would not end."""

from datetime import date, timedelta

import pytest

from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.scope import NotThere
from wholeplace.together.partnership.queries import THE_DOOR
from wholeplace.together.people import actions, queries


def issued(actor, *, ends_on=TODAY + timedelta(days=30)):
    """A token of this actor's for a month."""
    return actions.issue_token(label="Monthly report", capacity="post-body", ends_on=ends_on, by=actor, on=TODAY)


def bearer(secret, day=TODAY):
    """Whom the door takes a token for."""
    return queries.bearer(secret=secret, seen_by=THE_DOOR, on=day)


def test_a_token_stands_for_its_person_and_capacity_until_its_last_day(city):
    secret = issued(city.analyst)

    assert bearer(secret) == (city.analyst.person_id, "post-body")
    assert bearer(secret, TODAY + timedelta(days=30)) == (city.analyst.person_id, "post-body")
    assert bearer(secret, TODAY + timedelta(days=31)) is None
    assert bearer(secret + "x") is None


def test_a_token_is_nowhere_to_be_read(city):
    secret = issued(city.analyst)

    assert secret not in repr(queries.tokens(seen_by=city.analyst))
    assert queries.tokens(seen_by=city.commissioner) == ()


def test_a_revoked_token_stands_for_nobody_at_once(city):
    secret = issued(city.analyst)
    (card,) = queries.tokens(seen_by=city.analyst)

    actions.revoke_token(token=card.public_id, by=city.analyst, on=TODAY)

    assert bearer(secret) is None


def test_somebody_elses_token_is_not_there(city, events):
    secret = issued(city.analyst)
    (card,) = queries.tokens(seen_by=city.analyst)
    before = events()

    with pytest.raises(NotThere):
        actions.revoke_token(token=card.public_id, by=city.commissioner, on=TODAY)

    assert (bearer(secret), events()) == ((city.analyst.person_id, "post-body"), before)


def test_the_public_may_not_issue_one(city, events):
    before = events()
    with pytest.raises(NotAllowed):
        issued(STRANGER)
    assert events() == before


@pytest.mark.parametrize("last", [TODAY - timedelta(days=1), TODAY + timedelta(days=366), date(2999, 1, 1)])
def test_a_token_that_has_ended_or_does_not_end_within_a_year_is_refused(city, events, last):
    before = events()
    with pytest.raises(Refused) as refused:
        issued(city.analyst, ends_on=last)
    assert [refusal.code for refusal in refused.value.refusals] == ["PER2"]
    assert (queries.tokens(seen_by=city.analyst), events()) == ((), before)
