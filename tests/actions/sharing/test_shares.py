"""Sharing a record with another organisation, and ending that."""

from datetime import timedelta

import pytest

from tests.factories.sharing import NOON, at_the_door, reads, shared
from tests.factories.worlds import TODAY
from wholeplace.analyse.needs.models import Evidence, Need
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history
from wholeplace.together.sharing import actions, queries


def codes(refused) -> list[str]:
    """The codes of the reasons."""
    return [one.code for one in refused.value.refusals]


def test_a_share_lets_the_other_organisation_read_and_nobody_else(city, kept):
    shared(kept, city)

    assert reads(kept, city.provider)
    assert not reads(kept, city.partner)


def test_a_shared_records_parts_are_read_with_it(city, kept):
    shared(kept, city)

    now = at_the_door(city.provider)
    with speaking_for(now):
        parts = set(Evidence.objects.all().seen_by(now).values_list("need__public_id", flat=True))
        assert parts == {kept.public_id}


def test_a_share_gives_reading_and_never_writing(city, kept):
    shared(kept, city)

    now = at_the_door(city.provider)
    with speaking_for(now), pen_taken(already=False):
        assert Need.objects.filter(public_id=kept.public_id).update(statement="Changed") == 0


def test_what_happens_to_a_shared_record_is_told_to_its_readers(city, kept):
    shared(kept, city)

    now = at_the_door(city.provider)
    with speaking_for(now):
        (line,) = history(of=[kept], seen_by=now)
    assert line.sentence.startswith(
        "Shared with charity from 1 June 2026 until 1 July 2026, for: To plan care together"
    )


def test_a_share_is_over_the_day_after_its_last_and_not_yet_begun_the_day_before_its_first(city, kept):
    tomorrow = TODAY + timedelta(days=1)
    shared(kept, city, begins_on=tomorrow, ends_on=tomorrow)

    assert [reads(kept, city.provider, on=day) for day in (TODAY, tomorrow, tomorrow + timedelta(days=1))] == [
        False, True, False,
    ]  # fmt: skip


def test_an_ended_share_is_refused_at_the_next_request(city, kept):
    share = shared(kept, city)

    actions.end_share(share=share.public_id, by=city.governance, on=TODAY)

    assert not reads(kept, city.provider)


def test_a_record_can_be_shared_again_once_a_share_has_ended(city, kept):
    share = shared(kept, city)
    actions.end_share(share=share.public_id, by=city.commissioner, on=TODAY)

    shared(kept, city)

    assert reads(kept, city.provider)


def test_a_stranger_shares_nothing(city, kept, county, events):
    before = events()

    with pytest.raises(NotThere):
        shared(kept, city, by=county.commissioner)
    with pytest.raises(NotAllowed):
        shared(kept, city, by=city.analyst)

    assert events() == before
    assert not reads(kept, city.provider)


def test_nobody_passes_on_what_was_shared_with_them(city, kept, events):
    shared(kept, city, to="icb")
    before = events()

    with pytest.raises(NotAllowed):
        shared(kept, city, to="charity", by=at_the_door(city.partner))

    assert events() == before
    assert not reads(kept, city.provider)


def test_a_share_is_refused_with_every_reason(city, kept, events):
    before = events()

    with pytest.raises(Refused) as refused:
        shared(kept, city, to="council", purpose=" ", ends_on=TODAY - timedelta(days=1))

    assert codes(refused) == ["SHR1", "SHR2", "SHR3"]
    assert events() == before


def test_a_share_itself_is_not_shared(city, kept):
    share = shared(kept, city)

    with pytest.raises(NotThere):
        shared(share, city, to="icb")


def test_a_stranger_ends_nothing(city, kept, events):
    share = shared(kept, city, to="icb")
    before = events()

    with pytest.raises(NotThere):
        actions.end_share(share=share.public_id, by=city.provider, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.end_share(share=share.public_id, by=city.partner, on=TODAY)

    assert events() == before
    assert reads(kept, city.partner)


def test_a_share_ends_once(city, kept, events):
    share = shared(kept, city)
    actions.end_share(share=share.public_id, by=city.commissioner, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.end_share(share=share.public_id, by=city.commissioner, on=TODAY)

    assert codes(refused) == ["SHE1"]
    assert events() == before


def test_both_sides_see_the_share_in_the_register_and_nobody_else(city, kept, county):
    shared(kept, city)

    told = {}
    for name in ("commissioner", "provider", "partner"):
        with speaking_for(getattr(city, name)):
            told[name] = [card.title for card in queries.shares(seen_by=getattr(city, name))]
    title = "Older people on their own"
    assert {name: bool(titles) for name, titles in told.items()} == {
        "commissioner": True, "provider": True, "partner": False,
    }, title  # fmt: skip


def test_the_door_alone_asks_what_is_in_force(city, kept):
    shared(kept, city)

    with speaking_for(city.provider):
        assert queries.in_force(actor=city.provider, seen_by=city.provider, on=TODAY, at=NOON) == city.provider
