"""Sent again and again: one effect and one answer. The trail followed, and jobs done, whoever is killed meanwhile."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from tests.factories.thread import a_need
from tests.prove.goals import chance, goal, size
from wholeplace.doors.clock.jobs import Job
from wholeplace.doors.clock.policies import Policy
from wholeplace.doors.clock.worker import THE_CLOCK, Worker
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.access.permissions import HOUSE
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail import queue
from wholeplace.ground.trail.following import follow
from wholeplace.ground.trail.later import later
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.once import Answer, KeyUsedOtherwise, claim, keep

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60.0
LATEST = 0.01  # seconds that a transaction of a writer may stay open


def in_threads(*verbs):
    """Do all of these at once, each on a connection of its own."""

    def closing(verb):
        try:
            return verb()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(closing, verbs))


def test_what_is_sent_up_to_five_times_has_one_effect_and_one_answer(city):
    """Each key is sent one to five times at once; now and then the first answer is lost with its transaction."""
    by_chance, many = chance("once"), size(small=40, change=5000, release=100000)

    def send(key: str, asked: str, *, lost: bool) -> str | None:
        try:
            with transaction.atomic(), speaking_for(city.commissioner):
                mine = claim(key=key, asked=asked, by=city.commissioner)
                if mine.answer is None:
                    ref = a_need(city.commissioner, title=key)
                    keep(Answer(status=201, body=str(ref)), of=mine, by=city.commissioner)
                    if lost:
                        raise ConnectionError
                    return str(ref)
                return mine.answer.body
        except (ConnectionError, KeyUsedOtherwise) as fault:
            return type(fault).__name__

    with goal("C5") as tally:
        for _ in range(many):
            key, times = uuid.uuid4().hex, by_chance.randint(1, 5)
            sent = in_threads(
                *[lambda k=key, n=n: send(k, "same", lost=by_chance.random() < 0.2) for n in range(times)]
            )
            last = send(key, "same", lost=False)
            told = {answer for answer in sent if answer != "ConnectionError"} | {last}
            tally.that(len(told) == 1, f"{key}: told {told}")
            tally.that(send(key, "other", lost=False) == "KeyUsedOtherwise", f"{key}: another body was taken")
        with speaking_for(BOOTSTRAP):
            written = Event.objects.filter(kind="NeedRecorded").count()
        tally.that(written == many, f"{written} effects of {many}")


def test_every_event_is_delivered_once_in_order_however_late_it_commits(city):
    """Writers commit late; followers break off before they commit; the jobs that come of it are done once, in turn."""
    by_chance, many = chance("outbox"), size(small=40, change=5000, release=100000)
    told: list[int] = []
    over = threading.Event()
    policy = Policy("counting", then="count")

    def write(count: int):
        for _ in range(count):
            with transaction.atomic():
                a_need(city.commissioner)
                time.sleep(by_chance.uniform(0, LATEST))

    def relay():
        while not over.is_set():
            try:
                with transaction.atomic():
                    more = follow(policy.name, do=policy.ask, at_once=20)
                    if by_chance.random() < 0.3:
                        raise ConnectionError
            except ConnectionError:
                continue
            if not more:
                time.sleep(0.02)

    def work():
        mine = Worker(jobs={"count": Job(lambda *, event, **_: told.append(event), HOUSE)}, every={}, policies=())
        while not over.is_set():
            if not mine.one():
                time.sleep(0.02)

    def write_all():
        try:
            in_threads(*[lambda: write(many // 4)] * 4)
            until = time.monotonic() + PATIENCE + many / 20
            while time.monotonic() < until and len(told) < total():
                time.sleep(0.1)
        finally:
            over.set()

    def total() -> int:
        with speaking_for(BOOTSTRAP):
            return Event.objects.count()

    with goal("O1") as tally:
        in_threads(write_all, relay, relay, work, work)
        with speaking_for(BOOTSTRAP):
            events = dict(Event.objects.values_list("id", "subject_public_id"))
        for number, subject in events.items():
            tally.that(told.count(number) == 1, f"event {number} of {subject} was delivered {told.count(number)} times")
        for subject in set(events.values()):
            mine = [number for number in told if events.get(number) == subject]
            tally.that(mine == sorted(mine), f"{subject}: in the order {mine}")


def test_every_job_ends_done_or_failed_with_a_reason(city):
    """Workers whose connection is cut in the middle of a job, at random; what is left behind is taken back."""
    by_chance, many = chance("jobs"), size(small=20, change=500, release=10000)
    holders: dict[int, int] = {}
    doubled: list[int] = []
    lock, over = threading.Lock(), threading.Event()

    def do(*, number: int, **_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(77, %s)", [number])
            if not cursor.fetchone()[0]:
                doubled.append(number)
        a_need(city.commissioner, title=f"job {number}")
        chosen = by_chance.random()
        if chosen < 0.3:
            connection.connection.close()  # as if the process were killed: the server takes everything back
        elif chosen < 0.4:
            raise ValueError
        with lock:
            holders[number] = holders.get(number, 0) + 1

    def work():
        mine = Worker(jobs={"hold": Job(do, HOUSE, tries=8)}, every={}, policies=())
        while not over.is_set():
            try:
                if not mine.one():
                    time.sleep(0.02)
            except Exception:
                connection.close()

    def look_after():
        mine = Worker(jobs={"hold": Job(do, HOUSE, tries=8)}, every={}, policies=())
        until = time.monotonic() + PATIENCE + many / 5
        while time.monotonic() < until and (counts := queue.counted()).get("todo", 0) + counts.get("doing", 0):
            mine.take_back()
            with connection.cursor() as cursor:  # nobody waits for the pauses here
                cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE scheduled_at IS NOT NULL")
            time.sleep(0.05)
        over.set()

    for number in range(many):
        later("hold", by=THE_CLOCK, number=number)
    with goal("O2") as tally:
        in_threads(look_after, work, work, work)
        counts = queue.counted()
        tally.that(set(counts) <= {"succeeded", "failed"}, f"ended as {counts}")
        tally.that(not doubled, f"two live holders: {doubled}")
        with speaking_for(BOOTSTRAP):
            effects = Event.objects.filter(kind="NeedRecorded").count()
        tally.that(effects == counts.get("succeeded", 0), f"{effects} effects of {counts}")
        for number in range(many):
            tally.that(number in holders or counts.get("failed", 0) > 0, f"job {number} was never done")
