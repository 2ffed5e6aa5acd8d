"""Putting an answer together, having it read by a second person, releasing it."""

import json

import pytest
from django.db import transaction

from tests.factories.requests import ASKED_BY, a_request
from tests.factories.sharing import at_the_door, shared
from tests.factories.thread import a_need
from tests.factories.worlds import TODAY
from wholeplace.across.inbox.calls import calls
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.partnership.actions import declare_interest
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.requests import actions, queries
from wholeplace.together.requests.models import Disclosure, HeldRecord, Redaction
from wholeplace.together.requests.rules.answer import Outcome, hash_of, text
from wholeplace.together.requests.rules.states import RequestState


def codes(refused) -> list[str]:
    """The codes of the reasons."""
    return [one.code for one in refused.value.refusals]


def draft(actor, ref):
    """The answer as this actor reads it."""
    with speaking_for(actor):
        return queries.draft(reference=ref.public_id, seen_by=actor, on=TODAY)


def card(actor, ref):
    """The request as this actor reads it."""
    with speaking_for(actor):
        return queries.request(reference=ref.public_id, seen_by=actor)


def released(actor, ref):
    """What was released, as this actor reads it."""
    with speaking_for(actor):
        return queries.disclosure(reference=ref.public_id, seen_by=actor)


def line(actor, ref, label):
    """The gathered line of this label: which record it is in, its key, and what it says."""
    for held in draft(actor, ref).held:
        for one in held.lines:
            if one.line.label == label:
                return {"held": held.public_id, "line": one.line.key}, one
    raise LookupError(label)


@pytest.fixture
def second(city):
    """The other person of the same organisation who answers requests."""
    return city.add_person("second_officer", role=Role.GOVERNANCE, organisation="council", title="Information officer")


@pytest.fixture
def neighbour(city):
    """Who answers requests for the other body of the same place."""
    return city.add_person("icb_governance", role=Role.GOVERNANCE, organisation="icb", title="ICB governance")


@pytest.fixture
def asked(city):
    """A request with one record gathered."""
    ref = a_request(city.governance)
    need = a_need(city.commissioner, title="Falls", statement="Ada Example fell twice. Many older people fall.")
    actions.gather_records(request=ref.public_id, records=[need], by=city.governance, on=TODAY)
    return ref


def forward(actor, ref, **changes):
    """Put the answer to a second person."""
    given = {"words": "We hold this.", "was_looked_at": False, "is_published": False, "summary": ""}
    actions.propose_answer(request=ref.public_id, **given | changes, by=actor, on=TODAY)


def cut(actor, ref, *, words="Ada Example", label="Statement", exemption="s40(2)"):
    """Take words out of a line."""
    where, _ = line(actor, ref, label)
    actions.take_words_out(request=ref.public_id, **where, words=words, exemption=exemption, by=actor, on=TODAY)


def explain(actor, ref, *, exemption="s40(2)", public_interest=""):
    """Say why an exemption applies."""
    actions.explain_exemption(
        request=ref.public_id,
        exemption=exemption,
        because="It names somebody who is ill.",
        public_interest=public_interest,
        by=actor,
        on=TODAY,
    )


def test_an_answer_is_gathered_redacted_read_by_a_second_person_and_released(city, second, asked):
    cut(city.governance, asked)
    explain(city.governance, asked)
    forward(city.governance, asked, is_published=True, summary="What is known of falls?")
    with speaking_for(second):
        assert [one.of for one in calls(seen_by=second, on=TODAY) if one.do == "Read and release it"] == [asked]

    ref = actions.release_answer(request=asked.public_id, by=second, on=TODAY)

    out = released(city.provider, ref)
    assert (out.outcome, out.content["asked"]) == (Outcome.PART, "What is known of falls?")
    assert out.content_hash == hash_of(out.content)
    sent = text(out.content)
    assert "Statement: [withheld: section 40(2)] fell twice. Many older people fall." in sent
    assert "It names somebody who is ill." in sent
    assert "within 40 working days" in sent
    for never in ("Ada Example", ASKED_BY):
        assert never not in sent
        assert never not in json.dumps(out.content)
    now = card(second, asked)
    assert (now.state, now.closed_on, now.disclosure) == (RequestState.ANSWERED, TODAY, ref)
    with speaking_for(second):
        assert queries.answered_in_time(seen_by=second).percent == 100


def test_what_fields_say_of_people_is_taken_out_at_once(city):
    ref = a_request(city.governance)
    of = declare_interest(
        nature=Nature.GOVERNS, words="Trustee", organisation=city.organisations["charity"].ref.public_id,
        begins_on=TODAY, by=city.member, on=TODAY,
    )  # fmt: skip
    actions.gather_records(request=ref.public_id, records=[of], by=city.governance, on=TODAY)

    held = draft(city.governance, ref).held[0]
    cut_at_once = {one.line.label for one in held.lines if one.spans}
    assert "Person" in cut_at_once
    assert "Body" not in cut_at_once


def test_an_answer_that_is_not_published_stays_with_its_organisation(city, second, neighbour, asked):
    forward(city.governance, asked)
    ref = actions.release_answer(request=asked.public_id, by=second, on=TODAY)

    assert released(city.governance, ref).outcome is Outcome.ALL
    with pytest.raises(NotThere):
        released(neighbour, ref)


def test_a_request_for_what_is_not_held_is_answered_without_records(city, second):
    ref = a_request(city.governance)
    forward(city.governance, ref, words="We hold nothing of the kind.")
    out = actions.release_answer(request=ref.public_id, by=second, on=TODAY)
    assert released(second, out).outcome is Outcome.NOT_HELD


