"""Bringing files in: kept under their hash, seen by their organisation alone, confirmed by a second person."""

import os
import stat
from dataclasses import replace

import pytest

from tests.factories.files import a_brought_file
from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.files import actions, queries
from wholeplace.ground.files.rules import State
from wholeplace.ground.files.store import arriving, place_of
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail import queue

CONTENT = b"Payment Date,Amount\n"


def card(ref, actor):
    """A file as an actor sees it."""
    with speaking_for(actor):
        return queries.brought(reference=ref.public_id, seen_by=actor)


def codes(refused) -> list[str]:
    """The codes of the reasons."""
    return [one.code for one in refused.value.refusals]


def test_a_file_is_kept_under_its_hash_for_this_program_alone(city, kept_in):
    ref = a_brought_file(city.finance, CONTENT)

    place = place_of(card(ref, city.finance).sha256)
    assert place.read_bytes() == CONTENT
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_where_the_folder_hands_its_group_down_that_group_reads_what_is_kept_and_no_more(city, kept_in):
    kept_in.mkdir(exist_ok=True)
    kept_in.chmod(0o2750)
    before = os.umask(0o077)
    try:
        place = place_of(card(a_brought_file(city.finance, CONTENT), city.finance).sha256)
    finally:
        os.umask(before)

    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o2750


def test_the_same_content_is_kept_once_and_what_is_not_kept_leaves_nothing(city, kept_in):
    for _ in range(2):
        a_brought_file(city.finance, CONTENT)
    with arriving([b"thrown away"]):
        pass

    assert len([path for path in kept_in.rglob("*") if path.is_file()]) == 1


def test_only_its_own_organisation_sees_it(city, county, kept_in):
    ref = a_brought_file(city.finance, CONTENT)

    assert card(ref, city.governance).name == "spend.csv"
    for stranger in (city.partner, city.provider, county.governance):
        with speaking_for(stranger), pytest.raises(NotThere):
            queries.brought(reference=ref.public_id, seen_by=stranger)


def test_somebody_without_the_permission_brings_nothing_in(city, events, kept_in):
    before = events()

    with pytest.raises(NotAllowed):
        a_brought_file(city.commissioner, CONTENT)

    assert events() == before
    assert not any(path.is_file() for path in kept_in.rglob("*"))


def test_a_second_person_confirms_and_the_work_is_asked_for(city, kept_in):
    ref = a_brought_file(city.finance, CONTENT)

    actions.confirm(file=ref.public_id, by=city.governance, on=TODAY)

    assert card(ref, city.finance).state is State.CONFIRMED
    assert queue.counted() == {"todo": 1}


def test_what_came_to_a_stop_is_asked_for_again_by_a_second_person_and_nothing_else(city, events, kept_in):
    ref = a_brought_file(city.finance, CONTENT)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.ask_again(file=ref.public_id, by=city.finance, on=TODAY)
    assert codes(refused) == ["BRA1", "BRA2"]
    assert (events(), queue.counted()) == (before, {})

    actions.confirm(file=ref.public_id, by=city.governance, on=TODAY)
    actions.ask_again(file=ref.public_id, by=city.governance, on=TODAY)
    assert queue.counted() == {"todo": 2}
    assert card(ref, city.finance).state is State.CONFIRMED


def test_nobody_confirms_their_own_file_in_any_post(city, events, kept_in):
    ref = a_brought_file(city.finance, CONTENT)
    in_another_post = replace(city.governance, person_id=city.finance.person_id)
    before = events()

    for oneself in (city.finance, in_another_post):
        with pytest.raises(Refused) as refused:
            actions.confirm(file=ref.public_id, by=oneself, on=TODAY)
        assert codes(refused) == ["BRI1"]

    assert (events(), card(ref, city.finance).state, queue.counted()) == (before, State.WAITING, {})


def test_a_stranger_neither_confirms_nor_cancels(city, county, events, kept_in):
    ref = a_brought_file(city.finance, CONTENT)
    of_another = replace(county.governance, permissions=frozenset(Permission))
    before = events()

    for verb in (actions.confirm, actions.cancel, actions.ask_again):
        with pytest.raises(NotThere):
            verb(file=ref.public_id, by=of_another, on=TODAY)
        with pytest.raises(NotAllowed):
            verb(file=ref.public_id, by=city.commissioner, on=TODAY)

    assert (events(), card(ref, city.finance).state) == (before, State.WAITING)


def test_it_is_cancelled_before_and_not_after_it_was_confirmed(city, events, kept_in):
    first, second = a_brought_file(city.finance, CONTENT), a_brought_file(city.finance, CONTENT)
    actions.cancel(file=first.public_id, by=city.finance, on=TODAY)
    actions.confirm(file=second.public_id, by=city.governance, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.cancel(file=second.public_id, by=city.finance, on=TODAY)
    assert codes(refused) == ["BRC1"]
    with pytest.raises(Refused) as refused:
        actions.confirm(file=first.public_id, by=city.governance, on=TODAY)
    assert codes(refused) == ["BRI2"]
    assert events() == before


def test_only_what_was_confirmed_is_noted_as_taken_in(city, events, kept_in):
    ref = a_brought_file(city.finance, CONTENT)
    noted = {"file": ref.public_id, "became": "", "changes": 3, "on": TODAY}
    before = events()
    with pytest.raises(Refused) as refused:
        actions.note_taken_in(by=city.governance, **noted)
    assert (codes(refused), events()) == (["BRN1"], before)
    with pytest.raises(NotAllowed):
        actions.note_taken_in(by=city.commissioner, **noted)

    actions.confirm(file=ref.public_id, by=city.governance, on=TODAY)
    actions.note_taken_in(by=city.governance, **noted)

    assert (card(ref, city.finance).state, card(ref, city.finance).changes) == (State.DONE, 3)
