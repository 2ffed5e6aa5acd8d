"""Whoever looks after the site is told how it stands: a sentence first, then figures; never who did what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.browser import words
from wholeplace.config.backups.state import note
from wholeplace.doors.web.operations.pages import what_is_wrong
from wholeplace.doors.web.operations.state import State, backups_now, state_now
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.roles import Role
from wholeplace.ground.trail.models import Refusal, Setback
from wholeplace.ground.trail.operating import Counted, jobs, refused, setbacks

pytestmark = pytest.mark.django_db
WELL = Counted(
    refused=0, sign_ins_failed=0, locked_out=0, jobs={}, jobs_given_up=0, job_age=None, seal_age=0, unsealed=0,
    sealed=7, sealed_at="2026-06-01T00:00:00Z",
)  # fmt: skip


@pytest.fixture
def administrator(city):
    """Somebody who looks after the site."""
    return city.add_person("administrator", role=Role.ADMINISTRATOR, organisation="council", title="Administrator")


@pytest.fixture
def noted(tmp_path, settings):
    """A folder in which a backup noted its success a moment ago."""
    note(tmp_path, taken_at=(timezone.now() - timedelta(minutes=3)).isoformat(), bytes=5_000_000)
    settings.BACKUP_STATE = str(tmp_path)
    return tmp_path


def wrong(backups, **now) -> list[str]:
    """What is said to be wrong."""
    return [
        one.sentence
        for one in what_is_wrong(
            State(counted=Counted(**{**WELL.__dict__, **now}), imports_unfinished=0, backups=backups)
        )
    ]


def test_an_administrator_reads_how_it_stands_and_no_name(signed_in, city, administrator, noted):
    Refusal.objects.create(action="needs.record_need", codes=["NEED title"], person_id=1)
    Setback.objects.create(job="remove_old_keys", job_id=5, tries=6, reason="TimeoutError", last=True)
    page = words(signed_in("administrator").get("/operations"))
    main = page.partition("<main")[2].partition("</main>")[0]
    for said in ("not as they should be", "Record need", "NEED title", "TimeoutError", "Given up", "3 minutes ago"):
        assert said in main
    assert city.emails["administrator"] not in page
    assert not any(actor.person_name in main for actor in city.actors.values())


def test_nobody_else_does(signed_in, city):
    assert signed_in("governance").get("/operations").status_code == 403
    assert "/operations" not in words(signed_in("governance").get("/account"))
    for query in (state_now, jobs, setbacks, refused):
        with pytest.raises(NotAllowed):
            query(seen_by=city.commissioner)


def test_an_administrator_finds_it_from_their_account(signed_in, administrator):
    home = words(signed_in("administrator").get("/home"))
    assert "/account" in home
    assert "/operations" in words(signed_in("administrator").get("/account"))


def test_where_all_is_well_nothing_is_said_to_be_wrong(noted):
    assert wrong(backups_now()) == []


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"job_age": 601.0}, "waited for 10 minutes"),
        ({"jobs_given_up": 2}, "given up in the last day: 2"),
        ({"sign_ins_failed": 50}, "50 sign-ins failed"),
        ({"seal_age": 3700.0, "unsealed": 4}, "sealed for 1 hour"),
        ({"sealed": None, "unsealed": 4}, "never sealed"),
    ],
)
def test_what_is_not_as_it_should_be_is_said(noted, now, said):
    (sentence,) = wrong(backups_now(), **now)
    assert said in sentence


def test_a_backup_that_is_late_or_unknown_is_said(noted, settings):
    note(noted, taken_at=(timezone.now() - timedelta(hours=30)).isoformat())
    assert "30 hours old" in wrong(backups_now())[0]
    settings.BACKUP_STATE = ""
    assert "does not know where backups" in wrong(backups_now())[0]


def test_the_figures_tell_the_age_of_what_the_backup_noted(client, noted):
    # What keeps the log of changes writes the same file each minute: the age is that of the backup all the same.
    note(noted, log_at=timezone.now().isoformat())
    told = client.get("/metrics").content.decode()
    age = next(line for line in told.splitlines() if line.startswith("wholeplace_backup_age_seconds"))
    assert 180 <= float(age.split()[1]) < 240
