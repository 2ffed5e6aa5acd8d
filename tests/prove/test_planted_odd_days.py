"""The proof of odd days finds what it looks for: a door that lives in Greenwich, and a period counted a day wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.api.acts import ACTS
from tests.factories.worlds import build_city
from tests.prove import moved
from tests.prove.acting import acted, differences
from tests.prove.ending import of_a_day
from tests.prove.goals import Tally
from tests.prove.moments import ODD, PLAIN
from wholeplace.do.contracts.rules import running

pytestmark = pytest.mark.django_db

NEW_YEAR = ODD[0]


def failures(*names: str) -> list[str]:
    """What fails of these acts half an hour into 1 April."""
    tally, acts = Tally("C9"), [ACTS[name] for name in names]
    plain, odd = acted(PLAIN, tally, acts=acts), acted(NEW_YEAR, tally, acts=acts)
    found = [f"{name}{one}" for name in plain for one in differences(plain[name], odd[name])]
    return [*tally.failures, *found]


def test_nothing_is_found_where_nothing_is_wrong():
    assert failures("close_need", "end_contract") == []


def test_a_door_that_lives_in_greenwich_is_found(monkeypatch):
    monkeypatch.setattr(moved, "LOCALDATE", lambda *_: datetime.now(UTC).date())
    assert any("close_need answered 401" in one for one in failures("close_need"))


def test_a_share_that_lasts_an_hour_too_long_is_found(monkeypatch):
    monkeypatch.setattr(moved, "LOCALDATE", lambda *_: datetime.now(UTC).date())
    tally, summer = Tally("C9"), replace(PLAIN, at=PLAIN.at + timedelta(hours=1))
    with moved.moved_to(summer):
        of_a_day(summer, build_city(), tally)
    assert [one for one in tally.failures if "a share and a token until the day" in one and "(200, 200)" in one]


def test_a_notice_counted_a_day_wrong_is_found(monkeypatch):
    right = running.months_before

    def a_day_early(day: date, months: int) -> date:
        return right(day, months) - timedelta(days=1)

    monkeypatch.setattr(running, "months_before", a_day_early)
    assert any("notice" in one for one in failures("end_contract", "link_contract"))
