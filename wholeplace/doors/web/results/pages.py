"""Results in words."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.analyse.outcomes.rules.measures import in_words
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.results.words import period, standing_tag, verdict
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Choice,
    Crumb,
    Fact,
    Gap,
    ListPage,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.review.monitoring.queries import DashboardLine, ResultCard, withdrawn_by
from wholeplace.review.monitoring.rules.standing import Standing
from wholeplace.together.partnership.queries import PartnershipCard

KINDS = {"outcome": "Outcome", "contract": "Contract"}
EVERY, MISSED, SILENT = "", "missed", "none"
"""The ways to look at the dashboard: everything, what missed, what has no result."""


def shown(lines: Sequence[DashboardLine], way: str) -> list[DashboardLine]:
    """The measures that one way of looking shows."""
    if way == MISSED:
        return [line for line in lines if line.standing is Standing.MISSED]
    return [line for line in lines if line.standing is None] if way == SILENT else list(lines)


def results_page(lines: Sequence[DashboardLine], *, way: str, place: PartnershipCard, request: Asked) -> ListPage:
    """Every measure in use, with where it stands."""
    step = Step("Record a result", reverse("record-result"))
    may_record = request.actor.may(Permission.RESULT_RECORD, partnership=place.number)
    return ListPage(
        title="Results",
        caption=place.place_name,
        area="results",
        invented=place.invented,
        lead="What shows whether it works: priorities first, then other outcomes, then contracts.",
        steps=(step,) if may_record else (),
        stats=_stats(lines),
        choices=tuple(
            Choice(words, _address(one, place=place, request=request), one == way, str(len(shown(lines, one))))
            for words, one in (("Every measure", EVERY), ("Missed", MISSED), ("No result yet", SILENT))
        ),
        csv=csv_link(request),
        table=TableView(
            caption="Measures",
            caption_hidden=True,
            headings=("Measure", "Baseline", "Target", "Expected today", "Latest result"),
            rows=tuple(_row(line, may_record=may_record) for line in shown(lines, way)),
            empty=_nothing(way, some=bool(lines)),
        ),
    )


def results_file(lines: Sequence[DashboardLine]) -> ListPage:
    """The dashboard as a file: one figure a cell."""
    headings = (
        "Measure", "Of", "Kind", "Unit", "Baseline", "Baseline day", "Target", "Due", "Expected today",
        "Latest result", "First day", "Last day", "Standing", "Used for",
    )  # fmt: skip
    return ListPage(
        title="Results",
        table=TableView(caption="Results", headings=headings, rows=tuple(_file_row(line) for line in lines)),
    )


def result_page(
    card: ResultCard, *, others: Sequence[ResultCard], thread: Thread, place: PartnershipCard, request: Asked
) -> RecordPage:
    """One result, with the others of its measure."""
    return RecordPage(
        title=card.measure_title,
        caption=f"Result, {period(card.begins_on, card.ends_on)}",
        area="results",
        invented=place.invented,
        crumbs=(
            Crumb("Results", _address(EVERY, place=place, request=request)),
            Crumb(card.of_title, address_of(card.of)),
        ),
        status=_status(card),
        tag=Tag("Withdrawn", "grey") if card.withdrawn_on else standing_tag(card.standing),
        steps=_steps(card, request=request),
        facts=_facts(card),
        sections=(_over_time(card, others),) if len(others) > 1 else (),
        thread=thread_view(thread, missing=_missing(card, thread=thread)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


# --- The dashboard ---------------------------------------------------------------------------------------------------


def _address(way: str, *, place: PartnershipCard, request: Asked) -> str:
    """The dashboard of the same place, looked at in one way: who acts in the place need not name it."""
    return in_place("results", within=place, request=request, **({"show": way} if way else {}))


def _stats(lines: Sequence[DashboardLine]) -> tuple[Stat, ...]:
    if not lines:
        return ()
    count = {standing: sum(line.standing is standing for line in lines) for standing in (*Standing, None)}
    return (
        Stat("Measures", str(len(lines)), "in use"),
        Stat(Standing.MET.label, str(count[Standing.MET])),
        Stat(Standing.NEARLY.label, str(count[Standing.NEARLY]), "within the tolerance"),
        Stat(Standing.MISSED.label, str(count[Standing.MISSED])),
        Stat("No result yet", str(count[None])),
    )


def _nothing(way: str, *, some: bool) -> str:
    if not some:
        return "Nothing is measured yet. Set an outcome, or add a measure to a contract."
    return "No measure missed what was expected." if way == MISSED else "Every measure has a result."


def _row(line: DashboardLine, *, may_record: bool) -> tuple[Cell | str, ...]:
    hint = f"{KINDS[line.of.kind]}: {line.of_title}"
    return (
        Cell(
            line.title,
            href=address_of(line.of),
            hint=hint,
            tag=Tag("Priority", "purple") if line.is_priority else None,
        ),
        _baseline(line),
        _target(line),
        _expected(line),
        _latest(line, may_record=may_record),
    )


def _baseline(line: DashboardLine) -> Cell | str:
    if line.baseline is None or line.baseline_on is None:
        return "Not known"
    return Cell(line.said(line.baseline), hint=day(line.baseline_on))


def _target(line: DashboardLine) -> Cell | str:
    if line.target is None:
        return "None yet"
    return Cell(line.said(line.target), hint=f"by {day(line.due_on)}") if line.due_on else line.said(line.target)


def _expected(line: DashboardLine) -> str:
    if line.expected_now is None:
        return "–"
    return in_words(line.expected_now, unit=line.unit, places=1)


def _latest(line: DashboardLine, *, may_record: bool) -> Cell | str:
    if line.latest is None:
        record = f"{reverse('record-result')}?{urlencode({'measure': line.measure})}"
        return Cell("Record the first", href=record) if may_record else "No result yet"
    return Cell(
        line.latest.said(line.latest.value),
        href=address_of(line.latest.ref),
        tag=standing_tag(line.latest.standing),
        hint=period(line.latest.begins_on, line.latest.ends_on),
    )


def _file_row(line: DashboardLine) -> tuple[str, ...]:
    last = line.latest
    return (
        line.title,
        line.of_title,
        KINDS[line.of.kind],
        line.unit,
        _plain(line.baseline),
        _iso(line.baseline_on),
        _plain(line.target),
        _iso(line.due_on),
        in_words(line.expected_now, unit="", places=1).replace(",", "") if line.expected_now is not None else "",
        _plain(last.value) if last else "",
        _iso(last.begins_on) if last else "",
        _iso(last.ends_on) if last else "",
        last.standing.label if last else "No result yet",
        line.stated_use,
    )


def _plain(figure: object) -> str:
    """A figure for a spreadsheet: without unit or commas, and without noughts behind the point."""
    words = "" if figure is None else f"{figure:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


# --- One result ------------------------------------------------------------------------------------------------------


def _status(card: ResultCard) -> str:
    figure = card.said(card.value)
    if card.withdrawn_on is not None:
        return f"{figure} was withdrawn on {day(card.withdrawn_on)}: {card.withdrawn_because}"
    return f"{figure}: {verdict(card)}."


def _steps(card: ResultCard, *, request: Asked) -> tuple[Step, ...]:
    actor = request.actor
    steps = []
    if actor.may(Permission.RESULT_RECORD, partnership=card.partnership):
        again = f"{reverse('record-result')}?{urlencode({'measure': card.measure})}"
        steps.append(Step("Record another result", again))
    mine = actor.organisation_id in withdrawn_by(result=card.number, seen_by=actor)
    if steps and mine and card.withdrawn_on is None:
        withdraw = reverse("withdraw-result", kwargs={"reference": card.ref.public_id})
        steps.append(Step("Withdraw it", withdraw, kind="secondary"))
    return tuple(steps)


def _facts(card: ResultCard) -> tuple[Fact, ...]:
    places = 1 if card.of.kind == "outcome" else None
    expected = in_words(card.expected, unit=card.unit, places=places) if card.expected is not None else ""
    parts = (
        f"{in_words(card.numerator, unit='')} of {in_words(card.denominator, unit='')}"
        if card.numerator is not None and card.denominator is not None
        else ""
    )
    return (
        Fact(KINDS[card.of.kind], card.of_title, href=address_of(card.of)),
        Fact("Period", period(card.begins_on, card.ends_on)),
        Fact("Figure", card.said(card.value), hint=parts or None),
        Fact("Expected", expected or "Nothing was expected yet", hint=card.polarity.label),
        *((Fact("Nearly met within", card.said(card.tolerance)),) if card.tolerance else ()),
        Fact("How sure", card.sureness.label),
        *((Fact("What lies behind it", card.commentary),) if card.commentary else ()),
        Fact("Recorded", day(card.recorded_on)),
    )


def _missing(card: ResultCard, *, thread: Thread) -> tuple[Gap, ...]:
    if card.of.kind == "outcome" or any(stop.ref.kind == "outcome" for stop in thread.came_from):
        return ()
    return (Gap(kind="Outcome", sentence="The contract is linked to no outcome, so nobody knows what this is for."),)


def _over_time(card: ResultCard, others: Sequence[ResultCard]) -> Section:
    table = TableView(
        caption="Results of this measure",
        caption_hidden=True,
        headings=("Period", "Figure", "Expected", "Standing"),
        rows=tuple(_other(one, this=one.ref == card.ref) for one in others),
    )
    return Section(title="Results of this measure", id="others", tables=(table,))


def _other(one: ResultCard, *, this: bool) -> tuple[Cell | str, ...]:
    words = period(one.begins_on, one.ends_on)
    return (
        Cell(words, hint="This one") if this else Cell(words, href=address_of(one.ref)),
        one.said(one.value),
        in_words(one.expected, unit=one.unit, places=1) if one.expected is not None else "–",
        Cell("", tag=standing_tag(one.standing)),
    )
