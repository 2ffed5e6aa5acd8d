"""Logging a request, asking the applicant, taking it up again, closing it."""

from datetime import date, timedelta

import pytest

from tests.factories.requests import ADDRESS, ASKED_BY, a_request
from tests.factories.worlds import TODAY
from wholeplace.across.inbox.calls import calls
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.queries import history
from wholeplace.together.requests import actions, queries
from wholeplace.together.requests.rules.states import Channel, Ending, RequestState


def codes(refused) -> list[str]:
    """The codes of the reasons."""
    return [one.code for one in refused.value.refusals]


def read(actor, ref):
    """The request as this actor reads it."""
    with speaking_for(actor):
        return queries.request(reference=ref.public_id, seen_by=actor)


@pytest.fixture
def neighbour(city):
    """Who answers requests for the other body of the same place."""
    return city.add_person("icb_governance", role=Role.GOVERNANCE, organisation="icb", title="ICB governance")


def test_a_request_is_logged_and_due_on_the_twentieth_working_day(city):
    ref = a_request(city.governance)

    card = read(city.governance, ref)
    assert (card.state, card.due_on, card.due.on) == (RequestState.OPEN, date(2026, 6, 29), date(2026, 6, 29))
    assert (card.applicant, card.address) == (ASKED_BY, ADDRESS)
    with speaking_for(city.governance):
        (line,) = history(of=[ref], seen_by=city.governance)
    assert line.sentence == (
        "Logged a request received on 29 May 2026 under the Freedom of Information Act 2000, to be answered by"
        " 29 June 2026."
    )


def test_a_request_stays_with_its_organisation(city, neighbour, county):
    ref = a_request(city.governance)

    for stranger in (neighbour, county.governance):
        with speaking_for(stranger):
            with pytest.raises(NotThere):
                queries.request(reference=ref.public_id, seen_by=stranger)
            assert queries.register(seen_by=stranger).count() == 0


def test_no_event_says_who_asked(city):
    ref = a_request(city.governance)
    actions.ask_applicant(
        request=ref.public_id, words=f"Dear {ASKED_BY}, which year?", asked_on=TODAY, by=city.governance, on=TODAY
    )
    with speaking_for(BOOTSTRAP):
        words = " ".join(f"{one.sentence} {one.details}" for one in Event.objects.filter(subject_kind="request"))
    assert words
    assert ASKED_BY not in words
    assert ADDRESS not in words


def test_a_stranger_logs_nothing(city, events):
    before = events()

    with pytest.raises(NotAllowed):
        a_request(city.commissioner)

    assert events() == before


def test_what_the_act_does_not_take_is_refused_with_every_reason(city, events):
    before = events()

    with pytest.raises(Refused) as refused:
        a_request(
            city.governance, channel=Channel.SPOKEN, applicant="", words=" ", received_on=TODAY + timedelta(days=1)
        )

    assert codes(refused) == ["REQ1", "REQ2", "REQ3", "REQ4"]
    assert events() == before


def test_the_clock_stands_still_until_the_applicant_replies_and_begins_anew(city):
    ref = a_request(city.governance, received_on=date(2026, 5, 1))
    asked = {"request": ref.public_id, "by": city.governance, "on": TODAY}

    actions.ask_applicant(**asked, words="Which year do you mean?", asked_on=date(2026, 5, 5))
    card = read(city.governance, ref)
    assert (card.state, card.due_on, card.due) == (RequestState.WAITING, None, None)

    actions.note_reply(**asked, reply="The last one.", replied_on=TODAY)
    card = read(city.governance, ref)
    assert (card.state, card.due_on, card.due.counted_from) == (RequestState.OPEN, date(2026, 6, 30), TODAY)
    assert [one.reply for one in card.clarifications] == ["The last one."]


def test_a_stranger_asks_notes_and_closes_nothing(city, neighbour, events):
    ref = a_request(city.governance)
    waiting = a_request(city.governance)
    actions.ask_applicant(request=waiting.public_id, words="Which year?", asked_on=TODAY, by=city.governance, on=TODAY)
    before = events()

    for who, why in ((city.commissioner, NotAllowed), (neighbour, NotThere)):
        with pytest.raises(why):
            actions.ask_applicant(request=ref.public_id, words="What?", asked_on=TODAY, by=who, on=TODAY)
        with pytest.raises(why):
            actions.note_reply(request=waiting.public_id, reply="That.", replied_on=TODAY, by=who, on=TODAY)
        with pytest.raises(why):
            actions.close_request(request=ref.public_id, ending=Ending.WITHDRAWN, because="So.", by=who, on=TODAY)

    assert events() == before
    assert read(city.governance, ref).state is RequestState.OPEN


def test_what_cannot_be_is_refused_and_nothing_changed(city, events):
    ref = a_request(city.governance)
    given = {"request": ref.public_id, "by": city.governance, "on": TODAY}
    before = events()

    with pytest.raises(Refused) as refused:
        actions.ask_applicant(**given, words=" ", asked_on=TODAY + timedelta(days=1))
    assert codes(refused) == ["RQM2", "RQM3"]
    with pytest.raises(Refused) as refused:
        actions.note_reply(**given, reply="That.", replied_on=TODAY)
    assert codes(refused) == ["RQM1"]

    assert events() == before


def test_a_closed_request_stays_closed_and_on_the_register(city, events):
    ref = a_request(city.governance)
    given = {"request": ref.public_id, "ending": Ending.WITHDRAWN, "by": city.governance, "on": TODAY}
    actions.close_request(**given, because="They found it themselves.")
    before = events()

    with pytest.raises(Refused) as refused:
        actions.close_request(**given, because="Again.")

    assert codes(refused) == ["RQM1"]
    assert events() == before
    assert read(city.governance, ref).closed_on == TODAY
    with speaking_for(city.governance):
        assert queries.register(seen_by=city.governance).count() == 1


def test_what_is_due_waits_for_whoever_answers_and_what_is_late_comes_first(city):
    late = a_request(city.governance, title="Late", received_on=date(2026, 4, 1))
    a_request(city.governance, title="Due")
    waiting = a_request(city.governance, title="Waiting")
    actions.ask_applicant(request=waiting.public_id, words="Which year?", asked_on=TODAY, by=city.governance, on=TODAY)

    told = {}
    for name in ("governance", "commissioner"):
        actor = getattr(city, name)
        with speaking_for(actor):
            mine = [call for call in calls(seen_by=actor, on=TODAY) if call.of.kind == "request"]
            told[name] = [(call.title, call.is_overdue(on=TODAY)) for call in mine]
    assert told == {"governance": [("Late", True), ("Due", False)], "commissioner": []}
    with speaking_for(city.governance):
        shown = queries.lines(rows=queries.register(seen_by=city.governance), seen_by=city.governance)
    assert [line.title for line in shown] == ["Late", "Due", "Waiting"]
    assert shown[0].ref == late
