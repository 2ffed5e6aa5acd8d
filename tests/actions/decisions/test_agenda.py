"""Meetings and items: called, brought, issued, held, cancelled; refused with reasons; strangers stopped."""

from datetime import date, timedelta

import pytest

from tests.factories.governance import LATER, about, taken, terms
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.agenda import Concern
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.meetings import MeetingState, StandingItem
from wholeplace.together.partnership import actions as partnerships

INTENTION = Ref("intention", "7k3q9x2m4p5r")
NOTHING = dict.fromkeys(StandingItem, "Nothing to report.")


def bring(governed, *, by=None, on=TODAY, board=None, **changes):
    """An item for the executive, with these changes to what it is about."""
    more = {
        key: changes.pop(key) for key in ("meeting", "meets_on", "short_notice_because", "purpose") if key in changes
    }
    return actions.put_on_agenda(
        board=(board or governed.executive).public_id,
        about=about(**changes),
        by=by or governed.city.commissioner,
        on=on,
        **more,
    )


def call(governed, *, held_on=LATER, by=None, on=TODAY, **changes):
    """A meeting of the executive, with these changes."""
    given = {"board": governed.executive.public_id, "held_on": held_on, "place": "Town hall"}
    return actions.call_meeting(**(given | changes), by=by or governed.city.governance, on=on)


def item_of(actor, ref):
    """The item as an actor sees it."""
    with speaking_for(actor):
        return queries.item(reference=ref.public_id, seen_by=actor)


def meeting_of(actor, ref, *, on=TODAY):
    """The meeting as an actor sees it."""
    with speaking_for(actor):
        return queries.meeting(reference=ref.public_id, seen_by=actor, on=on)


def agenda_of(actor, ref):
    """The titles on the agenda of a meeting."""
    card = meeting_of(actor, ref)
    with speaking_for(actor):
        return [item.title for item in queries.agenda(meeting=card, seen_by=actor)]


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


# --- What an item is about ----------------------------------------------------------------------------------


