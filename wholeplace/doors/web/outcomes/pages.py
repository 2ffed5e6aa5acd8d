"""Outcomes in words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.analyse.outcomes.queries import MeasureCard, OutcomeCard
from wholeplace.analyse.outcomes.rules.measures import in_words
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.outcomes.forms import OutcomesFilter
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Gap,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.partnership.queries import PartnershipCard


def outcomes_page(
    cards: Sequence[OutcomeCard],
    *,
    place: PartnershipCard,
    request: Asked,
    filters: OutcomesFilter | None = None,
    pages: Pages | None = None,
) -> ListPage:
    """The outcomes of a place."""
    step = Step("Set an outcome", reverse("set-outcome"))
    may_set = request.actor.may(Permission.OUTCOME_SET, partnership=place.number)
    return ListPage(
        title="Outcomes",
        caption=place.place_name,
        area="needs",
        invented=place.invented,
        lead="How people here should live, and what shows that it comes nearer.",
        steps=(step,) if may_set else (),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Outcomes",
            caption_hidden=True,
            headings=("Outcome", "For whom", "Measure", "Baseline", "Target"),
            rows=tuple(row for card in cards for row in _rows(card)),
            empty="No outcome has been set yet.",
            empty_step=step if may_set else None,
        ),
    )


def outcome_page(card: OutcomeCard, *, thread: Thread, request: Asked) -> RecordPage:
    """One outcome."""
    needs = [stop for stop in thread.came_from if stop.ref.kind == "need"]
    served_by = [stop for stop in thread.leads_to if stop.ref.kind == "intention"]
    return RecordPage(
        title=card.title,
        caption="Outcome",
        area="needs",
        crumbs=(Crumb("Outcomes", in_place("outcomes", within=card.partnership, request=request)),),
        status=_status(card, served_by=len(served_by)),
        tag=Tag("Closed", "grey") if card.ends_on else Tag("Priority", "purple") if card.is_priority else None,
        steps=_steps(card, request=request),
        facts=(
            Fact("What it looks like", card.statement),
            Fact("For whom", card.group.label + (f", {card.area_name}" if card.area_name else "")),
            *((Fact("Framework", card.framework),) if card.framework else ()),
            Fact("Since", day(card.begins_on)),
        ),
        sections=(_measures(card, request=request),),
        thread=thread_view(thread, missing=_missing(card, needs=len(needs), served_by=len(served_by))),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _rows(card: OutcomeCard) -> list[tuple[Cell | str, ...]]:
    link = Cell(
        card.title,
        href=reverse("outcome", kwargs={"reference": card.ref.public_id}),
        tag=Tag("Priority", "purple") if card.is_priority else None,
    )
    first = card.measures[0] if card.measures else None
    if first is None:
        return [(link, card.group.label, "Not open to you", "–", "–")]
    return [(link, card.group.label, first.title, first.said(first.baseline), _target(first))]


def _target(measure: MeasureCard) -> str:
    if measure.target is None:
        return "None yet"
    return f"{measure.said(measure.target.target)} by {day(measure.target.due_on)}"


def _status(card: OutcomeCard, *, served_by: int) -> str:
    if card.ends_on:
        return f"Closed on {day(card.ends_on)}."
    first = card.measures[0] if card.measures else None
    if first is None:
        return "Pursued; its measures are not open to you."
    aim = f", to reach {_target(first)}" if first.target else ", with no target yet"
    serves = (
        f"{served_by} {'intention serves' if served_by == 1 else 'intentions serve'} it"
        if served_by
        else ("nothing is planned for it yet")
    )
    return f"{first.title}: {first.said(first.baseline)} on {day(first.baseline_on)}{aim}; {serves}."


def _steps(card: OutcomeCard, *, request: Asked) -> tuple[Step, ...]:
    if card.ends_on:
        return ()
    steps = []
    actor, here = request.actor, {"reference": card.ref.public_id}
    if actor.may(Permission.INTENTION_RAISE):
        raise_it = f"{reverse('raise-intention')}?outcome={card.ref.public_id}"
        steps.append(Step("Raise an intention for this outcome", raise_it))
    if actor.may(Permission.OUTCOME_SET, organisation=card.organisation, partnership=card.partnership):
        steps += [
            Step("Add a measure", reverse("add-outcome-measure", kwargs=here), kind="secondary"),
            Step("Link a need", reverse("link-need", kwargs=here), kind="secondary"),
            Step("Close this outcome", reverse("close-outcome", kwargs=here), kind="secondary"),
        ]
    return tuple(steps)


def _missing(card: OutcomeCard, *, needs: int, served_by: int) -> tuple[Gap, ...]:
    gaps = []
    if not needs:
        gaps.append(Gap(kind="Need", sentence="No need stands behind this outcome."))
    if not served_by and not card.ends_on:
        gaps.append(Gap(kind="Intention", sentence="No intention serves this outcome."))
    return tuple(gaps)


def _measures(card: OutcomeCard, *, request: Asked) -> Section:
    may_set = request.actor.may(Permission.OUTCOME_SET, organisation=card.organisation, partnership=card.partnership)
    rows = tuple(
        (
            Cell(one.title, hint=one.polarity.label),
            f"{one.said(one.baseline)}, {day(one.baseline_on)}",
            Cell(
                _target(one),
                href=reverse("set-target", kwargs={"reference": one.public_id}) if may_set else None,
            ),
            _today(one, request=request),
            Cell(one.source, hint=one.frequency.label),
        )
        for one in card.measures
    )
    return Section(
        title="How we shall know",
        id="measures",
        tables=(
            TableView(
                caption="Measures",
                caption_hidden=True,
                headings=("Measure", "Baseline", "Target", "Expected today", "Source"),
                rows=rows,
                empty="No measure is open to you.",
            ),
        ),
    )


def _today(measure: MeasureCard, *, request: Asked) -> str:
    expected = measure.expected_on(request.today)
    return in_words(expected, unit=measure.unit, places=1) if expected is not None else "–"
