"""The pack of assurance in words."""

import re
from datetime import date
from itertools import groupby

from django.urls import reverse

from wholeplace.across.assurance.answers import Evidence
from wholeplace.across.assurance.pack import Pack, Sent
from wholeplace.doors.web.shell.pages import Fact, RecordPage, Section, Step, TableView
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.classes import Holds, Leaves


def assurance_page(pack: Pack) -> RecordPage:
    """The whole pack, to read and to print."""
    return RecordPage(
        title="Assurance pack",
        caption=pack.place,
        status=f"As the system stands on {day(pack.on)}.",
        next_sentence="What stands in square brackets is for each organisation to decide. Shares between others"
        " that you may not see are not in it.",
        steps=(Step("Download as data", reverse("assurance-data"), kind="secondary"),),
        facts=(
            Fact("Version of the policy", pack.policy_version),
            Fact("Unsafe settings", str(pack.settings_to_mend), hint="To be mended before real people work here."),
            Fact("Not yet", str(sum(not one.holds for one in pack.answers)), hint="Answers below say what is missing."),
        ),
        sections=(_processing(pack), *_held(pack), _assessment(pack), _sharing(pack), *_answers(pack)),
        history=None,
    )


def _processing(pack: Pack) -> Section:
    return Section(
        title="Record of processing activities",
        id="processing",
        lead="UK GDPR, article 30. One for each organisation. What is held, and how long, is alike for all.",
        tables=tuple(
            _table(
                one.organisation,
                ("What", "It says"),
                (("Recipients", "; ".join(one.recipients) or "None in force"), *one.blanks.items()),
                shown=True,
            )
            for one in pack.processing
        ),
    )


def _held(pack: Pack) -> tuple[Section, ...]:
    rows = tuple(
        (
            _spaced(kind.kind.partition(".")[2]),
            "; ".join(f"{name.replace('_', ' ')} ({Holds(kind.fields[name]).name.lower().replace('_', ' ')})"
                      for name in kind.personal),
            kind.kept,
            Leaves(kind.leaves).sentence,
        )
        for kind in pack.kinds
        if kind.personal
    )  # fmt: skip
    kept = tuple((one.name, one.then, str(one.years or "–"), one.because, one.source) for one in pack.schedule)
    return (
        Section(
            title="What is held about people",
            id="held",
            lead="As declared for every field. Whether an organisation holds any of it is not counted here.",
            tables=(_table("What is held", ("Record", "Fields about people", "Kept as", "Leaves"), rows),),
        ),
        Section(
            title="How long it is kept",
            id="kept",
            tables=(_table("Schedule", ("Kept as", "Then", "Years", "Why", "Source"), kept),),
        ),
    )


def _assessment(pack: Pack) -> Section:
    roles = tuple((name, "; ".join(map(_allowed, allowed))) for name, allowed in pack.roles.items())
    reading = tuple((who, state, _allowed(needs) if needs else "–") for who, state, needs in pack.reading)
    return Section(
        title="Data protection impact assessment",
        id="assessment",
        lead="A draft. What is held and how long stands above; who reads and does what stands here.",
        facts=tuple(Fact(label, words) for label, words in pack.assessment.items()),
        tables=(
            _table("Who reads a record", ("Who", "How sensitive", "Asks besides"), reading, shown=True),
            _table("Roles and what they bring", ("Role", "May"), roles, shown=True),
        ),
    )


def _sharing(pack: Pack) -> Section:
    heads = ("What", "Between", "Purpose", "Legal basis", "First day", "Last day")
    return Section(
        title="Schedule of the information-sharing agreement",
        id="sharing",
        tables=(
            _table("Records shared", heads, _sent(pack.shares), shown=True, empty="No record is shared."),
            _table("Arrangements", heads, _sent(pack.arrangements), shown=True, empty="No arrangement is registered."),
        ),
    )


def _sent(given: tuple[Sent, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one.what, "; ".join(one.between), one.purpose, one.basis, *map(_day, (one.begins_on, one.ends_on)))
        for one in given
    )  # fmt: skip


def _spaced(name: str) -> str:
    """The name of a kind of record as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _allowed(permission: str) -> str:
    return next(one.sentence for one in Permission if one == permission)


def _shown_by(evidence: Evidence) -> str:
    """A test as the sentence that its name is, so that it breaks into lines; others as they are typed."""
    if evidence.kind != "test":
        return f"{evidence.kind} {evidence.name}"
    return evidence.name.rpartition("::test_")[2].replace("_", " ")


def _day(when: date | None) -> str:
    return day(when) if when else "–"


def _answers(pack: Pack) -> tuple[Section, ...]:
    return tuple(
        Section(
            title=standard,
            id=f"answers-{number}",
            lead="By theme, not by the numbers of the standard.",
            tables=(
                _table(
                    standard,
                    ("Theme", "Question", "Answer", "Shown by"),
                    tuple(
                        (
                            one.theme,
                            one.question,
                            one.answer,
                            "; ".join(_shown_by(each) for each in one.evidence),
                        )
                        for one in group
                    ),
                ),
            ),
        )
        for number, (standard, group) in enumerate(
            groupby(sorted(pack.answers, key=lambda one: one.standard), key=lambda one: one.standard)
        )
    )


def _table(
    caption: str,
    headings: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    shown: bool = False,
    empty: str = TableView.empty,
) -> TableView:
    return TableView(caption=caption, headings=headings, rows=rows, caption_hidden=not shown, empty=empty)