def test_no_answer_goes_out_without_a_second_person_and_as_it_was(city, second, asked, events):
    forward(city.governance, asked)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.release_answer(request=asked.public_id, by=city.governance, on=TODAY)
    assert codes(refused) == ["RLS2"]
    with pytest.raises(Refused) as refused:
        cut(city.governance, asked)
    assert codes(refused) == ["RED1"]
    assert events() == before

    change_the_statement(city, "They fell three times, all of them.")
    before = events()
    with pytest.raises(Refused) as refused:
        actions.release_answer(request=asked.public_id, by=second, on=TODAY)
    assert codes(refused) == ["RLS3"]
    assert events() == before
    with speaking_for(BOOTSTRAP):
        assert not Disclosure.objects.exists()

    actions.send_answer_back(request=asked.public_id, by=second, on=TODAY)
    assert card(second, asked).state is RequestState.OPEN
    with pytest.raises(Refused) as refused:
        actions.send_answer_back(request=asked.public_id, by=second, on=TODAY)
    assert codes(refused) == ["RLS1"]


def change_the_statement(city, words):
    """Change what the gathered need says, as its own organisation might."""
    with transaction.atomic(), speaking_for(city.commissioner), pen_taken(already=False):
        assert Need.objects.filter(title="Falls").update(statement=words) == 1


def test_an_answer_that_is_not_ready_is_refused_with_every_reason(city, asked, events):
    cut(city.governance, asked, words="", exemption="s43(2)")
    with pytest.raises(Refused) as refused:
        explain(city.governance, asked, exemption="s43(2)")
    assert codes(refused) == ["EXM4"]
    change_the_statement(city, "Write to ada.example@example.org.")
    before = events()

    with pytest.raises(Refused) as refused:
        forward(city.governance, asked, words=" ", is_published=True)

    assert codes(refused) == ["ANS2", "ANS4", "ANS5", "ANS8"]
    assert events() == before
    assert card(city.governance, asked).answer == ""


def test_what_looks_personal_is_looked_at_before_it_goes_out(city, asked):
    change_the_statement(city, "Write to ada.example@example.org.")

    with pytest.raises(Refused) as refused:
        forward(city.governance, asked)
    assert codes(refused) == ["ANS7"]

    forward(city.governance, asked, was_looked_at=True)
    assert card(city.governance, asked).state is RequestState.PROPOSED


def test_words_are_put_back_and_a_record_is_left_out(city, asked):
    cut(city.governance, asked)
    where, _ = line(city.governance, asked, "Statement")
    actions.put_words_back(request=asked.public_id, **where, by=city.governance, on=TODAY)
    assert line(city.governance, asked, "Statement")[1].spans == ()

    cut(city.governance, asked)
    actions.leave_out_record(request=asked.public_id, held=where["held"], by=city.governance, on=TODAY)
    assert draft(city.governance, asked).held == ()
    with speaking_for(BOOTSTRAP):
        assert not Redaction.objects.exists()


def test_what_cannot_be_gathered_or_taken_out_is_refused_and_nothing_changed(city, asked, events):
    before = events()
    again = draft(city.governance, asked).held[0].record

    other = a_need(city.commissioner)
    before = events()
    with pytest.raises(Refused) as refused:
        actions.gather_records(request=asked.public_id, records=[other, again], by=city.governance, on=TODAY)
    assert codes(refused) == ["GTH3"]
    with pytest.raises(Refused) as refused:
        cut(city.governance, asked, words="nobody said this", exemption="r13")
    assert codes(refused) == ["RED2", "RED3"]
    where, _ = line(city.governance, asked, "Statement")
    with pytest.raises(NotThere):
        actions.take_words_out(
            request=asked.public_id, **where | {"line": "need:x.title"}, words="", exemption="s41",
            by=city.governance, on=TODAY,
        )  # fmt: skip
    assert events() == before


def test_a_record_that_another_body_lets_one_read_is_not_passed_on(city, neighbour, events):
    ref = a_request(neighbour)
    theirs = a_need(city.commissioner, sensitivity=Sensitivity.ORGANISATION)
    shared(theirs, city, to="icb")
    reader = at_the_door(neighbour)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.gather_records(request=ref.public_id, records=[theirs], by=reader, on=TODAY)
    assert codes(refused) == ["GTH2"]
    assert events() == before


def test_a_stranger_changes_nothing_of_an_answer(city, neighbour, asked, events):
    cut(city.governance, asked)
    where, _ = line(city.governance, asked, "Statement")
    of = draft(city.governance, asked).held[0].record
    before = events()

    for who, why in ((city.commissioner, NotAllowed), (neighbour, NotThere)):
        given = {"request": asked.public_id, "by": who, "on": TODAY}
        tries = (
            lambda g=given: actions.gather_records(**g, records=[of]),
            lambda g=given: actions.leave_out_record(**g, held=where["held"]),
            lambda g=given: actions.take_words_out(**g, **where, words="", exemption="s41"),
            lambda g=given: actions.put_words_back(**g, **where),
            lambda g=given: actions.explain_exemption(**g, exemption="s41", because="So.", public_interest=""),
            lambda g=given: actions.propose_answer(
                **g, words="Yes.", was_looked_at=True, is_published=False, summary=""
            ),
            lambda g=given: actions.send_answer_back(**g),
            lambda g=given: actions.release_answer(**g),
        )
        for one in tries:
            with pytest.raises(why):
                one()

    assert events() == before
    with speaking_for(neighbour):
        assert HeldRecord.objects.seen_by(neighbour).count() == 0