def test_a_record_of_which_nobody_decides_is_not_taken_to_a_board(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        bring(governed, subject=Ref("need", "7k3q9x2m4p5r"))

    assert (codes(refused), events()) == (["AGN5"], before)


# --- Taking an item to a board ------------------------------------------------------------------------------


def test_one_form_takes_a_matter_to_a_board_and_calls_its_next_meeting_in_time_for_the_papers(governed):
    city = governed.city
    ref = bring(governed, subject=INTENTION, affected=(governed.body("icb"),), concerned=(governed.body("charity"),))

    item = item_of(city.partner, ref)
    meeting = meeting_of(city.partner, item.meeting)
    assert (item.subject, item.board_title, item.is_decided) == (INTENTION, "Commissioning Executive", False)
    assert [body.name for body in item.of(Concern.AFFECTED)] == ["icb"]
    assert [body.name for body in item.of(Concern.CONCERNED)] == ["charity"]
    assert (meeting.held_on, meeting.papers_due_on) == (date(2026, 6, 7), TODAY)
    assert meeting.organisation == city.commissioner.organisation_id


def test_the_next_meeting_that_is_called_is_used(governed):
    call(governed, held_on=date(2026, 7, 1))
    sooner = call(governed)

    assert item_of(governed.city.partner, bring(governed)).meeting == sooner


def test_a_partners_item_waits_for_the_next_meeting_and_is_then_on_its_agenda(governed):
    city = governed.city
    ref = bring(governed, by=city.partner)
    assert item_of(city.commissioner, ref).meeting is None

    meeting = call(governed)

    assert item_of(city.commissioner, ref).meeting == meeting
    assert agenda_of(city.member, meeting) == ["Extend housing-related support for two years"]
    assert item_of(city.commissioner, ref).organisation == city.partner.organisation_id


def test_what_waits_before_a_board_is_not_brought_to_it_again_but_to_another_it_is(governed, events):
    bring(governed, subject=INTENTION)
    before = events()

    with pytest.raises(Refused) as refused:
        bring(governed, subject=INTENTION, by=governed.city.partner)
    assert (codes(refused), events()) == (["AGN3"], before)

    bring(governed, subject=INTENTION, board=governed.board)


def test_an_item_is_not_taken_to_a_meeting_of_another_board_or_one_that_is_over(governed, events):
    meeting = call(governed)
    actions.cancel_meeting(meeting=meeting.public_id, because="Snow.", by=governed.city.governance, on=TODAY)
    before = events()

    with pytest.raises(Refused) as refused:
        bring(governed, meeting=meeting.public_id)
    assert codes(refused) == ["AGN2"]
    with pytest.raises(Refused) as refused:
        bring(governed, meeting=meeting.public_id, board=governed.board)
    assert codes(refused) == ["AGN2"]
    assert events() == before


def test_a_meeting_without_time_for_the_papers_is_not_made_by_bringing_an_item(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        bring(governed, meets_on=TODAY)

    assert (codes(refused), events()) == (["MTG1"], before)


@pytest.mark.parametrize("who", ["governance", "member"])
def test_who_builds_agendas_and_who_decides_bring_items_too(governed, who):
    assert item_of(governed.city.partner, bring(governed, by=governed.city.actors[who])).meeting is not None


def test_strangers_bring_nothing(governed, county, events):
    before = events()

    for stranger in (governed.city.provider, governed.city.analyst, county.commissioner, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            bring(governed, by=stranger)

    assert events() == before


# --- Calling ------------------------------------------------------------------------------------------------


def test_a_meeting_is_called_and_everybody_who_sees_the_board_sees_it(governed):
    ref = call(governed)

    card = meeting_of(STRANGER, ref)
    assert (card.title, card.state) == ("Commissioning Executive, 15 June 2026", MeetingState.CALLED)
    assert card.papers_due_on == date(2026, 6, 9)


def test_a_meeting_that_could_not_be_prepared_is_refused_with_every_reason(governed, events):
    call(governed, held_on=date(2026, 6, 3), short_notice_because="Urgent.")
    before = events()

    with pytest.raises(Refused) as refused:
        call(governed, held_on=date(2026, 6, 3), place=" ")

    assert (codes(refused), events()) == (["MTG1", "MTG3", "MTG4"], before)


def test_only_whoever_hosts_a_board_calls_its_meetings(governed, county, events):
    before = events()

    for stranger in (governed.city.icb_governance, governed.city.commissioner, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            call(governed, by=stranger)

    assert events() == before


# --- Issuing ------------------------------------------------------------------------------------------------


def test_papers_are_issued_with_the_commissioning_section(governed):
    meeting = call(governed)
    bring(governed)
    actions.issue_papers(meeting=meeting.public_id, section=NOTHING, by=governed.city.governance, on=TODAY)

    card = meeting_of(STRANGER, meeting)
    assert (card.state, card.issued_on, card.in_time) == (MeetingState.ISSUED, TODAY, True)
    with speaking_for(STRANGER):
        assert list(queries.section(meeting=card.number, seen_by=STRANGER)) == list(StandingItem)


def test_an_executives_agenda_without_its_commissioning_section_is_not_issued(governed, events):
    meeting = call(governed)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.issue_papers(
            meeting=meeting.public_id,
            section=NOTHING | {StandingItem.PERFORMANCE: " "},
            by=governed.city.governance,
            on=LATER,
        )

    assert codes(refused) == ["ISS1", "ISS2"]
    assert "Performance management" in refused.value.refusals[1].sentence
    assert (meeting_of(STRANGER, meeting).state, events()) == (MeetingState.CALLED, before)


def test_late_papers_say_why_and_members_read_it(governed):
    meeting = call(governed)
    day = date(2026, 6, 10)
    actions.issue_papers(
        meeting=meeting.public_id,
        section=NOTHING,
        late_because="The figures came late.",
        by=governed.city.governance,
        on=day,
    )

    card = meeting_of(STRANGER, meeting)
    assert (card.in_time, card.late_because) == (False, "The figures came late.")


# --- Holding and cancelling ---------------------------------------------------------------------------------


def test_a_meeting_is_held_with_those_who_came(governed):
    meeting = call(governed)
    seats = governed.executive_seats
    actions.hold_meeting(
        meeting=meeting.public_id, present=[seats["chair"], seats["icb"]], by=governed.city.governance, on=LATER
    )

    card = meeting_of(STRANGER, meeting)
    assert card.state is MeetingState.HELD
    with speaking_for(STRANGER):
        assert len(queries.attendance(meeting=card.number, seen_by=STRANGER)) == 2
        figures = queries.board_figures(boards=[card.board_number], seen_by=STRANGER)[card.board_number]
    assert (figures.held, figures.mean_attendance) == (1, 2.0)


def test_a_meeting_is_not_held_before_its_day_nor_after_it_was_cancelled(governed, events):
    meeting = call(governed)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.hold_meeting(meeting=meeting.public_id, present=[], by=governed.city.governance, on=TODAY)
    assert (codes(refused), events()) == (["HLD2"], before)

    actions.cancel_meeting(meeting=meeting.public_id, because="No quorum.", by=governed.city.governance, on=TODAY)
    with pytest.raises(Refused) as refused:
        actions.hold_meeting(meeting=meeting.public_id, present=[], by=governed.city.governance, on=LATER)
    assert codes(refused) == ["HLD1"]


def test_a_meeting_is_not_held_with_seats_that_its_board_does_not_have(governed, events):
    city, meeting, chair = governed.city, call(governed), governed.executive_seats["chair"]
    before = events()
    elsewhere = next(one for one in governed.board_seats.values() if one not in governed.executive_seats.values())

    for strange in ("zzzzzzzzzzzz", elsewhere):
        with pytest.raises(Refused) as refused:
            actions.hold_meeting(meeting=meeting.public_id, present=[chair, strange], by=city.governance, on=LATER)
        assert (codes(refused), events()) == (["HLD4"], before)
        assert "seat 2 of those present" in refused.value.refusals[0].sentence

    card = meeting_of(STRANGER, meeting)
    with speaking_for(STRANGER):
        there = queries.attendance(meeting=card.number, seen_by=STRANGER)
    assert (card.state, there) == (MeetingState.CALLED, frozenset())


def test_what_was_on_a_cancelled_agenda_waits_for_the_next(governed):
    ref = bring(governed)
    first = item_of(governed.city.member, ref).meeting
    actions.cancel_meeting(meeting=first.public_id, because="No quorum.", by=governed.city.governance, on=TODAY)
    assert item_of(governed.city.member, ref).meeting is None

    second = call(governed, held_on=date(2026, 7, 1))
    assert item_of(governed.city.member, ref).meeting == second


def test_what_was_deferred_is_on_both_agendas(governed):
    city, seats = governed.city, governed.executive_seats
    item = bring(governed, meets_on=TODAY, short_notice_because="Urgent.")
    first = item_of(city.member, item).meeting
    actions.record_decision(
        decider=governed.executive,
        about=about(),
        taken=taken(outcome=Outcome.DEFERRED),
        item=item.public_id,
        meeting=first.public_id,
        present=[seats["chair"], seats["icb"]],
        by=city.member,
        on=TODAY,
    )
    second = call(governed)

    assert item_of(city.member, item).meeting == second
    assert agenda_of(city.member, first) == agenda_of(city.member, second) == [about().title]


def test_nothing_is_cancelled_that_has_decided(governed, events):
    city, seats = governed.city, governed.executive_seats
    item = bring(governed, meets_on=TODAY, short_notice_because="Urgent.")
    meeting = item_of(city.member, item).meeting
    actions.record_decision(
        decider=governed.executive,
        about=about(),
        taken=taken(),
        item=item.public_id,
        meeting=meeting.public_id,
        present=[seats["chair"], seats["icb"]],
        by=city.icb_member,
        on=TODAY,
    )
    before = events()

    with pytest.raises(Refused) as refused:
        actions.cancel_meeting(meeting=meeting.public_id, because="Snow.", by=city.governance, on=TODAY)

    assert (codes(refused), events()) == (["HLD3"], before)


def test_strangers_issue_hold_and_cancel_nothing(governed, county, events):
    meeting = call(governed)
    before = events()

    for stranger in (governed.city.icb_governance, governed.city.commissioner, county.governance, STRANGER):
        for verb, given in (
            (actions.issue_papers, {"section": NOTHING}),
            (actions.hold_meeting, {"present": []}),
            (actions.cancel_meeting, {"because": "No."}),
        ):
            with pytest.raises((NotAllowed, NotThere)):
                verb(meeting=meeting.public_id, **given, by=stranger, on=LATER)

    assert (meeting_of(STRANGER, meeting).state, events()) == (MeetingState.CALLED, before)


def test_an_item_that_its_organisation_keeps_to_itself_is_seen_by_nobody_else(governed):
    ref = actions.put_on_agenda(
        board=governed.executive.public_id,
        about=about(),
        sensitivity=Sensitivity.ORGANISATION,
        by=governed.city.partner,
        on=TODAY,
    )

    assert item_of(governed.city.icb_member, ref).organisation == governed.city.partner.organisation_id
    for stranger in (governed.city.commissioner, STRANGER):
        with speaking_for(stranger), pytest.raises(NotThere):
            queries.item(reference=ref.public_id, seen_by=stranger)


def test_a_programme_team_calls_meetings_of_its_own_organisation(governed):
    team = governed.city.add_person("team", role=Role.PROGRAMME, organisation="council", title="Programme team")
    assert meeting_of(STRANGER, call(governed, by=team, on=TODAY, held_on=LATER + timedelta(days=1)))


def test_the_meeting_on_the_day_that_is_asked_for_is_used_even_when_it_has_begun(governed):
    city, seats = governed.city, governed.executive_seats
    item = bring(governed, meets_on=TODAY, short_notice_because="Urgent.")
    today = item_of(city.member, item).meeting
    actions.hold_meeting(meeting=today.public_id, present=[seats["chair"]], by=city.governance, on=TODAY)
    call(governed)

    assert item_of(city.member, bring(governed, meets_on=TODAY, title="A late matter")).meeting == today
    assert item_of(city.member, bring(governed, meets_on=TODAY, by=city.partner)).meeting == today
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        bring(governed, meets_on=TODAY, on=tomorrow)
    assert codes(refused) == ["AGN2"]


@pytest.mark.parametrize(
    "title, called", [("b" * 236, "b" * 236 + ", 15 June 2026"), ("b" * 250, "b" * 235 + "…, 15 June 2026")]
)
def test_a_meeting_of_a_board_with_a_long_name_is_called_by_the_beginning_of_it(governed, title, called):
    board = partnerships.set_up_board(terms_of_reference=terms(title=title), by=governed.city.governance, on=TODAY)

    assert meeting_of(governed.city.partner, call(governed, board=board.public_id)).title == called
