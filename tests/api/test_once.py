"""Once-only keys in the programming interface: done once, told the same, refused with other words, one's own alone."""

import pytest

from tests.api.acts import ACTS, NEED
from tests.api.place import Place, events
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import KeptAnswer

pytestmark = pytest.mark.usefixtures("place")
NEEDS = "/api/v1/needs"


def send(place: Place, body=NEED, *, key="a-key", who="commissioner", address=NEEDS):
    """Record a need with a key."""
    program = place.program(who)
    return program.post(address, body, content_type="application/json", headers={"Idempotency-Key": key})


def kept() -> int:
    """How many answers are kept, of anybody."""
    with speaking_for(BOOTSTRAP):
        return KeptAnswer.objects.count()


def test_the_same_request_with_the_same_key_is_done_once_and_told_the_same(place):
    before = events()
    first, second = send(place), send(place)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first["Content-Type"] == second["Content-Type"]
    assert events() == before + 1


def test_a_key_in_quotation_marks_is_the_same_key(place):
    assert send(place, key='"a-key"').content == send(place).content


def test_another_key_and_no_key_do_it_again(place):
    first, second = send(place), send(place, key="another")
    assert first.json()["ref"] != second.json()["ref"]
    assert place.send("/needs", NEED, who="commissioner").json()["ref"] not in {
        first.json()["ref"],
        second.json()["ref"],
    }


def test_a_key_used_with_another_body_is_refused(place):
    assert send(place).status_code == 201
    before = events()
    answer = send(place, NEED | {"title": "Other"})
    assert answer.status_code == 409
    assert "was sent before with other words" in answer.json()["detail"]
    assert events() == before


def test_a_key_of_one_person_says_nothing_to_another(place):
    first = send(place)
    second = send(place, who="partner")
    assert second.status_code == 201
    assert first.json()["ref"] != second.json()["ref"]


def test_what_is_refused_keeps_nothing_and_may_be_mended_under_the_same_key(place):
    refused = ACTS["record_need"].refused(place)
    assert send(place, refused).status_code == 422
    assert kept() == 0
    assert send(place).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "with space", "k" * 121, "ké"])
def test_a_key_that_is_none_is_refused_with_how_to_mend_it(place, key):
    answer = send(place, key=key)
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "Idempotency-Key"
    assert kept() == 0


def test_rights_are_asked_for_again_before_an_answer_is_told_again(place):
    assert send(place).status_code == 201
    assert send(place, who="member").status_code == 403
    assert send(place, who="public").status_code == 401


def test_every_unsafe_operation_says_that_it_takes_a_key():
    from wholeplace.doors.api.interface import api

    for address, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            names = [one["name"] for one in operation["parameters"]]
            assert ("Idempotency-Key" in names) == (method != "get"), (method, address)
