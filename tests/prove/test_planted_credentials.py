"""The prober of credentials fails on a planted fault: a door that makes of somebody more, or less, than the others."""

from dataclasses import replace

import pytest

from tests.api.acts import ACTS
from tests.api.place import Place
from tests.prove.credentials import compared, pages_of
from wholeplace.doors.clock import worker
from wholeplace.doors.web import middleware
from wholeplace.ground.access.permissions import Permission

ACT = ACTS["close_need"]


def found(place: Place) -> list[str]:
    """What the prober says of one act."""
    return [said for said in compared(place, ACT) if said]


def test_without_a_fault_nothing_is_found_and_the_page_that_does_the_same_is_known(place: Place):
    assert found(place) == []
    assert {one.name for one in pages_of("analyse.needs.actions.close_need")} == {"close-need"}


def test_a_session_that_stays_in_its_first_post_is_found(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(middleware, "_by_session", lambda request: (request.user.pk, None))
    said = found(place)
    assert any("by session" in one or "by switched session" in one for one in said)


def test_a_job_that_may_do_everything_is_found(place: Place, monkeypatch: pytest.MonkeyPatch):
    asked = worker._whoever_asked
    everything = frozenset(Permission)
    monkeypatch.setattr(
        worker, "_whoever_asked", lambda kept, *, on: replace(asked(kept, on=on), permissions=everything)
    )
    assert any("by job" in one and "outcome='done'" in one for one in found(place))
