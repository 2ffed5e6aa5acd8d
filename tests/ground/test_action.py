"""An action cannot forget its duties, and nothing else can write."""

from dataclasses import dataclass

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.factories.worlds import TODAY
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import OPEN_SCOPE, OrganisationKey
from wholeplace.ground.records.pen import role_now
from wholeplace.ground.trail.action import ForgottenDuty, action, record
from wholeplace.ground.trail.event import Happened
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.models import Refusal as RefusalRow


@dataclass(frozen=True)
class Tried(Happened):
    """Something was tried."""

    @property
    def sentence(self) -> str:
        """What happened."""
        return "Tried."


def leave_an_event(by):
    """Leave one event about nothing in particular."""
    record(Tried(), subject=Ref(kind="trial", public_id="zzzzzzzzzzzz"), scope=OPEN_SCOPE, by=by, on=TODAY)


@action
def dutiful(*, by, on):
    """Do both duties."""
    by.must(Permission.NEED_RECORD)
    OrganisationKey.objects.create()
    leave_an_event(by)
    return role_now()


@action
def silent(*, by, on):
    """Leave no event."""
    by.must(Permission.NEED_RECORD)
    OrganisationKey.objects.create()


@action
def unauthorised(*, by, on):
    """Ask for no authority."""
    OrganisationKey.objects.create()
    leave_an_event(by)


@action
def leaning_on_another(*, by, on):
    """Call an action that does its own duties, and do none."""
    OrganisationKey.objects.create()
    dutiful(by=by, on=on)


@action
def refusing(*, by, on):
    """Refuse after having written."""
    by.must(Permission.NEED_RECORD)
    OrganisationKey.objects.create()
    leave_an_event(by)
    raise Refused([Refusal("TRY1", "A test", "No.")])


def counts():
    """How many keys and events there are."""
    with speaking_for(BOOTSTRAP):
        return OrganisationKey.objects.count(), Event.objects.count()


@pytest.mark.django_db
def test_an_action_holds_the_pen_and_puts_it_down():
    assert dutiful(by=BOOTSTRAP, on=TODAY) == "wholeplace_writer"
    assert role_now() == "wholeplace_reader"


@pytest.mark.django_db
@pytest.mark.parametrize("forgetful", [silent, unauthorised, leaning_on_another])
def test_an_action_that_forgets_a_duty_commits_nothing(forgetful):
    before = counts()

    with pytest.raises(ForgottenDuty):
        forgetful(by=BOOTSTRAP, on=TODAY)

    assert counts() == before
    assert role_now() == "wholeplace_reader"


@pytest.mark.django_db
def test_a_refusal_undoes_everything_and_is_logged_apart():
    before = counts()

    with pytest.raises(Refused):
        refusing(by=BOOTSTRAP, on=TODAY)

    assert counts() == before
    assert [row.codes for row in RefusalRow.objects.all()] == [["TRY1"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO records_organisationkey (public_id) VALUES ('zzzzzzzzzzzz')",
        "UPDATE records_organisationkey SET public_id = 'x'",
        "DELETE FROM trail_event",
        "WITH gone AS (DELETE FROM records_organisationkey RETURNING 1) SELECT count(*) FROM gone",
        "TRUNCATE trail_event",
    ],
)
def test_nothing_is_written_outside_an_action_not_even_in_raw_sql(sql):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


def test_an_action_takes_keywords_only_and_is_told_who_and_when():
    with pytest.raises(TypeError, match="keywords only"):
        action(lambda by, on: None)
    with pytest.raises(TypeError, match="who"):
        action(lambda *, by: None)


@pytest.mark.django_db
def test_an_event_can_be_left_only_inside_an_action():
    with pytest.raises(ForgottenDuty):
        leave_an_event(BOOTSTRAP)
