"""How the site stands, in words for whoever looks after it. No content of records, and nobody by name."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse

from wholeplace.doors.web.operations.state import State, backup_age
from wholeplace.doors.web.shell.pages import Fact, HomePage, Link, Section, TableView
from wholeplace.doors.web.shell.words import moment
from wholeplace.ground.records.standing import Fault
from wholeplace.ground.trail.operating import JobsOfAName, Refused, SetbackLine

JOBS_WAIT_AT_MOST = 600
"""Seconds that work may wait which is due."""
SEAL_AT_THE_LATEST = 3600
MANY_FAILED_SIGN_INS = 50
"""In an hour: where a network is closed."""


def operations_page(
    *,
    standing: Sequence[Fault],
    state: State,
    jobs: Sequence[JobsOfAName],
    setbacks: Sequence[SetbackLine],
    refused: Sequence[Refused],
) -> HomePage:
    """One sentence first; then what is wrong and what to do; then everything in figures."""
    wrong = (*standing, *what_is_wrong(state))
    many = "One thing is not as it should be." if len(wrong) == 1 else f"{len(wrong)} things are not as they should be."
    return HomePage(
        title="How the site stands",
        lead=many if wrong else "Everything is as it should be.",
        sections=(
            *([_to_do(wrong)] if wrong else []),
            _work(state, jobs, setbacks),
            _sign_ins(state),
            _refusals(state, refused),
            _files(state),
            _seal(state),
            _backups(state),
        ),
    )


def what_is_wrong(state: State) -> Iterator[Fault]:
    """What the figures of the site say that somebody must see to, and how."""
    now = state.counted
    if (now.job_age or 0) > JOBS_WAIT_AT_MOST:
        yield Fault(f"Background work has waited for {ago(now.job_age)}.", "See whether wholeplace-work runs.")
    if now.jobs_given_up:
        yield Fault(
            f"Background work that was given up in the last day: {now.jobs_given_up}.",
            "Mend the cause that stands below, then ask for the work again.",
        )
    if now.sign_ins_failed >= MANY_FAILED_SIGN_INS:
        yield Fault(
            f"{now.sign_ins_failed:,} sign-ins failed in the last hour.",
            "Somebody may be guessing passwords: see in the log of the proxy where from.",
        )
    if now.sealed is None and now.unsealed:
        yield Fault("What happened here was never sealed.", "See whether wholeplace-seal.timer runs.")
    elif (now.seal_age or 0) > SEAL_AT_THE_LATEST:
        yield Fault(
            f"What happened has waited to be sealed for {ago(now.seal_age)}.",
            "See whether wholeplace-seal.timer runs, and what it says in its log.",
        )
    if state.backups is None:
        yield Fault(
            "The site does not know where backups leave word of their success.",
            "Set WHOLEPLACE_BACKUP_STATE to the folder that the backup is given as --state.",
        )
    else:
        for alarm in state.backups.alarms:
            yield Fault(alarm, "See what the log of wholeplace-backup says, and take one today.")


def ago(seconds: float | None) -> str:
    """A stretch of time in the largest unit that fits."""
    if seconds is None:
        return "not known"
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number:,} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"


def _to_do(wrong: Sequence[Fault]) -> Section:
    table = TableView(
        caption="What to do",
        caption_hidden=True,
        headings=("What is wrong", "What to do"),
        rows=tuple((one.sentence, one.mend) for one in wrong),
    )
    return Section(title="What to do", id="to-do", tables=(table,))


def _work(state: State, jobs: Sequence[JobsOfAName], setbacks: Sequence[SetbackLine]) -> Section:
    by_name = TableView(
        caption="By kind of work",
        headings=("Work", "Waits", "Under way", "Done", "Given up"),
        rows=tuple(
            (_plain(one.name), f"{one.waiting:,}", f"{one.doing:,}", f"{one.done:,}", f"{one.failed:,}") for one in jobs
        ),
        numeric=frozenset({1, 2, 3, 4}),
        empty="No background work was asked for yet.",
        note="What was done stays here for a week. What was given up stays.",
    )
    not_done = TableView(
        caption="Tries that did not succeed, newest first",
        headings=("When", "Work", "Number", "Try", "Why", "Then"),
        rows=tuple(
            (
                moment(one.at),
                _plain(one.name),
                str(one.number),
                str(one.tries),
                one.reason,
                "Given up" if one.last else "Tried again",
            )
            for one in setbacks
        ),
        numeric=frozenset({2, 3}),
        empty="No work failed: every try succeeded.",
    )
    oldest = state.counted.job_age
    return Section(
        title="Background work",
        id="work",
        lead="Nothing that is due waits." if oldest is None else f"The oldest that is due has waited {ago(oldest)}.",
        tables=(by_name, not_done),
    )


def _sign_ins(state: State) -> Section:
    return Section(
        title="Failed sign-ins",
        id="sign-ins",
        facts=(
            Fact("In the last hour", f"{state.counted.sign_ins_failed:,}"),
            Fact("Accounts closed to a network in the last hour", f"{state.counted.locked_out:,}"),
        ),
    )


def _refusals(state: State, refused: Sequence[Refused]) -> Section:
    table = TableView(
        caption="In the last day, by what was asked and why it was stopped",
        headings=("What was asked", "Reason", "Times", "Last"),
        rows=tuple((_plain(one.action), one.code, f"{one.times:,}", moment(one.last_at)) for one in refused),
        numeric=frozenset({2}),
        empty="Nothing was refused.",
    )
    return Section(
        title="What was refused",
        id="refused",
        lead=f"{state.counted.refused:,} in the last hour.",
        tables=(table,),
    )


def _files(state: State) -> Section:
    number = state.imports_unfinished
    return Section(
        title="Files taken in",
        id="files",
        lead="Every file that was begun was finished."
        if not number
        else f"Begun and not finished: {number:,}. Take the same file in again: it goes on where it stopped.",
        links=(Link("All files taken in", reverse("batches")),),
    )


def _seal(state: State) -> Section:
    now = state.counted
    return Section(
        title="Seal of the history",
        id="seal",
        facts=(
            Fact("Entries sealed", f"{now.sealed:,}" if now.sealed else "None"),
            Fact("Newest seal", moment(datetime.fromisoformat(now.sealed_at)) if now.sealed_at else "Never"),
            Fact("Entries that wait for it", f"{now.unsealed:,}"),
            Fact("The oldest has waited", ago(now.seal_age) if now.unsealed else "None waits"),
        ),
        links=(Link("What the seal proves", reverse("seals")),),
    )


def _backups(state: State) -> Section:
    backups = state.backups
    taken = backups.taken_at if backups else None
    logged = backups.log_at if backups else None
    size = backups.bytes if backups else 0
    return Section(
        title="Backup",
        id="backup",
        facts=(
            Fact("Newest backup", f"{moment(taken)}, {ago(backup_age(backups))} ago" if taken else "Not known"),
            Fact("Its size", f"{size / 1_000_000:,.0f} MB" if taken else "Not known"),
            Fact("Log of changes last kept", moment(logged) if logged else "Not known"),
        ),
    )


def _plain(name: str) -> str:
    """The name of an action or a job as words."""
    words = name.rpartition(".")[2].replace("_", " ")
    return words[:1].upper() + words[1:]
