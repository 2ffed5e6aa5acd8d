"""What the database itself stops is told on a page, and nothing of it stays."""

import pytest
from django.db import DataError, IntegrityError
from django.urls import reverse

from tests.factories.thread import a_need
from wholeplace.analyse.needs import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(city):
    """A need of the council."""
    return a_need(city.commissioner)


@pytest.mark.parametrize(
    "stopped",
    [
        (IntegrityError("once"), 409, "has changed since you opened the page"),
        (DataError("value too long"), 422, "too long, or too large"),
    ],
)
def test_a_constraint_that_has_the_last_word_is_told_on_a_page(signed_in, need, events, monkeypatch, stopped):
    fault, status, says = stopped
    real, before = actions.close_need, events()

    def half_way(**given):
        real(**given)
        raise fault

    browser = signed_in("commissioner")
    monkeypatch.setattr(actions, "close_need", half_way)
    answer = browser.post(reverse("close-need", kwargs={"reference": need.public_id}), {"because": "It is met."})

    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "Nothing was changed" in answer.content.decode()
    assert events() == before
