"""Giving somebody a sign-in: done, not for a stranger, and refused with the reason; then nothing is changed."""

import pytest

from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.together.people.actions import invite
from wholeplace.together.people.models import Person

pytestmark = pytest.mark.django_db


def invited(email: str, *, by=BOOTSTRAP):
    """Somebody at this address."""
    return invite(name="Somebody", email=email, password=None, by=by, on=TODAY)


def test_somebody_is_invited_at_their_address_in_small_letters():
    card = invited("O'Brien@Example.org")
    assert Person.objects.get(pk=card.number).email == "o'brien@example.org"


def test_a_stranger_invites_nobody(city, events):
    before = events(), Person.objects.count()
    with pytest.raises(NotAllowed):
        invited("somebody@example.org", by=city.analyst)
    assert (events(), Person.objects.count()) == before


@pytest.mark.parametrize(
    "email,code,why",
    [
        ("nam\u0435@example.org", "PER4", "not a plain letter"),
        ("a@[127.0.0.1]", "PER4", "number of a machine"),
        ("x" * 65 + "@example.org", "PER4", "Up to 64 characters"),
        ("not an address", "PER4", "Take out the blank"),
    ],
)
def test_an_address_that_can_be_taken_for_another_is_refused_with_the_reason(city, events, email, code, why):
    before = events(), Person.objects.count()
    with pytest.raises(Refused) as refused:
        invited(email)
    assert [one.code for one in refused.value.refusals] == [code]
    assert why in refused.value.refusals[0].sentence
    assert (events(), Person.objects.count()) == before
