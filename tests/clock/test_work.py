"""Background work: done once, in the transaction that notes it; tried again; refused to those who lost their rights."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, connections, transaction

from tests.factories.thread import a_need
from tests.factories.worlds import TODAY
from wholeplace.doors.clock.calendar import EVERY
from wholeplace.doors.clock.jobs import JOBS, Job
from wholeplace.doors.clock.policies import POLICIES, Policy
from wholeplace.doors.clock.worker import THE_CLOCK, Worker
from wholeplace.ground.access.permissions import HOUSE, Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail import queue
from wholeplace.ground.trail.later import later
from wholeplace.ground.trail.models import KeptAnswer, Setback
from wholeplace.together.people.models import Person

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)
AT_ONCE = timedelta(0)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the clock believes to be."""
    monkeypatch.setattr("wholeplace.doors.clock.worker.timezone.localdate", lambda: TODAY)


def worker(do: Callable[..., object], *, tries: int = 3, policies: tuple[Policy, ...] = ()) -> Worker:
    """A worker that knows one job, called `job`, and rests for no time."""
    return Worker(
        jobs={"job": Job(do, Permission.NEED_RECORD, tries=tries, pause=AT_ONCE)}, policies=policies, every={}
    )


def elsewhere(verb: Callable[[], object]) -> object:
    """Do it on another connection."""

    def closing() -> object:
        try:
            return verb()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def test_a_job_is_told_who_asked_on_which_day_and_what_it_is_about(city):
    told = []
    about = {"need": Ref("need", "7k3q9x2m4p5r"), "count": 3, "since": date(2026, 4, 1)}
    later("job", by=city.commissioner, **about)

    assert worker(lambda **given: told.append(given)).one()
    assert told == [{"by": city.commissioner, "on": TODAY} | about]
    assert queue.counted() == {"succeeded": 1}


def test_words_are_never_kept_with_a_job(city):
    with pytest.raises(TypeError, match="never a str"):
        later("job", by=city.commissioner, name="Ada")
    assert queue.counted() == {}


def test_a_job_is_asked_for_only_if_what_it_follows_from_is_kept(city):
    with transaction.atomic():
        later("job", by=THE_CLOCK)
        transaction.set_rollback(True)
    assert not worker(lambda **_: None).one()


def test_what_a_job_did_is_undone_when_it_fails_and_it_is_tried_again_until_it_has_failed(city, events):
    def fails(*, by, on):
        a_need(city.commissioner)
        raise ValueError("Ada Lovelace")

    later("job", by=city.commissioner)
    before, mine = events(), worker(fails)
    while mine.one():
        pass
    assert events() == before
    assert queue.counted() == {"failed": 1}
    rows = list(Setback.objects.order_by("tries").values_list("tries", "last"))
    assert rows == [(1, False), (2, False), (3, True)]
    assert not Setback.objects.filter(reason__contains="Ada").exists()


def test_a_refusal_is_final_and_says_its_codes(city):
    later("job", by=city.member)
    worker(lambda *, by, on: a_need(by)).one()
    assert queue.counted() == {"failed": 1}
    assert Setback.objects.get().reason == "Refused: ACCESS need.record"


def test_a_job_of_somebody_who_lost_their_rights_is_refused(city, events):
    later("job", by=city.commissioner)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wholeplace_writer")
        Person.objects.filter(pk=city.commissioner.person_id).update(is_active=False)
        cursor.execute("SET LOCAL ROLE wholeplace_reader")
    before = events()
    worker(lambda *, by, on: a_need(by)).one()
    assert events() == before
    assert Setback.objects.get().reason == "Whoever asked for it may no longer act as they did."


def test_a_job_of_the_house_is_done_for_no_person(city):
    done = []
    mine = Worker(jobs={"job": Job(lambda *, by, on: done.append(by), HOUSE)}, policies=(), every={})
    later("job", by=city.commissioner)
    mine.one()
    assert (done, queue.counted()) == ([], {"failed": 1})
    later("job", by=THE_CLOCK)
    mine.one()
    assert done == [THE_CLOCK]


def test_a_job_that_nobody_knows_fails_with_its_reason(city):
    later("no_such_job", by=THE_CLOCK)
    worker(lambda **_: None).one()
    assert queue.counted() == {"failed": 1}


@committed
def test_the_job_of_a_worker_that_has_gone_is_taken_back_at_once_and_of_no_other(city):
    later("job", by=THE_CLOCK)
    mine = worker(lambda **_: None)

    def take_and_go() -> None:
        assert queue.take(worker=queue.register()) is not None

    def look() -> int:
        return mine.take_back()

    number = queue.register()
    taken = queue.take(worker=number)
    assert taken is not None
    assert elsewhere(look) == 0  # this connection still holds it
    queue.done(taken)
    later("job", by=THE_CLOCK)
    elsewhere(take_and_go)
    assert elsewhere(look) == 1
    assert mine.one()
    assert queue.counted() == {"succeeded": 2}


@committed
def test_a_job_under_which_workers_end_again_and_again_fails_in_the_end(city):
    later("job", by=THE_CLOCK)
    mine = worker(lambda **_: None)
    for _ in range(3):
        elsewhere(lambda: queue.take(worker=queue.register()))
        assert elsewhere(mine.take_back) == 1
    assert queue.counted() == {"failed": 1}
    assert Setback.objects.get(last=True).reason == "The worker ended while it was at it."


def test_jobs_of_one_order_are_done_in_turn_even_when_the_first_has_a_setback(city):
    done, setbacks = [], [True]

    def do(*, by, on, number):
        if number == 1 and setbacks:
            setbacks.pop()
            raise ValueError
        done.append(number)

    for number in (1, 2, 3):
        later("job", by=THE_CLOCK, order="one", number=number)
    mine = worker(do)
    while mine.one():
        pass
    assert done == [1, 2, 3]


def test_what_waits_already_is_not_asked_for_again(city):
    assert [later("job", by=THE_CLOCK, alone=True) for _ in range(2)] == [True, False]


@committed
def test_each_event_leads_to_its_job_once_and_in_order(city):
    told = []
    policy = Policy("counting", then="job", when=frozenset({"NeedRecorded"}))
    mine = worker(lambda *, by, on, event, subject: told.append(subject), policies=(policy,))
    refs = [a_need(city.commissioner) for _ in range(3)]
    while mine.tick():
        pass
    while mine.one():
        pass
    assert told == refs
    assert mine.tick() is False


def test_the_tables_of_the_clock_name_jobs_that_there_are():
    assert set(EVERY) | {policy.then for policy in POLICIES} <= set(JOBS)


def test_the_calendar_has_old_keys_and_done_jobs_removed(city):
    with speaking_for(city.commissioner):
        for key, at in (("old", "2026-01-01T00:00Z"), ("new", None)):
            row = KeptAnswer.objects.create(
                person_id=city.commissioner.person_id, post_id=1, acting_for_id=1, key=key, asked=""
            )
            if at:
                KeptAnswer.objects.filter(pk=row.pk).update(at=at)
    mine = Worker()
    mine.tick()
    while mine.one():
        pass
    assert queue.counted() == {"succeeded": len(EVERY)}
    with speaking_for(city.commissioner):
        assert [row.key for row in KeptAnswer.objects.all()] == ["new"]


@committed
def test_asked_to_stop_a_worker_hands_back_what_takes_too_long(city):
    later("job", by=THE_CLOCK)

    def endless(**_: object) -> None:
        mine.stopping.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    mine = worker(endless)
    mine.run(patience=0.5)
    assert queue.counted() == {"todo": 1}
