"""Opening a record of another organisation in an emergency."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.sharing import NOON, asked_to_open, at_the_door, reads
from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history
from wholeplace.together.sharing import actions, queries

NOWHERE = Ref("need", "zzzzzzzzzzzz")


def codes(refused) -> list[str]:
    """The codes of the reasons."""
    return [one.code for one in refused.value.refusals]


def agreed(opening, by, *, at=NOON) -> None:
    """A second person agrees."""
    actions.agree_to_open(opening=opening.public_id, by=by, on=TODAY, at=at)


def test_nothing_is_open_until_a_second_person_agrees(two, kept):
    opening = asked_to_open(kept, two.partner)

    before = reads(kept, two.partner)
    agreed(opening, two.nhs_governance)

    assert (before, reads(kept, two.partner)) == (False, True)


def test_only_whoever_asked_reads_it(two, kept):
    agreed(asked_to_open(kept, two.partner), two.nhs_governance)

    assert not reads(kept, two.nhs_governance)
    assert not reads(kept, two.provider)


def test_it_closes_by_itself_when_its_time_has_come(two, kept):
    agreed(asked_to_open(kept, two.partner, minutes=60), two.nhs_governance)

    moments = (timedelta(minutes=59, seconds=59), timedelta(minutes=60))
    assert [reads(kept, two.partner, at=NOON + later) for later in moments] == [True, False]


@pytest.mark.parametrize("who", ["partner", "nhs_governance", "governance"])
def test_whoever_asked_and_either_organisation_close_it_earlier(two, kept, who):
    opening = asked_to_open(kept, two.partner)
    agreed(opening, two.nhs_governance)

    actions.close_opening(opening=opening.public_id, by=getattr(two, who), on=TODAY, at=NOON)

    assert not reads(kept, two.partner)


def test_the_owner_is_told_who_why_and_for_how_long(two, kept):
    agreed(asked_to_open(kept, two.partner), two.nhs_governance)

    with speaking_for(two.governance):
        lines = [line.sentence for line in history(of=[kept], seen_by=two.governance)]
    assert lines[0] == (
        "Opened in an emergency to NHS commissioner of marlbridge of icb for 30 minutes;"
        " NHS governance officer of marlbridge agreed. Safeguarding a child or an adult at risk."
    )


def test_asking_for_what_is_not_there_looks_the_same(two, kept):
    there, nowhere = asked_to_open(kept, two.partner), asked_to_open(NOWHERE, two.partner)

    with speaking_for(two.partner):
        cards = [queries.opening(reference=ref.public_id, seen_by=two.partner) for ref in (there, nowhere)]
    assert len({replace(card, ref=there, record=kept) for card in cards}) == 1


@pytest.mark.parametrize("record", [NOWHERE, Ref("nonsense", "zzzzzzzzzzzz")])
def test_what_is_not_there_is_not_opened(two, events, record):
    opening = asked_to_open(record, two.partner)
    before = events()

    with pytest.raises(Refused) as refused:
        agreed(opening, two.nhs_governance)

    assert codes(refused) == ["EMG4"]
    assert events() == before


def test_nobody_agrees_to_what_they_asked_for_in_any_post(two, kept, events):
    opening = asked_to_open(kept, two.partner)
    before = events()

    other_post = replace(two.nhs_governance, person_id=two.partner.person_id)
    with pytest.raises(Refused) as refused:
        agreed(opening, other_post)
    assert codes(refused) == ["EMG1"]
    with pytest.raises(Refused):
        agreed(opening, BOOTSTRAP)

    assert events() == before
    assert not reads(kept, two.partner)


def test_a_stranger_neither_asks_nor_agrees_nor_closes(two, kept, county, events):
    opening = asked_to_open(kept, two.partner)
    before = events()

    with pytest.raises(NotAllowed):
        asked_to_open(kept, two.provider)
    with pytest.raises(NotAllowed):
        agreed(opening, two.partner)
    for stranger in (two.governance, county.governance):
        with pytest.raises(NotThere):
            agreed(opening, stranger)
        with pytest.raises(NotThere):
            actions.close_opening(opening=opening.public_id, by=stranger, on=TODAY, at=NOON)

    assert events() == before
    assert not reads(kept, two.partner)


def test_another_partnerships_record_is_not_there(two, kept, county):
    asker = replace(county.commissioner, permissions=county.commissioner.permissions | {Permission.EMERGENCY_OPEN})
    opening = asked_to_open(kept, asker)

    with pytest.raises(Refused) as refused:
        agreed(opening, county.governance)
    assert codes(refused) == ["EMG4"]


def test_what_is_read_anyway_is_not_asked_for(two, kept, events):
    before = events()

    with pytest.raises(Refused) as refused:
        asked_to_open(kept, two.commissioner)

    assert codes(refused) == ["EMA3"]
    assert events() == before


def test_what_was_asked_for_more_than_a_day_ago_is_asked_for_anew(two, kept):
    opening = asked_to_open(kept, two.partner)

    with pytest.raises(Refused) as refused:
        agreed(opening, two.nhs_governance, at=NOON + timedelta(hours=25))
    assert codes(refused) == ["EMG3"]


def test_it_is_agreed_to_once_and_closed_once(two, kept, events):
    opening = asked_to_open(kept, two.partner)
    agreed(opening, two.nhs_governance)
    actions.close_opening(opening=opening.public_id, by=two.partner, on=TODAY, at=NOON)
    before = events()

    with pytest.raises(Refused) as refused:
        agreed(opening, two.nhs_governance)
    assert codes(refused) == ["EMG2"]
    with pytest.raises(Refused) as refused:
        actions.close_opening(opening=opening.public_id, by=two.partner, on=TODAY, at=NOON)
    assert codes(refused) == ["EMC1"]

    assert events() == before


def test_the_door_carries_only_what_is_in_force(two, kept):
    asked_to_open(kept, two.partner)

    assert at_the_door(two.partner) == two.partner
