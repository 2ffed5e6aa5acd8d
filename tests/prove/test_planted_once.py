"""The probers of once-only notice what is planted: a door that looks at no key, a naive reader, a job noted apart."""

import pytest
from django.db import connection, transaction

from tests.prove import goals, test_once
from tests.prove.goals import chance
from wholeplace.doors.clock.worker import THE_CLOCK, Worker
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail import following, queue
from wholeplace.ground.trail.later import about
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.once import Claim
from wholeplace.ground.trail.queries import Entry, Position

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is planted here is not counted with what holds, and nobody waits long for it."""
    monkeypatch.setattr(goals, "TALLIES", [])
    monkeypatch.setattr(test_once, "PATIENCE", 3.0)


def test_a_door_that_looks_at_no_key_is_noticed(city, monkeypatch):
    monkeypatch.setattr(test_once, "claim", lambda **_: Claim(number=0))
    with pytest.raises(AssertionError, match=r"C5: .* failed"):
        test_once.test_what_is_sent_up_to_five_times_has_one_effect_and_one_answer(city)


def test_a_reader_that_asks_for_larger_numbers_is_noticed(city, monkeypatch):
    def naive(*, position, seen_by, limit):
        rows = Event.objects.seen_by(seen_by).filter(pk__gt=position.event_id).order_by("pk")[:limit]
        return tuple(
            Entry(Position(row.transaction, row.pk), row.kind, row.details, Ref("need", row.subject_public_id),
                  row.organisation_id, row.partnership_id, row.on)
            for row in rows
        )  # fmt: skip

    monkeypatch.setattr(test_once, "LATEST", 0.2)
    monkeypatch.setattr(following, "after", naive)
    with pytest.raises(AssertionError, match=r"O1: .* failed"):
        test_once.test_every_event_is_delivered_once_in_order_however_late_it_commits(city)


def test_a_job_noted_in_another_transaction_is_noticed(city, monkeypatch):
    by_chance = chance("noted apart")

    def noted_apart(self, job, *, on):
        with transaction.atomic(), speaking_for(THE_CLOCK):
            self.jobs[job.name].do(by=THE_CLOCK, on=on, **about(job.about))
        if by_chance.random() < 0.3:
            connection.connection.close()
        queue.done(job)

    monkeypatch.setattr(Worker, "_do", noted_apart)
    with pytest.raises(AssertionError, match=r"O2: .* failed"):
        test_once.test_every_job_ends_done_or_failed_with_a_reason(city)
