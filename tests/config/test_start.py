"""A start shows what it does, says how to mend what fails, and leaves nothing running."""

import io
import os
import socket
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from wholeplace.config.serve import take_port
from wholeplace.config.steps import StepFailed, Steps, end, run_to_end, start


@pytest.fixture
def shown() -> io.StringIO:
    """What a person would have read."""
    return io.StringIO()


@pytest.fixture
def steps(shown, monkeypatch) -> Steps:
    """Steps shown on plain lines, each of which takes as long as the other."""
    monkeypatch.setattr("wholeplace.config.steps._time_since", lambda began: "0.4 s")
    return Steps(Console(file=shown, highlight=False, soft_wrap=True))


def python(program: str, **named) -> str:
    """Run a small program to its end."""
    return run_to_end([sys.executable, "-c", program], environment=os.environ, folder=Path("/"), **named)


def test_a_step_shows_its_name_and_time(steps, shown):
    with steps.step("Tables"):
        pass
    assert shown.getvalue() == "… Tables\n✓ Tables  0.4 s\n"


def test_a_step_that_fails_says_why_and_how_to_mend_it(steps, shown):
    with pytest.raises(StepFailed), steps.step("Tables", mend="Begin anew."):
        raise OSError("The disk is full.")
    assert shown.getvalue() == "… Tables\n✗ Tables  0.4 s\nThe disk is full.\n\nTo mend it: Begin anew.\n"


def test_a_fault_of_our_own_shows_where_it_is(steps, shown):
    with pytest.raises(StepFailed), steps.step("Tables"):
        raise KeyError("word")
    assert "test_start.py" in shown.getvalue()


def test_each_line_of_a_program_is_said_and_its_whole_returned():
    said: list[str] = []
    assert python("print('one'); print('two')", say=said.append) == "one\ntwo"
    assert said == ["one", "two"]


def test_a_program_that_fails_shows_the_end_of_what_it_wrote():
    with pytest.raises(StepFailed, match=r"line 29$") as failed:
        python("for n in range(30): print('line', n)\nraise SystemExit(3)", say=len)
    assert str(failed.value).startswith("line 5\n")


def test_a_program_that_will_not_end_is_ended():
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    )
    process = start([sys.executable, "-c", stubborn], environment=os.environ, folder=Path("/"), output=-1)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    began = time.monotonic()
    end(process, patience=0.2)
    assert process.poll() == -9
    assert time.monotonic() - began < 5
    process.stdout.close()


def test_a_port_in_use_is_passed_over_and_said_plainly(steps, shown, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr("wholeplace.config.serve.PORT", taken)
        with take_port(steps, host="127.0.0.1", wanted=None) as door:
            port = door.getsockname()[1]
    assert taken < port < taken + 20
    assert shown.getvalue() == f"Another program uses port {taken}, so the site will be on port {port}.\n"


def test_a_port_that_was_asked_for_is_not_exchanged(steps, shown):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(StepFailed):
            take_port(steps, host="127.0.0.1", wanted=taken)
    assert f"Another program uses port {taken}." in shown.getvalue()
