"""The proof of graceful stops finds what it looks for: a job left in nobody's hands, and a stop that takes too long."""

from types import SimpleNamespace

import pytest

from tests.prove.goals import Tally
from tests.prove.harness import stops


@pytest.fixture
def failures(monkeypatch):
    """Stop a site whose job stands so afterwards, after so many seconds, and hear what fails."""

    def stop(status: str, *, held: bool = False, seconds: float = 1.0) -> list[str]:
        clock = iter([0.0, seconds])
        monkeypatch.setattr(stops, "end_in_order", lambda _: None)
        monkeypatch.setattr(stops, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        site = SimpleNamespace(asked=lambda query, *_: [(status, held)] if "status" in query else [(0,)])
        tally = Tally("C8")
        stops.Stops(site, None, tally).stop(at=1)
        return tally.failures

    return stop


@pytest.mark.parametrize(
    ("status", "held"), [("succeeded", True), ("succeeded", False), ("todo", False), ("doing", False)]
)
def test_what_is_finished_or_handed_back_has_no_failures(failures, status, held):
    assert failures(status, held=held) == []


def test_a_job_that_a_stopped_worker_still_holds_is_found(failures):
    assert failures("doing", held=True) == ["a job is held by a worker that has stopped"]


def test_a_job_that_failed_is_found(failures):
    assert failures("failed") == ["a job that was under way is failed"]


def test_a_stop_that_takes_too_long_is_found(failures):
    assert failures("succeeded", seconds=31) == ["stopping took 31 s"]
