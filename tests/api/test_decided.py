"""Matters and decisions are about a record that is there for whoever writes them."""

import pytest

from tests.api.acts import ABOUT, ACTS, TAKEN
from tests.api.place import Place, events

pytestmark = pytest.mark.usefixtures("place")


@pytest.mark.parametrize("act", ["put_on_agenda", "record_decision_elsewhere"])
@pytest.mark.parametrize("subject", ["intention:zzzzzzzzzzzz", "arrangement:zzzzzzzzzzzz", "dream:zzzzzzzzzzzz"])
def test_a_record_that_is_not_there_is_not_decided_about(place: Place, act, subject):
    this, before = ACTS[act], events()
    body = this.says(place)

    answer = place.send(this.to(place), body | {"about": body["about"] | {"subject": subject}}, who=this.by)

    assert (answer.status_code, events()) == (404, before), answer.content


def test_a_decision_on_an_item_is_about_what_was_brought(place: Place):
    before = events()
    body = ACTS["record_decision"].says(place)

    answer = place.send(
        "/decisions", body | {"about": ABOUT | {"subject": "intention:zzzzzzzzzzzz"}, "taken": TAKEN}, who="member"
    )

    assert answer.status_code == 422, answer.content
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["DEC14"]
    assert events() == before
