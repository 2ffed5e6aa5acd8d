"""Two who decide, meet or agree at the same moment: one does it, the other is refused with its reason."""

import pytest

from tests.actions.decisions.test_agreeing import answer, joint, seen
from tests.actions.decisions.test_record_decision import brought, decide
from tests.factories.at_once import at_once_by_verb
from tests.factories.governance import LATER, Governed, about, govern
from tests.factories.worlds import TODAY, build_city
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.meetings import MeetingState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Governed:
    """A city with boards, seats and delegations."""
    return govern(build_city())


def attended(place: Governed, meeting: Ref) -> tuple[MeetingState, int]:
    """How far a meeting has come, and how many are known to have been there."""
    actor = place.city.governance
    with speaking_for(actor):
        card = queries.meeting(reference=meeting.public_id, seen_by=actor, on=TODAY)
        return card.state, len(queries.attendance(meeting=card.number, seen_by=actor))


def test_two_decisions_on_one_item(place):
    item, meeting = brought(place)

    refused = at_once_by_verb(
        *(lambda by=by: decide(place, item, meeting, by=by) for by in (place.city.member, place.city.icb_member))
    )

    assert refused == [[], ["DEC11"]]


def test_decisions_on_two_items_of_one_meeting_that_is_recorded_as_held(place):
    item, meeting = brought(place)
    other, _ = brought(place, title="Another matter")
    present = list(place.executive_seats.values())

    refused = at_once_by_verb(
        lambda: decide(place, item, meeting),
        lambda: decide(place, other, meeting, by=place.city.icb_member),
        lambda: actions.hold_meeting(
            meeting=meeting.public_id, present=present[:2], by=place.city.governance, on=TODAY
        ),
    )

    assert refused[:2] == [[], []]
    assert refused[2] in ([], ["HLD1"])
    assert attended(place, meeting) == (MeetingState.HELD, 2)


def test_two_meetings_of_one_board_on_one_day(place):
    def called() -> None:
        actions.call_meeting(
            board=place.executive.public_id, held_on=LATER, place="Town hall", by=place.city.governance, on=TODAY
        )

    assert at_once_by_verb(called, called) == [[], ["MTG3"]]


def test_one_matter_brought_twice(place):
    def taken_to_the_board() -> None:
        actions.put_on_agenda(
            board=place.executive.public_id,
            about=about(subject=Ref("intention", "7k3q9x2m4p5r")),
            by=place.city.commissioner,
            on=TODAY,
        )

    assert at_once_by_verb(taken_to_the_board, taken_to_the_board) == [[], ["AGN3"]]


def test_two_answers_of_one_organisation(place):
    ref = joint(place)

    refused = at_once_by_verb(lambda: answer(place, ref), lambda: answer(place, ref))

    assert refused == [[], ["RAT2"]]
    assert [one.body_name for one in seen(place.city.commissioner, ref).needed] == ["Chief officer"]
