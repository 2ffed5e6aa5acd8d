"""The goals that must hold, and the counting of what was checked for each.

A goal is shown by a command that prints `ID: N checked, 0 failed`. How much is checked follows from one variable,
PROVE: `small` fits the everyday check of a change, `change` is what each change must reach before it is kept for
long, `release` is the long run. SEED makes a run the same again; it is printed at the head of every run.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SIZES = ("small", "change", "release")
SIZE = os.environ.get("PROVE") or "small"
if SIZE not in SIZES:
    raise SystemExit(f"PROVE is one of {', '.join(SIZES)}, not {SIZE}.")
SEED = int(os.environ.get("SEED") or "20261125")

GOALS = {
    "X1": "every address and operation has a declared policy",
    "X2": "role, route, method and relation answer as the policy table says",
    "X3": "no canary reaches anybody who is not entitled to it",
    "X4": "each of the two walls holds alone",
    "X5": "every kind of credential has the same outcome",
    "X6": "after a revocation the very next use is refused",
    "X7": "absent and forbidden look alike",
    "X8": "the database stands as the models declare",
    "X9": "random SQL as the runtime role reads and writes nothing beyond its context",
    "X10": "no context is left over or mixed when connections are used again",
    "X11": "nothing is hung on a parent, or linked to a far end, that the writer may not reach",
    "X12": "nobody approves their own work",
    "X13": "opening in an emergency is asked, approved by another, short, told and logged",
    "X14": "a policy taken out or turned round is noticed by the tests",
    "C1": "a process killed at any point loses and doubles nothing",
    "C2": "a database killed under writers loses nothing that was acknowledged",
    "C3": "a full disk leaves no partial state",
    "C4": "a database that restarts under load is used again within ten seconds",
    "C5": "the same request sent again has one effect and the same answer",
    "C6": "a file taken in twice, in halves, shuffled or at once ends in the same state",
    "C7": "control totals: what came in is what was accepted and what was rejected",
    "C8": "a graceful stop finishes or hands back its work",
    "C9": "odd days and stepped clocks change nothing",
    "O1": "every committed event is delivered, in order, and takes effect once",
    "O2": "every job ends done or failed with a reason",
    "R1": "a backup restores to a new machine and passes every check",
    "R2": "a damaged backup is always noticed",
    "R3": "the hosts that serve can neither delete nor read backups",
    "M1": "migrations keep every row and every value",
    "A1": "every write leaves its event in the same transaction",
    "A2": "tampering by a superuser is found by the stand-alone verifier",
    "A3": "the inclusion of any decision is verified by one file",
    "A4": "the whole log is verified in time that grows no faster than the log",
    "A5": "evidence made by earlier releases still verifies",
    "A6": "no two different records have the same canonical bytes",
    "A7": "lawful erasure leaves the log verifiable",
    "A8": "reads of the most sensitive records are logged",
    "A9": "a decision pack is the same, byte for byte, when made again",
    "L1": "every line of a fund holds what its movements say, whoever reaches for it at once",
    "W1": "every answer carries the security headers",
    "W2": "every unsafe request without its token, or from elsewhere, is refused",
    "W3": "signing in tells nothing, and old sessions end",
    "W4": "nobody gets round the throttles",
    "F1": "every bad input has a clear message, and stores nothing",
    "F2": "every answer of the interface is one that it declares",
    "F3": "no parser breaks on rubbish",
    "P3": "everything about a person is found, and nothing about others",
    "P4": "every record is kept and destroyed on its day",
    "P5": "logs, metrics and error pages hold no personal data",
}

NOT_YET = {
    "X2": "a write that is allowed; the exact answer of a page that asks for a permission",
    "X4": "writes",
    "X5": "how the answers of each form become the words of an act; what is seen through a share; the public",
    "X6": "browser sessions and open downloads",
    "X9": "rows of one person, and the log of what was read",
    "X10": "whole requests",
    "X11": "what comes in from files and forms; links said to be undecided, which stand by their constraint alone (X8)",
    "X12": "consents, ratification and the challenge of plans: openings in an emergency only",
    "C5": "the doors themselves: the key they ask only",
    "C9": "what is sent from pages, but for requests; retention; the clock of the database, but for the trail",
    "A1": "the body of each action: the frame that every action runs in",
    "A8": "what was read for; a route that shows the readers drawn nothing of the most sensitive",
    "W2": "every operation of the interface: one of it, and every page",
    "F1": "pages and the interface as a whole, and that nothing is stored: fields, bodies and files each alone",
    "R1": "more than the invented places",
    "L1": "sources of funds, reversals and closed periods: lines of funds only",
    "P4": "seats and results",
}
"""What a goal asks for and these checks do not look at yet, said in every run: no count says more than it is."""


def size(*, small: int, change: int, release: int) -> int:
    """How much to check in a run of this size."""
    return {"small": small, "change": change, "release": release}[SIZE]


def chance(purpose: str) -> random.Random:
    """A source of chance for one purpose, the same for the same SEED."""
    return random.Random(f"{SEED} {purpose}")


@dataclass
class Tally:
    """What was checked for one goal, and what failed."""

    goal: str
    checked: int = 0
    undecided: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def that(self, holds: bool, otherwise: str) -> None:
        """Count one check; `otherwise` says what went wrong where it does not hold."""
        self.checked += 1
        if not holds:
            self.failures.append(otherwise)

    def could_not_tell(self) -> None:
        """Count one try that showed nothing either way: it is not one that was checked."""
        self.undecided += 1


TALLIES: list[Tally] = []


@contextmanager
def goal(name: str) -> Iterator[Tally]:
    """Check one goal; fails at the end with every failure found, and fails when nothing was checked at all."""
    assert name in GOALS, f"{name} is not a goal."
    tally = Tally(goal=name)
    began = time.perf_counter()
    try:
        yield tally
    finally:
        tally.seconds = time.perf_counter() - began
        TALLIES.append(tally)
    shown = "\n".join(tally.failures[:20])
    assert not tally.failures, f"{name}: {tally.checked} checked, {len(tally.failures)} failed\n{shown}"
    assert tally.checked, f"{name}: nothing was checked."


def told(tallies: list[Tally]) -> list[str]:
    """A line a goal, in the order of the list; the goals that nothing was checked for come last, in one line."""
    lines = []
    for name, sentence in GOALS.items():
        mine = [one for one in tallies if one.goal == name]
        checked, seconds = sum(one.checked for one in mine), sum(one.seconds for one in mine)
        failed = sum(len(one.failures) for one in mine)
        if mine:
            rate = f"{checked / seconds:,.0f}/s" if seconds > 0.001 else "at once"
            yet = f" (not yet: {NOT_YET[name]})" if name in NOT_YET else ""
            undecided = sum(one.undecided for one in mine)
            beside = f", {undecided:,} undecided" if undecided else ""
            lines.append(f"{name}: {checked:,} checked, {failed} failed{beside} ({rate}): {sentence}{yet}")
    missing = [name for name in GOALS if name not in {one.goal for one in tallies}]
    return [*lines, *([f"Nothing checked in this run for: {', '.join(missing)}"] if missing else [])]
