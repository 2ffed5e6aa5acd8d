"""Each act three ways: it works for whoever may; strangers are stopped; rules refuse it. Then nothing changes."""

import pytest

from tests.api.acts import ACTS, Act
from tests.api.doing import done, prepare
from tests.api.place import Place, events
from wholeplace.doors.api.interface import api
from wholeplace.ground.foundation.ref import Ref

pytestmark = pytest.mark.usefixtures("place")
each = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
each_with_rules = pytest.mark.parametrize("act", [act for act in ACTS.values() if act.codes], ids=lambda act: act.name)


@each
def test_it_works_for_whoever_may_and_tells_what_came_of_it(place, act):
    prepare(place, *act.before)
    before = events()

    answer = done(place, act)

    assert (answer.status_code, answer["Content-Type"]) == (act.status, "application/json; charset=utf-8"), (
        answer.content
    )
    told = answer.json()
    assert {name: told[name] for name in act.tells} == {
        name: place.ref(value) if name == "ref" else value for name, value in act.tells.items()
    }
    assert events() > before
    if isinstance(told, dict) and not told["ref"].startswith("measure:"):
        ref = Ref.parse(told["ref"])
        assert place.read(f"/{ref.kind}s/{ref.public_id}", who=act.by) == told


@each
def test_strangers_are_stopped_and_nothing_changes(place, act):
    prepare(place, *act.before)
    before, was = events(), state(place, act)
    stopped = {"public": {401}, act.powerless: {403}}
    if act.names_the_city:
        stopped["county:everything"] = {403, 404}
    if act.neighbour:
        stopped[act.neighbour] = {403, 404}

    for who, statuses in stopped.items():
        answer = place.send(act.to(place), act.says(place), who=who)
        assert answer.status_code in statuses, (who, answer.content)
        assert answer["Content-Type"] == "application/problem+json"
        assert events() == before, who
    assert state(place, act) == was


@each_with_rules
def test_it_is_refused_with_every_reason_and_nothing_changes(place, act):
    prepare(place, *act.before, *act.spoilt_by)
    if act.refused is None and not act.spoilt_by:
        prepare(place, act.name)
    before, was = events(), state(place, act)

    answer = place.send(act.to(place), (act.refused or act.says)(place), who=act.by)

    assert answer.status_code == 422, answer.content
    problem = answer.json()
    assert tuple(reason["code"] for reason in problem["reasons"]) == act.codes
    assert all(reason["source"] and reason["sentence"].endswith((".", "?")) for reason in problem["reasons"])
    assert (events(), state(place, act)) == (before, was)


def state(place: Place, act: Act):
    """What the record that the act is about says now, where it has an address."""
    if not act.of or place.refs[act.of].kind == "measure":
        return None
    ref = place.refs[act.of]
    return place.read(f"/{ref.kind}s/{ref.public_id}", who=act.by)


def test_every_act_of_the_interface_is_tried_here():
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    verbs = {method["operationId"] for methods in paths.values() for name, method in methods.items() if name != "get"}
    assert verbs == set(ACTS)


def test_acts_that_only_follow_the_page_of_another_partnership_are_not_reached_by_its_public_board(place):
    board = {"board": place.ref("executive"), "about": {"title": "Ours", "topic": "housing", "level": "strategic"}}
    assert place.send("/items", board, who="county:everything").status_code == 403
