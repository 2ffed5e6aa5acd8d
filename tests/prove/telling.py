"""A part of pytest: everything beside this file is the safety net, whose goals are told at the end of the run."""

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.prove import goals

HERE = Path(__file__).parent
REPORTED: list[goals.Tally] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as part of the safety net, but the tests of the net itself (`test_planted…`)."""
    for item in items:
        if HERE in item.path.parents and "planted" not in item.path.name:
            item.add_marker(pytest.mark.prove)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands what it counted to whoever started it."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["tallies"] = [asdict(tally) for tally in goals.TALLIES]


class FromWorkers:
    """Gathers what the workers counted."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """A worker has finished."""
        REPORTED.extend(goals.Tally(**one) for one in getattr(node, "workeroutput", {}).get("tallies", []))


def pytest_configure(config: pytest.Config) -> None:
    """Gather from workers, where there are any."""
    config.pluginmanager.register(FromWorkers())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line a goal."""
    tallies = [*REPORTED, *goals.TALLIES]
    if tallies:
        terminalreporter.section(f"goals, at the size {goals.SIZE}, SEED={goals.SEED}")
        for line in goals.told(tallies):
            terminalreporter.write_line(line)
