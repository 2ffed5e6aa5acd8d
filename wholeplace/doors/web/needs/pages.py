"""Needs in words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.analyse.needs.queries import NeedCard
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.needs.forms import NeedsFilter
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


def needs_page(
    cards: Sequence[NeedCard],
    *,
    place: PartnershipCard,
    request: Asked,
    filters: NeedsFilter | None = None,
    pages: Pages | None = None,
) -> ListPage:
    """The register of needs."""
    record = Step("Record a need", reverse("record-need"))
    may_record = request.actor.may(Permission.NEED_RECORD, partnership=place.number)
    return ListPage(
        title="Needs",
        caption=place.place_name,
        area="needs",
        invented=place.invented,
        lead="What people here lack or risk, and what we know it from.",
        steps=(record,) if may_record else (),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Needs",
            caption_hidden=True,
            headings=("Need", "Group", "Where", "Confidence", "Observed"),
            rows=tuple(_row(card) for card in cards),
            empty="No need has been recorded yet.",
            empty_step=record if may_record else None,
        ),
    )


def need_page(card: NeedCard, *, thread: Thread, request: Asked) -> RecordPage:
    """One need."""
    intentions = [stop for stop in thread.leads_to if stop.ref.kind == "intention"]
    where = f" in {card.area_name}" if card.area_name else ""
    return RecordPage(
        title=card.title,
        caption="Need",
        area="needs",
        crumbs=(Crumb("Needs", in_place("needs", within=card.partnership, request=request)),),
        status=_status(card, intentions=len(intentions)),
        tag=Tag("Closed", "grey") if card.ends_on else Tag("Open", "blue"),
        steps=_steps(card, request=request),
        facts=(
            Fact("What", card.statement),
            Fact("Who", card.group.label + where),
            Fact("Confidence", card.confidence.label),
            Fact("Observed", day(card.observed_on)),
        ),
        sections=(_evidence(card),),
        thread=thread_view(thread, missing=_missing(card, intentions=len(intentions))),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _row(card: NeedCard) -> tuple[Cell | str, ...]:
    return (
        Cell(card.title, href=reverse("need", kwargs={"reference": card.ref.public_id})),
        card.group.label,
        card.area_name or "Whole place",
        card.confidence.value.title(),
        day(card.observed_on),
    )


def _status(card: NeedCard, *, intentions: int) -> str:
    if card.ends_on:
        return f"Closed on {day(card.ends_on)}."
    if intentions == 0:
        return "Open: nothing is planned about it yet."
    return f"Open: {intentions} {'intention answers' if intentions == 1 else 'intentions answer'} it."


def _steps(card: NeedCard, *, request: Asked) -> tuple[Step, ...]:
    if card.ends_on:
        return ()
    steps = []
    if request.actor.may(Permission.OUTCOME_SET):
        steps.append(Step("Set an outcome for this need", f"{reverse('set-outcome')}?need={card.ref.public_id}"))
    if request.actor.may(Permission.NEED_RECORD, organisation=card.organisation):
        close = reverse("close-need", kwargs={"reference": card.ref.public_id})
        steps.append(Step("Close this need", close, kind="secondary"))
    return tuple(steps)


def _missing(card: NeedCard, *, intentions: int) -> tuple[Gap, ...]:
    if intentions or card.ends_on:
        return ()
    return (Gap(kind="Intention", sentence="No intention answers this need."),)


def _evidence(card: NeedCard) -> Section:
    return Section(
        title="What it rests on",
        id="evidence",
        tables=(
            TableView(
                caption="Evidence",
                caption_hidden=True,
                headings=("Source", "Figure then", "Observed"),
                rows=tuple(
                    (
                        Cell(one.source, href=_indicator(one.indicator_code, card.area_code)),
                        one.figure or "–",
                        day(one.observed_on),
                    )
                    for one in card.evidence
                ),
                empty="No evidence is open to you.",
            ),
        ),
    )


def _indicator(code: str, area_code: str) -> str | None:
    return reverse("indicator", kwargs={"area": area_code, "code": code}) if code and area_code else None
