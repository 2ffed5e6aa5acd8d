"""Every way in says who may use it; one that does not is not there."""

from dataclasses import replace

import pytest

from tests.factories.worlds import World
from tests.prove.declared import commands, doors, is_declared, jobs
from tests.prove.goals import goal
from tests.prove.test_web import signed_in
from wholeplace.doors.clock.worker import THE_CLOCK, Worker
from wholeplace.ground.trail.later import later

pytestmark = pytest.mark.django_db


def test_every_page_and_operation_is_declared_and_is_not_there_without(city: World):
    browser = signed_in(city, "commissioner")
    with goal("X1") as tally:
        for door in doors():
            tally.that(is_declared(door.needs), f"{door}: nobody said who may use it")
            with pytest.MonkeyPatch.context() as patch:
                door.forget(patch)
                answer = browser.generic(door.method.upper(), door.address, b"{}", content_type="application/json")
            tally.that(answer.status_code == 404, f"{door}: {answer.status_code}, though undeclared")


def test_every_command_is_declared_and_no_other_is_run():
    with goal("X1") as tally:
        for name, holds in commands():
            tally.that(holds, f"manage.py {name}: not as declared")


def test_every_job_is_declared_and_is_done_for_nobody_else(city: World):
    with goal("X1") as tally:
        for name, job, is_known in jobs():
            tally.that(is_known, f"{name}: nobody said who may ask for it")
            done: list[str] = []
            shown = replace(job, do=lambda *, by, to=done, **_: to.append(by.person_name), own_transactions=False)
            mine = Worker(jobs={name: shown}, policies=(), every={})
            for by in (city.member, THE_CLOCK):
                later(name, by=by)
                mine.one()
            tally.that(done == [THE_CLOCK.person_name], f"{name}: done for {done}")
