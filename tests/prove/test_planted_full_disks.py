"""The proof of full disks finds what it looks for: an answer without words, work lost, a disk never full."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.prove.goals import Tally
from tests.prove.harness import filling
from wholeplace.config import serve

NO_ROOM = (503, b"There is no room to write.")


class Written:
    """Writers that have written one thing, and lost another where a fault is planted."""

    lost: tuple[str, ...] = ()

    def __init__(self, site: object) -> None:
        """Write nowhere."""
        self.known = {"one": "thing"}

    def start(self, *, many: int) -> None:
        """Write nothing."""

    def stop(self) -> None:
        """Nothing is under way."""

    def faults(self) -> tuple[str, ...]:
        """What was lost."""
        return self.lost


@pytest.fixture
def failures(monkeypatch):
    """Fill a disk of a site that answers so while it is full, and hear what fails."""
    monkeypatch.setattr(filling, "Writers", Written)
    monkeypatch.setattr(filling, "time", SimpleNamespace(monotonic=filling.time.monotonic, sleep=lambda _: None))

    def fill(while_full: tuple[int, bytes], *, after: tuple[int, bytes] = (201, b"")) -> list[str]:
        full: list[bool] = []
        disk = SimpleNamespace(folder=Path("data"), fill=lambda: full.append(True), empty=full.clear)
        site = SimpleNamespace(
            workers_of_the_pages=lambda: list(range(serve.WORKERS)),
            start_server=lambda: None,
            wait_for_an_answer=lambda: 0.0,
            work=SimpleNamespace(poll=lambda: None),
        )
        answers = iter([(201, b"")])
        tally = Tally("C3")
        filling.while_full(site, disk, tally, asked=lambda _: while_full if full else next(answers, after), soon=0.2)
        return sorted(set(tally.failures))

    return fill


def test_a_site_that_says_it_and_goes_on_has_no_failures(failures):
    assert failures(NO_ROOM) == []


def test_a_bare_failure_is_found(failures):
    found = failures((500, b"A fault of ours"))
    assert any("answered 500" in one for one in found)


def test_an_answer_that_does_not_say_why_is_found(failures):
    assert any("it is not said" in one for one in failures((503, b"Sorry.")))


def test_a_disk_that_nobody_noticed_is_found(failures):
    assert failures((201, b"")) == ["data is full: it was told 0 times only"]


def test_a_site_that_must_be_mended_is_found(failures):
    assert failures(NO_ROOM, after=(503, b"no room")) == ["data has room again: what was refused is still refused"]


def test_what_was_lost_meanwhile_is_found(failures, monkeypatch):
    monkeypatch.setattr(Written, "lost", ("lost: a need",))
    assert failures(NO_ROOM) == ["data: lost: a need"]
